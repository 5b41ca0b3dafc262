"""The heads of pages: what browsers, previews and readers without scripts get."""

import io
import json
import re
from importlib import resources
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html as html_tree
from PIL import Image

from cstoviz import shown
from cstoviz.text import languages, speaking
from cstoviz.ui.heads import html
from cstoviz.ui.navigation import ORDER
from cstoviz.ui.server import PAGES
from tests.api.asking import HOME, ask
from tests.guard.asking import setting
from tests.guard.test_people import FULL
from tests.hostile_package import write_hostile
from tests.serving import shown_from

LINKED = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
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
        "/participation?states=BLR&lang=ru",
        headers={"if-none-match": first.headers["etag"]},
        routes=PAGES,
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


def tags(said):
    """Return what the head says in <meta>, by name."""
    metas = html_tree.fromstring(said).xpath("//meta[@content][@name or @property]")
    return {each.get("name") or each.get("property"): each.get("content") for each in metas}


@pytest.mark.parametrize("lang", languages())
def test_every_page_tells_what_it_shows_and_none_the_same(lang):
    with speaking(lang):
        told = [tags(html(name, HOME)) for name in ORDER]
    for key in ("description", "og:title", "og:url"):
        assert len({each[key] for each in told}) == len(ORDER)
    assert all(each["description"] == each["og:description"] for each in told)


@pytest.mark.usefixtures("tiny_shown")
@pytest.mark.parametrize("name", ORDER)
def test_a_page_names_a_picture_of_what_its_address_selects(name):
    query = {"states": ["EST"], "lang": ["ru"], "view": ["x"], "utm_source": ["<b>"]}
    told = tags(html(name, HOME, query))
    address = urlsplit(told["og:image"])
    assert parse_qs(address.query) == {"states": ["EST"], "lang": ["en"]}
    assert told["og:image"].startswith(f"{HOME}/embed/page/{name}.png?")
    assert told["twitter:card"] == "summary_large_image"
    picture = Image.open(io.BytesIO(ask(f"{address.path}?{address.query}").content))
    assert (str(picture.width), str(picture.height)) == (
        told["og:image:width"],
        told["og:image:height"],
    )


@pytest.mark.usefixtures("tiny_shown")
def test_a_comparison_is_shown_of_what_it_compares():
    told = tags(html("compare", HOME, {"left": ["EST"]}))
    assert "left=EST" in told["og:image"]


@pytest.mark.usefixtures("tiny_shown")
def test_the_page_that_opens_describes_the_data_for_search_engines():
    (said,) = LINKED.findall(html("overview", HOME))
    assert json.loads(said) == ask("/api/v1/dataset.jsonld").json()
    assert not LINKED.findall(html("map", HOME))


@pytest.mark.usefixtures("hostile_shown")
def test_the_description_of_the_data_cannot_end_its_element():
    shown.tables()
    (said,) = LINKED.findall(html("overview", HOME))
    assert not {*"<>&"} & {*said}
    assert json.loads(said)["@type"] == "Dataset"


def test_before_the_data_are_read_no_picture_is_named():
    told = tags(html("map", HOME))
    assert "og:image" not in told
    assert told["twitter:card"] == "summary"


@pytest.mark.usefixtures("hostile_shown")
def test_where_a_sign_in_is_asked_for_the_head_tells_nothing(monkeypatch):
    shown.tables()
    with setting(monkeypatch, **FULL):
        said = html("map", HOME)
    assert "Lakes Union" not in said
    assert "Activity on record" in said
    assert "og:image" not in said
