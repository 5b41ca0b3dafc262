"""Axes: which number a value is, and where on the sheet the number stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import log10
from typing import Any

from cstoviz.drawing.reading import Spec, at, day, is_time, moment, number, values

DAY = 86_400_000.0


@dataclass(frozen=True)
class Axis:
    """One axis: its kind, its range in its own numbers, the pixels that the range spans.

    Dates are milliseconds since 1970, categories their place from 0, logarithmic values their
    power of ten. `warp` are (pixel, pixel drawn there) from low to high, where the sheet gives more
    room to some parts of a plot than to others.
    """

    name: str
    spec: Spec
    kind: str = "linear"
    categories: tuple[Any, ...] = ()
    low: float = 0.0
    high: float = 1.0
    start: float = 0.0
    end: float = 1.0
    warp: tuple[tuple[float, float], ...] = ()
    places: dict[Any, int] = field(default_factory=dict, compare=False)

    @property
    def visible(self) -> bool:
        """Whether its ticks and words are drawn."""
        return bool(at(self.spec, "visible", True))

    def number(self, value: Any) -> float | None:
        """Return the number of a value of the data, None for what has no place here."""
        if self.kind == "date":
            return moment(value)
        if self.kind == "category":
            return float(self.places[value]) if value in self.places else number(value)
        read = number(value)
        if self.kind == "log":
            return log10(read) if read is not None and read > 0 else None
        return read

    def length(self, value: Any) -> float | None:
        """Return a length along the axis, as bars have it; of dates in milliseconds."""
        return number(value)

    def pixel(self, place: float) -> float:
        """Return where a number stands on the sheet."""
        if self.high == self.low:
            return warped((self.start + self.end) / 2, self.warp)
        share = (place - self.low) / (self.high - self.low)
        return warped(self.start + share * (self.end - self.start), self.warp)

    def where(self, value: Any) -> float | None:
        """Return where a value of the data stands on the sheet."""
        place = self.number(value)
        return None if place is None else self.pixel(place)

    @property
    def span(self) -> tuple[float, float]:
        """The lower and upper pixel."""
        low, high = sorted((self.start, self.end))
        return warped(low, self.warp), warped(high, self.warp)

    @property
    def per_pixel(self) -> float:
        """How much of its numbers one pixel is."""
        return abs(self.high - self.low) / max(abs(self.end - self.start), 1e-9)


def warped(place: float, knots: Sequence[tuple[float, float]]) -> float:
    """Return where a pixel is drawn, between the knots (pixel, pixel drawn there) around it."""
    if len(knots) < 2:
        return place
    slot = bisect_right(knots, (place, float("inf"))) - 1
    slot = min(max(slot, 0), len(knots) - 2)
    (before, first), (after, second) = knots[slot], knots[slot + 1]
    return first + (place - before) / (after - before) * (second - first)


def kind_of(spec: Spec, data: Iterable[Any]) -> str:
    """Return the kind of an axis: as it says, else as its data are."""
    said = at(spec, "type", "-")
    if said in ("linear", "date", "log", "category"):
        return str(said)
    items = [item for item in data if item is not None]
    if items and all(is_time(item) for item in items):
        return "date"
    if items and not any(number(item) is not None for item in items):
        return "category"
    return "linear"


def categories(spec: Spec, data: Iterable[Any]) -> tuple[Any, ...]:
    """Return the categories of an axis in their order."""
    first = values(spec.get("categoryarray"))
    return tuple(dict.fromkeys([*first, *(item for item in data if item is not None)]))


def limits(axis: Axis, found: Sequence[float]) -> tuple[float, float]:
    """Return the range of an axis: its own, else around the numbers found on it."""
    own = [_own(axis, end) for end in values(axis.spec.get("range"))]
    if len(own) == 2 and own[0] is not None and own[1] is not None:
        return own[0], own[1]
    low, high = (min(found), max(found)) if found else (0.0, 1.0)
    if at(axis.spec, "rangemode") in ("tozero", "nonnegative"):
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = (low, low + 1) if low == 0 else (low - 0.5, high + 0.5)
    reverse = at(axis.spec, "autorange") == "reversed"
    return (high, low) if reverse else (low, high)


def _own(axis: Axis, end: Any) -> float | None:
    return moment(end) if axis.kind == "date" else number(end)


def aligned(value: float, period: Any, alignment: str) -> float:
    """Return a time moved to the start, middle or end of its period ("M1", milliseconds)."""
    begin, after = period_of(value, period)
    return {"start": begin, "end": after}.get(alignment, (begin + after) / 2)


def period_of(value: float, period: Any) -> tuple[float, float]:
    """Return start and end of the period that a time is in."""
    if isinstance(period, str) and period.startswith("M"):
        count = int(period[1:])
        when = day(value)
        months = (when.year * 12 + when.month - 1) // count * count
        return _month(months), _month(months + count)
    size = number(period) or DAY
    begin = value // size * size
    return begin, begin + size


def _month(months: int) -> float:
    return moment(datetime(months // 12, months % 12 + 1, 1)) or 0.0
