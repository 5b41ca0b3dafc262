"""The heads of pages: what browsers, previews and readers without scripts get."""

import re
from importlib import resources

import pytest

from cstoviz.text import speaking
from cstoviz.ui.heads import html
from cstoviz.ui.navigation import ORDER
from cstoviz.ui.server import PAGES
from tests.api.asking import HOME, ask

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
