"""A batch of made-up events: which real event each is taken after, and when it was held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from cstoviz.synthetic.chance import Chance, Floats, Ints, Mask
from cstoviz.tables import Package

STATUSES = ("reported", "announced", "cancelled")
REPORTED, ANNOUNCED, CALLED_OFF = range(3)
"""Places of the codes among `STATUSES`."""

CANCELLED = 0.01
"""How many of the events are called off."""


@dataclass(frozen=True, eq=False)
class Batch:
    """Made-up events one after another.

    numbers: from 1 on; template: the place of the real event that each is taken after; start, end:
    days from 1970 on; month: whether only the month is known; status: the place of a code.
    """

    numbers: Ints
    template: Ints
    start: Ints
    end: Ints
    month: Mask
    status: Ints

    def __len__(self) -> int:
        return len(self.numbers)


@dataclass(frozen=True)
class Span:
    """When events are held: first day, last day of reports, last day; days from 1970 on.

    share: how many of the events start while there are reports, from 0 to 1.
    """

    first: int
    through: int
    last: int
    share: float

    def days(self, places: Floats) -> Ints:
        """Return the day at each place of the record, which goes from 0 to 1."""
        ends = [self.first, max(self.first, min(self.through, self.last) + 1), self.last + 1]
        found: Floats = np.interp(places, [0.0, self.share, 1.0], ends)
        return np.minimum(found.astype(np.int64), self.last)


def span(events: pd.DataFrame, package: Package) -> Span:
    """Return when the events of a package start, and how many of them while there are reports."""
    starts = counted(events["start_date"])
    last = int(starts.max())
    through = last if package.through is None else (package.through - date(1970, 1, 1)).days
    return Span(int(starts.min()), through, last, float((starts <= through).mean()))


def counted(values: pd.Series[Any]) -> Ints:
    """Return days as numbers, counted from 1970 on."""
    found: Ints = values.to_numpy().astype("datetime64[D]").astype(np.int64)
    return found


class Calendar:
    """When made-up events are held, and whether they are reported, after those of a package.

    Days lie evenly over the span of the real ones, in order; events after the last day of reports
    are announced. An event is as long as the one that it is taken after.
    """

    def __init__(self, events: pd.DataFrame, package: Package, total: int) -> None:
        self._span, self._total = span(events, package), total
        starts, ends = counted(events["start_date"]), counted(events["end_date"])
        monthly = (events["date_precision"] == "month").to_numpy()
        self._days = ends - starts
        self._months = np.where(monthly, _months(ends) - _months(starts) + 1, 0)
        early = events[starts <= self._span.through]
        codes = package.field("events", "status").enum
        self._announced = float((early["status"] == "announced").mean()) if len(early) else 0.0
        self._cancelled = CANCELLED if "cancelled" in codes else 0.0

    def batch(self, numbers: Ints, chance: Chance) -> Batch:
        """Return the events of these numbers."""
        count = len(numbers)
        template = chance.below("template", len(self._days), count)
        places = (numbers - 1 + chance.draw("day", count)) / self._total
        day = self._span.days(places)
        status = self._status(day, chance)
        start, end = _whole_months(day, self._months[template])
        month = (self._months[template] > 0) & ((status != REPORTED) | (end <= self._span.through))
        last = day + np.where(self._months[template] > 0, 0, self._days[template])
        last = np.where(status == REPORTED, np.minimum(last, self._span.through), last)
        start, end = np.where(month, start, day), np.where(month, end, last)
        return Batch(numbers, template, start, end, month, status)

    def _status(self, day: Ints, chance: Chance) -> Ints:
        announced = chance.happens("announced", self._announced, len(day))
        status = np.where(announced | (day > self._span.through), ANNOUNCED, REPORTED)
        cancelled = chance.happens("cancelled", self._cancelled, len(day))
        return np.where(cancelled, CALLED_OFF, status).astype(np.int64)


def _months(day: Ints) -> Ints:
    """Return the months that days lie in, counted from 1970 on."""
    return day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def _whole_months(day: Ints, months: Ints) -> tuple[Ints, Ints]:
    """Return the first and the last day of so many months from that of a day on."""
    first = _months(day)
    return _first_day(first), _first_day(first + months) - 1


def _first_day(month: Ints) -> Ints:
    return month.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
