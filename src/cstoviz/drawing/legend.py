"""The legend of a figure: signs and their names, in lines that fit the sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from cstoviz.drawing import paint
from cstoviz.drawing.model import Box, Mark, Stroke, Words
from cstoviz.drawing.points import dot
from cstoviz.drawing.reading import at, number
from cstoviz.drawing.scene import Trace
from cstoviz.drawing.sheet import Frame
from cstoviz.drawing.words import MIDDLE, Line, Type, length, parsed

_SIGN, _GAP, _APART, _LINE = 1.15, 0.45, 1.6, 1.7
"""Parts of the type's size: a sign's width, from it to its name, between entries, a line."""

_ROOM = 0.4


class _Entry(NamedTuple):
    trace: Trace
    name: Line
    sign: float

    def width(self, size: float) -> float:
        return self.sign + _GAP * size + length(self.name)


def entries(frame: Frame) -> list[Trace]:
    """Return the traces that the legend names, in its order."""
    layout, traces = frame.layout, frame.scene.traces
    if not at(layout, "showlegend", len(traces) > 1):
        return []
    found = [trace for trace in traces if trace.name and trace.spec.get("showlegend", True)]
    stacked = at(layout, "barmode") == "stack" and any(trace.kind == "bar" for trace in traces)
    order = at(layout, "legend.traceorder", "reversed" if stacked else "normal")
    return found[::-1] if "reversed" in str(order) else found


def _style(frame: Frame) -> Type:
    return frame.sheet.type(at(frame.layout, "legend.font"), at(frame.layout, "font"))


def _lines(frame: Frame) -> list[list[_Entry]]:
    style = _style(frame)
    lines: list[list[_Entry]] = []
    used, room = 0.0, frame.sheet.width - _left(frame) - frame.sheet.px(4)
    for trace in entries(frame):
        entry = _Entry(trace, parsed(trace.name, style)[0], _sign_width(trace, style, frame))
        wide = entry.width(style.size)
        if not lines or used + wide > room:
            lines.append([])
            used = 0.0
        lines[-1].append(entry)
        used += wide + _APART * style.size
    return lines


def _left(frame: Frame) -> float:
    share = number(at(frame.layout, "legend.x", 0)) or 0.0
    return frame.plot.left + share * (frame.plot.right - frame.plot.left)


def _sign_width(trace: Trace, style: Type, frame: Frame) -> float:
    if trace.kind == "scatter" and "lines" in str(trace.spec.get("mode") or "lines"):
        return 2 * style.size
    if trace.kind == "scatter":
        return max(0.8 * style.size, _size(trace, frame))
    return _SIGN * style.size


def _size(trace: Trace, frame: Frame) -> float:
    return frame.sheet.px(number(paint.item(at(trace.spec, "marker.size", 6), 0)) or 6)


def height(frame: Frame) -> float:
    """Return how high the legend is, in pixels; 0 for none."""
    return len(_lines(frame)) * _LINE * _style(frame).size


def legend(frame: Frame) -> Iterator[Mark]:
    """Give the signs and names of the legend."""
    lines = _lines(frame)
    style = _style(frame)
    top = _top(frame, len(lines) * _LINE * style.size)
    for row, line in enumerate(lines):
        x, y = _left(frame), top + (row + 0.5) * _LINE * style.size
        for entry in line:
            yield from _entry(entry, x, y, frame, style)
            x += entry.width(style.size) + _APART * style.size


def _top(frame: Frame, tall: float) -> float:
    spec = at(frame.layout, "legend", {})
    share = number(at(spec, "y", 1.0))
    share = 1.0 if share is None else share
    if at(spec, "yref") == "container":
        edge = frame.sheet.height * (1 - share)
    else:
        edge = frame.plot.bottom + share * (frame.plot.top - frame.plot.bottom)
    gap = _ROOM * _style(frame).size
    lifted = {"bottom": tall + gap, "middle": tall / 2}.get(str(at(spec, "yanchor", "top")), -gap)
    return edge - lifted


def _entry(entry: _Entry, x: float, y: float, frame: Frame, style: Type) -> Iterator[Mark]:
    yield from _sign(entry, x, y, frame, style)
    place = x + entry.sign + _GAP * style.size
    yield Words(
        role="legend", series=entry.trace.name, x=place, y=y + MIDDLE * style.size,
        lines=(entry.name,), leading=style.size,
    )  # fmt: skip


def _sign(entry: _Entry, x: float, y: float, frame: Frame, style: Type) -> Iterator[Mark]:
    trace, sheet = entry.trace, frame.sheet
    spec = trace.spec
    common: dict[str, Any] = {"role": "legend", "series": trace.name}
    if trace.kind != "scatter":
        tall = 0.8 * style.size
        yield Box(
            x=x, y=y - tall / 2, width=entry.sign, height=tall,
            fill=paint.fill(spec, 0, sheet), line=paint.edge(spec, 0, sheet), **common,
        )  # fmt: skip
        return
    mode = str(spec.get("mode") or "lines")
    if "lines" in mode:
        line = paint.line(spec.get("line"), sheet)
        yield Stroke(points=((x, y), (x + entry.sign, y)), line=line, **common)
    if "markers" in mode:
        symbol = str(paint.item(at(spec, "marker.symbol", "circle"), 0) or "circle")
        where = (x + entry.sign / 2, y, _size(trace, frame))
        yield from dot(spec, 0, where, symbol, frame, **common)
