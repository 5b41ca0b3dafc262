"""How a table stands on the width of a page: how wide its columns are, and whether it fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from statistics import fmean

from cstoviz.drawing.model import Run
from cstoviz.drawing.words import length
from cstoviz.views.wording import Column

WIDTH = 493.2
"""What a page has between its margins, in points."""

SIZES = (8.5, 7.5)
"""Type of tables in points; the smaller where the larger is too wide."""

_HEAD, _LOOSE = 7.5, 1.05
_GAP = 8.0
_SLACK = 0.6
_LONGEST_WORD = 96.0
_LINE = 190.0
"""Where a cell's words break at the latest, in points."""
_MANY, _TALL, _LOWER = 6, 3.4, 2.0
"""Lines of a row, on average, above which a table is no longer read across; fewer where there are
more than so many columns."""


@dataclass(frozen=True)
class Fit:
    """How a table stands: size of type and widths of its columns in points, lines of a row."""

    size: float
    widths: list[float]
    lines: float


def fitted(columns: Sequence[Column], marked: str = "") -> Fit | None:
    """Return how columns stand on a page beside one another; None where they do not fit.

    marked: the name of the column whose cells bear numbers of sources.
    """
    most = _LOWER if len(columns) > _MANY else _TALL
    for size in SIZES:
        widths = _widths(columns, size, marked)
        if widths and (lines := _height(columns, widths, size)) <= most:
            return Fit(size, widths, lines)
    return None


def head_lines(said: str) -> int:
    """Return how many lines a text takes at the head of a page."""
    return max(1, ceil(_long(said, _HEAD) * _LOOSE / WIDTH))


def _widths(columns: Sequence[Column], size: float, marked: str) -> list[float] | None:
    room = WIDTH - _GAP * (len(columns) - 1)
    least = [_least(column, size) for column in columns]
    if sum(least) > room:
        return None
    wanted = [
        max(low, _wanted(column, size, column.name == marked))
        for column, low in zip(columns, least, strict=True)
    ]
    more, left = sum(wanted) - sum(least), room - sum(least)
    share = min(1.0, left / more) if more else 0.0
    given = [low + (most - low) * share for low, most in zip(least, wanted, strict=True)]
    last = len(columns) - 1
    return [
        round(width + _GAP / 2 * ((place > 0) + (place < last)), 1)
        for place, width in enumerate(given)
    ]


def _least(column: Column, size: float) -> float:
    """Return how wide the longest word of a column is, numbers and dates as a whole."""
    whole = column.kind != "text" and column.name != "start"
    cells = column.cells if whole else [word for cell in column.cells for word in cell.split()]
    words = max((_long(word, size) for word in cells), default=0.0)
    title = max((_long(word, size, True) for word in column.title.split()), default=0.0)
    return max(words if whole else min(words, _LONGEST_WORD), min(title, _LONGEST_WORD), 3 * size)


def _wanted(column: Column, size: float, marked: bool) -> float:
    cells = max((_long(cell, size) for cell in column.cells), default=0.0)
    title = _long(column.title, size, True) / 2
    return min(max(cells, title), _LINE) + (3 * size if marked else 0)


def _height(columns: Sequence[Column], widths: Sequence[float], size: float) -> float:
    """Return how many lines a row has on average."""
    if not columns or not columns[0].cells:
        return 1.0
    lines = [
        [ceil(_long(cell, size) * _LOOSE / (width - _GAP / 2)) for cell in column.cells]
        for column, width in zip(columns, widths, strict=True)
    ]
    return fmean(max(row) for row in zip(*lines, strict=True))


def _long(text: str, size: float, bold: bool = False) -> float:
    return length((Run(text, size, bold),)) + _SLACK if text else 0.0
