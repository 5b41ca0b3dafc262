"""A package whose every text tries to be more than a text does nothing, wherever it is shown.

The content policy is off here: what is promised of texts has to hold without it.
"""

import pytest
from playwright.sync_api import expect

from cstoviz.ui.navigation import ORDER, PATHS
from cstoviz.views.registry import views
from tests.browser.conftest import Watched, running
from tests.hostile_package import ATTACKS, SENTINEL, write_hostile
from tests.packages import broken, set_cell

pytestmark = pytest.mark.browser
HARM = """(sentinel) => ({
  ran: window[sentinel] ?? null,
  links: [...document.querySelectorAll("[href],[src]")]
    .map((each) => each.getAttribute("href") ?? each.getAttribute("src"))
    .filter((address) => /^(javascript|data:text)|evil/i.test(address)),
  made: [...document.querySelectorAll("main img, [role=dialog] img, iframe[srcdoc], .katex")]
    .map((each) => each.outerHTML),
  handlers: [...document.querySelectorAll("[onerror],[onload],[onclick]")].length,
  wide: document.documentElement.scrollWidth > window.innerWidth,
})"""
NONE = {"ran": None, "links": [], "made": [], "handlers": 0, "wide": False}
HOVER = """async () => {
  let hovered = 0;
  for (const plot of document.querySelectorAll(".js-plotly-plot")) {
    plot._fullData.forEach((trace, curveNumber) => {
      const points = [0, 1, 2].filter((each) => each < (trace.x?.length ?? trace.z?.length ?? 0));
      for (const pointNumber of points) {
        try {
          const subplot = (trace.xaxis ?? "x") + (trace.yaxis ?? "y");
          Plotly.Fx.hover(plot, [{ curveNumber, pointNumber }], subplot);
          hovered += 1;
        } catch (none) {}
      }
    });
  }
  return hovered;
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Run the dashboard with the hostile package."""
    folder = write_hostile(tmp_path_factory.mktemp("hostile") / "package")
    with running(environment={"CSTOVIZ_DATA": str(folder)}) as served:
        yield served


@pytest.fixture(params=[(1280, 800), (390, 844)], ids=["laptop", "phone"])
def visitor(request, browser, address):
    """Return a page without a content policy, that fails where a dialog opens."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, bypass_csp=True)
    watched, opened = Watched(context.new_page(), address), []
    watched.page.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    yield watched
    context.close()
    assert opened == []


def harmless(watched):
    assert watched.page.evaluate(HARM, SENTINEL) == NONE
    watched.assert_quiet()


@pytest.mark.parametrize("name", ORDER)
def test_no_page_does_what_a_text_says(visitor, name):
    page = visitor.open(PATHS[name])
    charts = page.locator(".js-plotly-plot").count()
    assert (page.evaluate(HOVER) > 0) == (charts > 0)
    harmless(visitor)


def test_a_card_of_an_event_and_the_events_behind_a_number_do_nothing(visitor):
    page = visitor.open("events?event=2031-03-28-spring-regatta")
    expect(page.get_by_role("dialog")).to_be_visible()
    harmless(visitor)
    page = visitor.open("participation?behind=participation-by-state~named~EST")
    expect(page.get_by_role("dialog")).to_be_visible()
    harmless(visitor)


def test_what_opens_on_a_card_does_nothing(visitor):
    page = visitor.open("participation")
    card = page.locator(".st-key-card-participation-by-state")
    for button in ("Table", "How it is counted", "Download", "Use this"):
        card.get_by_role("button", name=button).click()
        expect(page.get_by_test_id("stPopoverBody").last).to_be_visible()
        visitor.rest()
        harmless(visitor)
        page.keyboard.press("Escape")


def test_a_search_does_nothing(visitor):
    page = visitor.open("events?q=regatta")
    expect(page.locator("mark").first).to_be_visible()
    harmless(visitor)


def test_what_the_map_says_of_what_one_points_at_does_nothing(browser, address):
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, bypass_csp=True)
    watched = Watched(context.new_page(), address)
    page = watched.open("map")
    canvas = page.get_by_test_id("stDeckGlJsonChart").locator("canvas").first
    canvas.scroll_into_view_if_needed()
    room, tooltip = canvas.bounding_box(), page.locator(".deck-tooltip")
    said = set()
    for row in range(4, 30):
        for column in range(4, 40):
            page.mouse.move(
                room["x"] + room["width"] * column / 44, room["y"] + room["height"] * row / 34
            )
            if tooltip.is_visible():
                said.add(tooltip.inner_text())
                harmless(watched)
    assert len(said) > 1
    context.close()


def test_what_is_told_of_a_broken_package_does_nothing(browser, tmp_path):
    folder = write_hostile(tmp_path / "package")
    for place, attack in enumerate(ATTACKS[:17]):
        change = set_cell("events", 2 + place, "kind", attack)
        folder = broken(folder, tmp_path / f"broken-{place}", change)
    context = browser.new_context(viewport={"width": 1280, "height": 800}, bypass_csp=True)
    with running(environment={"CSTOVIZ_DATA": str(folder)}) as served:
        watched = Watched(context.new_page(), served)
        page = watched.page
        page.goto(f"{served}/map")
        expect(page.get_by_text("onerror").first).to_be_visible()
        harmless(watched)
        context.close()


@pytest.mark.parametrize("path", ["present", "present?slides=title,events,method"])
def test_slides_do_nothing(visitor, path):
    page = visitor.page
    page.goto(f"{visitor.address}/{path}")
    page.wait_for_load_state("networkidle")
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    assert page.evaluate(HARM, SENTINEL) == {**NONE, "wide": page.evaluate("innerWidth") < 0}
    visitor.assert_quiet()


def test_views_elsewhere_and_pages_of_the_api_do_nothing(visitor):
    for view in views():
        for path in (f"embed/{view}", f"api/v1/views/{view}.html"):
            visitor.page.goto(f"{visitor.address}/{path}")
            assert visitor.page.evaluate(HARM, SENTINEL) == NONE, path
    visitor.assert_quiet()
