"""The heads of pages: what browsers, previews and readers without scripts get."""

import re
from importlib import resources

import pytest

from cstoviz import shown
from cstoviz.text import speaking
from cstoviz.ui.heads import html
from cstoviz.ui.navigation import ORDER
from cstoviz.ui.server import PAGES
from tests.api.asking import HOME, ask
from tests.guard.asking import setting
from tests.guard.test_people import FULL
from tests.hostile_package import write_hostile
from tests.serving import shown_from

INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@pytest.mark.parametrize("name", ORDER)
def test_every_page_has_a_head_of_its_own(name):
    said = html(name, HOME)
    assert "<title>Streamlit" not in said
    assert "_stcore/agent" not in said
    assert 'rel="canonical"' in said
    assert 'rel="service-desc" href="./api/v1/openapi.json"' in said
    shell = resources.files("streamlit").joinpath("static", "index.html").read_text("utf-8")
    assert INLINE.findall(said) == INLINE.findall(shell)


def test_the_head_speaks_the_language_and_escapes_the_address():
    with speaking("ru"):
        said = html("events", 'http://x"><b>')
    assert '<html lang="ru">' in said
    assert "<b>" not in said


def test_a_page_is_answered_and_asked_about_again():
    first = ask("/participation?states=BLR&lang=ru", routes=PAGES)
    again = ask(
        "/participation?lang=ru", headers={"if-none-match": first.headers["etag"]}, routes=PAGES
    )
    assert (first.status_code, first.headers["cache-control"]) == (200, "no-cache")
    assert first.headers["content-language"] == "ru"
    assert again.status_code == 304


@pytest.fixture
def hostile_shown(tmp_path):
    """Show a package that calls itself what it should not."""
    with shown_from(write_hostile(tmp_path / "package")):
        yield


@pytest.mark.usefixtures("hostile_shown")
def test_the_head_tells_of_the_data_once_they_are_read_and_escapes_them():
    before = html("map", HOME)
    assert "Activity on record" in before
    shown.tables()
    said = html("map", HOME)
    assert "Lakes Union, 2031–2032" in said
    assert "<iframe" not in said
    assert said.count("<script") == before.count("<script")


@pytest.mark.usefixtures("hostile_shown")
def test_where_a_sign_in_is_asked_for_the_head_tells_nothing(monkeypatch):
    shown.tables()
    with setting(monkeypatch, **FULL):
        said = html("map", HOME)
    assert "Lakes Union" not in said
    assert "Activity on record" in said
