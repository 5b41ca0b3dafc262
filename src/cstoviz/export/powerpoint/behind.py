"""Bands over thin evidence, drawn behind a native chart at the places of its axis."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from cstoviz.drawing.model import Box, Drawing, Line, Mark, Run, Stroke, Words
from cstoviz.drawing.native import Chart
from cstoviz.export.powerpoint.look import LEAST_LABEL, NARROWER, PIXELS, Room
from cstoviz.export.powerpoint.rows import Worded
from cstoviz.export.powerpoint.shapes import seen

Knots = list[tuple[float, float]]
_LEVEL = "#7C8794"
"""The colour of a line that says something of all values."""


def gaps(drawing: Drawing, charts: list[Chart], plots: list[Room]) -> list[Drawing] | None:
    """Return the bands behind each chart, on the sheet of the slide; None where they have no place.

    In: the figure as it is drawn, its charts and where their plots lie.
    """
    panels = _panels(drawing, len(charts))
    bands = [mark for mark in drawing.marks if mark.role == "gap" and seen(mark)]
    if not bands:
        return [Drawing(0, 0, ()) for _ in charts]
    found = []
    for chart, plot, (top, bottom) in zip(charts, plots, panels, strict=True):
        knots = _knots(chart, drawing, top, bottom)
        if len(knots) < 2:
            return None
        own = [_band(mark, knots, plot) for mark in bands if _within(mark, top, bottom)]
        found.append(Drawing(0, 0, tuple(band for band in own if band is not None)))
    return found


def lines(said: Worded, plot: Room) -> tuple[Mark, ...]:
    """Return level lines of a chart that say something of all values, and the words on them."""
    made: list[Mark] = []
    for value, words in said.lines:
        y = plot.bottom - plot.height * value / said.most
        points = ((plot.x, y), (plot.x + plot.width, y))
        run = Run(words, LEAST_LABEL * PIXELS / NARROWER)
        made += [
            Stroke("mark", (words,), points=points, line=Line(_LEVEL, 2, dashed=True)),
            Words("label", x=plot.x + 8, y=y + 18, lines=((run,),)),
        ]
    return tuple(made)


def _panels(drawing: Drawing, count: int) -> list[tuple[float, float]]:
    step = drawing.height / count
    return [(place * step, (place + 1) * step) for place in range(count)]


def _within(mark: Mark, top: float, bottom: float) -> bool:
    return isinstance(mark, Box) and top <= mark.y + mark.height / 2 < bottom


def _knots(chart: Chart, drawing: Drawing, top: float, bottom: float) -> Knots:
    """Return pairs of a place in the drawing and the share of the chart's axis that it has."""
    if chart.form == "line":
        return _line_knots(chart, drawing)
    boxes = [mark for mark in drawing.marks if isinstance(mark, Box) and mark.role == "mark"]
    own = [box for box in boxes if seen(box) and top <= box.y + box.height / 2 < bottom]
    places = sorted({round(box.x + box.width / 2, 1) for box in own})
    full = [
        row for row in range(len(chart.categories)) if any(one.values[row] for one in chart.series)
    ]
    if len(places) != len(full):
        return []
    count = len(chart.categories)
    return [(x, (row + 0.5) / count) for x, row in zip(places, full, strict=True)]


def _line_knots(chart: Chart, drawing: Drawing) -> Knots:
    lines = [m for m in drawing.marks if isinstance(m, Stroke) and m.role == "mark" and seen(m)]
    xs = [x for line in lines for x, _ in line.points]
    days = [date.fromisoformat(str(day)) for day in chart.x]
    if not xs or len(set(days)) < 2:
        return []
    return [(min(xs), 0.0), (max(xs), 1.0)]


def _band(mark: Mark, knots: Knots, plot: Room) -> Mark | None:
    if not isinstance(mark, Box):
        return None
    ends = (_share(mark.x, knots), _share(mark.x + mark.width, knots))
    left, right = (min(max(end, 0.0), 1.0) for end in ends)
    if right <= left:
        return None
    strip = mark.height < 0.1 * plot.height
    height = mark.height if strip else plot.height
    y = plot.bottom - height if strip else plot.y
    return replace(
        mark, x=plot.x + left * plot.width, y=y, width=(right - left) * plot.width, height=height
    )


def _share(x: float, knots: Knots) -> float:
    """Return the share of the axis at a place, straight between knots and beyond them."""
    (x0, y0), (x1, y1) = knots[0], knots[-1]
    for first, second in pairwise(knots):
        if first[0] <= x <= second[0]:
            (x0, y0), (x1, y1) = first, second
    return y0 + (x - x0) / (x1 - x0) * (y1 - y0) if x1 != x0 else y0
