"""A long time with many readers and programs while the data change under them: does anyone get an
error, does anyone see half of a package, does memory grow?

    .venv/bin/python -m benchmarks.soak [--sessions 30] [--programs 6] [--duration 1800]

Readers do what a reader in `sessions.py` does. Programs ask, one address after the other without a
pause of more than `PAUSE` seconds, for views and events in all formats, embedded views, feeds,
slides, the package and the state of the server. Every `SWAP` seconds other files come into the
place of the package: two times of three a sound package with another version and another title of
one event, else a broken one: a state that does not exist, a file cut in the middle, a descriptor
that is no JSON, or none at all. An error is: an answer other than 200, a page with an exception, a
session that ends, an answer of a broken package, and an answer in which version and title are of
different packages. Memory is the server's resident set.

Not measured: drawing in a browser, the network. The limits by client are off, as all come from one
address here.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import random
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from benchmarks import crowd, measure, servers
from benchmarks.measure import ROOT, Results
from cstoviz.ui.navigation import ORDER, PATHS
from cstoviz.views.registry import views

PAUSE = 0.4
SWAP = 20.0
TITLE = "Soak"
LIMITS_OFF = {
    "CSTOVIZ_WATCH": "2",
    "CSTOVIZ_REQUESTS_PER_MINUTE": "0",
    "CSTOVIZ_SESSIONS_PER_CLIENT": "1000",
    "CSTOVIZ_LOG_LEVEL": "ERROR",
}
_VERSION = re.compile(r"soak-(\d+)")
_TITLED = re.compile(rf"{TITLE} (\d+)\b")


@dataclass
class Place:
    """The place of a package, which is a link; what it leads to is made anew for every swap."""

    folder: Path
    number: int = 0
    sound: set[int] = field(default_factory=set)

    @property
    def link(self) -> Path:
        return self.folder / "current"

    def put(self, broken: str = "") -> None:
        """Put a package of another version into place, broken in one way or sound."""
        self.number += 1
        made = self.folder / str(self.number)
        shutil.copytree(ROOT / "data", made)
        self._mark(made)
        if broken:
            BREAKING[broken](made)
        else:
            self.sound.add(self.number)
        following = self.folder / "next"
        following.symlink_to(made)
        following.replace(self.link)
        shutil.rmtree(self.folder / str(self.number - 4), ignore_errors=True)

    def _mark(self, made: Path) -> None:
        """Write the number into the version and into the title of the first event."""
        described = made / "datapackage.json"
        document = json.loads(described.read_text("utf-8"))
        document["version"] = f"soak-{self.number}"
        described.write_text(json.dumps(document), "utf-8")
        events = made / "events.csv"
        header, first, rest = events.read_text("utf-8").split("\n", 2)
        fields = first.split(",")
        fields[header.split(",").index("title")] = f"{TITLE} {self.number}"
        events.write_text("\n".join([header, ",".join(fields), rest]), "utf-8", newline="")


def _strange_state(made: Path) -> None:
    file = made / "participations.csv"
    file.write_text(file.read_text("utf-8").replace(",BLR,", ",XXX,"), "utf-8", newline="")


def _cut(made: Path) -> None:
    file = made / "events.csv"
    os.truncate(file, file.stat().st_size // 2)


BREAKING = {
    "strange state": _strange_state,
    "cut file": _cut,
    "no JSON": lambda made: (made / "datapackage.json").write_text("{", "utf-8"),
    "no descriptor": lambda made: (made / "datapackage.json").unlink(),
}


def addresses(seed: int) -> Iterator[str]:
    """Yield what a program asks for, for ever."""
    chance = random.Random(seed)
    known = list(views())
    selections = ["", "states=BLR", "states=KAZ&states=KGZ&match=all", "period=2025", "lang=ru"]
    while True:
        view, query = chance.choice(known), chance.choice(selections)
        yield from (
            f"/api/v1/views/{view}.{chance.choice(('json', 'csv', 'parquet', 'html'))}?{query}",
            f"/api/v1/events.json?{query}",
            f"/embed/{view}?{query}",
            f"/feeds/events.{chance.choice(('atom', 'ics'))}?{query}",
            chance.choice(("/api/v1/views", "/api/v1/package.zip", "/readyz", "/healthz",
                           f"/present?{query}", "/api/v1/catalog.jsonld",
                           f"/{PATHS[chance.choice(ORDER)]}")),
        )  # fmt: skip


def wrong(response: httpx.Response, sound: set[int]) -> str:
    """Return what is wrong with an answer; "" for nothing."""
    if response.status_code != 200:
        return f"{response.status_code} {response.text[:300]!r}"
    if not response.headers["content-type"].startswith(("application/json", "application/ld")):
        return ""
    versions = {int(found) for found in _VERSION.findall(response.text)}
    titles = {int(found) for found in _TITLED.findall(response.text)}
    if not versions <= sound:
        return f"of a broken package: {versions - sound}"
    return f"half: {versions} and {titles}" if titles and titles != versions else ""


async def program(address: str, seed: int, until: float, place: Place, told: Results) -> None:
    """Ask for one address after the other; count what is wrong."""
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        for path in addresses(seed):
            if time.perf_counter() > until:
                return
            began = time.perf_counter()
            try:
                said = wrong(await client.get(path), place.sound)
            except httpx.HTTPError as error:
                said = repr(error)
            told.add("answers, ms", (time.perf_counter() - began) * 1000)
            if said:
                told.add("errors of programs", 1)
                measure.note(f"{path}: {said}")
            await asyncio.sleep(PAUSE)


async def swaps(place: Place, until: float, told: Results) -> None:
    """Bring other packages again and again."""
    broken = itertools.cycle(BREAKING)
    for turn in itertools.count():
        await asyncio.sleep(SWAP)
        if time.perf_counter() > until - 2 * SWAP:
            place.put()
            return
        how = next(broken) if turn % 3 == 2 else ""
        await asyncio.to_thread(place.put, how)
        told.add("packages, broken" if how else "packages, sound", 1)


async def watched(server: servers.Server, until: float, told: Results) -> None:
    """Look every few seconds how much memory the server holds."""
    while time.perf_counter() < until:
        told.add("memory, MB", server.memory() / crowd.MEGA)
        await asyncio.sleep(5)


async def soaked(server: servers.Server, place: Place, options: Any, told: Results) -> None:
    """Let everybody read while packages come."""
    until = time.perf_counter() + options.duration
    crowded = crowd.Crowd("readers", options.sessions, options.duration)
    programs = [program(server.address, n, until, place, told) for n in range(options.programs)]
    await asyncio.gather(
        asyncio.to_thread(crowded.measure, told, server.address, [server]),
        swaps(place, until, told),
        watched(server, until, told),
        *programs,
    )


def report(results: Results) -> str:
    """Return the counts, the waiting, and memory by sixths of the time."""
    rows = [[name, measure.figure(results.count(what))] for name, what in COUNTED.items()]
    for name, what in WAITED.items():
        rows.append([f"{name}: median", measure.figure(results.median(what), 0, " ms")])
        rows.append([f"{name}: 95th percentile", measure.figure(results.p95(what), 0, " ms")])
    for part in range(1, SIXTHS + 1):
        held = results.median(f"{MEMORY}, {part}")
        rows.append([f"memory, sixth {part} of the time", measure.figure(held, 0, " MB")])
    return measure.table(("what", "found"), rows)


COUNTED = {
    "changes of the filter": "readers/change, ms",
    "answers to programs": "answers, ms",
    "sound packages brought": "packages, sound",
    "broken packages brought": "packages, broken",
    "errors of programs": "errors of programs",
    "errors of readers": "errors of readers",
}
WAITED = {"change of the filter": "readers/change, ms", "answer to a program": "answers, ms"}
MEMORY, SIXTHS = "memory, MB", 6


def grown(results: Results) -> None:
    """Add the memory of every sixth of the time, and an error for every reader that had one."""
    seen = results.samples.get(MEMORY, [])
    size = max(1, len(seen) // SIXTHS)
    for part in range(SIXTHS):
        for value in seen[part * size : (part + 1) * size]:
            results.add(f"{MEMORY}, {part + 1}", value)
    for _ in range(int(sum(results.samples.get("readers/errors", [])))):
        results.add("errors of readers", 1)


def main(given: Any = None) -> Results:
    parser = measure.arguments(__doc__, rounds=1)
    parser.add_argument("--sessions", type=int, default=30, help="readers; default 30")
    parser.add_argument("--programs", type=int, default=6, help="programs; default 6")
    parser.add_argument("--duration", type=float, default=1800, help="seconds; default 1800")
    options = parser.parse_args(given)
    results = Results("soak", {**vars(options), "json": None})
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder))
        place.put()
        environment = {"CSTOVIZ_DATA": str(place.link), **LIMITS_OFF}
        with servers.streamlit("dashboard.py", environment) as server:
            crowd.visit(server.address)
            asyncio.run(soaked(server, place, options, results))
            state = httpx.get(f"{server.address}/readyz", timeout=30).json()
            results.facts["at the end"] = state
    grown(results)
    print(report(results))
    results.save(options.json)
    return results


if __name__ == "__main__":
    main()
