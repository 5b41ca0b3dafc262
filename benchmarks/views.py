"""How long each view takes: counting, drawing, and the size of what is sent to the browser.

Run `.venv/bin/python benchmarks/views.py [--data PATH]`; times are medians of several runs, cold of
caches, in milliseconds.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from cstoviz import context, evidence, selection
from cstoviz.package import default_path, read_package
from cstoviz.selection import Selection
from cstoviz.tables import Tables
from cstoviz.views import core
from cstoviz.views.core import Answer, View, answer

RUNS = 5
VIEWS = Path(core.__file__).parent


def views() -> Iterator[View]:
    for file in sorted(VIEWS.glob("[!_]*.py")):
        module = import_module(f"cstoviz.views.{file.stem}")
        yield from (value for value in vars(module).values() if isinstance(value, View))


def forget() -> None:
    for cached in (
        core._answer,
        context._context,
        context.count,
        selection.apply,
        selection.presets,
        selection.whole_period,
        evidence.participation_evidence,
    ):
        cached.cache_clear()


def timed(run: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = run()
    return (time.perf_counter() - start) * 1000, result


def measured(view: View, tables: Tables) -> tuple[float, float, float]:
    counting, drawing, size = [], [], 0
    for _ in range(RUNS):
        forget()
        took, found = timed(lambda: answer(view, tables, Selection()))
        counting.append(took)
        took, size = timed(lambda found=found: sent(found))
        drawing.append(took)
    return statistics.median(counting), statistics.median(drawing), size / 1000


def sent(found: Answer) -> int:
    chart = found.chart()
    return len(chart.to_json()) if chart is not None else 0


def main() -> None:
    took, tables = timed(lambda: read_package(default_path(sys.argv[1:])))
    print(f"{'reading the package':32}{took:10.0f}")
    print(f"{'view':32}{'counting':>10}{'drawing':>10}{'sent, kB':>10}")
    for view in views():
        counting, drawing, size = measured(view, tables)
        print(f"{view.id:32}{counting:10.1f}{drawing:10.1f}{size:10.1f}")


if __name__ == "__main__":
    main()
