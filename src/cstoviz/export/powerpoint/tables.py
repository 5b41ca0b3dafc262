"""A list as tables of slides: whole rows, as many slides as it takes, up to a bound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from pptx.enum.text import PP_ALIGN

from cstoviz.export.powerpoint.alt import name
from cstoviz.export.powerpoint.look import BODY_SIZE, PIXELS, Room, emu
from cstoviz.export.powerpoint.theme import TABLE_STYLE
from cstoviz.export.powerpoint.words import Said, clean, fill, high, lines_of, long, shortened
from cstoviz.views.wording import Column

MOST_SLIDES = 4
_HEAD_SIZE = 12
_SIZES = (BODY_SIZE, 12)
_PAD_X, _PAD_Y = 6, 5
_JUDGED = 40
"""By how many rows the widths of columns are judged."""


@dataclass(frozen=True)
class Grid:
    """A list laid out for slides of one room.

    widths: of the columns, in pixels; size: of the type, in points; pages: the rows of each slide,
    by their place;
    more: rows that found no place; cut: full texts of cells that are shortened.
    """

    columns: tuple[Column, ...]
    widths: tuple[float, ...]
    size: float
    pages: tuple[tuple[int, ...], ...]
    cells: tuple[tuple[str, ...], ...]
    heights: tuple[float, ...]
    head: float
    more: int
    cut: tuple[tuple[int, str], ...]


def laid_out(columns: Sequence[Column], room: Room) -> Grid:
    """Lay a list out in slides of a room; the last line is kept free for words on what is left."""
    columns = tuple(columns)
    large, small = (_laid_out(columns, size, room) for size in _SIZES)
    better = len(small.pages) == 1 < len(large.pages) or small.more == 0 < large.more
    return large if _fits(columns, large.size, room.width) and not better else small


def _laid_out(columns: tuple[Column, ...], size: float, room: Room) -> Grid:
    widths = _widths(columns, size, room.width)
    head = _row_height([column.title for column in columns], widths, _HEAD_SIZE, bold=True)
    usable = room.height - head - high(1, BODY_SIZE) - 8
    most = max(1, int((usable - 2 * _PAD_Y) // high(1, size)))
    cells, cut = _cells(columns, widths, size, most)
    heights = tuple(_row_height(row, widths, size) for row in cells)
    pages = _even(heights, usable)
    shown = pages[:MOST_SLIDES]
    more = len(cells) - sum(len(page) for page in shown)
    return Grid(columns, widths, size, tuple(shown), cells, heights, head, more, cut)


def _cells(
    columns: Sequence[Column], widths: Sequence[float], size: float, most: int
) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[int, str], ...]]:
    rows, cut = [], []
    for place, row in enumerate(zip(*(column.cells for column in columns), strict=True)):
        made = []
        for cell, width in zip(row, widths, strict=True):
            short = shortened(cell, size, width - 2 * _PAD_X, most)
            if short != clean(cell):
                cut.append((place, clean(cell)))
            made.append(short)
        rows.append(tuple(made))
    return tuple(rows), tuple(cut)


def _even(heights: Sequence[float], usable: float) -> list[tuple[int, ...]]:
    """Return rows by page: as few pages as it takes, about equally full where none is left out."""
    fewest = list(_pages(heights, usable))
    if not 1 < len(fewest) <= MOST_SLIDES:
        return fewest
    bounds = (usable * share / 20 for share in range(1, 20))
    tried = (list(_pages(heights, bound)) for bound in bounds)
    return next((found for found in tried if len(found) == len(fewest)), fewest)


def _pages(heights: Sequence[float], usable: float) -> Iterator[tuple[int, ...]]:
    page: list[int] = []
    used = 0.0
    for place, height in enumerate(heights):
        if page and used + height > usable:
            yield tuple(page)
            page, used = [], 0.0
        page.append(place)
        used += height
    if page:
        yield tuple(page)


def _row_height(
    cells: Sequence[str], widths: Sequence[float], size: float, bold: bool = False
) -> float:
    lines = max(
        (
            lines_of(cell, size, width - 2 * _PAD_X, bold)
            for cell, width in zip(cells, widths, strict=True)
        ),
        default=1,
    )
    return high(lines, size) + 2 * _PAD_Y


def _word(text: str, size: float, bold: bool = False) -> float:
    return max((1.06 * long(word, size, bold) for word in clean(text).split()), default=0.0)


def _least(column: Column, size: float) -> float:
    """Return how wide a column must be for its longest word, within reason."""
    words = max((_word(cell, size) for cell in column.cells), default=0.0)
    head = _word(column.title, _HEAD_SIZE, bold=True)
    bound = size * PIXELS * 9
    return max(min(max(words, head), bound), size * PIXELS * 2) + 2 * _PAD_X


def _whole(column: Column, size: float) -> float:
    """Return how wide a column is whose cells stand in one line."""
    cells = max((long(clean(cell), size) for cell in column.cells), default=0.0)
    return max(cells + 2 * _PAD_X, _least(column, size))


def _fits(columns: Sequence[Column], size: float, width: float) -> bool:
    return sum(_least(column, size) for column in columns) <= width


def _widths(columns: Sequence[Column], size: float, width: float) -> tuple[float, ...]:
    """Share a width out: every column its longest word, the rest by how much more each needs."""
    least = [_least(column, size) for column in columns]
    if sum(least) >= width:
        return tuple(each * width / sum(least) for each in least)
    wanted = [_whole(column, size) - low for column, low in zip(columns, least, strict=True)]
    spare = width - sum(least)
    if sum(wanted) <= spare:
        extra = (spare - sum(wanted)) / max(len(columns), 1)
        return tuple(low + more + min(extra, 60) for low, more in zip(least, wanted, strict=True))
    return _lowest(columns, size, least, spare)


def _lowest(
    columns: Sequence[Column], size: float, least: Sequence[float], spare: float
) -> tuple[float, ...]:
    """Give columns more width step by step, each time where it makes rows lowest."""
    rows = list(zip(*(column.cells[:_JUDGED] for column in columns), strict=True))
    lengths = [[long(clean(cell), size) * 1.08 for cell in row] for row in rows]
    widths = list(least)
    step = max(spare / 48, 1.0)
    while spare >= step:
        before = _roughly(lengths, widths)
        gains = []
        for place in range(len(widths)):
            widths[place] += step
            gains.append((before - _roughly(lengths, widths), place))
            widths[place] -= step
        widths[max(gains, key=lambda gain: (gain[0], -gain[1]))[1]] += step
        spare -= step
    return tuple(widths)


def _roughly(lengths: Sequence[Sequence[float]], widths: Sequence[float]) -> float:
    """Return about how many lines rows have, and a little of how full each cell's lines are."""
    lines = 0.0
    for row in lengths:
        cells = [length / (width - 2 * _PAD_X) for length, width in zip(row, widths, strict=True)]
        lines += ceil(max(cells)) + 0.2 * max(cells) + 0.01 * sum(cells)
    return lines


def add(  # noqa: PLR0913
    slide: Any,
    grid: Grid,
    page: int,
    room: Room,
    lang: str,
    *,
    called: str,
    said: str,
    links: Sequence[str] = (),
) -> float:
    """Put one page of a list on a slide as a table; returns where it ends, in pixels.

    links: a web address for the first cell of each row, "" for none.
    """
    rows = grid.pages[page]
    size = (emu(room.x), emu(room.y), emu(sum(grid.widths)), emu(room.height))
    shape = slide.shapes.add_table(len(rows) + 1, len(grid.columns), *size)
    table = shape.table
    shape._element.graphic.graphicData.tbl.tblPr.find(
        "{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId"
    ).text = TABLE_STYLE
    table.horz_banding = False
    for column, width in zip(table.columns, grid.widths, strict=True):
        column.width = emu(width)
    _row(
        table, 0, grid, [column.title for column in grid.columns], grid.head, lang, size=_HEAD_SIZE
    )
    for number, place in enumerate(rows, start=1):
        link = links[place] if place < len(links) else ""
        _row(table, number, grid, grid.cells[place], grid.heights[place], lang, link=link)
    height = grid.head + sum(grid.heights[place] for place in rows)
    shape.height = emu(height)
    name(shape, called, said)
    return room.y + height


def _row(  # noqa: PLR0913
    table: Any,
    number: int,
    grid: Grid,
    cells: Sequence[str],
    height: float,
    lang: str,
    *,
    size: float = 0.0,
    link: str = "",
) -> None:
    table.rows[number].height = emu(height)
    for place, (column, said) in enumerate(zip(grid.columns, cells, strict=True)):
        cell = table.cell(number, place)
        cell.margin_left, cell.margin_right = emu(_PAD_X if place else 0), emu(_PAD_X)
        cell.margin_top = cell.margin_bottom = emu(_PAD_Y)
        opens = link if place == 0 else ""
        fill(cell.text_frame, [[Said(said, size or grid.size, link=opens)]], lang)
        if column.kind == "num":
            cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
