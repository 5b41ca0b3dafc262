"""The marks of scatters: points, lines, areas, and words beside points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from cstoviz.drawing import clip, paint
from cstoviz.drawing.colours import colour
from cstoviz.drawing.hints import Hints
from cstoviz.drawing.model import Area, Dot, Fill, Line, Mark, Point, Stroke, Words
from cstoviz.drawing.reading import Spec, at, number, spread
from cstoviz.drawing.scene import Trace
from cstoviz.drawing.sheet import Frame
from cstoviz.drawing.words import LEADING, MIDDLE, parsed

_BEYOND, _ASIDE = 0.25, 0.15


def scatter(trace: Trace, frame: Frame, hints: Hints) -> Iterator[Mark]:
    """Give the marks of a scatter: areas or lines, points, words."""
    x, y = frame.axes[trace.x_axis], frame.axes[trace.y_axis]
    points = [
        None if a is None or b is None else (x.pixel(a), y.pixel(b))
        for a, b in zip(trace.x, trace.y, strict=False)
    ]
    mode = str(trace.spec.get("mode") or "lines")
    if "lines" in mode and trace.spec.get("fill") == "toself":
        yield from _area(trace, points, frame, hints)
    elif "lines" in mode:
        yield from _line(trace, points, frame, hints)
    if "markers" in mode:
        yield from _dots(trace, points, frame, hints)
    if "text" in mode:
        yield from _texts(trace, points, frame)


def _parts(points: Sequence[Point | None]) -> list[list[Point]]:
    parts: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            parts.append([])
        else:
            parts[-1].append(point)
    return [part for part in parts if len(part) > 1]


def _area(
    trace: Trace, points: Sequence[Point | None], frame: Frame, hints: Hints
) -> Iterator[Mark]:
    window = frame.window(trace.x_axis, trace.y_axis)
    shade = colour(trace.spec.get("fillcolor"))
    fill = Fill(shade.name, shade.opacity)
    line = paint.line(trace.spec.get("line"), frame.sheet)
    parts = _parts(points)
    whole = all(clip.holds(window, point, 0) for part in parts for point in part)
    rings, lines = [], []
    for part in parts:
        ring = clip.thinned(clip.ring_in(part, window))
        if len(ring) > 2:
            rings.append(ring)
            lines += [] if whole else clip.line_in(clip.thinned([*part, part[0]]), window)
    if not rings:
        return
    text = trace.spec.get("text")
    more = {} if isinstance(text, (list, tuple)) else {"text": text}
    common = hints.common(0, **more)
    yield Area(rings=tuple(rings), fill=fill, line=line if whole else Line(), **common)
    for border in lines if line.width else ():
        yield Stroke(role="mark", series=trace.name, points=border, line=line)


def _line(
    trace: Trace, points: Sequence[Point | None], frame: Frame, hints: Hints
) -> Iterator[Mark]:
    window = frame.window(trace.x_axis, trace.y_axis)
    line = paint.line(trace.spec.get("line"), frame.sheet)
    steps = at(trace.spec, "line.shape") == "hv"
    for part in _parts(points):
        for held in clip.line_in(_stepped(part) if steps else part, window):
            yield Stroke(role="mark", series=trace.name, points=clip.thinned(held), line=line)
    if "markers" in str(trace.spec.get("mode")):
        return
    for place, point in enumerate(points):
        common = hints.common(place)
        if point and common["hint"] and clip.holds(window, point):
            yield Dot(x=point[0], y=point[1], size=frame.sheet.px(10), **common)


def _stepped(points: Sequence[Point]) -> list[Point]:
    """Go across first, then up or down, from each point to the next."""
    found = [points[0]]
    for before, after in pairwise(points):
        found += [(after[0], before[1]), after]
    return found


def _dots(
    trace: Trace, points: Sequence[Point | None], frame: Frame, hints: Hints
) -> Iterator[Mark]:
    window = frame.window(trace.x_axis, trace.y_axis)
    symbols = spread(at(trace.spec, "marker.symbol", "circle"), len(points))
    sizes = spread(at(trace.spec, "marker.size", 6), len(points))
    for place, point in enumerate(points):
        if point is None or not clip.holds(window, point):
            continue
        size = frame.sheet.px(number(sizes[place]) or 0) * frame.squeeze
        symbol = str(symbols[place] or "circle")
        common = hints.common(place)
        yield from dot(trace.spec, place, (*point, size), symbol, frame, **common)


_SHAPES = {"line-ne": "line", "x-thin": "x", "cross-thin": "cross"}


def dot(
    spec: Spec, place: int, where: tuple[float, float, float], symbol: str, frame: Frame,
    **common: Any,
) -> Iterator[Dot]:  # fmt: skip
    """Give a mark of a scatter at (x, y) of a size; one that is crossed out gives two."""
    x, y, size = where
    hollow = symbol.endswith("-open") or symbol.startswith(("line", "x-thin"))
    fill, line = paint.mark(spec, place, frame.sheet, hollow)
    base = symbol.removesuffix("-open")
    shape = _SHAPES.get(base, base.removesuffix("-x"))
    yield Dot(x=x, y=y, size=size, symbol=shape, fill=fill, line=line, **common)
    if base.endswith("-x"):
        bare = {"role": common["role"], "series": common["series"]}
        thin = Line(line.colour, line.width, line.opacity)
        yield Dot(x=x, y=y, size=size * 0.66, symbol="x", line=thin, **bare)


def _texts(trace: Trace, points: Sequence[Point | None], frame: Frame) -> Iterator[Mark]:
    window = frame.window(trace.x_axis, trace.y_axis)
    words = spread(trace.spec.get("text"), len(points))
    positions = spread(trace.spec.get("textposition") or "middle center", len(points))
    with_marks = "markers" in str(trace.spec.get("mode"))
    sizes = spread(at(trace.spec, "marker.size", 6), len(points))
    for place, point in enumerate(points):
        said = str(words[place] or "")
        if point is None or not said.strip() or not clip.holds(window, point):
            continue
        away = frame.sheet.px(number(sizes[place]) or 0) / 2 if with_marks else 0.0
        yield placed_words(trace.spec, said, point, str(positions[place]), frame, away)


def placed_words(
    spec: Spec, said: str, point: Point, position: str, frame: Frame, away: float = 0.0
) -> Words:
    """Put words of a trace at, above, below or beside a point, `away` pixels from it."""
    own = at(spec, "textfont", {})
    style = frame.sheet.type(own, at(frame.layout, "font"))
    lines = parsed(said, style)
    size, leading = style.size, style.size * LEADING
    more = leading * (len(lines) - 1)
    upright, _, level = position.partition(" ")
    gap = away + (_BEYOND * size if not away and upright != "middle" else 0.0)
    y = {
        "top": point[1] - gap - 0.12 * size - more,
        "bottom": point[1] + gap + 0.75 * size,
    }.get(upright, point[1] + MIDDLE * size - more / 2)
    away += _ASIDE * size if away else 0.0
    shift = {"right": away, "left": -away}.get(level, 0.0)
    anchor = {"right": "start", "left": "end"}.get(level, "middle")
    return Words(
        role="label", series=str(spec.get("name") or ""), x=point[0] + shift, y=y, lines=lines,
        anchor=anchor, leading=leading,
    )  # fmt: skip
