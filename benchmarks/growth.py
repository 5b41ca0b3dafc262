"""How the time of each view and the memory grow with the number of events.

    .venv/bin/python -m benchmarks.growth [--rounds N] [--events 200,2000,...] [--json FILE]
    .venv/bin/python -m benchmarks.growth --huge [--limit 3GB] [--json FILE]

A made-up package of every size (`cstoviz make-package`) is opened and asked in a process of its own
(`alone.py`), once from CSV files, which pandas counts (up to 200,000 events; beyond that it needs
more memory than most machines have), and once from a DuckDB file. A view's time is that of its
whole answer but for the drawing: metric, notes and cautions. Every round asks with another period,
so that no answer is kept from the round before. Memory is the highest that the process has held,
with the program itself in it.

The fit is time = fixed + each * events, by least squares of the relative errors, neither of them
below zero; it says from how many events on pandas is slower than DuckDB (–: not at any size that
was measured). Whether a view's time does grow so, the measured times beside it tell.

`--huge` makes a package of a hundred million participations in Parquet files, lets DuckDB have
`--limit` of memory, opens it, asks every question of `questions.py` once, asserts that the process
has never held more than 8 GB, and deletes the package.

Not measured: drawing, the server, several readers at once (a DuckDB package lets them wait for each
other).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import alone, made, measure
from benchmarks.measure import Results, figure

SIZES = "200,2000,20000,200000,1000000"
HUGE, MOST = 33_400_000, 8.0
"""Events of the huge package, and how many gigabytes of memory it may need."""

LIMIT = "3GB"
"""What DuckDB may use by its own account; what the program itself needs comes on top."""

MAKE: dict[str, Callable[[int], Path]] = {"pandas": made.csv, "DuckDB": made.database}
MOST_EVENTS = {"pandas": 200_000}
"""The most events that are measured in a place; nothing said: all sizes."""

ALL = "all views"

Fit = tuple[float, float]
"""The fixed milliseconds, and those of each event."""


def fitted(events: Sequence[int], took: Sequence[float]) -> Fit:
    """Fit time = fixed + each * events to the relative errors; neither is below zero."""
    sizes, times = np.asarray(events, dtype=float), np.asarray(took, dtype=float)
    parts = np.stack([np.ones_like(sizes), sizes], axis=1) / times[:, None]
    fixed, each = np.linalg.lstsq(parts, np.ones_like(times), rcond=None)[0]
    if fixed < 0:
        fixed, each = 0.0, _scale(parts[:, 1])
    if each < 0:
        fixed, each = _scale(parts[:, 0]), 0.0
    return float(fixed), float(each)


def _scale(part: Any) -> float:
    return float(part.sum() / (part**2).sum())


def crossing(slow: Fit, fast: Fit, *, most: int) -> float | None:
    """Return from how many events on the first takes longer than the second.

    None where it does not at so many events as there are at the most.
    """
    fixed, each = slow[0] - fast[0], slow[1] - fast[1]
    if fixed + each * most <= 0:
        return None
    return max(0.0, -fixed / each) if each > 0 else 0.0


def measured(results: Results, sizes: Sequence[int], rounds: int) -> None:
    for events in sizes:
        for place, make in MAKE.items():
            if events > MOST_EVENTS.get(place, events):
                continue
            found = alone.run(make(events), "--rounds", rounds)
            results.add(f"{place}/{events}/opening", found["opening"])
            for moment, size in found["memory"].items():
                results.add(f"{place}/{events}/memory/{moment}", size / 1e6)
            for view, took in found["ms"].items():
                for one in took:
                    results.add(f"{place}/{events}/{view}", one)
            for number in range(rounds):
                whole = sum(took[number] for took in found["ms"].values())
                results.add(f"{place}/{events}/{ALL}", whole)
    results.facts["views"] = [*found["ms"], ALL]


def fit_of(results: Results, place: str, view: str) -> Fit:
    """Fit a view's milliseconds at the sizes at which it was measured there."""
    medians = {events: results.median(f"{place}/{events}/{view}")
               for events in results.settings["events"]}  # fmt: skip
    took = {events: median for events, median in medians.items() if median is not None}
    return fitted(list(took), list(took.values()))


def _slower(results: Results, view: str) -> float | None:
    """Return from how many events on a view is slower with pandas than with DuckDB."""
    pandas, duck = (fit_of(results, place, view) for place in ("pandas", "DuckDB"))
    return crossing(pandas, duck, most=max(results.settings["events"]))


def report(results: Results) -> str:
    if "huge" in results.facts:
        return _of_huge(results)
    return f"{_by_size(results)}\n\n{_by_view(results)}"


def _by_size(results: Results) -> str:
    """Return a table of what the package costs as a whole, by size and place."""
    parts = {"open, s": "opening", "all views, s": ALL, "memory, MB": "memory/answered"}
    headings = ["events", *(f"{place}: {name}" for place in MAKE for name in parts)]
    rows = [
        [f"{events:,}", *(_cell(results, f"{place}/{events}/{part}", part)
                          for place in MAKE for part in parts.values())]
        for events in results.settings["events"]
    ]  # fmt: skip
    return measure.table(headings, rows)


def _cell(results: Results, what: str, part: str) -> str:
    found = results.median(what)
    if part == ALL and found is not None:
        found /= 1000
    return figure(found, 0 if part.startswith("memory") else 1)


def _by_view(results: Results) -> str:
    """Return a table of each view's milliseconds by size, with the fits."""
    sizes = results.settings["events"]
    headings = ["view, ms"]
    for place in MAKE:
        most = [events for events in sizes if events <= MOST_EVENTS.get(place, events)]
        headings += [f"{place}: {most[0]:,}", *(f"{events:,}" for events in most[1:])]
        headings += ["fixed", "per 1,000"]
    rows = [[view, *_growing(results, view)] for view in results.facts["views"]]
    return measure.table([*headings, "pandas slower from"], rows)


def _growing(results: Results, view: str) -> Iterator[str]:
    fits = {place: fit_of(results, place, view) for place in MAKE}
    for place, (fixed, each) in fits.items():
        for events in results.settings["events"]:
            if events <= MOST_EVENTS.get(place, events):
                yield figure(results.median(f"{place}/{events}/{view}"))
        yield figure(fixed)
        yield figure(each * 1000, 2)
    yield _rounded(_slower(results, view))


def _rounded(events: float | None) -> str:
    """Write a number of events with two digits that count: a fit says no more."""
    return figure(None if events is None else float(f"{events:.2g}"))


def _of_huge(results: Results) -> str:
    names = [name for name in results.names() if not name.endswith("/memory")]
    rows = [
        [name, figure(results.median(name), 1), figure(results.median(f"{name}/memory"), 1)]
        for name in names
    ]
    return measure.table(("what", "s", "most memory so far, GB"), rows)


def remarks(results: Results) -> list[str]:
    if "huge" in results.facts:
        huge = results.facts["huge"]
        return [
            f"{huge['events']:,} events, {huge['participations']:,} participations in "
            f"{huge['disk']:.1f} GB of Parquet files; DuckDB's limit {huge['limit']}; "
            f"most memory held: {huge['most']:.1f} GB (allowed: {MOST:.0f} GB)"
        ]
    from_on = _rounded(_slower(results, ALL))
    return [f"all views together: pandas is slower than DuckDB from {from_on} events on"]


def huge(results: Results, limit: str) -> None:
    """Make, open, ask and delete a package of a hundred million participations."""
    path = made.parquet(HUGE)
    options = ["--only", "questions", "--warm", 0, "--rounds", 1, "--limit", limit]
    try:
        found = alone.run(path, *options)
        results.facts["huge"] = {
            "events": HUGE,
            "participations": made.rows(path, "participations"),
            "disk": sum(file.stat().st_size for file in path.iterdir()) / 1e9,
            "limit": limit,
            "most": found["memory"]["answered"] / 1e9,
        }
    finally:
        made.remove(path)
    results.add("opening", found["opening"])
    results.add("opening/memory", found["memory"]["opened"] / 1e9)
    for name, took in found["ms"].items():
        results.add(name, took[0] / 1000)
        results.add(f"{name}/memory", found["peaks"][name] / 1e9)


def main(given: Any = None) -> Results:
    parser = measure.arguments(__doc__, rounds=3)
    parser.add_argument("--events", default=SIZES, help=f"sizes with commas, default {SIZES}")
    parser.add_argument("--huge", action="store_true", help="needs 20 GB of disk and half an hour")
    parser.add_argument("--limit", default=LIMIT, help=f"memory of DuckDB, default {LIMIT}")
    options = parser.parse_args(given)
    sizes = [int(size) for size in options.events.split(",")]
    if options.huge:
        results = Results("huge", {"events": [HUGE]})
        huge(results, options.limit)
    else:
        results = Results("growth", {"rounds": options.rounds, "events": sizes})
        measured(results, sizes, options.rounds)
    print(report(results))
    print("\n".join(["", *remarks(results)]))
    results.save(options.json)
    if options.huge:
        most = results.facts["huge"]["most"]
        assert most <= MOST, f"{most:.1f} GB of memory"
    return results


if __name__ == "__main__":
    main()
