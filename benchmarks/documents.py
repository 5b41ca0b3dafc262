"""Writes the tables of the documentation from the results that are kept.

A table stands between two lines, `<!-- table: NAME -->` and `<!-- end -->`; NAME is a part of
`plan.py`, or `targets`, `surroundings` or `provision`. What stands there is what the commands have
printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from itertools import pairwise

from benchmarks import provision, targets
from benchmarks.measure import ROOT, Results, figure, table
from benchmarks.plan import NAMES, PARTS, Part, kept

DOCUMENTS = tuple(
    ROOT / "docs" / f"{name}.md" for name in ("performance", "scaling", "reliability")
)

_PLACE = re.compile(r"(<!-- table: (\S+) -->\n).*?(<!-- end -->)", re.DOTALL)
_RULE = re.compile(r"-+(  -+)*")


def write() -> None:
    """Fill all documents that are there."""
    results = kept()
    for path in DOCUMENTS:
        if path.exists():
            path.write_text(filled(path.read_text("utf-8"), results), "utf-8")
            print(f"written: {path.relative_to(ROOT)}")


def filled(text: str, results: Mapping[str, Results]) -> str:
    """Return a document with its tables as the results give them. Raises KeyError for a table that
    there is not."""
    tables: dict[str, Callable[[], str]] = {
        "targets": lambda: markdown(targets.report(results)),
        "provision": lambda: provisions(results.get("sessions")),
        "surroundings": lambda: markdown(surroundings(results)),
        **{part.name: partial(told, part, results.get(part.name)) for part in PARTS},
    }
    return _PLACE.sub(lambda found: f"{found[1]}\n{tables[found[2]]()}\n\n{found[3]}", text)


def told(part: Part, results: Results | None) -> str:
    """Return what a benchmark printed, and when and how it was run."""
    if results is None:
        return f"Not measured yet: `python -m benchmarks --only {part.name}`."
    settings = " ".join(["python -m", part.command, str(results.about.get("arguments", ""))])
    return f"{markdown(part.report(results))}\n\n`{settings.strip()}`: {_when(results)}."


def provisions(sessions: Results | None) -> str:
    return markdown(provision.report(sessions)) if sessions else "Not measured yet."


def _when(results: Results) -> str:
    about = results.about
    day = datetime.fromisoformat(about["date"])
    changed = " and changes on top" if about["changed"] else ""
    return f"{day.day} {day:%B %Y}, commit `{about['commit'][:7]}`{changed}"


def surroundings(results: Mapping[str, Results]) -> str:
    """Return a table of when, on what and with what was measured."""
    abouts = [results[name].about for name in NAMES if name in results]
    days = sorted(datetime.fromisoformat(about["date"]).date() for about in abouts)
    machines = [about["machine"] for about in abouts]
    said = {
        "date": (f"{day.day} {day:%B %Y}" for day in days),
        "commit": (about["commit"][:7] for about in abouts),
        "processor": (machine["model"] for machine in machines),
        "cores": (str(machine["cpus"]) for machine in machines),
        "memory": (figure(machine["memory"] / 2**30, 1, " GiB") for machine in machines),
        "system": (machine["system"] for machine in machines),
        "Python": (about["python"] for about in abouts),
        "packages": (
            ", ".join(f"{name} {version}" for name, version in about["packages"].items())
            for about in abouts
        ),
    }
    return table(("", ""), [[name, _each_once(values)] for name, values in said.items()])


def _each_once(values: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(values)) or "–"


def markdown(text: str) -> str:
    """Return what a benchmark printed with its tables (`measure.table`) as tables of Markdown."""
    found: list[str] = []
    spans: list[tuple[int, int]] = []
    lines = [*text.splitlines(), ""]
    for line, after in pairwise(lines):
        if _RULE.fullmatch(after):
            spans = [match.span() for match in re.finditer("-+", after)]
            found.append(_cells(line, spans))
        elif spans and _RULE.fullmatch(line):
            found.append("|".join(["", " --- ", *(" ---: " for _ in spans[1:]), ""]))
        elif spans and line:
            found.append(_cells(line, spans))
        else:
            spans = []
            found.append(f"- {line}" if line else "")
    return "\n".join(found).strip()


def _cells(line: str, spans: list[tuple[int, int]]) -> str:
    cells = (line[first:last].strip().replace("|", "\\|") for first, last in spans)
    return f"| {' | '.join(cells)} |"
