"""A real Chromium whose pages note by their own clock when a reader acts and charts are drawn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooLate
from tools import machine

WIDTH, HEIGHT = 1280, 1400
PATIENCE = 60_000
QUIET = 1000
"""For how many milliseconds nothing may change before a page counts as at rest."""

WATCH = """(() => {
  const watch = window.czWatch = {gesture: 0, drawn: [], words: [], changed: 0};
  const emitters = new WeakMap(), numbers = new WeakMap(), roots = [];
  let charts = 0, said = null;
  const painted = (note) => requestAnimationFrame(() => setTimeout(() => note(performance.now())));
  const drawn = (chart) => {
    if (!numbers.has(chart)) numbers.set(chart, charts++);
    painted((at) => watch.drawn.push({chart: numbers.get(chart), at}));
  };
  const hook = (chart) => {
    if (!chart._ev || emitters.get(chart) === chart._ev) return;
    emitters.set(chart, chart._ev);
    chart.on("plotly_afterplot", () => drawn(chart));
    if (chart.querySelector(".main-svg .trace, .main-svg .hm")) drawn(chart);
  };
  const seen = new MutationObserver(() => {
    watch.changed = performance.now();
    roots.forEach((root) => root.querySelectorAll(".js-plotly-plot").forEach(hook));
    const words = document.querySelector(".cz-scope")?.textContent ?? null;
    if (words !== said) {
      said = words;
      painted((at) => watch.words.push({words, at}));
    }
  });
  const look = (root) => {
    roots.push(root);
    seen.observe(root, {subtree: true, childList: true, characterData: true,
                        attributes: true, attributeFilter: ["class", "data-test-script-state"]});
  };
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    look(root);
    return root;
  };
  look(document);
  const acted = (event) => { watch.gesture = event.timeStamp; };
  addEventListener("pointerdown", acted, true);
  watch.since = (time) => watch.drawn.filter((one) => one.at > time);
  watch.charts = (time) => new Set(watch.since(time).map((one) => one.chart)).size;
  watch.rest = (charts, words, time, quiet) =>
    watch.charts(time) >= charts && (!words || watch.words.some((one) => one.at > time)) &&
    performance.now() - watch.changed > quiet &&
    !document.querySelector('[data-test-script-state="running"]');
})()"""
"""Notes, each at the frame after it: charts drawn (by Plotly's own event) and changed words; and
the last pointer that went down."""


@dataclass(frozen=True)
class Seen:
    """What a page has noted since a time of its own clock, in milliseconds: the first and the last
    drawing, how many charts were drawn, when its words changed last (None: they did not)."""

    gesture: float
    first: float | None
    last: float | None
    charts: int
    words: float | None


def path() -> str:
    """Return the path of a Chromium. Raises RuntimeError where there is none."""
    found = machine.chromium()
    if found is None:
        raise RuntimeError("no Chromium found: install one or name it in CHROMIUM")
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=path(), args=machine.ARGUMENTS)
        yield instance
        instance.close()


def context(browser: Browser) -> BrowserContext:
    """Return a reader with an empty cache whose pages are watched."""
    found = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, locale="en-US")
    found.set_default_timeout(PATIENCE)
    found.add_init_script(WATCH)
    return found


def now(page: Page) -> float:
    """Return the time of the page's own clock, in milliseconds since it was asked for."""
    return float(page.evaluate("performance.now()"))


def origin(page: Page) -> float:
    """Return the time of day, in seconds, at which the page's own clock began."""
    return float(page.evaluate("performance.timeOrigin")) / 1000


def rest(page: Page, charts: int = 1, words: bool = False, since: float = 0.0) -> Seen:
    """Wait until so many charts were drawn since a time, where asked the words of the filter have
    changed, and nothing changes any more; say what was seen."""
    try:
        page.wait_for_function(
            "(asked) => czWatch.rest(...asked)", arg=[charts, words, since, QUIET]
        )
    except TooLate as error:
        raise RuntimeError(f"{page.url} did not come to rest: {seen(page, since)}") from error
    return seen(page, since)


def seen(page: Page, since: float = 0.0) -> Seen:
    noted: dict[str, Any] = page.evaluate(
        """(since) => ({gesture: czWatch.gesture, drawn: czWatch.since(since),
                        words: czWatch.words.filter((one) => one.at > since)})""",
        since,
    )
    times = [one["at"] for one in noted["drawn"]]
    return Seen(
        noted["gesture"],
        min(times, default=None),
        max(times, default=None),
        len({one["chart"] for one in noted["drawn"]}),
        max((one["at"] for one in noted["words"]), default=None),
    )


def choose_in_streamlit(page: Page, option: str) -> None:
    """Choose an option in the first list of several choices of a Streamlit page."""
    page.get_by_test_id("stMultiSelect").first.locator("input").fill(option)
    page.get_by_role("option", name=option, exact=True).click()
