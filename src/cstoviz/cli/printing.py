"""What the command line writes: problems as a table, and nothing that a terminal would obey."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from cstoviz.package import PackageError
from cstoviz.problems import Problem
from cstoviz.text import t, tn

COLUMNS = ("table", "row", "field", "value", "rule", "allowed")
WIDEST = 60
"""How many characters of a cell are shown; the last column is never cut."""


def printable(value: str) -> str:
    """Return a text in one line, with nothing that a terminal would obey: "\\x1b[31m", "\\n"."""
    return "".join(_escaped(mark) for mark in value)


def _escaped(mark: str) -> str:
    unsafe = unicodedata.category(mark)[0] == "C" or unicodedata.category(mark) in {"Zl", "Zp"}
    return mark.encode("unicode_escape").decode("ascii") if unsafe else mark


def problems_found(error: PackageError, place: str) -> str:
    """Return every problem of a package as a table, and how many there are."""
    counted = tn("cli.problems", len(error.problems), path=printable(place))
    return f"{_listing(error.problems)}\n\n{counted}"


def _listing(problems: Sequence[Problem]) -> str:
    """Return all problems as an aligned table under a header."""
    head = [t(f"problem.{column}") for column in COLUMNS]
    lines = [head, *map(_cells, problems)]
    return aligned(lines)


def aligned(lines: Sequence[Sequence[str]]) -> str:
    """Return lines of cells as a table under the first; the last column is not padded."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    widths[-1] = 0
    ruled = ["-" * (width or len(lines[0][-1])) for width in widths]
    return "\n".join(_aligned(line, widths) for line in (lines[0], ruled, *lines[1:]))


def _cells(problem: Problem) -> list[str]:
    row = "" if problem.row is None else str(problem.row)
    rule = t(f"rule.{problem.rule}")
    cells = [problem.table, row, problem.field, problem.value, rule, problem.allowed]
    *shown, last = map(printable, cells)
    return [*(cell if cell == rule else _cut(cell) for cell in shown), last]


def _cut(cell: str) -> str:
    return cell if len(cell) <= WIDEST else f"{cell[: WIDEST - 1]}…"


def _aligned(line: Sequence[str], widths: Sequence[int]) -> str:
    cells = zip(line, widths, strict=True)
    return "  ".join(cell.ljust(width) for cell, width in cells).rstrip()
