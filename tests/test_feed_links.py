"""The feeds that the events page links to: those of its filter, at addresses that answer."""

from urllib.parse import parse_qs, urlsplit

from cstoviz.api.places import feed_address
from tests.api.asking import ask
from tests.test_pages import opened


def links(query):
    app = opened("events", query)
    assert not app.exception
    return [block.proto.url for block in app.get("link_button")]


def test_the_events_page_links_to_the_feed_and_calendar_of_its_filter():
    found = [urlsplit(each) for each in links({"states": ["ARM"], "period": ["2025"]})]
    assert [each.path for each in found] == ["/feeds/events.atom", "/feeds/events.ics"]
    wanted = {"states": ["ARM"], "period": ["2025"], "lang": ["en"]}
    assert [parse_qs(each.query) for each in found] == [wanted, wanted]


def test_what_only_the_page_has_is_left_out_so_that_the_feed_answers():
    address = feed_address("", "atom", {"states": ["ARM"], "q": ["border"]})
    assert address == "/feeds/events.atom?states=ARM&lang=en"
    assert ask(address).status_code == 200
