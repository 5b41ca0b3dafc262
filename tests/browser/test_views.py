"""What a reader does on the pages: open an event, search, choose on the map, take files away."""

import re
import zipfile

import pytest
from playwright.sync_api import expect

from cstoviz.ui.navigation import ORDER, PATHS

pytestmark = pytest.mark.browser


def dialog(page):
    return page.get_by_role("dialog")


def test_a_row_opens_the_events_card_and_closing_it_cleans_the_address(watched):
    page = watched.open("events?period=2025")
    link = page.locator("tbody a").first
    title = link.inner_text()
    link.click()
    expect(dialog(page)).to_contain_text(title)
    expect(page).to_have_url(re.compile(r"event=2025-"))
    expect(dialog(page).get_by_role("heading", name="Sources")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_count(0)
    expect(page).to_have_url(re.compile(r"\?period=2025&lang=en$"))
    watched.assert_quiet()


def test_an_events_card_has_its_own_address_and_leads_to_its_sources(watched):
    page = watched.open("map?event=2025-11-27-csc-session-bishkek")
    expect(dialog(page)).to_contain_text("Session of the Collective Security Council")
    expect(dialog(page)).to_contain_text("Stayed away")
    source = dialog(page).locator('a[href^="http"]').first
    expect(source).to_have_attribute("target", "_blank")
    expect(source).to_have_attribute("rel", re.compile("noopener"))


def test_an_unknown_event_is_named_and_left_out(watched):
    page = watched.open("events?event=never-held")
    expect(page.get_by_test_id("stAlert")).to_contain_text("never-held")
    expect(dialog(page)).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/events\?lang=en$"))


def test_the_list_is_searched_sorted_and_paged_by_its_address(watched):
    page = watched.open("events?q=exercise")
    expect(page.locator(".cz-lead").first).to_contain_text("“exercise” is found in")
    search = page.get_by_role("textbox", name="Search")
    search.fill("zzzz")
    search.press("Enter")
    expect(page.locator(".cz-empty").first).to_be_visible()
    expect(page).to_have_url(re.compile(r"q=zzzz"))
    search.fill("")
    search.press("Enter")
    page.get_by_role("button", name="When").click()
    expect(page).to_have_url(re.compile(r"sort=start"))
    expect(page.locator("tbody tr").first).to_contain_text("January 2024")
    watched.rest()
    page.get_by_role("button", name="Page 2", exact=True).click()
    expect(page).to_have_url(re.compile(r"page=2"))
    expect(page.get_by_text(re.compile(r"^26 to 50 of"))).to_be_visible()
    watched.assert_quiet()


def test_the_columns_of_the_list_can_be_chosen_in_the_address(watched):
    page = watched.open("events?columns=event,personnel")
    expect(page.locator("thead th")).to_have_text([re.compile("Event"), re.compile("Personnel")])


def test_the_selection_and_the_package_can_be_taken_away(watched):
    page = watched.open("events?period=2025")
    for name, suffix in (
        ("CSV", ".csv"),
        ("XLSX", ".xlsx"),
        ("JSON", ".json"),
        ("Parquet", ".parquet"),
    ):
        with page.expect_download() as arriving:
            page.locator(".st-key-take-away").get_by_role("button", name=name).click()
        assert arriving.value.suggested_filename.endswith(f"2025{suffix}")
        assert arriving.value.path().stat().st_size > 1000
    with page.expect_download() as arriving:
        page.get_by_role("button", name="Whole data package").click()
    assert "datapackage.json" in zipfile.ZipFile(arriving.value.path()).namelist()


@pytest.mark.parametrize(("kind", "starts"), [("PNG", b"\x89PNG"), ("SVG", b"<svg")])
def test_a_chart_is_saved_as_an_image_with_its_question(watched, kind, starts):
    page = watched.open("participation")
    card = page.locator(".st-key-card-participation-by-state")
    card.get_by_role("button", name="Download").click()
    with page.expect_download() as arriving:
        page.get_by_role("button", name=f"Chart as {kind}").click()
    content = arriving.value.path().read_bytes()
    assert content.startswith(starts)
    assert len(content) > 5000
    if kind == "SVG":
        assert b"Which member states took part" in content
        assert b"CC BY 4.0" in content
    watched.assert_quiet()


def test_the_table_and_the_rule_of_a_card_open(watched):
    page = watched.open("participation")
    card = page.locator(".st-key-card-participation-by-state")
    card.get_by_role("button", name="Table").click()
    expect(page.get_by_test_id("stPopoverBody").last.locator("caption")).to_contain_text(
        "Which member states took part"
    )
    page.keyboard.press("Escape")
    card.get_by_role("button", name="How it is counted").click()
    expect(page.get_by_test_id("stPopoverBody").last).to_contain_text("named")


def test_the_map_plays_month_by_month(watched):
    page = watched.open("map?period=2025-01-01..2025-03-31")
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page).to_have_url(re.compile(r"month=2025-01"))
    expect(page).to_have_url(re.compile(r"month=2025-02"))
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    watched.assert_quiet()


def test_the_map_is_drawn_by_webgl_and_without_it_as_svg(watched, browser_without_webgl):
    page = watched.open("map")
    expect(page.get_by_test_id("stDeckGlJsonChart")).to_be_visible()
    plain = browser_without_webgl(watched.address)
    page = plain.open("map")
    expect(
        page.locator(".st-key-chart-map-places, [class*='st-key-chart-map-places']")
        .locator("svg")
        .first
    ).to_be_visible()
    expect(page.get_by_test_id("stDeckGlJsonChart")).to_have_count(0)
    plain.assert_quiet()


def test_back_leads_to_the_page_and_filter_before(watched):
    page = watched.open("participation?states=BLR")
    page.get_by_role("link", name="Coverage", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("Coverage")
    watched.settle()
    page.go_back()
    expect(page.locator("h1")).to_have_text("Participation")
    expect(page.locator(".cz-scope")).to_contain_text("Belarus, named")


def test_armenia_in_2025_is_told_by_what_sources_state(watched):
    page = watched.open("participation?states=ARM&period=2025")
    expect(page.locator(".cz-scope")).to_contain_text("0 of")
    expect(page.locator(".st-key-card-participation-by-state")).to_contain_text(
        "No event of this selection names Armenia"
    )
    expect(page.locator(".st-key-card-participation-absences")).to_contain_text("Armenia")
    expect(page.locator(".st-key-card-participation-absences tbody tr")).to_have_count(2)


@pytest.mark.parametrize("name", ORDER)
def test_every_page_says_that_armenia_is_not_named_and_shows_the_absences(watched, name):
    page = watched.open(f"{PATHS[name]}?states=ARM&period=2025")
    expect(page.locator(".cz-nothing")).to_contain_text("No event of this selection names Armenia")
    expect(page.locator(".cz-nothing")).to_contain_text("Sources state 2 absences")
    rows = page.locator(".st-key-card-participation-absences tbody tr")
    expect(rows).to_have_count(2)


@pytest.mark.parametrize("name", ORDER)
def test_every_page_says_that_a_week_has_no_event(watched, name):
    page = watched.open(f"{PATHS[name]}?period=2024-08-03..2024-08-06")
    expect(page.locator(".cz-nothing")).to_contain_text("No event is on record")
    expect(page.locator(".cz-nothing")).to_contain_text("4 of its 4 days")


def test_a_mark_of_the_timeline_opens_its_event(watched):
    watched.page.set_viewport_size({"width": 1280, "height": 1500})
    page = watched.open("timeline?period=2025")
    mark = page.locator(".js-plotly-plot .scatterlayer .points path").first
    mark.wait_for()
    box = mark.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".hoverlayer .hovertext")).to_be_visible()
    page.mouse.down()
    page.mouse.up()
    expect(dialog(page)).to_be_visible()
    expect(page).to_have_url(re.compile(r"event=20"))
    watched.assert_quiet()
