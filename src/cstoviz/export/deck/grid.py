"""How a table is set on the stage: which type, how wide its columns, which rows on which slide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cstoviz.export.deck.fit import LEAST, ROOM, lines, wide
from cstoviz.views.wording import Column

SIZES = (32, 30, 28, 26, LEAST)
_PAGED = 26
"""The type of a table that takes several slides."""

MOST_PAGES = 4
Widths = npt.NDArray[np.float64]
_STEP, _LOOSE = 20, 1.1
"""By how much columns grow; how much longer words are in lines, whose ends stay empty."""

LEADING = 1.22
ACROSS, ABOVE = 32, 18
"""Room between columns, and above and below the words of a row together, with its rule."""

_WIDEST = 620
_SAFE = 1.03
"""What a browser may set wider than it is measured."""

_EVEN = 1.35
"""How much wider than its words a column may become where there is room."""


@dataclass(frozen=True)
class Grid:
    """A table on the stage: its columns with their widths, type, and rows slide by slide.

    dropped: columns for which there is no room; left: how many rows stand on no slide
    """

    columns: tuple[Column, ...]
    widths: tuple[int, ...]
    size: int
    pages: tuple[range, ...]
    dropped: tuple[Column, ...]
    left: int


def grid(columns: Sequence[Column], height: float) -> Grid:
    """Set a table into a room so high: on one slide if it can be, else on as few as there can be.

    Rows stay whole. Columns that do not fit beside one another are dropped from the last on.
    """
    best: Grid | None = None
    for size in SIZES:
        found = _set(columns, size, height)
        if not found.dropped and len(found.pages) <= 1:
            return found
        if size <= _PAGED and (best is None or _worth(found) < _worth(best)):
            best = found
    assert best is not None
    return best


def _worth(found: Grid) -> tuple[int, int, int]:
    """Return what makes one way to set a table better than another, the least first."""
    return len(found.dropped), found.left, len(found.pages)


def _set(columns: Sequence[Column], size: int, height: float) -> Grid:
    kept = _kept(columns, size)
    widths = _widths(kept, size)
    pages = _even(_rows(kept, widths, size), height - _head(kept, widths, size))
    shown = pages[:MOST_PAGES]
    rows = len(kept[0].cells) if kept else 0
    left = rows - (shown[-1].stop if shown else 0)
    return Grid(kept, widths, size, shown, tuple(columns[len(kept) :]), left)


def _kept(columns: Sequence[Column], size: int) -> tuple[Column, ...]:
    """Return the columns that fit beside one another, each at least as wide as its longest word."""
    used = 0.0
    kept: list[Column] = []
    for column in columns:
        used += _narrowest(column, size)
        if kept and used > ROOM:
            break
        kept.append(column)
    return tuple(kept)


def _narrowest(column: Column, size: int) -> float:
    words = {word for cell in column.cells for word in cell.split()}
    longest = max((wide(word, size) for word in words), default=0.0)
    head = max((wide(word, size, bold=True) for word in column.title.split()), default=0.0)
    return min(max(longest, head), _WIDEST) * _SAFE + ACROSS


def _natural(column: Column, size: int) -> float:
    longest = max((wide(cell, size) for cell in column.cells), default=0.0)
    head = wide(column.title, size, bold=True)
    needed = longest if column.kind != "text" and longest else max(longest, head)
    return max(_narrowest(column, size), needed * _SAFE + ACROSS)


def _widths(columns: Sequence[Column], size: int) -> tuple[int, ...]:
    """Share the room out: no column under its longest word, the rest where it saves most lines."""
    wanted = [_natural(column, size) for column in columns]
    whole = sum(wanted)
    if whole <= ROOM:
        factor = min(_EVEN, ROOM / whole) if whole else 1.0
        return tuple(int(width * factor) for width in wanted)
    lengths = np.array([[wide(cell, size) for cell in column.cells] for column in columns])
    widths = np.array([_narrowest(column, size) for column in columns])
    while widths.sum() + _STEP <= ROOM:
        tall = [_total(lengths, _wider(widths, place)) for place in range(len(columns))]
        best = min(range(len(columns)), key=lambda place: (tall[place], widths[place]))
        widths = _wider(widths, best)
    return tuple(int(width) for width in widths)


def _wider(widths: Widths, place: int) -> Widths:
    wider = widths.copy()
    wider[place] += _STEP
    return wider


def _total(lengths: Widths, widths: Widths) -> float:
    """Return how high all rows are, as a measure: the cells with most lines count by far most."""
    taken = np.maximum(lengths * _LOOSE / (widths - ACROSS)[:, None], 1.0)
    return float((taken**4).sum())


def _head(columns: Sequence[Column], widths: Sequence[int], size: int) -> float:
    """Return how high the head of a table is."""
    heads = [lines(c.title, size, w - ACROSS, True) for c, w in zip(columns, widths, strict=True)]
    return max(heads, default=1) * size * LEADING + ABOVE


def _rows(columns: Sequence[Column], widths: Sequence[int], size: int) -> list[float]:
    """Return how high each row of a table is."""
    counts = (
        max(lines(cell, size, width - ACROSS) for cell, width in zip(row, widths, strict=True))
        for row in zip(*(column.cells for column in columns), strict=True)
    )
    return [max(count, 1) * size * LEADING + ABOVE for count in counts]


def _even(rows: Sequence[float], room: float) -> tuple[range, ...]:
    """Return the rows slide by slide, on as few slides as there can be, all about as full."""
    pages = _pages(rows, room)
    if not 1 < len(pages) <= MOST_PAGES:
        return pages
    low, high = sum(rows) / len(pages), room
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if len(_pages(rows, middle)) == len(pages) else (middle, high)
    return _pages(rows, high)


def _pages(rows: Sequence[float], room: float) -> tuple[range, ...]:
    """Return the rows slide by slide; a row higher than a slide has one of its own."""
    pages, start, used = [], 0, 0.0
    for place, needed in enumerate(rows):
        if place > start and used + needed > room:
            pages.append(range(start, place))
            start, used = place, 0.0
        used += needed
    return (*pages, range(start, len(rows)))
