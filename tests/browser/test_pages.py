"""Every page in a real browser: no console error, no other host, filter and link round trip."""

import re

import pytest
from playwright.sync_api import expect

from cstoviz.ui.navigation import ORDER, PATHS

pytestmark = pytest.mark.browser

SELECTIONS = {
    "all": "",
    "armenia-2025": "?states=ARM&period=2025",
    "empty-week": "?period=2024-08-03..2024-08-06",
}


@pytest.mark.parametrize("query", SELECTIONS.values(), ids=SELECTIONS)
@pytest.mark.parametrize("name", ORDER)
def test_every_page_shows_every_selection_quietly(watched, name, query):
    page = watched.open(PATHS[name] + query)
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
    words = name in ("methods", "briefing")
    content = "main h2, main h3, .stMain h3" if words else '[class*="st-key-card-"]'
    assert page.locator(content).count() > 0
    watched.assert_quiet()


@pytest.mark.parametrize("name", ORDER)
def test_nothing_is_cut_off_on_a_phone(watched, name):
    watched.page.set_viewport_size({"width": 390, "height": 844})
    page = watched.open(PATHS[name])
    width = page.evaluate("document.scrollingElement.scrollWidth")
    assert width <= 390


def test_a_link_gives_the_same_view(watched):
    page = watched.open("participation?states=BLR&states=KAZ&period=2025-01-01..2025-06-30")
    expect(page.locator(".cz-scope")).to_contain_text(
        "Belarus or Kazakhstan, named, in reported events, 1 January to 30 June 2025"
    )
    assert "states=BLR&states=KAZ" in page.url


def test_a_filter_that_came_from_a_link_is_kept_on_other_pages(watched):
    page = watched.open("participation?states=BLR&period=KG2025")
    said = page.locator(".cz-scope").inner_text()
    for name in ("Timeline", "Coverage", "Participation"):
        page.get_by_role("link", name=name, exact=True).first.click()
        expect(page.locator("h1")).to_have_text(name)
        watched.settle()
        expect(page).to_have_url(re.compile(r"states=BLR"))
        expect(page).to_have_url(re.compile(r"period=KG2025"))
        expect(page.locator(".cz-scope")).to_have_text(said)


def test_a_filter_set_by_hand_stands_in_the_address_and_resets(watched):
    page = watched.open("participation")
    expect(page).to_have_url(re.compile(r"/participation\?lang=en$"))
    states = page.get_by_role("combobox", name=re.compile("States taking part"))
    states.click()
    page.get_by_role("option", name="Belarus").click()
    expect(page).to_have_url(re.compile(r"\?states=BLR&lang=en$"))
    expect(page.locator(".cz-scope")).to_contain_text("Belarus, named")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Reset").click()
    expect(page).to_have_url(re.compile(r"/participation\?lang=en$"))
    expect(page.locator(".cz-scope")).to_contain_text("In reported events")


def test_wrong_values_fall_back_and_are_named(watched):
    page = watched.open("participation?states=XXX&period=never&states=BLR")
    expect(page.get_by_test_id("stAlert")).to_have_count(2)
    expect(page.locator(".cz-scope")).to_contain_text("Belarus, named")
    expect(page.get_by_test_id("stAlert").first).to_contain_text("XXX")


def test_the_link_can_be_copied(watched):
    watched.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = watched.open("participation?states=BLR")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text("Link copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_the_page_that_opens_has_an_address_of_its_own_too(watched):
    page = watched.open("overview?states=BLR")
    expect(page.locator("h1")).to_have_text("Overview")
    expect(page.locator(".cz-scope")).to_contain_text("Belarus, named")
    expect(page.get_by_text("Page not found")).to_have_count(0)
    watched.assert_quiet()
