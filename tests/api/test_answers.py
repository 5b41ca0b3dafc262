"""Views over HTTP: the figures of the page, in every format, with what is needed to check them."""

import io
import json
import zipfile

import pandas as pd
import pytest
from lxml import html

from cstoviz import text
from cstoviz.api import keeping
from cstoviz.api.choosing import best
from cstoviz.api.formats import FORMATS
from cstoviz.selection import Selection
from cstoviz.views.core import answer
from cstoviz.views.registry import views
from tests.api.asking import HOME, ask

STATES = "/api/v1/views/participation-by-state"


pytestmark = pytest.mark.usefixtures("tiny_shown")


def test_an_answer_says_what_it_answers_and_of_what_it_is_made():
    told = ask(f"{STATES}?states=EST&period=2031&lang=en").json()
    assert (told["n"], told["total"]) == (7, 17)
    assert told["about"]["question"] == "Which member states took part, and how often?"
    assert told["about"]["filter"].startswith("Estonia, named")
    assert told["package"]["version"] == "2032.4.0"
    assert told["links"]["page"] == (
        f"{HOME}/participation?states=EST&period=2031&lang=en#participation-by-state"
    )
    assert told["links"]["events"] == f"{HOME}/api/v1/events?states=EST&period=2031&lang=en"
    assert [column["name"] for column in told["columns"]] == list(told["rows"][0])


@pytest.mark.parametrize("view", list(views()))
def test_every_view_gives_the_rows_of_its_page_in_every_format(view, tiny):
    found = answer(views()[view], tiny, Selection())
    rows = ask(f"/api/v1/views/{view}?size=5000").json()["rows"]
    assert len(rows) == found.rows
    table = pd.read_parquet(io.BytesIO(ask(f"/api/v1/views/{view}.parquet").content))
    assert list(table.columns) == list(found.frame.columns)
    assert len(table) == found.rows
    lines = ask(f"/api/v1/views/{view}.csv").content.decode("utf-8-sig")
    assert len(pd.read_csv(io.StringIO(lines))) == found.rows
    page = html.fromstring(ask(f"/api/v1/views/{view}.html").text)
    assert page.xpath("//h1/text()") == [found.view.question]
    assert len(page.xpath("//tbody/tr")) == found.rows
    assert not page.xpath("//script")


def test_the_table_of_a_page_says_what_the_file_says():
    page = html.fromstring(ask(f"{STATES}.html?lang=en").text)
    cells = [row.xpath("./td/text()") for row in page.xpath("//tbody/tr")]
    rows = ask(f"{STATES}?lang=en").json()["rows"]
    names = {"EST": "Estonia", "FIN": "Finland", "LVA": "Latvia"}
    assert [each[0] for each in cells] == [names[row["state"]] for row in rows]


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("text/csv", "text/csv"),
        ("text/*", "text/html"),
        ("application/json;q=0.1, text/csv;q=0.5", "text/csv"),
        ("text/html;q=0, */*", "application/json"),
        ("image/png", ""),
        ("application/json;q=nonsense", ""),
    ],
)
def test_the_format_that_is_liked_best_is_given(accept, wanted):
    assert best(accept, [made.media_type for made in FORMATS.values()]) == wanted


def test_where_no_format_will_do_those_that_there_are_are_named():
    told = ask(STATES, headers={"Accept": "image/png"})
    assert told.status_code == 406
    assert told.json()["offered"] == [made.media_type for made in FORMATS.values()]


def test_an_unknown_view_is_a_problem_that_names_those_like_it():
    told = ask("/api/v1/views/participation-by-stat")
    assert told.status_code == 404
    assert "participation-by-state" in told.json()["near"]
    assert told.headers["content-type"] == "application/problem+json"


def test_the_same_answer_is_not_sent_again():
    first = ask(STATES)
    again = ask(STATES, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = ask(f"{STATES}?states=EST", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200


def test_a_long_list_comes_in_parts_that_are_linked(tiny):
    whole = ask("/api/v1/events?size=5000").json()["rows"]
    parts, address = [], "/api/v1/events?size=4&lang=en"
    while address:
        told = ask(address)
        parts += told.json()["rows"]
        links = dict(reversed(each.split("; rel=")) for each in told.headers["link"].split(", "))
        address = links.get('"next"', "").strip("<>").removeprefix(HOME)
    assert parts == whole
    assert len(whole) == answer(views()["events"], tiny, Selection()).rows


@pytest.mark.parametrize(
    "query", ["page=0", "page=x", "size=0", "size=5001", "page=99", "page=1&page=2"]
)
def test_a_part_that_there_is_not_is_a_problem(query):
    told = ask(f"/api/v1/events?{query}")
    assert told.status_code == 400
    assert told.json()["errors"][0]["key"] in ("page", "size")


def test_files_bear_their_surroundings_in_headers():
    headers = ask(f"{STATES}.csv?states=EST&lang=en").headers
    assert headers["content-disposition"].startswith('attachment; filename="')
    assert f'<{HOME}{STATES}.json?states=EST&lang=en>; rel="describedby"' in headers["link"]
    assert 'rel="license"' in headers["link"]
    assert headers["content-language"] == "en"
    assert headers["access-control-allow-origin"] == "*"


def test_words_come_in_the_language_asked_for():
    assert ask(f"{STATES}?lang=ru").json()["about"]["question"].startswith("Какие")
    told = ask(STATES, headers={"Accept-Language": "ru, en;q=0.5"})
    assert told.headers["content-language"] == "ru"
    assert text.language() == "en"


def test_events_have_every_column_and_one_has_everything_known():
    lines = ask("/api/v1/events.csv?lang=en").content.decode("utf-8-sig")
    assert "Summary" in lines.splitlines()[0]
    assert ask("/api/v1/events.json").json()["view"] == "events"
    event = ask("/api/v1/events/2031-03-28-spring-regatta?lang=en").json()
    assert event["title"] == "Spring regatta of 2031"
    assert event["sources"]
    assert event["links"]["page"] == f"{HOME}/events?event=2031-03-28-spring-regatta&lang=en"
    assert ask("/api/v1/events/nothing").status_code == 404


def test_the_index_and_the_list_lead_to_everything():
    index = ask("/api/v1").json()
    assert set(index["links"]) == {"openapi", "views", "events", "package"}
    for address in index["links"].values():
        assert ask(address.removeprefix(HOME)).status_code in (200, 404)
    listed = ask("/api/v1/views").json()
    assert [view["id"] for view in listed["views"]] == list(views())
    assert listed["filters"]["states"] == ["EST", "FIN", "LVA", "SWE"]


def test_the_package_can_be_read_again(tiny_path, monkeypatch):
    from cstoviz import shown
    from cstoviz.archive import package_zip
    from cstoviz.package import read_package

    content = package_zip(read_package(tiny_path), tiny_path)
    monkeypatch.setattr(shown, "files", lambda: content)
    told = ask("/api/v1/package.zip")
    with zipfile.ZipFile(io.BytesIO(told.content)) as archive:
        assert "events.csv" in archive.namelist()
    assert told.headers["content-type"] == "application/zip"


def test_files_that_are_not_at_hand_are_a_problem(monkeypatch):
    from cstoviz import shown

    def gone():
        raise FileNotFoundError

    monkeypatch.setattr(shown, "files", gone)
    assert ask("/api/v1/package.zip").json()["type"] == "/api/v1/problems#no-files"


def test_what_is_kept_is_bounded_and_made_once():
    kept, made = keeping.Kept(80), []

    def make(size):
        made.append(size)
        return b"x" * size

    for size in (10, 10, 9, 8, 10):
        kept.get(size, lambda size=size: make(size))
    assert made == [10, 9, 8]
    kept.get("big", lambda: make(11))
    kept.get("big", lambda: make(11))
    assert made[-2:] == [11, 11]
    for number in range(20):
        kept.get(number, lambda: make(10))
    assert kept._size <= 80
    kept.cache_clear()
    assert (kept._size, len(kept._held)) == (0, 0)


def test_what_was_begun_before_everything_was_forgotten_is_not_kept():
    kept = keeping.Kept(80)

    def make():
        kept.cache_clear()
        return b"old"

    assert kept.get("key", make) == b"old"
    assert not kept._held


def test_the_description_is_valid_json_of_every_view():
    told = ask("/api/v1/openapi.json?lang=en").json()
    assert told["openapi"].startswith("3.1")
    assert {f"/api/v1/views/{view}" for view in views()} <= set(told["paths"])
    states = told["components"]["parameters"]["states"]["schema"]
    assert states["items"]["enum"] == ["EST", "FIN", "LVA", "SWE"]
    assert json.dumps(told)


@pytest.mark.parametrize("view", list(views()))
def test_a_part_of_the_rows_says_of_all_what_they_say(view):
    whole = ask(f"/api/v1/views/{view}?size=5000").json()
    part = ask(f"/api/v1/views/{view}?size=1").json()
    assert part["about"] == whole["about"]
    assert part["rows"] == whole["rows"][:1]
