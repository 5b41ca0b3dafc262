"""Many readers at once: how long each waits after a change of the filter, what goes wrong, and how
much memory the server takes for each.

    .venv/bin/python -m benchmarks.sessions [--sessions 1,10,50] [--duration 180] [--json FILE]

Each reader has a session of its own over the app's websocket, on one page of all pages in turn,
and chooses other states every 5 seconds, the first time after a random part of them. One that is
not answered within that time changes its filter as soon as it is answered. Every number of readers
gets a server of its own. Time is from sending a change to the message that the script has finished;
memory is the server's resident set, before the first reader and at the end, divided by the readers:
what all share (caches, the data) is in it. With --rounds N the whole is repeated.

Not measured: drawing in the browser, the network; the readers of this command run on the same
machine as the server and take some of its time.
"""

from __future__ import annotations

import asyncio
import random
import time
from typing import Any

from benchmarks import measure, selections, servers, wire
from benchmarks.measure import Results, figure, times
from cstoviz.ui.navigation import ORDER, PATHS

EVERY = 5.0
MEGA = 1_000_000


async def read(
    results: Results, server: servers.Server, what: str, number: int, until: float
) -> None:
    """Be one reader until a time; an error is counted and ends the reader."""
    chance = random.Random(number)
    page = ORDER[number % len(ORDER)]
    query = f"period={selections.period(number)}"
    try:
        async with wire.reader(server.address, PATHS[page], query) as reader:
            run = await reader.settle()
            results.add(f"{what}/first run, ms", run.seconds * 1000)
            choices = iter(selections.subsets(reader.first("multiselect").options, seed=number))
            due = time.perf_counter() + chance.uniform(0, EVERY)
            while due < until:
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                run = await reader.choose(next(choices))
                assert not run.exceptions, run.exceptions
                results.add(f"{what}/ms", run.seconds * 1000)
                due = max(due + EVERY, time.perf_counter())
    except (OSError, wire.Closed, TimeoutError, AssertionError) as error:
        measure.note(f"reader {number}: {error!r}")
        results.samples[f"{what}/errors"][-1] += 1


async def crowd(results: Results, server: servers.Server, readers: int, duration: float) -> None:
    what = f"{readers} sessions"
    async with wire.reader(server.address) as first:
        await first.settle()
    before = server.memory()
    results.add(f"{what}/errors", 0)
    until = time.perf_counter() + duration
    await asyncio.gather(*(read(results, server, what, n, until) for n in range(readers)))
    after = server.memory()
    results.add(f"{what}/server before, MB", before / MEGA)
    results.add(f"{what}/server after, MB", after / MEGA)
    results.add(f"{what}/MB per session", (after - before) / MEGA / readers)


def report(results: Results, numbers: list[int]) -> str:
    rows = []
    for readers in numbers:
        what = f"{readers} sessions"
        rows.append(
            [
                str(readers),
                figure(len(results.samples.get(f"{what}/ms", []))),
                figure(results.median(f"{what}/ms")),
                figure(results.p95(f"{what}/ms")),
                times(results.ratio(f"{what}/ms", f"{numbers[0]} sessions/ms")),
                figure(sum(results.samples[f"{what}/errors"])),
                figure(results.median(f"{what}/server before, MB")),
                figure(results.median(f"{what}/server after, MB")),
                figure(results.median(f"{what}/MB per session"), 1),
            ]
        )
    headings = (
        "sessions", "changes", "ms", "p95", f"to {numbers[0]}", "errors", "MB before", "MB after",
        "MB per session",
    )  # fmt: skip
    return measure.table(headings, rows)


def main(given: Any = None) -> Results:
    parser = measure.arguments(__doc__, rounds=1)
    parser.add_argument("--sessions", default="1,10,50", help="numbers of readers, with commas")
    parser.add_argument("--duration", type=float, default=180, help="seconds; default 180")
    options = parser.parse_args(given)
    numbers = [int(number) for number in options.sessions.split(",")]
    settings = {"sessions": numbers, "duration": options.duration, "rounds": options.rounds}
    results = Results("sessions", settings)
    for _ in range(options.rounds):
        for readers in numbers:
            measure.note(f"{readers} sessions for {options.duration:.0f} s")
            with servers.dashboard() as server:
                asyncio.run(crowd(results, server, readers, options.duration))
    print(report(results, numbers))
    results.save(options.json)
    return results


if __name__ == "__main__":
    main()
