"""Where an axis has ticks and what is written there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from math import ceil, floor, log10
from typing import Any, NamedTuple

from cstoviz.drawing import formats
from cstoviz.drawing.axis import DAY, Axis
from cstoviz.drawing.reading import at, day, moment, number, values

_LEAST = {"x": 80.0, "y": 40.0}
_DAYS = (1, 2, 7, 14)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)


class Tick(NamedTuple):
    """A place on an axis, in its numbers, and its words."""

    place: float
    words: str


def ticks(axis: Axis, separators: str, scale: float = 1.0) -> list[Tick]:
    """Return the ticks of an axis inside its range, the lowest first."""
    low, high = sorted((axis.low, axis.high))
    slack = (high - low) * 1e-6
    found = [
        tick for tick in _all(axis, separators, scale) if low - slack <= tick[0] <= high + slack
    ]
    return sorted(found)


def _all(axis: Axis, separators: str, scale: float) -> list[Tick]:
    spec = axis.spec
    if spec.get("tickvals") is not None:
        return _given(axis, separators)
    if axis.kind == "category":
        return [Tick(float(place), str(name)) for place, name in enumerate(axis.categories)]
    if axis.kind == "log":
        return _powers(axis, separators)
    if axis.kind == "date":
        return _days(axis, scale)
    return _even(axis, separators, scale)


def _given(axis: Axis, separators: str) -> list[Tick]:
    places = values(axis.spec.get("tickvals"))
    words: Sequence[Any] = values(axis.spec.get("ticktext"))
    found = []
    for slot, value in enumerate(places):
        place = axis.number(value)
        if place is not None:
            said = words[slot] if slot < len(words) else _plain(axis, place, separators)
            found.append(Tick(place, str(said)))
    return found


def _plain(axis: Axis, place: float, separators: str) -> str:
    pattern = str(at(axis.spec, "tickformat", ""))
    if axis.kind == "date":
        return formats.date(day(place), pattern)
    if axis.kind == "category" and 0 <= place < len(axis.categories):
        return str(axis.categories[int(place)])
    return formats.number(10**place if axis.kind == "log" else place, pattern, separators)


def _powers(axis: Axis, separators: str) -> list[Tick]:
    low, high = sorted((axis.low, axis.high))
    step = max(1, round(number(at(axis.spec, "dtick", 1)) or 1))
    places = range(ceil(low - 1e-9), floor(high + 1e-9) + 1, step)
    return [Tick(float(place), _plain(axis, float(place), separators)) for place in places]


def _most(axis: Axis, scale: float) -> float:
    """Return how many ticks an axis may have: as it says, else by its length."""
    asked = number(axis.spec.get("nticks"))
    if asked:
        return asked
    room = abs(axis.end - axis.start) / scale / _LEAST[axis.name[0]]
    return max(4.0, min(9.0, room)) + 1


def _even(axis: Axis, separators: str, scale: float) -> list[Tick]:
    low, high = sorted((axis.low, axis.high))
    step = number(axis.spec.get("dtick")) or _round((high - low) / _most(axis, scale))
    if step < 1 and str(at(axis.spec, "tickformat", "")).endswith("d"):
        step = 1.0
    if step <= 0:
        return []
    first = number(axis.spec.get("tick0")) or 0.0
    start, end = ceil((low - first) / step - 1e-9), floor((high - first) / step + 1e-9)
    places = [first + step * count for count in range(start, min(end, start + 1000) + 1)]
    words = [_plain(axis, round(place, 10), separators) for place in places]
    pairs = zip(places, words, strict=True)
    return [
        Tick(place, said) for slot, (place, said) in enumerate(pairs) if said not in words[:slot]
    ]


def _round(step: float) -> float:
    """Return the least of 1, 2, 5, 10, 20, ... that is no less."""
    if step <= 0:
        return 0.0
    power = 10.0 ** floor(log10(step))
    return next(power * part for part in (1, 2, 5, 10) if step <= power * part * (1 + 1e-9))


def _days(axis: Axis, scale: float) -> list[Tick]:
    low, high = sorted((axis.low, axis.high))
    pattern = str(at(axis.spec, "tickformat", "%-d %b\n%Y"))
    found, before = [], ""
    for place in _dates(low, high, _most(axis, scale)):
        first, _, second = pattern.partition("\n")
        below = formats.date(day(place), second) if second else ""
        shown = formats.date(day(place), first)
        found.append(Tick(place, f"{shown}<br>{below}" if below and below != before else shown))
        before = below
    return found


def _dates(low: float, high: float, most: float) -> Iterator[float]:
    span = (high - low) / DAY
    days = next((step for step in _DAYS if span / step <= most), 0)
    if days:
        place = ceil(low / DAY / days) * days * DAY
        while place <= high:
            yield place
            place += days * DAY
        return
    months = next((step for step in _MONTHS if span / 30.44 / step <= most), _MONTHS[-1])
    first = day(low)
    count = ceil((first.year * 12 + first.month - 1) / months) * months
    while (place := moment(datetime(count // 12, count % 12 + 1, 1)) or 0.0) <= high:
        yield place
        count += months
