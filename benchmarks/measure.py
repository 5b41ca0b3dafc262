"""What all benchmarks share: statistics, the machine they ran on, tables and files of results."""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SAVED = ROOT / "build" / "benchmarks" / "results"
"""Where a single command puts its samples."""

PACKAGES = ("streamlit", "starlette", "uvicorn", "plotly", "pandas", "narwhals", "duckdb")


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which a share of the values lies, between the two nearest ones."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    low, high = math.floor(place), math.ceil(place)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def summary(values: Sequence[float]) -> dict[str, Any]:
    """Return all samples, how many they are, and their median and 95th percentile; both None where
    there is none."""
    if not values:
        return {"n": 0, "median": None, "p95": None, "samples": []}
    return {
        "n": len(values),
        "median": statistics.median(values),
        "p95": percentile(values, 0.95),
        "samples": list(values),
    }


@dataclass
class Results:
    """The samples of one run of a benchmark, by the name of what was measured.

    What is read from a file (`read`) also has `about`: when, on what and with what it was measured.
    """

    name: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    samples: dict[str, list[float]] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    about: Mapping[str, Any] = field(default_factory=dict)
    summaries: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Results:
        """Read results that were saved, with or without their samples."""
        told = json.loads(path.read_text("utf-8"))
        parts = {name: told.pop(name) for name in ("benchmark", "settings", "facts")}
        summaries = told.pop("measurements")
        samples = {
            what: found["samples"] for what, found in summaries.items() if "samples" in found
        }
        return cls(
            parts["benchmark"], parts["settings"], samples, parts["facts"], told, summaries
        )  # fmt: skip

    def add(self, what: str, value: float) -> None:
        self.samples.setdefault(what, []).append(value)

    def names(self) -> list[str]:
        """Return what was measured, in the order in which it was."""
        return list({**self.summaries, **self.samples})

    def summary(self, what: str) -> Mapping[str, Any]:
        """Return n, median and 95th percentile of what was measured, and the samples if kept."""
        if what in self.samples:
            return summary(self.samples[what])
        return self.summaries.get(what, summary([]))

    def count(self, what: str) -> int:
        return int(self.summary(what)["n"])

    def median(self, what: str) -> float | None:
        found: float | None = self.summary(what)["median"]
        return found

    def p95(self, what: str) -> float | None:
        found: float | None = self.summary(what)["p95"]
        return found

    def ratio(self, what: str, to: str) -> float | None:
        return ratio(self.median(what), self.median(to))

    def document(self) -> dict[str, Any]:
        measured = {what: dict(self.summary(what)) for what in self.names()}
        about = {"benchmark": self.name, **(self.about or surroundings())}
        settings = {"settings": dict(self.settings), "facts": self.facts}
        return {**about, **settings, "measurements": measured}

    def save(self, path: Path | None = None) -> Path:
        """Write everything as JSON; without a path below `SAVED`."""
        path = path or SAVED / f"{self.name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(self.document(), indent=1) + "\n", "utf-8")
        print(f"\nall samples: {path}")
        return path


def ratio(value: float | None, to: float | None) -> float | None:
    return value / to if value is not None and to else None


def surroundings() -> dict[str, Any]:
    """Return when and on what a benchmark ran."""
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {
            "cpus": os.cpu_count(), "model": _model(), "memory": _memory(),
            "system": platform.platform(), "load": os.getloadavg(),
        },
        "python": platform.python_version(),
        "packages": {name: metadata.version(name) for name in PACKAGES},
        "commit": _git("rev-parse", "HEAD"),
        "changed": bool(_git("status", "--porcelain", "--", "src", "pages", "dashboard.py")),
    }  # fmt: skip


def _model() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":")[1].strip() for line in lines if "model name" in line), "")


def _memory() -> int:
    """Return the bytes of memory of the machine."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _git(*arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


def figure(value: float | None, digits: int = 0, unit: str = "") -> str:
    """Write a number for a table; "–" where there is none."""
    return "–" if value is None else f"{value:,.{digits}f}{unit}"


def times(value: float | None) -> str:
    """Write a ratio for a table: "1.8×"."""
    return figure(value, 2, "×")


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table of text: the first column to the left, the others to the right."""
    lines = [list(headings), *(list(row) for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(headings))]
    written = [
        "  ".join(
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]
    rule = "  ".join("-" * width for width in widths)
    return "\n".join([written[0], rule, *written[1:]])


def note(words: str) -> None:
    """Say how far a benchmark is, beside its results."""
    print(words, file=sys.stderr, flush=True)


def arguments(module_doc: str | None, rounds: int) -> argparse.ArgumentParser:
    """Return what every command takes."""
    parser = argparse.ArgumentParser(
        description=module_doc, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=rounds, help=f"default {rounds}")
    parser.add_argument("--json", type=Path, help="where to write all samples")
    return parser
