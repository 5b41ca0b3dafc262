"""Fits a scene on a sheet: margins that hold all words, rows high enough for theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from cstoviz.drawing import legend, notes, rows, scales, traces
from cstoviz.drawing.crowd import clashes
from cstoviz.drawing.easing import eased, off_lines
from cstoviz.drawing.model import Dot, Drawing, Mark, Stroke, Words
from cstoviz.drawing.reading import at
from cstoviz.drawing.rows import Plan
from cstoviz.drawing.scene import Scene
from cstoviz.drawing.sheet import TYPE_SIZE, Frame, Sheet, framed
from cstoviz.drawing.words import Extent, extent

_TRIES = 6
_EDGE = 0.3
"""Room between words and the edge of the sheet, as a part of the type's size."""

_SIDES = (("l", 8.0), ("t", 8.0), ("r", 16.0), ("b", 8.0))
_ENOUGH, _LEAST_PLOT, _SMALLEST = 0.7, 0.1, 0.72


def arranged(found: Scene, sheet: Sheet, own: float, rowed: bool) -> tuple[Drawing, float]:
    """Lay a scene out on a sheet; return also how high its marks are against their own height.

    own: the figure's height at the sheet's scale; rowed: whether rows may be set anew. The height
    of the marks is 0 where words overlap or leave the sheet.
    """
    frame = _fitted(found, sheet)
    if rowed:
        plans = list(_plans(_fitted(found, replace(sheet, height=own)), sheet))
        if plans:
            return _best(frame, plans, own)
    return _judged(_drawing(frame), sheet.height / own)


def _judged(drawing: Drawing, scale: float) -> tuple[Drawing, float]:
    return drawing, 0.0 if next(clashes(drawing), None) else scale


def _drawing(frame: Frame) -> Drawing:
    marks = list(_marks(frame))
    sheet = Extent(0, 0, frame.sheet.width, frame.sheet.height)
    dots = [mark for mark in marks if isinstance(mark, Dot) and mark.role == "mark"]
    strokes = [mark for mark in marks if isinstance(mark, Stroke) and mark.role == "mark"]
    of_points, of_lines = list(notes.point_names(frame)), list(notes.line_names(frame))
    moved = dict(zip(of_points, eased(of_points, dots, sheet), strict=True))
    moved |= zip(of_lines, off_lines(of_lines, strokes, sheet), strict=True)
    placed = (moved.get(mark, mark) if isinstance(mark, Words) else mark for mark in marks)
    return Drawing(frame.sheet.width, frame.sheet.height, tuple(placed))


def _plans(frame: Frame, sheet: Sheet) -> Iterator[Plan]:
    """Give the ways to set the rows of a figure: words above or beside, in more or fewer lines."""
    found, tail = rows.rows(frame)
    if not found:
        return
    ways = _WAYS if rows.beside(found) else [way for way in _WAYS if not way[0]]
    for gutter, share, all_in_one in ways:
        lines = rows.set_lines(found, sheet.width * share, all_in_one)
        yield Plan(tuple(found), lines, tail, rows.gutter_width(lines) if gutter else 0.0)


_WAYS = (
    (False, 0.96, False), (False, 0.96, True), (True, 0.4, False), (True, 0.4, True),
    (True, 0.6, True),
)  # fmt: skip
"""Whether words stand beside the plot, how much of the width they may take, whether in one line."""


def _best(plain: Frame, plans: list[Plan], own: float) -> tuple[Drawing, float]:
    """Return the first drawing of some plans that has room for words and marks, else the best."""
    found: list[tuple[float, Drawing, float]] = []
    for plan in plans:
        margins = _margins(plain.scene, plain.sheet)
        frame, scale = _settled(margins, partial(_rowed, plain, plan, own))
        if scale <= 0:
            continue
        drawing = _drawing(frame)
        worse = sum(1 for _ in clashes(drawing))
        if not worse and scale >= _ENOUGH:
            return drawing, scale
        found.append((worse + 1 - min(scale, 1.0), drawing, 0.0 if worse else scale))
    if not found:
        return _judged(_drawing(plain), 0.0)
    _, drawing, scale = min(found, key=lambda each: each[0])
    return drawing, scale


_Framing = Callable[[list[float]], tuple[Frame, float]]


def _margins(found: Scene, sheet: Sheet) -> list[float]:
    return [sheet.px(at(found.layout, f"margin.{name}", least)) for name, least in _SIDES]


def _fitted(found: Scene, sheet: Sheet) -> Frame:
    """Give the plot margins in which all words fit on the sheet."""
    margins = _margins(found, sheet)
    return _settled(margins, lambda sides: (framed(found, sheet, _plot(sheet, sides)), 1.0))[0]


def _settled(margins: list[float], framing: _Framing) -> tuple[Frame, float]:
    frame, scale = framing(margins)
    for _ in range(_TRIES):
        missing = _missing(frame)
        if max(missing) < 0.5 or scale <= 0:
            break
        margins = [margin + more for margin, more in zip(margins, missing, strict=True)]
        frame, scale = framing(margins)
    return frame, scale


def _rowed(plain: Frame, plan: Plan, own: float, margins: list[float]) -> tuple[Frame, float]:
    """Put a scene on its sheet with rows set by a plan; return also the scale of their marks."""
    found, sheet = plain.scene, plain.sheet
    plot = _plot(sheet, margins)
    tall = plot.bottom - plot.top
    parts, scale = rows.heights(plan, tall, own - sheet.height + tall)
    frame = framed(found, sheet, plot, rows.knots(plan, parts, plot))
    size = sheet.type(at(found.layout, "font")).size
    words = rows.words_of(plan, parts, plot, _EDGE * size)
    gutter = (_EDGE + 1) * size + plan.gutter if plan.gutter else 0.0
    squeeze = max(_SMALLEST, min(1.0, scale))
    return replace(frame, row_words=words, gutter=gutter, squeeze=squeeze), scale


def _plot(sheet: Sheet, margins: list[float]) -> Extent:
    left, top, right, bottom = margins
    wide = max(sheet.width - left - right, sheet.width * _LEAST_PLOT)
    tall = max(sheet.height - top - bottom, sheet.height * _LEAST_PLOT)
    return Extent(left, top, left + wide, top + tall)


def _missing(frame: Frame) -> list[float]:
    """Return how far words reach beyond the sheet at each side."""
    pad = _EDGE * TYPE_SIZE * frame.sheet.scale
    boxes = [extent(mark) for mark in _words(frame)]
    if not boxes:
        return [0.0] * 4
    return [
        max(0.0, pad - min(box.left for box in boxes), _into_gutter(frame)),
        max(0.0, pad - min(box.top for box in boxes)),
        max(0.0, max(box.right for box in boxes) + pad - frame.sheet.width),
        max(0.0, max(box.bottom for box in boxes) + pad - frame.sheet.height),
    ]


def _into_gutter(frame: Frame) -> float:
    """Return how far plot or words reach into the gutter where words of rows stand."""
    if not frame.gutter:
        return 0.0
    rows_ = set(map(id, frame.row_words.values()))
    lefts = [frame.plot.left]
    for mark in _words(frame):
        box = extent(mark)
        beside = box.bottom > frame.plot.top and box.top < frame.plot.bottom
        if id(mark) not in rows_ and beside:
            lefts.append(box.left)
    return frame.gutter - min(lefts)


def _words(frame: Frame) -> Iterator[Words]:
    found = (
        *scales.labels(frame),
        *notes.notes(frame),
        *legend.legend(frame),
        *traces.words(frame),
    )
    yield from (mark for mark in found if isinstance(mark, Words))


def _marks(frame: Frame) -> Iterator[Mark]:
    behind = list(notes.shapes(frame, below=True))
    yield from (mark for mark in behind if not isinstance(mark, Stroke))
    yield from scales.grid(frame)
    yield from (mark for mark in behind if isinstance(mark, Stroke))
    yield from traces.marks(frame)
    yield from notes.shapes(frame, below=False)
    yield from scales.labels(frame)
    yield from notes.notes(frame)
    yield from legend.legend(frame)
