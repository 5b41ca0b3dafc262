"""How long the server takes for a change of the filter on every page, of a large package in DuckDB.

    .venv/bin/python -m benchmarks.pages [--rounds N] [--events 1000000] [--json FILE]

As in `rerun.py`, but of a made-up package (`cstoviz make-package`) in a DuckDB file, without a
floor. The first change of a page is not counted, as with it DuckDB reads the file. Bytes are those
on the wire, compressed: what a browser gets has to stay bounded whatever the size of the package.

Not measured: as in `rerun.py`; several readers at once, who wait for each other.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import Any

from benchmarks import made, measure, rerun, selections, servers
from benchmarks.measure import Results, figure, ratio

EVENTS = 1_000_000


async def measured(results: Results, address: str, pages: list[str], rounds: int) -> None:
    async with AsyncExitStack() as stack:
        apps, _ = await rerun.dashboards(stack, address, pages)
        for number in range(rounds):
            measure.note(f"round {number + 1} of {rounds}")
            for page in pages:
                run = await apps[page].change()
                results.add(f"{page}/ms", run.seconds * 1000)
                results.add(f"{page}/bytes", run.received)


def report(results: Results) -> str:
    rows = [
        [
            page,
            figure(results.median(f"{page}/ms")),
            figure(results.p95(f"{page}/ms")),
            figure(ratio(results.median(f"{page}/bytes"), 1000), 1),
        ]
        for page in results.settings["pages"]
    ]
    return measure.table(("page", "ms", "p95", "kB"), rows)


def remarks(results: Results) -> list[str]:
    events = results.settings["events"]
    return [f"{events:,} events; the server held {results.facts['memory'] / 1e9:.1f} GB at the end"]


def main(given: Any = None) -> Results:
    parser = measure.arguments(__doc__, rounds=5)
    parser.add_argument("--events", type=int, default=EVENTS, help="how many the package has")
    options = parser.parse_args(given)
    pages = list(selections.ORDER)
    settings = {"rounds": options.rounds, "events": options.events, "pages": pages}
    results = Results("pages", settings)
    data = {"CSTOVIZ_DATA": str(made.database(options.events))}
    with servers.streamlit("dashboard.py", data) as server:
        asyncio.run(measured(results, server.address, pages, options.rounds))
        results.facts["memory"] = server.memory()
    print("\n".join([report(results), "", *remarks(results)]))
    results.save(options.json)
    return results


if __name__ == "__main__":
    main()
