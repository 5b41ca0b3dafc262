"""Reads the marks of a Plotly figure that office charts can show: bars, lines and points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from cstoviz.drawing.colours import NONE, Colour, colour
from cstoviz.drawing.reading import Spec, at, is_list, is_time, moment, number, spread, values

_GAPS = "gaps"
"""The name of the traces that show evidence gaps behind others."""

_DASHES = {"dot": ".", "dash": "-"}
_MONTH = 20 * 86_400_000
"""Bars upwards that are wider than so many milliseconds stand for months."""


@dataclass(frozen=True)
class Mark:
    """One mark: where it stands, its value (None for no mark), its number's code, its colours.

    A colour is "" where there is none.
    """

    place: Any
    value: float | None
    code: str
    colour: str
    back: str
    edge: str


@dataclass(frozen=True)
class Marks:
    """The marks of one trace.

    part: the part of the figure that they stand in; form: see `native.FORMS`; months: whether
    places are months.
    """

    trace: Spec = field(hash=False)
    part: str
    form: str
    points: tuple[Mark, ...]
    stacked: bool = False
    pattern: str = ""
    months: bool = False

    @property
    def steps(self) -> bool:
        """Whether a line keeps its height up to the next point."""
        return bool(at(self.trace, "line.shape") == "hv")

    def axis(self, letter: str, spec: Spec) -> Spec:
        """Return the axis that the marks stand at."""
        return axis_of(self.trace, letter, spec)


def axis_of(trace: Spec, letter: str, spec: Spec) -> Spec:
    """Return what the layout says of a trace's axis, {} for nothing."""
    name = trace.get(f"{letter}axis") or letter
    found: Spec = spec["layout"].get(name.replace(letter, f"{letter}axis", 1)) or {}
    return found


def real(spec: Spec) -> list[Spec]:
    """Return the traces that draw something: neither gaps nor signs that only explain."""
    return [
        trace
        for trace in spec["data"]
        if trace.get("name") != _GAPS and (_any(trace.get("x")) or _any(trace.get("y")))
    ]


def _any(raw: Any) -> bool:
    return any(value is not None for value in values(raw))


def signs(spec: Spec) -> list[Spec]:
    """Return the traces that only stand in the legend."""
    return [
        trace
        for trace in spec["data"]
        if values(trace.get("x")) == values(trace.get("y")) == [None]
        and trace.get("showlegend") is not False
    ]


def bare_charts(spec: Spec) -> bool:
    """Say whether an office chart can show a figure: no map, no grid of cells, no spans of time."""
    return not any(_shape(trace) or _cells(trace) for trace in real(spec))


def _shape(trace: Spec) -> bool:
    return trace.get("fill") in ("toself", "tonext") or bool(trace.get("geo"))


def _cells(trace: Spec) -> bool:
    """Say whether a trace's bars begin at times, or several of them stand in one row."""
    base = values(trace.get("base"))
    if trace.get("type") != "bar" or not base:
        return False
    rows = values(trace.get("y" if trace.get("orientation") == "h" else "x"))
    return any(is_time(start) for start in base) or len(set(rows)) < len(rows)


def marks_of(spec: Spec) -> list[Marks]:
    """Return the marks of every trace that an office chart can show, in the figure's order.

    Points that only go with bars, lines that only lead the eye and words are left out.
    """
    traces = real(spec)
    bars = _bars([trace for trace in traces if trace.get("type", "bar") == "bar"], spec)
    grids = {trace.get("yaxis") or "y" for trace in traces if trace.get("type") == "heatmap"}
    taken = grids | {mark.trace.get("yaxis") or "y" for mark in bars}
    points = [
        _points(trace, spec)
        for trace in traces
        if trace.get("type") == "scatter" and (trace.get("yaxis") or "y") not in taken
        and not _leads_the_eye(trace)
    ]  # fmt: skip
    return [mark for mark in [*bars, *points] if mark.points]


def _leads_the_eye(trace: Spec) -> bool:
    return trace.get("hoverinfo") == "skip" or trace.get("mode") == "text"


def _bars(traces: Sequence[Spec], spec: Spec) -> list[Marks]:
    mode = spec["layout"].get("barmode") or "group"
    found = []
    for part in dict.fromkeys(_part(trace) for trace in traces):
        tips: dict[Any, float] = {}
        for trace in traces:
            if _part(trace) != part:
                continue
            read = _bar(trace)
            based = values(trace.get("base"))
            if based and not _stands_on(
                read, spread(trace["base"], len(_places(trace, read.form))), tips
            ):
                continue
            for point in read.points:
                tips[point.place] = tips.get(point.place, 0.0) + (point.value or 0.0)
            stacked = bool(based) or mode in ("stack", "relative")
            found.append(Marks(trace, part, read.form, read.points, stacked, read.pattern,
                               read.months))  # fmt: skip
    return found


def _part(trace: Spec) -> str:
    return str(trace.get("yaxis") or "y")


def _stands_on(read: Marks, bases: Sequence[Any], tips: dict[Any, float]) -> bool:
    """Say whether bars begin where those before them end."""
    by_place = dict(zip(_places(read.trace, read.form), bases, strict=False))
    drawn = [point.place for point in read.points if point.value]
    ends = [(number(by_place[place]), tips.get(place, 0.0)) for place in drawn]
    return all(base is not None and abs(base - tip) < 1e-9 for base, tip in ends)


def _places(trace: Spec, form: str) -> list[Any]:
    raw = values(trace.get("y" if form == "bar" else "x"))
    return [moment(place) if is_time(place) else place for place in raw]


def _bar(trace: Spec) -> Marks:
    form = "bar" if trace.get("orientation") == "h" else "column"
    places = _places(trace, form)
    numbers = values(trace.get("x" if form == "bar" else "y"))
    months = False
    if form == "column" and any(is_time(place) for place in values(trace.get("x"))):
        months = _of_months(trace)
    pattern = at(trace, "marker.pattern.shape", "")
    looks = list(_looks(trace, len(places), pattern))
    codes = _codes(trace, len(places))
    points = tuple(
        Mark(place, number(read), code, *look)
        for place, read, code, look in zip(places, numbers, codes, looks, strict=False)
        if place is not None
    )
    return Marks(trace, _part(trace), form, points, False, pattern, months)


def _of_months(trace: Spec) -> bool:
    wide = [number(width) or 0.0 for width in values(trace.get("width"))]
    return trace.get("xperiod") == "M1" or (bool(wide) and min(wide) > _MONTH)


def _points(trace: Spec, spec: Spec) -> Marks:
    """Read lines and points; points in named rows are read as bars."""
    x, y = values(trace.get("x")), values(trace.get("y"))
    rows = axis_of(trace, "y", spec).get("visible") is False
    lines = "lines" in str(trace.get("mode") or "lines")
    places = _places(trace, "bar" if rows else "column")
    looks = _looks(trace, len(places), "", "line.color" if lines else "marker.color")
    hollow = spread(at(trace, "marker.symbol"), len(places)) if rows else [""] * len(places)
    points = tuple(
        Mark(place, value, code, *(_emptied(look) if "open" in str(sign) else look))
        for place, read, code, look, sign in zip(
            places, x if rows else y, _codes(trace, len(places)), looks, hollow, strict=False
        )
        if (value := number(read)) is not None and place is not None
    )
    form = "bar" if rows else "line" if lines else "scatter"
    dash = _DASHES.get(at(trace, "line.dash", ""), "") if form == "line" else ""
    return Marks(trace, _part(trace), form, points, pattern=dash)


def _emptied(look: tuple[str, str, str]) -> tuple[str, str, str]:
    return "#FFFFFF", "", look[0]


def _codes(trace: Spec, count: int) -> list[str]:
    """Return the code that each mark carries first, "" for none."""
    firsts = [values(one)[:1] for one in values(trace.get("customdata"))]
    codes = [str(first[0]) if first and first[0] else "" for first in firsts]
    return [*codes[:count], *[""] * (count - len(codes))]


def _looks(
    trace: Spec, count: int, pattern: str, path: str = "marker.color"
) -> Iterator[tuple[str, str, str]]:
    """Give colour, colour behind a pattern and outline of every mark, as on white paper."""
    opacity = number(at(trace, "marker.opacity", 1.0)) or 1.0
    fronts = at(trace, "marker.pattern.fgcolor") if pattern else None
    fills = spread(fronts or at(trace, path), count)
    backs = spread(at(trace, "marker.pattern.bgcolor"), count)
    edges = spread(at(trace, "marker.line.color"), count)
    widths = spread(at(trace, "marker.line.width", 0), count)
    for fill, back, edge, width in zip(fills, backs, edges, widths, strict=True):
        outlined = edge and number(width) and trace.get("type") == "bar"
        yield (
            _on_paper(colour(fill), 1.0 if pattern else opacity),
            _on_paper(colour(back), 1.0) if pattern else "",
            _on_paper(colour(edge), 1.0) if outlined else "",
        )


def _on_paper(mixed: Colour, opacity: float) -> str:
    """Return what a translucent colour looks like on white."""
    if mixed == NONE:
        return "#FFFFFF"
    share = mixed.opacity * opacity
    channels = [int(mixed.name[place : place + 2], 16) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - (255 - one) * share):02X}" for one in channels)


def look_of(trace: Spec) -> tuple[str, float, float]:
    """Return what tells a trace's marks from others beside their hue: pattern and strengths."""
    fill = at(trace, "marker.color")
    first = values(fill)[0] if is_list(fill) and values(fill) else fill
    shape = at(trace, "marker.pattern.shape", "")
    strength = colour(first).opacity if not shape else 1.0
    return shape, round(number(at(trace, "marker.opacity", 1.0)) or 1.0, 2), round(strength, 2)
