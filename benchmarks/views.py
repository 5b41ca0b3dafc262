"""How long each view takes: counting, drawing, and the size of what is sent to the browser.

Run `.venv/bin/python benchmarks/views.py [--data PATH]`; times are medians of several runs, cold of
caches, in milliseconds.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from cstoviz.package import default_path, read_package
from cstoviz.selection import Selection
from cstoviz.tables import Tables
from cstoviz.views.core import Answer, View, answer
from cstoviz.views.registry import views

RUNS = 5
KEPT = ("cstoviz.text", "cstoviz.geography", "cstoviz.labels", "cstoviz.views.registry")


def forget() -> None:
    """Empty every cache of the program but those of texts and of what never changes."""
    for name, module in list(sys.modules.items()):
        if name.startswith("cstoviz.") and not name.startswith(KEPT):
            for value in vars(module).values():
                getattr(value, "cache_clear", lambda: None)()


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
    for view in views().values():
        counting, drawing, size = measured(view, tables)
        print(f"{view.id:32}{counting:10.1f}{drawing:10.1f}{size:10.1f}")


if __name__ == "__main__":
    main()
