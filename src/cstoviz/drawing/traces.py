"""The marks of data: bars, cells of heatmaps, points, lines and areas, words beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from cstoviz.drawing import paint, points
from cstoviz.drawing.axis import Axis, period_of
from cstoviz.drawing.colours import on_scale
from cstoviz.drawing.hints import Hints
from cstoviz.drawing.model import Box, Fill, Mark, Words
from cstoviz.drawing.reading import number, spread, values
from cstoviz.drawing.scene import Trace, edges
from cstoviz.drawing.sheet import Frame
from cstoviz.drawing.words import Extent

_LAYERS = ("heatmap", "bar", "scatter")


def marks(frame: Frame) -> Iterator[Mark]:
    """Give the marks of all traces, the lowest first; of each pair of axes after another."""
    pairs = dict.fromkeys((trace.x_axis, trace.y_axis) for trace in frame.scene.traces)
    for pair in sorted(pairs, key=lambda names: (_order(names[0]), _order(names[1]))):
        own = [t for t in frame.scene.traces if (t.x_axis, t.y_axis) == pair]
        for trace in sorted(own, key=lambda trace: _LAYERS.index(trace.kind)):
            yield from _of(trace, frame)


def words(frame: Frame) -> Iterator[Words]:
    """Give the words of all traces alone."""
    for trace in frame.scene.traces:
        beside_bars = trace.kind == "bar" and trace.spec.get("textposition") == "outside"
        written = trace.kind == "scatter" and "text" in str(trace.spec.get("mode"))
        if beside_bars or written:
            yield from (mark for mark in _of(trace, frame) if isinstance(mark, Words))


def _order(name: str) -> int:
    return int(name[1:] or 1)


def _of(trace: Trace, frame: Frame) -> Iterator[Mark]:
    count = max(len(trace.x), len(trace.y))
    axes = {"x": frame.axes[trace.x_axis], "y": frame.axes[trace.y_axis]}
    hints = Hints(trace.spec, axes, frame.scene.separators, count)
    kinds = {"bar": _bars, "heatmap": _cells, "scatter": points.scatter}
    yield from kinds[trace.kind](trace, frame, hints)


def _bars(trace: Trace, frame: Frame, hints: Hints) -> Iterator[Mark]:
    x, y = frame.axes[trace.x_axis], frame.axes[trace.y_axis]
    window = frame.window(trace.x_axis, trace.y_axis)
    words = spread(trace.spec.get("text"), max(len(trace.x), len(trace.y)))
    beside: list[Mark] = []
    for bar in frame.scene.bars.get(trace.place, ()):
        along, over = (bar.base, bar.tip), (bar.first, bar.last)
        ends, sides = (along, over) if trace.across else (over, along)
        box = _box([x.pixel(end) for end in ends], [y.pixel(side) for side in sides])
        held = _held(box, window)
        if held.right <= held.left or held.bottom <= held.top:
            continue
        yield Box(
            x=held.left, y=held.top, width=held.right - held.left, height=held.bottom - held.top,
            fill=_squeezed(paint.fill(trace.spec, bar.point, frame.sheet), frame),
            line=paint.edge(trace.spec, bar.point, frame.sheet),
            **hints.common(bar.point),
        )  # fmt: skip
        if words[bar.point] and trace.spec.get("textposition") == "outside":
            beside.append(_beside_bar(trace, str(words[bar.point]), held, frame))
    yield from beside


def _squeezed(fill: Fill, frame: Frame) -> Fill:
    return replace(fill, step=fill.step * frame.squeeze) if fill.pattern else fill


def _box(xs: Sequence[float], ys: Sequence[float]) -> Extent:
    return Extent(min(xs), min(ys), max(xs), max(ys))


def _held(box: Extent, window: Extent) -> Extent:
    return Extent(
        max(box.left, window.left),
        max(box.top, window.top),
        min(box.right, window.right),
        min(box.bottom, window.bottom),
    )


def _beside_bar(trace: Trace, said: str, box: Extent, frame: Frame) -> Words:
    if trace.across:
        point, position = (box.right, (box.top + box.bottom) / 2), "middle right"
    else:
        point, position = ((box.left + box.right) / 2, box.top), "top center"
    return points.placed_words(trace.spec, said, point, position, frame)


def _cells(trace: Trace, frame: Frame, hints: Hints) -> Iterator[Mark]:
    xs = _sides(trace.x, frame.axes[trace.x_axis], trace.spec.get("xperiod"))
    ys = _sides(trace.y, frame.axes[trace.y_axis], trace.spec.get("yperiod"))
    window = frame.window(trace.x_axis, trace.y_axis)
    rows = [values(row) for row in values(trace.spec.get("z"))]
    found = [cell for row in rows for cell in map(number, row) if cell is not None]
    low = number(trace.spec.get("zmin"))
    high = number(trace.spec.get("zmax"))
    low = min(found, default=0.0) if low is None else low
    high = max(found, default=1.0) if high is None else high
    scale = values(trace.spec.get("colorscale"))
    across, down = (frame.sheet.px(trace.spec.get(name)) / 2 for name in ("xgap", "ygap"))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(map(number, cells)):
            if cell is None or column >= len(xs) or row >= len(ys):
                continue
            box = _held(_box(xs[column], ys[row]), window)
            shade = on_scale(scale, (cell - low) / (high - low) if high > low else 0.5)
            said = {name: _in_grid(trace.spec.get(name), row, column) for name in _GRIDS}
            code = values(said["customdata"])[:1] if said["customdata"] is not None else []
            yield Box(
                role="mark", series=trace.name, hint=hints.hint(row, z=cell, **said),
                code=code[0] if code and isinstance(code[0], str) else "",
                x=box.left + across, y=box.top + down,
                width=max(0.5, box.right - box.left - 2 * across),
                height=max(0.5, box.bottom - box.top - 2 * down),
                fill=Fill(shade.name, shade.opacity),
            )  # fmt: skip


_GRIDS = ("text", "hovertext", "customdata")


def _in_grid(raw: Any, row: int, column: int) -> Any:
    rows = values(raw)
    cells = values(rows[row]) if row < len(rows) else []
    return cells[column] if column < len(cells) else None


def _sides(places: Sequence[float | None], axis: Axis, period: Any) -> list[tuple[float, float]]:
    """Return from where to where the cells around some places are, a whole period if they have."""
    known = [place or 0.0 for place in places]
    if period and axis.kind == "date":
        spans = [period_of(place, period) for place in known]
    else:
        spans = list(pairwise(edges(known)))
    return [(axis.pixel(first), axis.pixel(last)) for first, last in spans]
