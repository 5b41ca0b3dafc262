"""What is drawn of axes: lines of the grid, words at the ticks, titles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from cstoviz.drawing.axis import Axis
from cstoviz.drawing.model import GRID, Mark, Stroke, Words
from cstoviz.drawing.model import Line as Drawn
from cstoviz.drawing.reading import at, values
from cstoviz.drawing.sheet import Frame
from cstoviz.drawing.ticks import Tick, ticks
from cstoviz.drawing.words import (
    DROP,
    LEADING,
    MIDDLE,
    Line,
    Type,
    joined,
    length,
    longest,
    parsed,
    wrapped,
)

_APART, _CORNER, _BESIDE, _CAPITAL = 0.4, 0.64, 0.45, 0.72
_SHORT, _WIDE = 0.25, (0.32, 0.42, 0.5)
"""Parts of a sheet's width: words beside a vertical axis stand in one line up to the first; the
others are how much they may take, the more the lower the rows."""


class _Label(NamedTuple):
    at: float
    lines: tuple[Line, ...]


def grid(frame: Frame) -> Iterator[Mark]:
    """Give the lines of the grid, each once, across every pair of axes that has data."""
    pairs = dict.fromkeys((trace.x_axis, trace.y_axis) for trace in frame.scene.traces)
    both = ((frame.axes[x], frame.axes[y]) for x, y in pairs)
    lines = (line for x, y in both for axis, other in ((x, y), (y, x))
             for line in _grid(axis, other, frame))  # fmt: skip
    yield from {line.points: line for line in lines}.values()


def _grid(axis: Axis, other: Axis, frame: Frame) -> Iterator[Stroke]:
    shown = axis.visible and at(axis.spec, "showgrid", True)
    if shown and (other.visible or not _overlaid(other, frame)):
        for tick in ticks(axis, frame.scene.separators, frame.sheet.scale):
            yield _across(axis, other, tick, frame)


def _overlaid(axis: Axis, frame: Frame) -> bool:
    """Say whether an axis without words lies in the room of another one."""
    low, high = axis.span
    others = [other for other in frame.axes.values() if other.name[0] == axis.name[0]]
    return any(
        other.name != axis.name and other.span[0] <= low + 1e-6 and other.span[1] >= high - 1e-6
        for other in others
    )


def _across(axis: Axis, other: Axis, tick: Tick, frame: Frame) -> Stroke:
    place, (low, high) = axis.pixel(tick.place), other.span
    points = ((place, low), (place, high)) if axis.name[0] == "x" else ((low, place), (high, place))
    width = frame.sheet.px(at(axis.spec, "gridwidth", 1))
    return Stroke(role="grid", points=points, line=Drawn(GRID, width))


def labels(frame: Frame) -> Iterator[Mark]:
    """Give the words at the ticks of all axes, and their titles."""
    used = {name for trace in frame.scene.traces for name in (trace.x_axis, trace.y_axis)}
    for axis in frame.axes.values():
        if not axis.visible or axis.name not in used:
            continue
        kind = _level if axis.name[0] == "x" else _upright
        if at(axis.spec, "showticklabels", True):
            words = list(kind(axis, frame))
            yield from words
        else:
            words = []
        yield from _title(axis, words, frame)


def _type(axis: Axis, frame: Frame) -> Type:
    return frame.sheet.type(at(axis.spec, "tickfont"), at(frame.layout, "font"))


def _beside(axis: Axis, frame: Frame) -> float:
    """Return where on the other direction an axis stands: at the edge of the one it belongs to."""
    other = frame.axes.get(str(at(axis.spec, "anchor", "")))
    level = axis.name[0] == "x"
    side = at(axis.spec, "side", "bottom" if level else "left")
    low, high = (
        (frame.plot.top, frame.plot.bottom) if level else (frame.plot.left, frame.plot.right)
    )
    if other is not None:
        low, high = other.span
    return low if side in ("top", "left") else high


def _level(axis: Axis, frame: Frame) -> Iterator[Words]:
    style = _type(axis, frame)
    leading, above = style.size * LEADING, at(axis.spec, "side") == "top"
    angle, shown = _fitted(axis, style, frame)
    apart = style.size * (_CORNER if _has_words(axis, frame) and not above else _APART)
    edge = _beside(axis, frame) + (-apart if above else apart)
    for place, lines in shown:
        more = leading * (len(lines) - 1)
        if angle:
            x, anchor = place + MIDDLE * style.size - more / 2, "start" if above else "end"
            yield Words("axis", x=x, y=edge, lines=lines, leading=leading, anchor=anchor, angle=-90)
        else:
            y = edge - more if above else edge + _CAPITAL * style.size
            yield Words("axis", x=place, y=y, lines=lines, anchor="middle", leading=leading)


def _has_words(axis: Axis, frame: Frame) -> bool:
    """Say whether a horizontal axis meets a vertical one with words at its corner."""
    edge = _beside(axis, frame)
    upright = (other for other in frame.axes.values() if other.name[0] == "y" and other.visible)
    return any(abs(other.span[1] - edge) < 1 and other.kind != "category" for other in upright)


def _fitted(axis: Axis, style: Type, frame: Frame) -> tuple[float, list[_Label]]:
    """Return the words of a horizontal axis so that they do not touch, and their angle.

    Names are broken into lines or set upright, dates and numbers left out.
    """
    found = [
        _Label(axis.pixel(tick.place), parsed(tick.words, style))
        for tick in ticks(axis, frame.scene.separators, frame.sheet.scale)
    ]
    found.sort()
    names = axis.kind == "category" or bool(values(axis.spec.get("autotickangles")))
    if not names:
        return 0.0, _thinned(found, style)
    room = min(
        (b.at - a.at for a, b in pairwise(found)), default=frame.plot.right - frame.plot.left
    )
    room -= 0.5 * style.size
    broken = [_Label(label.at, wrapped(joined(label.lines), room)) for label in found]
    if all(longest(label.lines) <= room for label in broken):
        return 0.0, broken
    return -90.0, [_Label(label.at, (joined(label.lines),)) for label in found]


def _thinned(found: Sequence[_Label], style: Type) -> list[_Label]:
    """Keep every first, second, third ... label, the first such that they do not touch."""
    gap = 0.5 * style.size
    for step in range(1, len(found) + 1):
        kept = list(found[::step])
        ends = [(label.at, longest(label.lines) / 2) for label in kept]
        if all(b[0] - b[1] - a[0] - a[1] >= gap for a, b in pairwise(ends)):
            return kept
    return list(found[:1])


def _upright(axis: Axis, frame: Frame) -> Iterator[Words]:
    style = _type(axis, frame)
    leading = style.size * LEADING
    found = [
        _Label(axis.pixel(tick.place), parsed(tick.words, style))
        for tick in ticks(axis, frame.scene.separators, frame.sheet.scale)
    ]
    right = at(axis.spec, "side") == "right"
    edge = _beside(axis, frame) + (_BESIDE if right else -_BESIDE) * style.size
    if axis.kind in ("linear", "log") and axis.spec.get("tickvals") is None:
        found = _apart(found, style)
    for place, lines in _rows(found, style, frame):
        y = place + MIDDLE * style.size - leading * (len(lines) - 1) / 2
        anchor = "start" if right else "end"
        yield Words(role="axis", x=edge, y=y, lines=lines, anchor=anchor, leading=leading)


def _apart(found: Sequence[_Label], style: Type) -> list[_Label]:
    """Keep every first, second, third ... number from below, so that they do not touch."""
    upwards = sorted(found, reverse=True)
    room = min((a.at - b.at for a, b in pairwise(upwards)), default=style.size)
    return upwards[:: max(1, ceil(style.size / max(room, 1e-6)))]


def _rows(found: Sequence[_Label], style: Type, frame: Frame) -> list[_Label]:
    """Set the words of rows in as few lines as the sheet's width allows, if rows are low."""
    found = sorted(found)
    room = min((b.at - a.at for a, b in pairwise(found)), default=frame.sheet.height)
    most = int(max(1.0, room / (style.size * LEADING)))
    whole = [joined(label.lines) for label in found]
    short = all(length(line) < _SHORT * frame.sheet.width for line in whole)
    fits = all(len(label.lines) <= most for label in found)
    narrow = longest(line for label in found for line in label.lines) < _WIDE[0] * frame.sheet.width
    if fits and narrow and not short:
        return found
    for share in _WIDE:
        broken = [wrapped(line, share * frame.sheet.width) for line in whole]
        if all(len(lines) <= most for lines in broken):
            break
    return [_Label(label.at, lines) for label, lines in zip(found, broken, strict=True)]


def _title(axis: Axis, words: Sequence[Words], frame: Frame) -> Iterator[Words]:
    said = str(at(axis.spec, "title.text", "") or "")
    if not said:
        return
    style = frame.sheet.type(at(axis.spec, "title.font"), at(frame.layout, "font"))
    lines = parsed(said, style)
    edge, (low, high) = _beside(axis, frame), axis.span
    middle, gap = (low + high) / 2, 0.45 * style.size
    if axis.name[0] == "x":
        depth = max(
            (word.y + word.leading * (len(word.lines) - 1) - edge for word in words), default=0.0
        )
        y = edge + depth + DROP * style.size + gap + 0.7 * style.size
        yield Words(role="axis", x=middle, y=y, lines=lines, anchor="middle", leading=style.size)
        return
    wide = max((longest(word.lines) for word in words), default=0.0)
    x = edge - wide - (_BESIDE + DROP) * style.size - gap
    yield Words(role="axis", x=x, y=middle, lines=lines, anchor="middle", angle=-90)
