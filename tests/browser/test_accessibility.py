"""No reader shut out: axe over pages and dialogs, the keyboard alone, small and zoomed windows."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from cstoviz.ui.navigation import ORDER, PATHS
from tests.browser.conftest import Watched
from tests.browser.speech import lost

pytestmark = pytest.mark.browser
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ZOOMED, TELEPHONE = (640, 400), (390, 844)
"""A window of 1280 by 800 at 200 % zoom, and a small telephone, in pixels of the page."""

LOOKS = [("light", "en"), ("dark", "en"), ("light", "ru"), ("dark", "ru")]
HERE = """() => {
  let here = document.activeElement;
  while (here?.shadowRoot?.activeElement) here = here.shadowRoot.activeElement;
  if (!here || here === document.body) return "";
  const box = here.getBoundingClientRect();
  const name = here.getAttribute("aria-label") || here.innerText || here.value || "";
  return `${here.tagName} ${name.trim().slice(0, 60)} @${Math.round(box.x)},${Math.round(box.y)}`;
}"""


def violations(page):
    """Return what axe finds on a page, one line for each place."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


@pytest.fixture
def opened(browser, server):
    """Return what opens a path of the dashboard in a window of a kind of its own."""
    contexts = []

    def open_in(path, size=(1280, 800), **options):
        width, height = size
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        watched = Watched(context.new_page(), server)
        watched.open(path)
        watched.page.wait_for_load_state("networkidle")
        return watched

    yield open_in
    for context in contexts:
        context.close()


def dialog(page):
    return page.locator("[role=dialog]")


@pytest.mark.parametrize("name", ORDER)
@pytest.mark.parametrize(("theme", "lang"), LOOKS)
def test_axe_finds_nothing_on_a_page(opened, name, theme, lang):
    watched = opened(f"{PATHS[name]}?lang={lang}", color_scheme=theme)
    assert watched.at_last(violations, []) == []


@pytest.mark.parametrize(("theme", "lang"), LOOKS)
@pytest.mark.parametrize(
    "path",
    ["?event=2025-11-27-csc-session-bishkek", "participation?behind=participation-by-state~n"],
)
def test_axe_finds_nothing_in_a_dialog(opened, path, theme, lang):
    watched = opened(f"{path}&lang={lang}", color_scheme=theme)
    expect(dialog(watched.page).first).to_be_visible()
    assert watched.at_last(violations, []) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("control", ["Display", "Dates", "More filters", "Table", "Download"])
def test_axe_finds_nothing_in_what_opens(opened, control, theme):
    watched = opened("participation?lang=en", color_scheme=theme)
    watched.page.get_by_role("button", name=control).first.click()
    expect(watched.page.get_by_test_id("stPopoverBody").first).to_be_visible()
    assert watched.at_last(violations, []) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ways", ["contrast=high", "show=tables"])
def test_axe_finds_nothing_in_the_readers_ways(opened, ways, theme):
    watched = opened(f"participation?lang=en&{ways}", color_scheme=theme)
    assert watched.at_last(violations, []) == []


@pytest.mark.parametrize("name", ORDER)
def test_the_keyboard_passes_through_a_page_and_is_nowhere_trapped(opened, name):
    page = opened(f"{PATHS[name]}?lang=en").page
    seen = []
    for _ in range(600):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if not here:
            break
        assert here not in seen[-3:], f"the keyboard stays at {here}"
        seen.append(here)
    else:
        pytest.fail("the keyboard never leaves the page")
    reached = " ".join(seen)
    for control in ("Skip to main content", "Methods", "Language", "Display", "Copy link",
                    "States taking part", "Period", "More filters"):  # fmt: skip
        assert control in reached


def test_a_number_opens_by_the_keyboard_and_gives_the_focus_back(opened):
    page = opened("?lang=en").page
    tile = page.get_by_role("button", name="Events 193")
    tile.focus()
    page.keyboard.press("Enter")
    expect(dialog(page)).to_contain_text("193 events behind this number")
    inside = "document.querySelector('[role=dialog]').contains(document.activeElement)"
    page.wait_for_function(inside)
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(inside)
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_count(0)
    expect(page.get_by_role("button", name="Events 193")).to_be_focused()


def test_a_row_opens_its_card_by_the_keyboard_and_gives_the_focus_back(opened):
    page = opened("events?lang=en").page
    first = page.locator("tbody a").first
    title = first.inner_text()
    first.focus()
    page.keyboard.press("Enter")
    expect(dialog(page)).to_contain_text(title)
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_count(0)
    expect(page.locator("tbody a").first).to_be_focused()


def test_the_new_count_is_announced(opened):
    page = opened("participation?lang=en").page
    live = page.locator("#cz-live[role=status]")
    expect(live).to_have_text("")
    page.get_by_role("combobox", name=re.compile("States taking part")).click()
    page.get_by_role("option", name="Belarus").click()
    expect(live).to_have_text(re.compile("65 of 193 events"))
    assert live.evaluate("e => e.closest('[aria-hidden=true],[inert]') === null")


def test_a_place_is_chosen_on_the_map_by_the_keyboard(opened):
    page = opened("map?lang=en").page
    place = page.get_by_role("combobox", name=re.compile("Place"))
    place.focus()
    page.keyboard.type("Astana")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("place=astana"))
    expect(page.locator(".st-key-card-map-place-events")).to_contain_text("events at Astana")


def test_tables_stand_in_for_charts_on_every_page_once_asked_for(opened):
    page = opened("participation?lang=en").page
    page.get_by_role("button", name="Display").click()
    page.get_by_text("Tables instead of charts").click()
    expect(page).to_have_url(re.compile("show=tables"))
    expect(page.locator(".js-plotly-plot")).to_have_count(0)
    table = page.locator(".st-key-card-participation-by-state table")
    expect(table.locator("caption")).to_have_text(re.compile("Which member states took part"))
    assert table.locator('thead th[scope="col"]').count() > 5
    expect(table.locator('tbody th[scope="row"]').first).to_have_text("Russia")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Timeline").click()
    expect(page.locator("h1")).to_have_text("Timeline")
    expect(page.locator(".st-key-card-timeline table").first).to_be_attached()
    expect(page.locator(".js-plotly-plot")).to_have_count(0)


def test_a_narrow_table_keeps_its_rows_and_columns_for_a_screen_reader(opened):
    path = "participation?lang=en&show=tables"
    table = opened(path, TELEPHONE).page.locator(".st-key-card-participation-by-state table")
    expect(table.get_by_role("columnheader", name="Share")).to_have_count(1)
    expect(table.get_by_role("row").filter(has_text="Russia")).to_contain_text("47.3%")
    events = opened("events?lang=en", TELEPHONE).page.locator(".st-key-card-events table")
    assert events.get_by_role("rowheader").count() > 10
    expect(events.get_by_role("row").nth(1).get_by_role("cell").first).to_be_visible()
    events.get_by_role("button", name="Kind").click()
    expect(events.get_by_role("columnheader", name="Kind ↑")).to_have_attribute(
        "aria-sort", "ascending"
    )


def test_what_was_chosen_stays_for_the_next_visit(opened):
    watched = opened("participation?lang=en")
    page = watched.page
    page.get_by_role("button", name="Display").click()
    page.get_by_text("Tables instead of charts").click()
    expect(page).to_have_url(re.compile("show=tables"))
    again = Watched(page.context.new_page(), watched.address)
    again.open("timeline?period=2025")
    expect(again.page).to_have_url(re.compile("period=2025.*show=tables"))
    expect(again.page.locator(".st-key-card-timeline table").first).to_be_attached()
    again.page.get_by_role("button", name="Display").click()
    again.page.get_by_text("Tables instead of charts").click()
    expect(again.page.locator(".js-plotly-plot").first).to_be_visible()
    last = Watched(page.context.new_page(), watched.address)
    last.open("timeline")
    expect(last.page.locator(".js-plotly-plot").first).to_be_visible()
    again.assert_quiet()


@pytest.mark.parametrize("name", ORDER)
def test_every_picture_says_in_words_what_it_shows(opened, name):
    page = opened(f"{PATHS[name]}?lang=en").page
    for chart in page.locator(".cz-chart").all():
        words = chart.locator(".js-plotly-plot").get_attribute("aria-label")
        assert "?" in words, "the question"
        assert len(words) > 40, "and the result"


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("name", ORDER)
def test_nothing_is_lost_in_a_small_window(opened, name, lang):
    watched = opened(f"{PATHS[name]}?lang={lang}", ZOOMED, device_scale_factor=2)
    for width, height in (ZOOMED, TELEPHONE):
        watched.page.set_viewport_size({"width": width, "height": height})
        assert watched.at_last(lost, (0, [])) == (0, [])


def test_nothing_moves_for_who_wants_no_motion(opened):
    page = opened("participation?lang=en", reduced_motion="reduce").page
    slow = page.evaluate(
        "[...document.querySelectorAll('.stApp *')].filter(e => {"
        " const s = getComputedStyle(e);"
        " return parseFloat(s.transitionDuration) > .01 || parseFloat(s.animationDuration) > .01;"
        "}).length"
    )
    assert slow == 0
