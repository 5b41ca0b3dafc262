"""One package in a process of its own: how long it takes to open and to answer, and its memory.

    .venv/bin/python -m benchmarks.alone PATH [--rounds N] [--only questions] [--limit 6GB]

Prints JSON; `growth.py` runs it for every size. Memory is the highest that the process has held
(VmHWM): after the imports, after opening, at the end, and after each answer.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks import measure, questions
from cstoviz.engines import duck, open_package
from cstoviz.selection import Selection
from cstoviz.tables import Tables
from cstoviz.views.core import answer
from cstoviz.views.registry import views

WAYS = ("views", "questions")
STATUS = Path("/proc/self/status")

Ask = Callable[[Tables, Selection], object]


def run(path: Path, *options: object) -> Mapping[str, Any]:
    """Return what this command says of a package. Raises CalledProcessError where it fails."""
    command = [sys.executable, "-m", "benchmarks.alone", str(path), *map(str, options)]
    done = subprocess.run(command, cwd=measure.ROOT, stdout=subprocess.PIPE, check=True)
    found: Mapping[str, Any] = json.loads(done.stdout)
    return found


def peak() -> int:
    """Return the most bytes of memory that this process has held so far.

    Where the system says it of the process alone; the resource usage of a process that was started
    by another also knows the other's memory.
    """
    if STATUS.exists():
        lines = STATUS.read_text().splitlines()
        return int(next(line.split()[1] for line in lines if line.startswith("VmHWM"))) * 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def limited(limit: str, spill: Path) -> None:
    """Let DuckDB use so much memory at the most, and put the rest into a folder."""
    duck.SETTINGS.update(memory_limit=limit, temp_directory=str(spill))


def asked(way: str) -> Mapping[str, Ask]:
    """Return what is asked: every view, or the questions that are also asked in SQL."""
    if way == "questions":
        return {question.id: question.metric for question in questions.QUESTIONS}
    return {view.id: partial(answer, view) for view in views().values()}


def measured(
    tables: Tables, asks: Mapping[str, Ask], warm: int, rounds: int
) -> tuple[Mapping[str, Sequence[float]], Mapping[str, int]]:
    """Return how many milliseconds every answer takes, round by round, and the most memory that the
    process has held by then.

    Each is asked with a period that nothing else is asked with, so that none finds in a cache what
    another has left there.
    """
    took: dict[str, list[float]] = {name: [] for name in asks}
    peaks: dict[str, int] = {}
    numbers = count()
    for turn in range(warm + rounds):
        for name, ask in asks.items():
            selection = questions.selection(next(numbers))
            start = time.perf_counter()
            ask(tables, selection)
            one = (time.perf_counter() - start) * 1000
            peaks[name] = peak()
            measure.note(f"{name}: {one:,.0f} ms, {peaks[name] / 1e9:.2f} GB")
            if turn >= warm:
                took[name].append(one)
    return took, peaks


def main(given: Any = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--warm", type=int, default=1, help="rounds before those, default 1")
    parser.add_argument("--only", choices=WAYS, default=WAYS[0])
    parser.add_argument("--limit", help="the most memory that DuckDB may use")
    options = parser.parse_args(given)
    if options.limit:
        limited(options.limit, options.path.parent / "spilled")
    memory = {"started": peak()}
    start = time.perf_counter()
    tables = open_package(options.path)
    opening = time.perf_counter() - start
    memory["opened"] = peak()
    took, peaks = measured(tables, asked(options.only), options.warm, options.rounds)
    memory["answered"] = peak()
    print(json.dumps({"opening": opening, "memory": memory, "ms": took, "peaks": peaks}))


if __name__ == "__main__":
    main()
