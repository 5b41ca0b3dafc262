"""Rows of marks with their words: how high each is on a sheet, and where its words stand.

A figure sets words above the marks that they name. On a sheet of another height the words keep
their size and the marks take the rest; or the words move beside the marks, into a gutter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cstoviz.drawing import notes, traces
from cstoviz.drawing.model import Area, Box, Dot, Stroke, Words
from cstoviz.drawing.reading import Spec, at
from cstoviz.drawing.sheet import Frame, Knots
from cstoviz.drawing.words import (
    DROP,
    LEADING,
    MIDDLE,
    RISE,
    Extent,
    Line,
    extent,
    joined,
    longest,
    wrapped,
)

_NEAR, _CLOSE, _TICKS = 0.3, 0.1, 0.8
_KEPT = 0.35
_THICKEST = 2.2
_STEPS = 40


class Row(NamedTuple):
    """A row of a figure at its own height; lengths are parts of the height of its plot.

    place: of the annotation that names it, -1 for none; lead: from the row before it to its marks;
    body: what its marks take, 0 for a heading; kept: whether other words stand in its lead; firm:
    the least that its marks need, in pixels, because they keep their size; parted: whether it is a
    plot of its own, with words at its axis.
    """

    place: int
    words: Words | None
    lead: float
    body: float
    kept: bool
    firm: float = 0.0
    parted: bool = False


@dataclass(frozen=True)
class Plan:
    """How rows are set: `lines` of each row's words; in a gutter so wide or, at 0, above."""

    rows: tuple[Row, ...]
    lines: tuple[tuple[Line, ...], ...]
    tail: float
    gutter: float = 0.0


def rows(frame: Frame) -> tuple[list[Row], float]:
    """Return the rows of a figure at its own height, and what is left below the last."""
    tall = frame.plot.bottom - frame.plot.top
    inside = (row for row in notes.row_notes(frame) if _middle(row[2]) > frame.plot.top)
    named = sorted(inside, key=lambda row: row[2].y)
    if len(named) < 2:
        return [], 0.0
    bodies = list(_bodies(frame))
    others = [extent(word) for word in notes.notes(frame)]
    tops = [_room(words).top for _, _, words in named]
    found: list[Row] = []
    end = frame.plot.top
    above = _body(end, tops[0], bodies)
    if above.bottom > above.top:
        found.append(Row(-1, None, (above.top - end) / tall, above.tall / tall, True, above.firm))
        end = above.bottom
    for (place, note, words), after in zip(named, [*tops[1:], frame.plot.bottom], strict=True):
        box = _room(words)
        domain = _domain(note, frame)
        body = domain or _body(box.bottom, after, bodies)
        top, bottom = max(body.top, end), max(body.bottom, end)
        lead = Extent(box.left, end, frame.sheet.width, top)
        kept = sum(other.meets(lead, 2.0) for other in others) > 1
        shares = (top - end) / tall, (bottom - top) / tall
        found.append(Row(place, words, *shares, kept, body.firm, domain is not None))
        end = bottom
    return found, max(0.0, frame.plot.bottom - end) / tall


class _Body(NamedTuple):
    top: float
    bottom: float
    firm: float = 0.0

    @property
    def tall(self) -> float:
        return self.bottom - self.top


def _middle(words: Words) -> float:
    box = extent(words)
    return (box.top + box.bottom) / 2


def _room(words: Words) -> Extent:
    size = max((run.size for line in words.lines for run in line), default=0.0)
    box = extent(words)
    last = words.y + words.leading * (len(words.lines) - 1)
    return Extent(box.left, words.y - RISE * size, box.right, last + DROP * size)


def _domain(note: Spec, frame: Frame) -> _Body | None:
    name, _, domain = str(at(note, "yref", "y")).partition(" ")
    return _Body(*frame.axes[name].span) if domain and name in frame.axes else None


def _bodies(frame: Frame) -> Iterator[_Body]:
    """Give from where to where downwards each mark of the data is, and what it needs."""
    for mark in traces.marks(frame):
        if isinstance(mark, Box) and mark.role == "mark":
            yield _Body(mark.y, mark.y + mark.height)
        elif isinstance(mark, Dot):
            yield _Body(mark.y - mark.size / 2, mark.y + mark.size / 2, mark.size)
        elif isinstance(mark, Words):
            box = extent(mark)
            middle = (box.top + box.bottom) / 2
            yield _Body(middle, middle, box.bottom - box.top)
        elif isinstance(mark, (Stroke, Area)):
            yield from _lengthwise(mark)


def _lengthwise(mark: Stroke | Area) -> Iterator[_Body]:
    parts = mark.rings if isinstance(mark, Area) else (mark.points,)
    for part in parts:
        ys = [y for _, y in part]
        yield _Body(min(ys), max(ys))


def _body(top: float, bottom: float, bodies: Sequence[_Body]) -> _Body:
    """Return from where to where the marks are whose middle lies in a part of the plot."""
    inside = [body for body in bodies if top < (body.top + body.bottom) / 2 < bottom]
    if not inside:
        return _Body(top, top)
    firm = max(body.firm for body in inside)
    return _Body(min(body.top for body in inside), max(body.bottom for body in inside), firm)


def set_lines(found: Sequence[Row], width: float, all_in_one: bool) -> tuple[tuple[Line, ...], ...]:
    """Return the words of rows in as few lines as a width allows.

    Lines of different sizes stay apart unless `all_in_one`.
    """
    return tuple(
        () if not row.words
        else row.words.lines if row.kept and row.body == 0
        else _relined(row.words.lines, width, all_in_one)
        for row in found
    )  # fmt: skip


def beside(found: Sequence[Row]) -> bool:
    """Say whether the words of rows could stand beside the plot: nothing else stands in line."""
    return sum(row.kept for row in found if row.words) <= 1


def _relined(lines: Sequence[Line], width: float, all_in_one: bool) -> tuple[Line, ...]:
    groups: list[list[Line]] = []
    for line in lines:
        same = groups and line and groups[-1][-1] and groups[-1][-1][0].size == line[0].size
        if groups and (same or all_in_one):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(line for group in groups for line in wrapped(joined(group), width))


def gutter_width(lines: Sequence[Sequence[Line]]) -> float:
    """Return how wide the words of rows are."""
    return max((longest(each) for each in lines), default=0.0)


def heights(plan: Plan, tall: float, own: float) -> tuple[list[float], float]:
    """Return lead and body of every row in turn, in pixels of a plot `tall` high, and their scale.

    own: how high the plot is at the figure's own height. The scale says how high the marks are
    against their own height: 0 where there is no room for them.
    """
    low, high = 0.0, _THICKEST
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if sum(_parts(plan, middle, own)) > tall:
            high = middle
        else:
            low = middle
    parts = _parts(plan, low, own)
    spare = tall - sum(parts)
    between = sum(parts[2::2])
    if spare > 0 and between > 0:
        parts[2::2] = [lead + spare * lead / between for lead in parts[2::2]]
    return parts, low if spare > -1 else 0.0


def _parts(plan: Plan, scale: float, own: float) -> list[float]:
    """Return lead and body of every row in turn, and what is left below, at a scale."""
    parts: list[float] = []
    before = words_before = 0.0
    for row, lines in zip(plan.rows, plan.lines, strict=True):
        lead, body = row.lead * own * scale, max(row.body * own * scale, row.firm)
        leading, words = _leading(lines), _leading(lines) * len(lines)
        if not plan.gutter:
            least = words + (_NEAR if row.body else _CLOSE) * leading if words else 0.0
        else:
            lead *= _KEPT if words else 1.0
            least = (words + words_before) / 2 + _CLOSE * leading - (before + body) / 2
            if words and (row.kept or row.parted):
                least = max(least, (1.1 if row.kept else _TICKS) * leading)
        parts += [max(lead, least), body]
        before, words_before = body, words
    below = (words_before - before) / 2 if plan.gutter else 0.0
    return [*parts, max(plan.tail * own * scale * _KEPT, below)]


def _leading(lines: Sequence[Line]) -> float:
    return LEADING * max((run.size for line in lines for run in line), default=0.0)


def knots(plan: Plan, parts: Sequence[float], plot: Extent) -> Knots:
    """Return where the edges of rows are drawn, for a plot of a sheet."""
    tall = plot.bottom - plot.top
    old, new = plot.top, plot.top
    found = [(old, new)]
    own = [part for row in plan.rows for part in (row.lead, row.body)]
    for before, after in zip([*own, plan.tail], parts, strict=True):
        old, new = old + before * tall, new + after
        if before * tall > 1e-6:
            found.append((old, new))
        else:
            found[-1] = (found[-1][0], new)
    return tuple(found)


def words_of(plan: Plan, parts: Sequence[float], plot: Extent, left: float) -> dict[int, Words]:
    """Return the words of the rows where they stand, by the place of their annotation."""
    found = {}
    y = plot.top
    for slot, (row, lines) in enumerate(zip(plan.rows, plan.lines, strict=True)):
        top = y + parts[2 * slot]
        y = top + parts[2 * slot + 1]
        if row.words is None or not lines:
            continue
        leading = _leading(lines)
        size, more = leading / LEADING, leading * (len(lines) - 1)
        if plan.gutter:
            base, x = (top + y) / 2 + MIDDLE * size - more / 2, left
        else:
            base, x = top - (_NEAR + DROP - 0.1) * size - more, plot.left
        found[row.place] = Words(
            role="label", x=x, y=base, lines=lines, anchor="start", leading=leading
        )
    return found
