"""Moves names of points away from other points and names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cstoviz.drawing.clip import line_in
from cstoviz.drawing.model import Dot, Stroke, Words
from cstoviz.drawing.words import Extent, extent

_NEAR = 6.0
_GAP = 0.25
_BELOW, _TOUCH = (1.3, 1.6, 2.0, 2.5, 3.0), 2.0
_WORDS = 4.0
"""How much worse it is to lie on words than on as much of a point."""


def eased(names: Sequence[Words], dots: Sequence[Dot], sheet: Extent) -> list[Words]:
    """Return names of points where they lie on fewer points and names, beside their own point."""
    seen = [(dot, _room(dot)) for dot in dots if dot.fill.colour or dot.line.colour]
    found: list[Words] = []
    for name in names:
        own = _own(name, [dot for dot, _ in seen])
        others = [room for dot, room in seen if own is None or _apart(dot, own)]
        taken = [extent(word) for word in found]
        places = [name] if own is None else list(_places(name, own))
        costs = [_cost(extent(place), others, taken, sheet) for place in places]
        found.append(places[costs.index(min(costs))])
    return found


def _room(dot: Dot) -> Extent:
    half = dot.size / 2
    return Extent(dot.x - half, dot.y - half, dot.x + half, dot.y + half)


def _own(name: Words, dots: Sequence[Dot]) -> Dot | None:
    """Return the largest point that a name starts beside."""
    size = name.lines[0][0].size if name.lines and name.lines[0] else 0.0
    near = [
        dot
        for dot in dots
        if abs(dot.y - (name.y - 0.335 * size)) < 2
        and abs(dot.x + dot.size / 2 - name.x) < _NEAR + 0.3 * size
    ]
    return max(near, key=lambda dot: dot.size, default=None)


def _apart(dot: Dot, own: Dot) -> bool:
    return abs(dot.x - own.x) > 1 or abs(dot.y - own.y) > 1


def _places(name: Words, own: Dot) -> Iterator[Words]:
    """Give the places of a name around its point, the given one first."""
    size = name.lines[0][0].size
    reach = own.size / 2 + _GAP * size
    yield name
    level = name.y
    for up in (0.0, -0.45, 0.45):
        y = level + up * own.size
        if up:
            yield replace(name, x=own.x + reach * 0.9, y=y)
        yield replace(name, x=own.x - reach, y=y, anchor="end")
    yield replace(name, x=own.x, y=own.y - reach - 0.1 * size, anchor="middle")
    yield replace(name, x=own.x, y=own.y + reach + 0.75 * size, anchor="middle")
    for step in (1.0, 2.0, 3.0):
        yield replace(name, x=name.x + step * size)


def off_lines(names: Sequence[Words], strokes: Sequence[Stroke], sheet: Extent) -> list[Words]:
    """Return words above lines of the data, set below them where a line would cross them."""
    found = []
    for name in names:
        size = name.lines[0][0].size if name.lines and name.lines[0] else 0.0
        places = [name, *(replace(name, y=name.y + down * size) for down in _BELOW)]
        inside = [place for place in places if extent(place).bottom < sheet.bottom]
        free = (place for place in inside if not _crossed(extent(place), strokes))
        found.append(next(free, name))
    return found


def _crossed(box: Extent, strokes: Sequence[Stroke]) -> bool:
    room = Extent(box.left, box.top + _TOUCH, box.right, box.bottom - _TOUCH)
    return any(line_in(stroke.points, room) for stroke in strokes)


def _cost(box: Extent, dots: Sequence[Extent], words: Sequence[Extent], sheet: Extent) -> float:
    out = box.left < sheet.left or box.right > sheet.right
    out = out or box.top < sheet.top or box.bottom > sheet.bottom
    cost = sum(_shared(box, dot) for dot in dots)
    return cost + _WORDS * sum(_shared(box, word) for word in words) + (1e6 if out else 0.0)


def _shared(box: Extent, other: Extent) -> float:
    across = min(box.right, other.right) - max(box.left, other.left)
    down = min(box.bottom, other.bottom) - max(box.top, other.top)
    return across * down if across > 0 and down > 0 else 0.0
