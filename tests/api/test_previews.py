"""The picture of a page over HTTP."""

import pytest

from cstoviz.ui.navigation import ORDER
from tests.api.asking import ask

pytestmark = pytest.mark.usefixtures("tiny_shown")
PNG = b"\x89PNG\r\n"


@pytest.mark.parametrize("page", ORDER)
def test_a_page_has_a_picture_at_its_address(page):
    told = ask(f"/embed/page/{page}.png")
    assert told.status_code == 200
    assert told.headers["content-type"] == "image/png"
    assert told.content.startswith(PNG)
    assert (
        ask(f"/embed/page/{page}.png", headers={"if-none-match": told.headers["etag"]}).status_code
        == 304
    )


def test_a_picture_is_of_the_selection_and_the_language():
    whole = ask("/embed/page/participation.png?lang=en").content
    assert whole == ask("/embed/page/participation.png?lang=en").content
    assert whole != ask("/embed/page/participation.png?lang=en&states=EST").content
    assert whole != ask("/embed/page/participation.png?lang=ru").content


@pytest.mark.parametrize("path", ["nothing.png", "map.jpg", "map"])
def test_where_there_is_no_picture_a_problem_says_so(path):
    told = ask(f"/embed/page/{path}")
    assert told.status_code == 404
    assert told.json()["type"].endswith("#unknown-address")


@pytest.mark.parametrize("query", ["states=XXX", "strange=1", "left=EST"])
def test_what_cannot_be_taken_is_a_problem(query):
    told = ask(f"/embed/page/map.png?{query}")
    assert told.status_code == 400
    assert told.headers["content-type"] == "application/problem+json"


def test_a_comparison_takes_what_it_compares():
    assert ask("/embed/page/compare.png?left=EST").status_code == 200
