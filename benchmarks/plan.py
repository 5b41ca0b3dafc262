"""Which benchmarks `python -m benchmarks` runs, in which order and how often."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import ROOT, Results

RESULTS = ROOT / "benchmarks" / "results"
"""What the tables of the documentation are made of."""


@dataclass(frozen=True)
class Part:
    """A benchmark with its settings: those stated, and few for a quick look.

    by_name: runs only where it is asked for by its name.
    """

    name: str
    module: str
    stated: str
    quick: str
    by_name: bool = False

    @property
    def kept(self) -> Path:
        return RESULTS / f"{self.name}.json"

    @property
    def command(self) -> str:
        return self.module.removesuffix(".__main__")

    def report(self, results: Results) -> str:
        """Return what the benchmark prints of its results: tables, then remarks."""
        module = importlib.import_module(self.module)
        remarks: Callable[[Results], list[str]] = getattr(module, "remarks", lambda _: [])
        return "\n\n".join([module.report(results), "\n".join(remarks(results))]).strip()


PARTS = (
    Part("views", "benchmarks.views", "--rounds 5", "--rounds 1"),
    Part("peers", "benchmarks.peers.__main__", "--rounds 12 --cold 4", "--rounds 2 --cold 1"),
    Part("coldstart", "benchmarks.coldstart", "--rounds 10", "--rounds 2"),
    Part("rerun", "benchmarks.rerun", "--rounds 20", "--rounds 3"),
    Part("paint", "benchmarks.paint", "--rounds 6", "--rounds 1"),
    Part(
        "sessions", "benchmarks.sessions", "--sessions 1,10,50 --duration 180",
        "--sessions 1,5 --duration 15",
    ),
    Part(
        "replicas", "benchmarks.replicas", "--sessions 50,100 --duration 90",
        "--sessions 10 --duration 15",
    ),
    Part(
        "engines", "benchmarks.engines", "--rounds 5 --events 300000",
        "--rounds 1 --events 20000",
    ),
    Part("growth", "benchmarks.growth", "--rounds 3", "--rounds 1 --events 200,2000"),
    Part("pages", "benchmarks.pages", "--rounds 5", "--rounds 1 --events 20000"),
    Part(
        "engines-large", "benchmarks.engines", "--rounds 3 --events 3340000",
        "--rounds 1 --events 3340000", by_name=True,
    ),
    Part(
        "soak", "benchmarks.soak", "--sessions 30 --programs 6 --duration 1800",
        "--sessions 4 --programs 2 --duration 100", by_name=True,
    ),
    Part("huge", "benchmarks.growth", "--huge", "--huge", by_name=True),
)  # fmt: skip

NAMES = tuple(part.name for part in PARTS)


def chosen(only: str | None) -> list[Part]:
    """Return the parts named, with commas between, in the order of the plan; without names those
    of a usual run. Raises ValueError for a name that is none."""
    if only is None:
        return [part for part in PARTS if not part.by_name]
    asked = only.split(",")
    unknown = ", ".join(name for name in asked if name not in NAMES)
    if unknown:
        raise ValueError(f"no benchmark is called {unknown}; there are {', '.join(NAMES)}")
    return [part for part in PARTS if part.name in asked]


def kept() -> dict[str, Results]:
    """Return all results that are kept, by the name of their part."""
    return {part.name: Results.read(part.kept) for part in PARTS if part.kept.exists()}
