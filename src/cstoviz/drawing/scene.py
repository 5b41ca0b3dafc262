"""A figure read for drawing: its axes with their ranges, its traces as numbers on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from cstoviz.drawing.axis import Axis, aligned, categories, kind_of, limits
from cstoviz.drawing.bars import Bar, placed
from cstoviz.drawing.reading import Spec, at, axes, plain, values

_PAD = 1 / 18
"""Room beyond the data at an end of an axis without a range, as a part of the data's span."""


@dataclass(frozen=True)
class Trace:
    """One trace: what it says of itself, its axes, its points as numbers on them."""

    spec: Spec
    place: int
    x_axis: str
    y_axis: str
    x: tuple[float | None, ...]
    y: tuple[float | None, ...]

    @property
    def kind(self) -> str:
        """ "bar", "scatter" or "heatmap"."""
        return str(self.spec.get("type", "scatter"))

    @property
    def name(self) -> str:
        """Its name, "" for none."""
        return str(self.spec.get("name") or "")

    @property
    def across(self) -> bool:
        """Whether its bars lie: their length is along the horizontal axis."""
        return self.spec.get("orientation") == "h"


@dataclass(frozen=True)
class Scene:
    """A figure: its layout, its axes by name ("x", "y2"), its traces, their bars by trace."""

    layout: Spec
    axes: Mapping[str, Axis]
    traces: tuple[Trace, ...]
    bars: Mapping[int, tuple[Bar, ...]]

    @property
    def separators(self) -> str:
        """The decimal mark and the mark between thousands."""
        return str(at(self.layout, "separators", ".,"))


def scene(figure: Any) -> Scene:
    """Read a figure. Traces other than bars, scatters and heatmaps are left out.

    What has been read is returned as it is.
    """
    if isinstance(figure, Scene):
        return figure
    spec = plain(figure)
    layout = spec["layout"]
    given = [
        _dressed(trace, layout) for trace in spec["data"] if trace.get("visible", True) is True
    ]
    given = [trace for trace in given if trace.get("type", "scatter") in _KINDS]
    kinds = {name: axis for letter in "xy" for name, axis in _axes(layout, given, letter)}
    traces = tuple(_trace(trace, place, kinds) for place, trace in enumerate(given))
    bars = placed(traces, kinds, layout)
    ranged = {
        name: _ranged(axis, _on(name, traces, bars), traces, bars) for name, axis in kinds.items()
    }
    return Scene(layout, ranged, traces, bars)


_KINDS = ("bar", "scatter", "heatmap")


def _dressed(trace: Spec, layout: Spec) -> Spec:
    """Give a trace what the template says of the patterns of its kind."""
    kind = trace.get("type", "scatter")
    pattern = at(trace, "marker.pattern")
    first = values(at(layout, f"template.data.{kind}"))
    default = at(first[0], "marker.pattern") if first else None
    if not pattern or not default:
        return trace
    return {**trace, "marker": {**trace["marker"], "pattern": {**default, **pattern}}}


def _axes(layout: Spec, traces: Sequence[Spec], letter: str) -> Iterator[tuple[str, Axis]]:
    known = dict(axes(layout, letter))
    used = {str(trace.get(f"{letter}axis") or letter) for trace in traces}
    for name in dict.fromkeys([*known, *sorted(used)]):
        spec = known.get(name, {})
        data = list(_data(traces, letter, name))
        kind = kind_of(spec, data)
        found = categories(spec, data) if kind == "category" else ()
        places = {item: place for place, item in enumerate(found)}
        yield name, Axis(name, spec, kind, found, places=places)


def _data(traces: Sequence[Spec], letter: str, name: str) -> Iterator[Any]:
    for trace in traces:
        if str(trace.get(f"{letter}axis") or letter) == name:
            yield from values(trace.get(letter))
            if _measures(trace, letter):
                yield from values(trace.get("base"))


def _measures(trace: Spec, letter: str) -> bool:
    """Say whether a trace's bars are as long as the values of an axis say, from a base."""
    if trace.get("type") != "bar" or trace.get("base") is None:
        return False
    return (letter == "x") == (trace.get("orientation") == "h")


def _trace(trace: Spec, place: int, kinds: Mapping[str, Axis]) -> Trace:
    names = {letter: str(trace.get(f"{letter}axis") or letter) for letter in "xy"}
    found = {letter: _numbers(trace, letter, kinds[names[letter]]) for letter in "xy"}
    return Trace(trace, place, names["x"], names["y"], found["x"], found["y"])


def _numbers(trace: Spec, letter: str, axis: Axis) -> tuple[float | None, ...]:
    raw = values(trace.get(letter))
    if not raw and trace.get("type") == "heatmap":
        rows = values(trace.get("z"))
        raw = list(range(len(rows) if letter == "y" else max(map(len, rows), default=0)))
    period = trace.get(f"{letter}period")
    if _measures(trace, letter):
        return tuple(axis.length(item) for item in raw)
    found = (axis.number(item) for item in raw)
    if axis.kind != "date" or not period:
        return tuple(found)
    how = str(trace.get(f"{letter}periodalignment") or "middle")
    return tuple(None if item is None else aligned(item, period, how) for item in found)


def _on(name: str, traces: Sequence[Trace], bars: Mapping[int, Sequence[Bar]]) -> list[float]:
    found: list[float] = []
    for trace in traces:
        if name not in (trace.x_axis, trace.y_axis):
            continue
        letter = "x" if name == trace.x_axis else "y"
        if trace.kind == "bar":
            found += _of_bars(bars.get(trace.place, ()), (letter == "x") == trace.across)
        else:
            own = [item for item in (trace.x if letter == "x" else trace.y) if item is not None]
            found += edges(own) if trace.kind == "heatmap" else own
    return found


def _of_bars(bars: Sequence[Bar], along: bool) -> list[float]:
    if along:
        return [end for bar in bars for end in (bar.base, bar.tip)]
    return [end for bar in bars for end in (bar.first, bar.last)]


def edges(centres: Sequence[float]) -> list[float]:
    """Return where the cells around these centres begin and end."""
    if len(centres) < 2:
        return [end for centre in centres for end in (centre - 0.5, centre + 0.5)]
    between = [(a + b) / 2 for a, b in pairwise(centres)]
    first = centres[0] - (between[0] - centres[0])
    return [first, *between, centres[-1] + (centres[-1] - between[-1])]


def _ranged(
    axis: Axis, found: list[float], traces: Sequence[Trace], bars: Mapping[int, Sequence[Bar]]
) -> Axis:
    if axis.kind == "category" and axis.categories:
        found = [-0.5, len(axis.categories) - 0.5]
    elif found and values(axis.spec.get("range")) == []:
        found = _padded(axis, found, traces, bars)
    low, high = limits(axis, found)
    return replace(axis, low=low, high=high)


def _padded(
    axis: Axis, found: list[float], traces: Sequence[Trace], bars: Mapping[int, Sequence[Bar]]
) -> list[float]:
    """Leave room beyond points and the ends of bars, not at a zero where bars stand."""
    on = [trace for trace in traces if axis.name in (trace.x_axis, trace.y_axis)]
    letter = axis.name[0]
    lying = [trace for trace in on if trace.kind == "bar" and (letter == "x") != trace.across]
    if any(trace.kind == "heatmap" for trace in on) or lying:
        return found
    low, high = min(found), max(found)
    stand = any(trace.kind == "bar" and bars.get(trace.place) for trace in on)
    if stand or at(axis.spec, "rangemode") == "tozero":
        low, high = min(low, 0.0), max(high, 0.0)
    room = (high - low) * _PAD
    keep = stand or at(axis.spec, "rangemode") == "tozero"
    return [low if keep and low == 0 else low - room, high if keep and high == 0 else high + room]
