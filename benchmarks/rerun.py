"""How long the server takes from a change of the filter to the end of the script, and what it
sends, for every page, against the floor of the same page.

    .venv/bin/python -m benchmarks.rerun [--rounds N] [--json FILE] [--pages overview,timeline]

A session per page of the dashboard and of the floor (`floor.py`) is opened over the app's own
websocket. In every round each page's filter gets a choice of states that no page has had
with the period it is opened with, first in the dashboard, then in the floor; that the page's own
words changed is asserted. Time is from sending the change to the message that the script has
finished; kB are those on the wire, with the references to messages that a browser has kept,
beside what they are before the websocket compresses them, and how long compressing takes a
processor, in the same way as the server does it; the readers offer compression as browsers do.

Not measured: drawing in the browser (`paint.py`), the network, the first run of a session, several
readers at once (`sessions.py`), the values that a browser sends for widgets nobody touched.
"""

from __future__ import annotations

import asyncio
import time
import zlib
from collections.abc import Sequence
from contextlib import AsyncExitStack
from typing import Any

from benchmarks import floor, measure, selections, servers, wire
from benchmarks.measure import Results, figure, times
from benchmarks.wire import Reader, Run
from cstoviz.ui.navigation import PATHS

WARM = 2
"""How many changes come before those that are measured; the last two are the floor's record."""

WINDOW, MEMORY = -12, 5
"""How Streamlit's server compresses: the size of its window and its memory, in terms of zlib."""


class Changed:
    """A session whose filter is changed again and again."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._choices = iter(selections.subsets(reader.first("multiselect").options))
        self._words = ""

    async def change(self) -> Run:
        """Choose states not chosen before. Raises AssertionError where the page stayed the same."""
        run = await self.reader.choose(next(self._choices))
        assert run.words, "the page says nothing of its filter"
        assert run.words != self._words, f"the filter did not change: {run.words}"
        assert not run.exceptions, run.exceptions
        self._words = run.words
        return run


async def session(stack: AsyncExitStack, address: str, page: str, query: str) -> Changed:
    reader = await stack.enter_async_context(wire.reader(address, page, query))
    await reader.settle()
    return Changed(reader)


async def dashboards(
    stack: AsyncExitStack, address: str, pages: list[str]
) -> tuple[dict[str, Changed], dict[str, list[Run]]]:
    """Open the pages of the dashboard; return them and what each sends after two changes."""
    apps, shown = {}, {}
    for page in pages:
        query = f"period={selections.period_of(page)}"
        apps[page] = await session(stack, address, PATHS[page], query)
        shown[page] = [await apps[page].change() for _ in range(WARM)]
    return apps, shown


async def measured(results: Results, address: str, pages: list[str], rounds: int) -> None:
    async with AsyncExitStack() as stack:
        apps, shown = await dashboards(stack, address, pages)
        kept = {page: floor.recorded(*runs[-2:]) for page, runs in shown.items()}
        below = stack.enter_context(floor.serving(kept))
        floors = {}
        for page in pages:
            floors[page] = await session(stack, below.address, "", f"page={page}")
            for _ in range(WARM):
                run = await floors[page].change()
            differ = floor.differences(shown[page][-1].elements, run.elements)
            results.facts.setdefault("elements that differ [app, floor]", {})[page] = differ
        results.facts["compressed"] = apps[pages[0]].reader.compressed
        for number in range(rounds):
            measure.note(f"round {number + 1} of {rounds}")
            for page in pages:
                add(results, f"{page}/app", await apps[page].change())
                add(results, f"{page}/floor", await floors[page].change())


def add(results: Results, what: str, run: Run) -> None:
    results.add(f"{what}/ms", run.seconds * 1000)
    results.add(f"{what}/bytes", run.received)
    results.add(f"{what}/bytes before compression", run.size)
    results.add(f"{what}/compressing, ms", compressing(run.frames))
    results.add(f"{what}/messages", len(run.frames))
    results.add(f"{what}/references", run.referred)
    results.add(f"{what}/bytes saved by references", run.saved)


def compressing(frames: Sequence[bytes]) -> float:
    """Return the milliseconds of a processor that it takes to compress messages."""
    packer = zlib.compressobj(wbits=WINDOW, memLevel=MEMORY)
    start = time.thread_time()
    for frame in frames:
        packer.compress(frame)
        packer.flush(zlib.Z_SYNC_FLUSH)
    return (time.thread_time() - start) * 1000


def report(results: Results) -> str:
    rows = []
    for page in results.settings["pages"]:
        app, below = f"{page}/app", f"{page}/floor"
        rows.append(
            [
                page,
                figure(results.median(f"{app}/ms")),
                figure(results.p95(f"{app}/ms")),
                figure(results.median(f"{below}/ms")),
                times(results.ratio(f"{app}/ms", f"{below}/ms")),
                kilo(results.median(f"{app}/bytes")),
                kilo(results.median(f"{below}/bytes")),
                kilo(results.median(f"{app}/bytes before compression")),
                figure(results.median(f"{app}/compressing, ms"), 1),
                figure(results.median(f"{app}/messages")),
            ]
        )
    headings = (
        "page", "ms", "p95", "floor ms", "ratio", "kB", "floor kB", "kB uncompressed",
        "ms compressing", "messages",
    )  # fmt: skip
    return measure.table(headings, rows)


def kilo(value: float | None) -> str:
    return figure(None if value is None else value / 1000, 1)


def remarks(results: Results) -> list[str]:
    on = "on" if results.facts["compressed"] else "off"
    said = [f"compression of the websocket (permessage-deflate): {on}"]
    for page, differ in results.facts["elements that differ [app, floor]"].items():
        if differ:
            said.append(f"{page}: the floor differs in its elements [app, floor]: {differ}")
    return said


def main(given: Any = None) -> Results:
    options, pages = selections.asked(__doc__, 20, given)
    results = Results("rerun", {"rounds": options.rounds, "pages": pages})
    with servers.dashboard() as server:
        asyncio.run(measured(results, server.address, pages, options.rounds))
    print("\n".join([report(results), "", *remarks(results)]))
    results.save(options.json)
    return results


if __name__ == "__main__":
    main()
