"""Many readers of one address at once, each with a session of its own; what the servers behind it
take for them."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks import measure, selections, servers, wire
from benchmarks.measure import Results
from cstoviz.ui.navigation import ORDER, PATHS

EVERY = 5.0
MEGA = 1_000_000
ARRIVING = 0.2
"""How many seconds after one reader the next one comes."""

WATCHED = 1.0
"""How often memory is looked at, in seconds."""


@dataclass(frozen=True)
class Crowd:
    """Readers who choose other states every `EVERY` seconds for a time, on all pages in turn.

    They come one after the other. name: what their samples are called; first: the number of the
    first of them, which decides what they choose; cookie: what a proxy gives a reader.
    """

    name: str
    readers: int
    seconds: float
    first: int = 0
    cookie: Callable[[], str] = str

    def measure(self, results: Results, address: str, behind: Sequence[servers.Server]) -> None:
        """Let them read at an address; add to results the waiting in milliseconds (`first run`,
        `change`), errors, and what the servers behind it took."""
        asyncio.run(self._measure(results, address, behind))

    async def _measure(
        self, results: Results, address: str, behind: Sequence[servers.Server]
    ) -> None:
        before, worked, own = memory(behind), processor(behind), time.process_time()
        seen, began = [before], time.perf_counter()
        watching = asyncio.create_task(self._watch(seen, behind))
        errors = await asyncio.gather(
            *(self._read(results, address, n) for n in range(self.readers))
        )
        watching.cancel()
        took = time.perf_counter() - began
        results.add(f"{self.name}/errors", sum(errors))
        results.add(f"{self.name}/MB before", before / MEGA)
        most = max(seen)
        results.add(f"{self.name}/MB, most", most / MEGA)
        results.add(f"{self.name}/MB per session", (most - before) / MEGA / self.readers)
        worked = processor(behind) - worked
        runs = sum(len(results.samples.get(f"{self.name}/{kind}, ms", [])) for kind in RUNS)
        results.add(f"{self.name}/cores of the servers", worked / took)
        if runs:
            results.add(f"{self.name}/core ms per run", worked / runs * 1000)
        results.add(f"{self.name}/cores of the readers", (time.process_time() - own) / took)

    async def _watch(self, seen: list[int], behind: Sequence[servers.Server]) -> None:
        while True:
            seen.append(memory(behind))
            await asyncio.sleep(WATCHED)

    async def _read(self, results: Results, address: str, number: int) -> int:
        """Be one reader; return 1 where something went wrong, which ends the reader, otherwise 0.

        Whatever it is that goes wrong: it is what is counted.
        """
        try:
            await self._reader(results, address, number)
        except Exception as error:
            measure.note(f"reader {number}: {error!r}")
            return 1
        return 0

    async def _reader(self, results: Results, address: str, number: int) -> None:
        await asyncio.sleep(number * ARRIVING)
        number += self.first
        until = time.perf_counter() + self.seconds
        query = f"period={selections.period(number)}"
        cookie = await asyncio.to_thread(self.cookie)
        async with wire.reader(address, PATHS[ORDER[number % len(ORDER)]], query, cookie) as reader:
            run = await reader.settle()
            assert not run.exceptions, run.exceptions
            results.add(f"{self.name}/first run, ms", run.seconds * 1000)
            choices = iter(selections.subsets(reader.first("multiselect").options, seed=number))
            due = time.perf_counter() + random.Random(number).uniform(0, EVERY)
            while due < until:
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                run = await reader.choose(next(choices))
                assert not run.exceptions, run.exceptions
                assert run.words, "the page says nothing of its filter"
                results.add(f"{self.name}/change, ms", run.seconds * 1000)
                due = max(due + EVERY, time.perf_counter())
            await asyncio.sleep(max(0.0, until - time.perf_counter()))


def memory(behind: Sequence[servers.Server]) -> int:
    """Return the bytes that servers hold together."""
    return sum(server.memory() for server in behind)


def processor(behind: Sequence[servers.Server]) -> float:
    """Return the seconds of a processor that servers have taken together."""
    return sum(server.processor() for server in behind)


def visit(address: str) -> None:
    """Be a first reader, who warms a server up."""

    async def one() -> None:
        async with wire.reader(address) as reader:
            await reader.settle()

    asyncio.run(one())


RUNS = ("first run", "change")
COLUMNS = (
    ("MB before", 0), ("MB, most", 0), ("MB per session", 1), ("core ms per run", 0),
    ("cores of the servers", 2),
    ("cores of the readers", 2),
)  # fmt: skip
HEADINGS = (
    "sessions", "changes", "ms", "p95", "first run, ms", "errors", *(name for name, _ in COLUMNS)
)  # fmt: skip


def row(results: Results, what: str) -> list[str]:
    """Return what was measured of a crowd, as a row under `HEADINGS`."""
    change, errors = f"{what}/change, ms", results.median(f"{what}/errors")
    return [
        what,
        measure.figure(results.count(change)),
        measure.figure(results.median(change)),
        measure.figure(results.p95(change)),
        measure.figure(results.median(f"{what}/first run, ms")),
        measure.figure(errors),
        *(measure.figure(results.median(f"{what}/{name}"), digits) for name, digits in COLUMNS),
    ]
