"""Periods: days from one to another, and those that a reader can choose by name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import narwhals as nw
import pandas as pd

from cstoviz.tables import Tables, collect, per_package

LAST_MONTHS = (3, 6, 12)
_RANGE = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True)
class Period:
    """Days from `start` to `end`, both included."""

    start: date
    end: date

    def __str__(self) -> str:
        return f"{self.start.isoformat()}..{self.end.isoformat()}"

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days + 1

    def preceding(self) -> Period:
        """Return the period of equal length that ends on the day before this one."""
        end = date.fromordinal(self.start.toordinal() - 1)
        return Period(date.fromordinal(end.toordinal() - self.days + 1), end)


@per_package
def presets(tables: Tables) -> Mapping[str, Period]:
    """Return the periods a reader can choose by name, by id.

    Chairmanship terms and calendar years in which an event starts, and the last 3, 6 and 12
    months up to the last reported day.
    """
    days = _event_days(tables)
    found: dict[str, Period] = {}
    for term in tables.rows("chairmanships").itertuples():
        period = Period(term.starts_on.date(), term.ends_on.date())
        if any(period.start <= day <= period.end for day in days):
            found[str(term.chairmanship_id)] = period
    for year in sorted({day.year for day in days}):
        found[str(year)] = Period(date(year, 1, 1), date(year, 12, 31))
    return found | _last_months(tables.last_reported)


def _last_months(last: pd.Timestamp | None) -> dict[str, Period]:
    if last is None:
        return {}
    starts = {n: last - pd.DateOffset(months=n) + pd.Timedelta(days=1) for n in LAST_MONTHS}
    return {f"last-{n}-months": Period(start.date(), last.date()) for n, start in starts.items()}


def _event_days(tables: Tables) -> list[date]:
    events = tables.events.filter(nw.col("status") != "cancelled")
    starts = collect(events.group_by("start_date").agg(n=nw.len()))
    return [stamp.date() for stamp in starts["start_date"]]


FIRST, LAST = date(1800, 1, 1), date(2199, 12, 31)
"""Between these days a period can lie; those before it and after it are days that exist, too."""


def resolve(period: str, tables: Tables) -> Period | None:
    """Return the days that a period key means; None for "" and for what is no period."""
    if match := _RANGE.fullmatch(period):
        try:
            start, end = (date.fromisoformat(part) for part in match.groups())
        except ValueError:
            return None
        return Period(start, end) if FIRST <= start <= end <= LAST else None
    return presets(tables).get(period)
