"""How long each view takes in the process: counting, drawing, and the size of its chart.

    .venv/bin/python -m benchmarks.views [--rounds N] [--data PATH] [--json FILE]

Before every round the program's caches are emptied, but those of texts and of what never changes;
kB are those of the chart as JSON, before compression.

Not measured: Streamlit, the browser, what views share when a page shows several of them.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

from benchmarks import measure
from benchmarks.measure import Results, figure
from cstoviz.package import default_path, read_package
from cstoviz.selection import Selection
from cstoviz.tables import Tables
from cstoviz.views.core import Answer, View, answer
from cstoviz.views.registry import views

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


def measured(results: Results, view: View, tables: Tables) -> None:
    forget()
    took, found = timed(lambda: answer(view, tables, Selection()))
    results.add(f"{view.id}/counting, ms", took)
    took, size = timed(lambda: drawn(found))
    results.add(f"{view.id}/drawing, ms", took)
    results.add(f"{view.id}/kB", size / 1000)


def drawn(found: Answer) -> int:
    """Draw a chart; return how many characters it is."""
    chart = found.chart()
    return len(chart.to_json()) if chart is not None else 0


def report(results: Results) -> str:
    kinds = ("counting, ms", "drawing, ms", "kB")
    names = [name.removesuffix("/kB") for name in results.names() if name.endswith("/kB")]
    rows = [
        [name, *(figure(results.median(f"{name}/{kind}"), 1) for kind in kinds)] for name in names
    ]
    return measure.table(("view", *kinds), rows)


def remarks(results: Results) -> list[str]:
    return [f"reading the package: {figure(results.median('reading, ms'))} ms"]


def main(given: Any = None) -> Results:
    parser = measure.arguments(__doc__, rounds=5)
    parser.add_argument("--data", help="a package; default that of the dashboard")
    options = parser.parse_args(given)
    results = Results("views", {"rounds": options.rounds, "data": options.data})
    path = default_path(["--data", options.data] if options.data else [])
    took, tables = timed(lambda: read_package(path))
    results.add("reading, ms", took)
    for number in range(options.rounds):
        measure.note(f"round {number + 1} of {options.rounds}")
        for view in views().values():
            measured(results, view, tables)
    print("\n".join([report(results), "", *remarks(results)]))
    results.save(options.json)
    return results


if __name__ == "__main__":
    main()
