"""From a number to its events and their sources, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def drawer(page):
    return page.locator("section[role=dialog]")


def bar(page, card, trace, place):
    """Return one bar of a chart, by its trace and its place in it."""
    bars = page.locator(f".st-key-card-{card} .barlayer .trace.bars").nth(trace)
    return bars.locator(".point path").nth(place)


def middle(shape):
    shape.scroll_into_view_if_needed()
    box = shape.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_two_clicks_lead_from_the_overview_to_a_source_of_a_state_in_a_month(watched):
    page = watched.open("")
    tajikistan = bar(page, "participation-brief", 0, 1)
    page.mouse.click(*middle(tajikistan))
    expect(drawer(page)).to_contain_text("65 events behind this number")
    expect(page).to_have_url(re.compile(r"behind=participation-brief%7Enamed%7ETJK|~named~TJK"))
    rows = drawer(page).locator("tbody tr")
    expect(rows).to_have_count(65)
    in_may = rows.filter(has_text="May 2025").first
    source = in_may.locator('a[target="_blank"]').first
    expect(source).to_have_attribute("rel", re.compile("noopener"))
    page.context.route(re.compile("^https?://(?!127)"), lambda route: route.abort())
    with page.context.expect_page() as opened:
        source.click()
    assert opened.value.url != page.url
    watched.assert_quiet()


def test_a_month_lists_who_took_part(watched):
    page = watched.open("?behind=events-per-month~total~2025-05-01")
    expect(drawer(page)).to_contain_text("11 events behind this number")
    rows = drawer(page).locator("tbody tr").filter(has_text="Tajikistan")
    expect(rows.first.locator('a[target="_blank"]').first).to_be_visible()


def test_an_event_opens_from_the_list_and_leads_back(watched):
    page = watched.open("participation?behind=participation-by-state~absent~ARM")
    expect(drawer(page)).to_contain_text("8 events behind this number")
    drawer(page).locator("tbody tr a").first.click()
    expect(page).to_have_url(re.compile(r"event="))
    expect(drawer(page).get_by_role("heading", name="Sources")).to_be_visible()
    drawer(page).get_by_role("button", name="Back to the events").click()
    expect(drawer(page)).to_contain_text("8 events behind this number")
    page.keyboard.press("Escape")
    expect(drawer(page)).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/participation\?lang=en$"))
    watched.assert_quiet()


def test_a_count_of_a_table_opens_by_the_keyboard(watched):
    page = watched.open("participation")
    card = page.locator(".st-key-card-participation-by-state")
    card.get_by_role("button", name="Table").press("Enter")
    named = page.get_by_test_id("stPopoverBody").last.locator("tbody tr").first.locator("a").first
    count = named.inner_text()
    named.focus()
    page.keyboard.press("Enter")
    expect(drawer(page)).to_contain_text(f"{count} events behind this number")
    expect(drawer(page).locator("tbody tr")).to_have_count(int(count))


def test_a_headline_figure_opens_what_it_counts(watched):
    page = watched.open("")
    figure = page.locator(".st-key-card-headlines").get_by_role("button", name="Places")
    count = figure.locator(".value").inner_text()
    figure.press("Enter")
    expect(drawer(page)).to_contain_text(f"{count} places behind this number")


def test_a_cell_of_the_coverage_opens_its_links_with_their_reasons(watched):
    page = watched.open("coverage?behind=coverage-matrix~in-term~KG2025-1.1.1")
    expect(drawer(page)).to_contain_text("7 events behind this number")
    expect(drawer(page).locator("tbody tr").first).to_contain_text(re.compile("Direct|Related"))


def test_a_number_that_is_not_there_is_named_and_left_out(watched):
    page = watched.open("participation?behind=participation-by-state~named~XXX")
    expect(page.get_by_test_id("stAlert")).to_contain_text("XXX")
    expect(drawer(page)).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/participation\?lang=en$"))


def test_the_list_fits_a_phone(watched):
    watched.page.set_viewport_size({"width": 390, "height": 844})
    page = watched.open("?behind=participation-brief~lower~TJK")
    expect(drawer(page)).to_contain_text("65 events behind this number")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    box = drawer(page).locator("tbody tr").first.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
