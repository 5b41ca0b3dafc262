"""Runs all benchmarks, one after the other, each in a process of its own, and writes the tables of
the documentation.

    .venv/bin/python -m benchmarks [--only NAME,...] [--quick] [--write-only]

What is kept of the results stands in benchmarks/results/NAME.json: medians, 95th percentiles, how
many samples, and the samples themselves where they are few; docs/performance.md and docs/scaling.md
are written from all that stands there (`--write-only`: from what is there, without measuring). All
samples of the last run stand below build/benchmarks/results/. A benchmark that fails is named, what
was kept of it before remains, the others go on, and the command ends with 1.

With --quick everything runs with few rounds, to see that it works: nothing is kept or written, the
targets are printed.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks import documents, plan, targets
from benchmarks.measure import ROOT, SAVED, Results, note
from benchmarks.plan import Part

FEW = 10
"""Up to how many samples of a measurement are kept."""

DIGITS = 6
LONGEST = 3600.0
"""How long a benchmark may take, in seconds."""


def run(part: Part, quick: bool) -> Results | None:
    """Run a benchmark; return its results, or None where it failed or took too long."""
    arguments = part.quick if quick else part.stated
    path = (SAVED.with_name("quick") if quick else SAVED) / f"{part.name}.json"
    path.unlink(missing_ok=True)
    note(f"\n== {part.name}: python -m {part.command} {arguments}")
    command = [sys.executable, "-m", part.module, *shlex.split(arguments), "--json", str(path)]
    if _run(command) != 0 or not path.exists():
        return None
    results = Results.read(path)
    results.about = {**results.about, "arguments": arguments}
    return results


def _run(command: list[str]) -> int:
    """Run a command, and end all that it has started where it does not end in time."""
    process = subprocess.Popen(command, cwd=ROOT, start_new_session=True)
    try:
        return process.wait(LONGEST)
    except subprocess.TimeoutExpired:
        note(f"ended after {LONGEST:.0f} s")
        return 1
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()


def keep(results: Results, path: Path) -> None:
    """Write what is kept of results, a measurement a line."""
    document = results.document()
    measured = {what: _kept(found) for what, found in document["measurements"].items()}
    lines = ",\n".join(
        f"  {json.dumps(what)}: {json.dumps(each)}" for what, each in measured.items()
    )
    rest = {name: value for name, value in document.items() if name != "measurements"}
    text = json.dumps(rest, indent=1, ensure_ascii=False).removesuffix("\n}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'{text},\n "measurements": {{\n{lines}\n }}\n}}\n', "utf-8")


def _kept(found: dict[str, Any]) -> dict[str, Any]:
    rest = {name: _short(value) for name, value in found.items() if name != "samples"}
    samples = found.get("samples", [])
    return {**rest, "samples": [_short(each) for each in samples]} if len(samples) <= FEW else rest


def _short(value: float | None) -> float | None:
    return value if value is None else float(f"{value:.{DIGITS}g}")


def measured(parts: list[Part], quick: bool) -> list[str]:
    """Run benchmarks; keep what they found or, after a quick look, print the targets; return the
    names of those that failed."""
    failed, found = [], {}
    for part in parts:
        start = time.monotonic()
        results = run(part, quick)
        note(f"== {part.name}: {'done' if results else 'FAILED'}, {time.monotonic() - start:.0f} s")
        if results is None:
            failed.append(part.name)
            continue
        found[part.name] = results
        if not quick:
            keep(results, part.kept)
    print(f"\n{targets.report(found)}")
    return failed


def main(given: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--only", help=f"names of benchmarks: {', '.join(plan.NAMES)}")
    parser.add_argument("--quick", action="store_true", help="few rounds; nothing is kept")
    parser.add_argument("--write-only", action="store_true", help="only write the documentation")
    options = parser.parse_args(given)
    try:
        parts = [] if options.write_only else plan.chosen(options.only)
    except ValueError as error:
        parser.error(str(error))
    failed = measured(parts, options.quick) if parts else []
    if not options.quick:
        documents.write()
    if failed:
        note(f"\nFAILED: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
