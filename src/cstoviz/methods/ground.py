"""What every example stands on: the tables, names, and the whole record as one selection."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from cstoviz import text
from cstoviz.codes import number_code
from cstoviz.context import count
from cstoviz.labels import Labels
from cstoviz.methods.model import Named, See
from cstoviz.selection import Period, Selection, apply, whole_period
from cstoviz.tables import Tables, collect
from cstoviz.text import t
from cstoviz.views.behind import KEY
from cstoviz.views.core import View

WHOLE = Selection()
"""Every reported event: what the examples count, unless they say otherwise."""


@dataclass(frozen=True, eq=False)
class Ground:
    """The loaded tables and the names of their codes in the present language."""

    tables: Tables
    labels: Labels

    @cached_property
    def reported(self) -> pd.DataFrame:
        """The reported events by their first day, then by key; as in the table of events."""
        return self.events(WHOLE)

    @cached_property
    def record(self) -> Period:
        """The days from the first reported event's month to where reports end."""
        whole, through = whole_period(self.tables, WHOLE.status), self.tables.package.through
        return Period(whole.start, through) if through and through >= whole.start else whole

    def events(self, selection: Selection) -> pd.DataFrame:
        """Return the events that a selection keeps, by first day, then by key."""
        rows = collect(apply(self.tables, selection).events)
        return rows.sort_values(["start_date", "event_id"], kind="stable", ignore_index=True)

    def n(self, selection: Selection = WHOLE) -> int:
        """Return how many events a selection keeps."""
        return count(self.tables, selection)

    def named(self, events: Iterable[str]) -> tuple[Named, ...]:
        """Return events of these keys by title and days. Raises KeyError for an unknown one."""
        rows = self.tables.rows("events").set_index("event_id")
        return tuple(self._named(str(event), rows.loc[event]) for event in events)

    def _named(self, event: str, row: Any) -> Named:
        days = text.span(row["start_date"], row["end_date"])
        if row["date_precision"] == "month":
            days = t("methods.month-only", days=days)
        return Named(event, self.labels.of("event", event), days)

    def state(self, code: str) -> str:
        """Return the name of a state."""
        return self.labels.of("state", code)


def see(page: str, view: View, query: Mapping[str, Iterable[str]] | None = None) -> See:
    """Return the way to a view on its page."""
    pairs = tuple((key, tuple(values)) for key, values in (query or {}).items())
    return See(page, t("methods.see", question=view.question), pairs)


def see_number(page: str, view: View, column: str, *keys: Any) -> See:
    """Return the way to a number of a view, with the events behind it opened."""
    return see(page, view, {KEY: (number_code(view.id, column, *keys),)})


def first(rows: pd.DataFrame) -> tuple[str, ...]:
    """Return the key of the first event of some rows, or nothing."""
    return tuple(rows["event_id"].astype("str").head(1))


def day_of(stamp: Any) -> str:
    """Write a day as an address does: "2025-05-13"."""
    return str(pd.Timestamp(stamp).date().isoformat())


def days(start: Any, end: Any) -> str:
    """Write a period as an address does."""
    return f"{day_of(start)}..{day_of(end)}"
