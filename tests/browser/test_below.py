"""A dashboard below a path of a host: pages, answers and links stay below it."""

import re
from html import unescape

import httpx
import pytest
from playwright.sync_api import expect

from cstoviz.ui.navigation import ORDER, PATHS
from tests.browser.conftest import Watched, running

pytestmark = pytest.mark.browser
BELOW = "/records/csto"


@pytest.fixture(scope="module")
def address():
    with running(below=BELOW) as served:
        yield served


@pytest.fixture
def visitor(browser, address):
    """Return a page for which whatever does not lie below the path is foreign."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, permissions=["clipboard-read", "clipboard-write"]
    )
    yield Watched(context.new_page(), address)
    context.close()


@pytest.mark.parametrize("name", ORDER)
def test_every_page_stands_below_the_path_and_asks_for_nothing_beside_it(visitor, name):
    page = visitor.open(PATHS[name])
    charts = page.locator(".cz-chart")
    for number in range(charts.count()):
        expect(charts.nth(number).locator(".main-svg").first).to_be_attached()
    visitor.assert_quiet()


def test_a_filter_and_a_page_chosen_by_hand_stay_below_the_path(visitor):
    page = visitor.open("events?states=KGZ")
    page.locator(".st-key-menu a", has_text="Participation").click()
    page.wait_for_url(re.compile(rf"{BELOW}/participation\?.*states=KGZ"))
    visitor.rest()
    page.get_by_role("button", name="Copy link").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{visitor.address}/participation?")
    visitor.assert_quiet()


def test_what_a_card_offers_to_programs_answers(visitor):
    page = visitor.open("participation?states=KGZ")
    card = page.locator(".st-key-card-participation-by-state")
    card.get_by_role("button", name="Use this").click()
    offered = page.get_by_test_id("stPopoverBody").last
    expect(offered).to_contain_text("read_csv")
    found = set(re.findall(r"http://[^\s\"')]+", unescape(offered.inner_text())))
    assert len(found) > 2
    for each in found:
        assert each.startswith(f"{visitor.address}/")
        assert httpx.get(each).status_code == 200, each


def test_slides_open_from_the_briefing(visitor):
    page = visitor.open("briefing")
    with page.expect_popup() as opened:
        page.locator('a[href*="present?"]').first.click()
    slides = opened.value
    expect(slides.locator("h2").first).to_be_visible()
    assert slides.url.startswith(f"{visitor.address}/present?")


@pytest.mark.parametrize(
    "path", ["api/v1", "embed/timeline", "embed/page/map.png", "feeds/events.atom", "healthz"]
)
def test_outlets_answer_below_the_path_and_name_addresses_there(address, path):
    answer = httpx.get(f"{address}/{path}")
    assert answer.status_code == 200
    if answer.headers["content-type"].startswith(("application", "text/html")):
        own = re.findall(rf"{re.escape(address.removesuffix(BELOW))}[^\s\"'<]*", answer.text)
        assert own
        assert all(each.startswith(f"{address}/") for each in own)


def test_heads_name_addresses_below_the_path(address):
    said = httpx.get(f"{address}/map").text
    assert f'rel="canonical" href="{address}/map"' in said
    assert f'content="{address}/embed/page/map.png' in said


def test_what_is_bounded_and_guarded_is_so_below_the_path_too(address):
    answer = httpx.get(f"{address}/api/v1/nothing")
    assert answer.status_code == 404
    assert answer.json()["type"] == f"{BELOW}/api/v1/problems#unknown-address"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert httpx.get(f"{address}/api/v1", headers={"x": "y" * 40_000}).status_code == 431
