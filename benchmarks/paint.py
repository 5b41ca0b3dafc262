"""How long a reader waits in a real Chromium: for the first chart of the overview, and for the
charts after a choice in the filter, for every page with charts, against the floor of the page.

    .venv/bin/python -m benchmarks.paint [--rounds N] [--json FILE] [--pages overview,timeline]

First chart: from the start of the navigation, with an empty cache of the browser, to the frame
after the first chart was drawn (Plotly's own event). Filter: from the pointer going down on a state
in the list to the frame after the last chart was drawn and the words of the filter changed; both
are noted inside the page by its own clock. What is chosen has not been chosen with the period of
that page before. How many charts were drawn anew is said: those that stay the same are not. Rounds
are interleaved: dashboard, floor (`floor.py`).

Not measured: the deck of the map (it draws by WebGL; on that page only the charts beside it count),
a graphics card (the browser draws with SwiftShader), the network, telephones.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, ExitStack
from typing import Any

from playwright.sync_api import Browser, Page

from benchmarks import browser, floor, measure, rerun, selections, servers
from benchmarks.measure import Results, figure, times
from benchmarks.wire import CHART, Run
from cstoviz.ui.navigation import ORDER, PATHS


class Walked:
    """A page that is walked from choice to choice, opened anew at the beginning of each walk."""

    def __init__(self, chromium: Browser, url: str) -> None:
        self._chromium, self._url = chromium, url
        self._steps = selections.steps()
        self._page: Page | None = None

    def change(self) -> tuple[float, browser.Seen]:
        """Choose one more state; return how long that took, in milliseconds, and what was seen."""
        while True:
            state, new, first = next(self._steps)
            if first or self._page is None:
                self._open()
            found = self._choose(state)
            if new:
                assert found.words is not None, "the filter's words did not change"
                return max(found.last or 0.0, found.words) - found.gesture, found

    def _open(self) -> None:
        self.close()
        self._page = browser.context(self._chromium).new_page()
        self._page.goto(self._url)
        browser.rest(self._page)

    def _choose(self, state: str) -> browser.Seen:
        assert self._page is not None
        before = browser.now(self._page)
        browser.choose_in_streamlit(self._page, state)
        return browser.rest(self._page, 0, words=True, since=before)

    def close(self) -> None:
        if self._page is not None:
            self._page.context.close()


async def sent(address: str, pages: list[str]) -> dict[str, list[Run]]:
    """Return what each page sends after two changes."""
    async with AsyncExitStack() as stack:
        return (await rerun.dashboards(stack, address, pages))[1]


def first_chart(chromium: Browser, url: str) -> float:
    """Open a page with an empty cache; return when its first chart was drawn."""
    context = browser.context(chromium)
    page = context.new_page()
    page.goto(url)
    found = browser.rest(page).first
    context.close()
    assert found is not None
    return found


def measured(results: Results, pages: list[str], rounds: int) -> None:
    """Measure the pages that have charts."""
    with ExitStack() as stack:
        app = stack.enter_context(servers.dashboard())
        shown = asyncio.run(sent(app.address, pages))
        pages = [page for page in pages if shown[page][-1].elements[CHART]]
        kept = {page: floor.recorded(*shown[page][-2:]) for page in pages}
        below = stack.enter_context(floor.serving(kept))
        chromium = stack.enter_context(browser.chromium())
        # The periods come after those that `rerun.dashboards` has asked for.
        walked = {}
        for number, page in enumerate(pages):
            query = f"period={selections.period(len(ORDER) + number)}"
            urls = {"app": f"{app.address}/{PATHS[page]}?{query}",
                    "floor": f"{below.address}/?page={page}"}  # fmt: skip
            walked[page] = {who: Walked(chromium, url) for who, url in urls.items()}
        for number in range(rounds):
            measure.note(f"round {number + 1} of {rounds}")
            _first(results, chromium, app.address, below.address)
            _round(results, walked)
        for both in walked.values():
            for each in both.values():
                each.close()


def _first(results: Results, chromium: Browser, app: str, below: str) -> None:
    if "overview" in results.settings["pages"]:
        results.add("first chart/app/ms", first_chart(chromium, f"{app}/"))
        results.add("first chart/floor/ms", first_chart(chromium, f"{below}/?page=overview"))


def _round(results: Results, walked: dict[str, dict[str, Walked]]) -> None:
    for page, both in walked.items():
        for who, each in both.items():
            took, found = each.change()
            measure.note(f"{page}, {who}: {took:,.0f} ms")
            results.add(f"{page}/{who}/ms", took)
            results.add(f"{page}/{who}/charts drawn", found.charts)


def report(results: Results) -> str:
    rows = []
    for what in [name.removesuffix("/app/ms") for name in results.names() if "/app/ms" in name]:
        app, below = f"{what}/app/ms", f"{what}/floor/ms"
        rows.append(
            [
                what if what == "first chart" else f"filter, {what}",
                figure(results.median(app)),
                figure(results.p95(app)),
                figure(results.median(below)),
                times(results.ratio(app, below)),
                figure(results.median(f"{what}/app/charts drawn")),
            ]
        )
    return measure.table(("until drawn", "ms", "p95", "floor ms", "ratio", "charts"), rows)


def main(given: Any = None) -> Results:
    options, pages = selections.asked(__doc__, 15, given)
    results = Results("paint", {"rounds": options.rounds, "pages": pages})
    measured(results, pages, options.rounds)
    print(report(results))
    results.save(options.json)
    return results


if __name__ == "__main__":
    main()
