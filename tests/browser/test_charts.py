"""What a reader's browser does with charts: drawn once, in place, in the size that there is."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser

COUNT = """() => {
  window.czDrawn = [];
  for (const plot of document.querySelectorAll(".js-plotly-plot")) {
    plot.dataset.before = "yes";
    plot.on("plotly_afterplot", () => {
      window.czDrawn.push(plot.closest("[class*=st-key-card-]").className.match(/st-key-card-(\\S+)/)[1]);
    });
  }
}"""
WIDTHS = """(place) => {
  const frame = document.querySelector(`${place} .cz-chart`);
  return [frame.clientWidth, frame.querySelector(".main-svg").getBoundingClientRect().width];
}"""
PARTICIPATION = ".st-key-card-participation-by-state"


def choose(page, state):
    page.get_by_test_id("stMultiSelect").first.locator("input").fill(state)
    page.get_by_role("option", name=state, exact=True).click()


def drawn(page):
    """Return every chart that was drawn anew since `COUNT`, as often as it was."""
    return page.evaluate("window.czDrawn")


def test_a_change_of_the_filter_draws_each_chart_once_where_it_is(watched):
    page = watched.open("participation?period=2025")
    charts = page.locator(".cz-chart").count()
    page.evaluate(COUNT)
    choose(page, "Belarus")
    expect(page.locator(".cz-scope").first).to_contain_text("Belarus")
    watched.rest()
    assert page.locator(".js-plotly-plot[data-before]").count() == charts
    assert "participation-over-time" in drawn(page)
    assert len(drawn(page)) == len(set(drawn(page)))
    watched.assert_quiet()


def test_what_has_not_changed_is_not_drawn_again(watched):
    page = watched.open("participation")
    page.evaluate(COUNT)
    page.locator(PARTICIPATION).get_by_role("button", name="How it is counted").click()
    expect(page.get_by_test_id("stPopoverBody").last).to_contain_text("named")
    watched.rest()
    assert drawn(page) == []


def test_charts_out_of_view_are_drawn_too(watched):
    page = watched.open("participation")
    assert page.locator(".cz-chart").count() >= 9
    for chart in page.locator(".cz-chart").all():
        expect(chart.locator(".main-svg").first).to_be_attached()


def test_a_click_opens_what_is_behind_a_mark_and_the_chart_stays(watched):
    page = watched.open("participation?period=2025")
    page.evaluate(COUNT)
    page.locator(f"{PARTICIPATION} .barlayer .point path").first.click(force=True)
    expect(page).to_have_url(re.compile("behind=participation-by-state"))
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    watched.rest()
    assert drawn(page) == []
    page.locator(f"{PARTICIPATION} .barlayer .point path").first.click(force=True)
    expect(page.get_by_role("dialog")).to_be_visible()
    watched.assert_quiet()


def test_a_chart_is_as_wide_as_its_place(watched):
    page = watched.open("participation")
    for width in (1280, 900, 420):
        page.set_viewport_size({"width": width, "height": 900})
        watched.rest()
        place, chart = page.evaluate(WIDTHS, PARTICIPATION)
        assert abs(place - chart) < 1.5


def test_a_chart_fills_the_screen_and_comes_back(watched):
    page = watched.open("participation")
    card = page.locator(PARTICIPATION)
    before = card.locator(".main-svg").first.bounding_box()
    card.locator(".cz-chart").hover()
    card.get_by_role("button", name="Enlarge the chart").click()
    page.wait_for_function("document.fullscreenElement !== null")
    watched.rest()
    large = card.locator(".main-svg").first.bounding_box()
    assert large["width"] > 1.5 * before["width"]
    assert large["height"] > 1.2 * before["height"]
    page.evaluate("document.exitFullscreen()")
    page.wait_for_function("document.fullscreenElement === null")
    watched.rest()
    after = card.locator(".main-svg").first.bounding_box()
    assert (after["width"], after["height"]) == (before["width"], before["height"])
    watched.assert_quiet()


def test_a_page_loads_one_plotly_and_only_its_part(watched):
    asked = []
    watched.page.on("request", lambda request: asked.append(request.url))
    watched.open("participation")
    plotly = [url for url in asked if "plotly" in url.lower()]
    assert len(plotly) == 1
    assert "plotly-cartesian" in plotly[0]


def test_a_narrow_screen_gets_a_lower_map_with_fewer_labels_and_nothing_below(browser, server):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    watched = Watched(context.new_page(), server)
    page = watched.open("map")
    card = page.locator(".st-key-card-map-places")
    chart, foot = card.locator(".cz-chart"), card.locator(".cz-foot")
    assert chart.locator(".annotation").count() == 2
    drawn, below = chart.locator(".main-svg").first.bounding_box(), foot.bounding_box()
    assert drawn["height"] < 450
    assert 0 <= below["y"] - (drawn["y"] + drawn["height"]) < 60
    watched.assert_quiet()
    context.close()
