"""Feeds, embedded views, and what the data are for catalogues."""

import io

import feedparser
import pytest
import rdflib
from icalendar import Calendar
from lxml import etree, html

from cstoviz.api.atom import ATOM
from cstoviz.views.registry import views
from tests.api.asking import HOME, ask

pytestmark = pytest.mark.usefixtures("tiny_shown")


def test_a_feed_holds_the_newest_events_of_a_selection():
    feed = feedparser.parse(ask("/feeds/events.atom?states=EST&lang=en").content)
    assert not feed.bozo
    events = ask("/api/v1/events?states=EST&lang=en").json()["rows"]
    links = [f"{HOME}/events?event={row['event']}&lang=en" for row in events]
    assert [entry.link for entry in feed.entries] == links
    assert "Estonia, named" in feed.feed.title
    days = [entry.published for entry in feed.entries]
    assert days == sorted(days, reverse=True)
    assert len({entry.id for entry in feed.entries}) == len(events)
    assert all(entry.id.startswith("urn:sha256:") for entry in feed.entries)


def test_a_feed_has_what_the_standard_asks_for():
    root = etree.fromstring(ask("/feeds/events.atom").content)
    names = {"a": ATOM}
    for path in ("a:id", "a:title", "a:updated", "a:author/a:name", "a:link[@rel='self']"):
        assert len(root.xpath(path, namespaces=names)) == 1, path
    for entry in root.xpath("a:entry", namespaces=names):
        for path in ("a:id", "a:title", "a:updated", "a:link[@rel='alternate']", "a:summary"):
            assert len(entry.xpath(path, namespaces=names)) == 1, path
    vias = root.xpath("//a:link[@rel='via']/@href", namespaces=names)
    assert vias
    assert all(address.startswith("https://") for address in vias)


def test_an_entry_keeps_its_name_in_other_selections_and_places():
    def names(query):
        feed = feedparser.parse(ask(f"/feeds/events.atom?{query}").content)
        return {entry.link.split("event=")[1].split("&")[0]: entry.id for entry in feed.entries}

    one, other = names("states=EST"), names("lang=ru")
    assert one
    assert one.items() <= other.items()


def test_a_calendar_is_subscribed_to():
    told = ask("/feeds/events.ics?states=EST&lang=en")
    assert told.headers["content-type"].startswith("text/calendar")
    calendar = Calendar.from_ical(told.content)
    assert str(calendar["x-published-ttl"]) == "PT12H"
    events = ask("/api/v1/events?states=EST").json()["rows"]
    assert len(list(calendar.walk("VEVENT"))) == len(events)


@pytest.mark.parametrize(
    "address",
    [
        "/feeds/events.atom?staates=EST",
        "/feeds/events.ics?states=X",
        "/embed/participation-by-state?theme=pink",
        "/embed/participation-by-state?height=3",
        "/embed/nothing",
    ],
)
def test_what_is_not_there_is_a_problem(address):
    told = ask(address)
    assert told.status_code in (400, 404)
    assert told.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("view", list(views()))
def test_every_view_can_be_embedded(view):
    told = ask(f"/embed/{view}?lang=en&theme=dark&height=400")
    assert told.status_code == 200
    page = html.fromstring(told.text)
    assert page.xpath("//h1/text()") == [views()[view].question]
    assert page.xpath("/html/@data-theme") == ["dark"]
    assert not page.xpath("//script|//iframe|//img|//@onclick|//@onload")
    link = page.xpath("//footer/a")[0]
    assert (link.get("target"), link.get("rel")) == ("_blank", "noopener")
    assert link.get("href").startswith(HOME)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_the_catalogue_can_be_read_without_a_network():
    graph = rdflib.Dataset(default_union=True)
    graph.parse(io.BytesIO(ask("/api/v1/catalog.jsonld").content), format="json-ld")
    dcat, dct = rdflib.Namespace("http://www.w3.org/ns/dcat#"), rdflib.DCTERMS
    catalogue = graph.value(predicate=rdflib.RDF.type, object=dcat.Catalog)
    dataset = graph.value(catalogue, dcat.dataset)
    for name in (dct.title, dct.description, dct.publisher):
        assert (catalogue, name, None) in graph
        assert (dataset, name, None) in graph
    addresses = {
        str(graph.value(each, dcat.accessURL)) for each in graph.objects(dataset, dcat.distribution)
    }
    assert len(addresses) == 6
    for address in addresses - {f"{HOME}/api/v1/package.zip"}:
        assert ask(address.removeprefix(HOME)).status_code == 200


def test_search_engines_are_told_what_they_ask_for():
    told = ask("/api/v1/dataset.jsonld?lang=en").json()
    assert told["@type"] == "Dataset"
    assert len(told["description"]) >= 50
    assert {"name", "license", "temporalCoverage", "creator", "distribution"} <= set(told)
    assert told["temporalCoverage"].startswith("2031-01-01/")
