"""A drawing that is too high for a slide, cut between its rows into bands with the same head."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from cstoviz.drawing.model import Area, Box, Dot, Drawing, Mark, Stroke, Words
from cstoviz.drawing.words import extent
from cstoviz.export.powerpoint.shapes import DATA, seen

_TALL = 0.25
"""The part of a drawing's height from which on a mark runs through its rows."""

_NEAR = 2.0
"""How far marks of neighbouring rows may reach into each other, in pixels."""

_ABOVE = 1.1
"""How far above the first row's marks its words may begin, in steps from row to row."""

Span = tuple[float, float]


def cut(drawing: Drawing, height: float) -> list[Drawing]:
    """Return a drawing in bands that are at most so high; whole where it has no two rows."""
    marks = [mark for mark in drawing.marks if seen(mark)]
    spans = [_span(mark) for mark in marks]
    tall = [low - high > _TALL * drawing.height for high, low in spans]
    parted = list(zip(marks, spans, tall, strict=True))
    data = [s for mark, s, runs in parted if mark.role in DATA and not runs]
    bars = _clusters(data)
    if len(bars) < 2 or drawing.height <= height:
        return [drawing]
    top = bars[0][0] - _ABOVE * median(b[0] - a[0] for a, b in pairwise(bars))
    named = [s for mark, s, runs in parted if mark.role == "label" and not runs and s[0] >= top]
    own = [span for span in (*data, *named) if _middle(span) <= bars[-1][1]]
    zone = (min(high for high, _ in own), max(low for _, low in own))
    rows = _rows(_clusters(own), data)
    usable = height - zone[0] - (drawing.height - zone[1])
    pages = _pages(rows, usable)
    if usable <= 0 or len(pages) < 2:
        return [drawing]
    return [_band(drawing, parted, page, zone) for page in pages]


def _span(mark: Mark) -> Span:
    """Return where a mark begins and ends, downwards."""
    if isinstance(mark, Box):
        return mark.y, mark.y + mark.height
    if isinstance(mark, Dot):
        return mark.y - mark.size / 2, mark.y + mark.size / 2
    if isinstance(mark, Words):
        found = extent(mark)
        return found.top, found.bottom
    points = _points(mark)
    return min(points, default=0.0), max(points, default=0.0)


def _points(mark: Mark) -> list[float]:
    if isinstance(mark, Area):
        return [y for ring in mark.rings for _, y in ring]
    return [y for _, y in mark.points] if isinstance(mark, Stroke) else []


def _clusters(spans: Iterable[Span]) -> list[Span]:
    """Return rows: marks that reach into each other belong together."""
    found: list[Span] = []
    for high, low in sorted(spans):
        if found and high < found[-1][1] - _NEAR:
            found[-1] = (found[-1][0], max(found[-1][1], low))
        else:
            found.append((high, low))
    return found


def _rows(clusters: Sequence[Span], data: Sequence[Span]) -> list[Span]:
    """Give words above the marks of a row to that row: each row ends with its marks."""
    rows: list[Span] = []
    begun: float | None = None
    for high, low in clusters:
        begun = high if begun is None else begun
        if any(high <= middle <= low for middle in map(_middle, data)):
            rows.append((begun, low))
            begun = None
    if begun is not None and rows:
        rows[-1] = (rows[-1][0], clusters[-1][1])
    return rows


def _middle(span: Span) -> float:
    return sum(span) / 2


def _pages(rows: Sequence[Span], usable: float) -> list[Span]:
    """Return where each band begins and ends: as few as it takes, about equally high."""
    fewest = _packed(rows, usable)
    tried = (_packed(rows, usable * share / 20) for share in range(1, 20))
    return next((found for found in tried if len(found) == len(fewest)), fewest)


def _packed(rows: Sequence[Span], bound: float) -> list[Span]:
    pages = [rows[0]]
    for high, low in rows[1:]:
        if low - pages[-1][0] > bound:
            pages.append((high, low))
        else:
            pages[-1] = (pages[-1][0], low)
    return pages


def _band(
    drawing: Drawing, parted: Sequence[tuple[Mark, Span, bool]], page: Span, zone: Span
) -> Drawing:
    """Return the head, the rows of one band, and the foot below them."""
    up, down = page[0] - zone[0], zone[1] - page[1]
    made = []
    for mark, span, runs in parted:
        centre = _middle(span)
        if runs:
            made.append(_clipped(mark, page, up))
        elif centre < zone[0]:
            made.append(mark)
        elif centre > zone[1]:
            made.append(_moved(mark, up + down))
        elif page[0] <= centre <= page[1]:
            made.append(_moved(mark, up))
    return Drawing(drawing.width, drawing.height - up - down, tuple(made))


def _moved(mark: Mark, up: float) -> Mark:
    if isinstance(mark, Box | Dot | Words):
        return replace(mark, y=mark.y - up)
    if isinstance(mark, Area):
        rings = tuple(tuple((x, y - up) for x, y in ring) for ring in mark.rings)
        return replace(mark, rings=rings)
    if isinstance(mark, Stroke):
        return replace(mark, points=tuple((x, y - up) for x, y in mark.points))
    return mark


def _clipped(mark: Mark, page: Span, up: float) -> Mark:
    """Return what of a mark that runs through all rows lies in a band."""

    def within(y: float) -> float:
        return min(max(y, page[0]), page[1]) - up

    if isinstance(mark, Box):
        top, bottom = within(mark.y), within(mark.y + mark.height)
        return replace(mark, y=top, height=bottom - top)
    if isinstance(mark, Area):
        rings = tuple(tuple((x, within(y)) for x, y in ring) for ring in mark.rings)
        return replace(mark, rings=rings)
    if isinstance(mark, Stroke):
        return replace(mark, points=tuple((x, within(y)) for x, y in mark.points))
    return _moved(mark, up)
