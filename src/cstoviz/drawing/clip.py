"""Cuts shapes and lines at the edges of a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from cstoviz.drawing.model import Point
from cstoviz.drawing.words import Extent

_NEAR = 0.35


def ring_in(ring: Sequence[Point], window: Extent) -> tuple[Point, ...]:
    """Return the part of a closed shape inside a window (Sutherland and Hodgman 1974)."""
    points = list(ring)
    for inside, cut in _edges(window):
        points = list(_half(points, inside, cut))
        if not points:
            return ()
    return tuple(points)


def _edges(
    window: Extent,
) -> Iterator[tuple[Callable[[Point], bool], Callable[[Point, Point], Point]]]:
    yield lambda p: p[0] >= window.left, lambda a, b: _upright(a, b, window.left)
    yield lambda p: p[0] <= window.right, lambda a, b: _upright(a, b, window.right)
    yield lambda p: p[1] >= window.top, lambda a, b: _level(a, b, window.top)
    yield lambda p: p[1] <= window.bottom, lambda a, b: _level(a, b, window.bottom)


def _upright(a: Point, b: Point, x: float) -> Point:
    return x, a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0])


def _level(a: Point, b: Point, y: float) -> Point:
    return a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]), y


def _half(
    points: Sequence[Point],
    inside: Callable[[Point], bool],
    cut: Callable[[Point, Point], Point],
) -> Iterator[Point]:
    for place, point in enumerate(points):
        before = points[place - 1]
        if inside(point) != inside(before):
            yield cut(before, point)
        if inside(point):
            yield point


def line_in(points: Sequence[Point], window: Extent) -> list[tuple[Point, ...]]:
    """Return the parts of a line inside a window."""
    parts: list[list[Point]] = []
    for a, b in pairwise(points):
        held = _segment(a, b, window)
        if held is None:
            continue
        if parts and parts[-1][-1] == held[0]:
            parts[-1].append(held[1])
        else:
            parts.append(list(held))
    return [tuple(part) for part in parts]


def _segment(a: Point, b: Point, window: Extent) -> tuple[Point, Point] | None:
    """Liang and Barsky (1984)."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    first, last = 0.0, 1.0
    for step, room in (
        (-dx, a[0] - window.left),
        (dx, window.right - a[0]),
        (-dy, a[1] - window.top),
        (dy, window.bottom - a[1]),
    ):
        if step == 0 and room < 0:
            return None
        if step < 0:
            first = max(first, room / step)
        elif step > 0:
            last = min(last, room / step)
    if first > last:
        return None
    start = a if first == 0 else (a[0] + first * dx, a[1] + first * dy)
    end = b if last == 1 else (a[0] + last * dx, a[1] + last * dy)
    return start, end


def holds(window: Extent, point: Point, by: float = 0.5) -> bool:
    """Say whether a point lies in a window, or so few pixels outside."""
    across = window.left - by <= point[0] <= window.right + by
    return across and window.top - by <= point[1] <= window.bottom + by


def thinned(points: Sequence[Point], near: float = _NEAR) -> tuple[Point, ...]:
    """Leave out points of a line that lie closer to the last one kept than can be seen."""
    kept: list[Point] = []
    for point in points:
        if kept and abs(point[0] - kept[-1][0]) < near and abs(point[1] - kept[-1][1]) < near:
            continue
        kept.append(point)
    if len(points) > 1 and kept[-1] != points[-1]:
        kept.append(points[-1])
    return tuple(kept)
