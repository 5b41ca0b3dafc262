"""A package whose texts try to act: every answer for programs is well-formed and does nothing."""

import csv
import io
import json

import pytest
from lxml import etree, html

from cstoviz.package import read_package
from cstoviz.views.registry import views
from tests.api.asking import ask, showing
from tests.hostile_package import write_hostile

ACTIVE = "//script | //img | //iframe | //object | //embed | //form | //*[@onerror or @srcdoc]"


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    return read_package(write_hostile(tmp_path_factory.mktemp("hostile")))


@pytest.fixture(autouse=True)
def _shown(tables, monkeypatch):
    with showing(tables, monkeypatch):
        yield


@pytest.mark.parametrize("view", sorted(views()))
def test_a_page_of_an_answer_holds_nothing_that_acts(view):
    for path in (f"/api/v1/views/{view}.html", f"/embed/{view}"):
        answer = ask(path)
        assert answer.status_code == 200
        page = html.fromstring(answer.content)
        assert page.xpath(ACTIVE) == []
        links = page.xpath("//@href | //@src")
        assert [link for link in links if not link.startswith(("http", "#", "/"))] == []
        assert not {*"\u202e\u2066\x1b\x07"} & {*answer.text}


@pytest.mark.parametrize("view", sorted(views()))
def test_an_answer_for_programs_is_well_formed(view):
    told = json.loads(ask(f"/api/v1/views/{view}.json").content)
    assert told["view"] == view
    cells = csv.reader(io.StringIO(ask(f"/api/v1/views/{view}.csv").content.decode("utf-8-sig")))
    assert [cell for row in cells for cell in row if cell.startswith(("=", "@", "+1"))] == []


def test_feeds_are_well_formed_and_lead_to_the_web_alone():
    feed = etree.fromstring(ask("/feeds/events.atom").content)
    links = feed.xpath("//@href")
    assert [link for link in links if not link.startswith(("http://", "https://"))] == []
    lines = ask("/feeds/events.ics").content.decode().split("\r\n")
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT")
    assert max(len(line.encode()) for line in lines) <= 75
