"""Bars of a figure in numbers of their axes: side by side, stacked or over one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cstoviz.drawing.axis import DAY, Axis, period_of
from cstoviz.drawing.reading import Spec, at, number, spread

if TYPE_CHECKING:
    from cstoviz.drawing.scene import Trace

_GAP = 0.2


class Bar(NamedTuple):
    """One bar: which point, from where to where across, from where to where along."""

    point: int
    first: float
    last: float
    base: float
    tip: float


def placed(
    traces: Sequence[Trace], axes: Mapping[str, Axis], layout: Spec
) -> dict[int, tuple[Bar, ...]]:
    """Return the bars of every trace of bars, by the trace's place."""
    groups: dict[tuple[str, str, bool], list[Trace]] = defaultdict(list)
    for trace in traces:
        if trace.kind == "bar":
            groups[trace.x_axis, trace.y_axis, trace.across].append(trace)
    found: dict[int, tuple[Bar, ...]] = {}
    for group in groups.values():
        found |= _group(group, axes, layout)
    return found


def _group(
    traces: Sequence[Trace], axes: Mapping[str, Axis], layout: Spec
) -> dict[int, tuple[Bar, ...]]:
    mode = at(layout, "barmode", "group")
    step = _step(traces, axes)
    whole = step * (1 - float(at(layout, "bargap", _GAP)))
    drawn = [trace for trace in traces if any(place is not None for place in _across(trace))]
    each = whole / max(1, len(drawn)) if mode == "group" else whole
    heights: dict[float, float] = defaultdict(float)
    found = {}
    for slot, trace in enumerate(drawn):
        shift = -whole / 2 + slot * each if mode == "group" else -whole / 2
        found[trace.place] = tuple(_bars(trace, axes, (shift, each), heights, mode))
    return found


def _across(trace: Trace) -> tuple[float | None, ...]:
    return trace.y if trace.across else trace.x


def _step(traces: Iterable[Trace], axes: Mapping[str, Axis]) -> float:
    """Return the least distance between two places of bars."""
    traces = list(traces)
    axis = axes[traces[0].y_axis if traces[0].across else traces[0].x_axis]
    places = sorted({place for trace in traces for place in _across(trace) if place is not None})
    if axis.kind == "category":
        return 1.0
    if len(places) > 1:
        return min(after - before for before, after in pairwise(places))
    period = traces[0].spec.get("yperiod" if traces[0].across else "xperiod")
    if axis.kind == "date" and places:
        begin, end = period_of(places[0], period or DAY)
        return end - begin
    return 1.0


def _bars(
    trace: Trace,
    axes: Mapping[str, Axis],
    room: tuple[float, float],
    heights: dict[float, float],
    mode: str,
) -> Iterator[Bar]:
    places = _across(trace)
    values = trace.x if trace.across else trace.y
    along = axes[trace.x_axis if trace.across else trace.y_axis]
    widths, offsets, bases = (
        spread(trace.spec.get(name), len(places)) for name in ("width", "offset", "base")
    )
    for point, (place, value) in enumerate(zip(places, values, strict=False)):
        if place is None or value is None:
            continue
        wide, shift = number(widths[point]), number(offsets[point])
        first = place + (shift if shift is not None else -wide / 2 if wide else room[0])
        base = along.number(bases[point])
        if base is None:
            base = heights[place] if mode in ("stack", "relative") else 0.0
            heights[place] = base + value
        yield Bar(point, first, first + (wide or room[1]), base, base + value)
