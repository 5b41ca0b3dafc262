"""What is asked of metrics and of hand-written SQL alike: `sql/ID.sql` answers question ID."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from benchmarks import selections
from cstoviz.metrics import coverage, events, overview, participation, places, sides, sources
from cstoviz.metrics import together as pairs
from cstoviz.metrics.membership import members_shown
from cstoviz.metrics.targets import declared_terms
from cstoviz.selection import Selection, resolve
from cstoviz.tables import Tables
from cstoviz.views.compare import KINDS

SQL = Path(__file__).with_name("sql")

LAST = 300
"""How many filters there are."""

Answer = Sequence[tuple[Any, ...]]


@dataclass(frozen=True)
class Question:
    """A metric, and which of its columns the SQL answers too.

    keys: the columns that name a row; counts: its numbers (a row of nothing but zeros says nothing,
    and SQL has none); n: what they are out of.
    """

    id: str
    metric: Callable[[Tables, Selection], pd.DataFrame]
    keys: tuple[str, ...]
    counts: tuple[str, ...] = ()
    n: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.keys, *self.counts, *self.n)

    @property
    def sql(self) -> str:
        return (SQL / f"{self.id}.sql").read_text("utf-8")

    def told(self, rows: Iterable[Mapping[str, Any]]) -> Answer:
        """Return rows in these columns and in one order, whatever types their values came in."""
        plain = ({name: _plain(row[name]) for name in self.columns} for row in rows)
        kept = (row for row in plain if not self.counts or any(row[name] for name in self.counts))
        return sorted((tuple(row.values()) for row in kept), key=str)


QUESTIONS = (
    Question("events-per-month", overview.per_month, ("month", "kind"), ("events",)),
    Question("headlines", overview.headlines, ("figure",), ("value",)),
    Question(
        "participation-by-state", participation.by_state, ("state",),
        ("lower", "inferred", "upper", "absent"), ("n",),
    ),
    Question(
        "participation-by-kind", participation.by_kind, ("kind", "state"),
        ("lower", "inferred", "upper"), ("n",),
    ),
    Question("together", pairs.together, ("state", "with_state"), ("events",), ("n",)),
    Question("roles", pairs.roles, ("state", "role"), ("named", "inferred")),
    Question(
        "organisations", pairs.organisations, ("organisation",), ("named", "inferred"), ("n",)
    ),
    Question(
        "coverage-by-area", coverage.by_area, ("area",), (), ("covered", "touched", "nothing")
    ),
    Question(
        "events-by-host-country", places.states_shaded, ("state",), ("hosted", "took_part")
    ),
    Question(
        "sources-per-month", sources.per_month, ("month", "publisher_kind", "language"),
        ("sources",),
    ),
    Question(
        "compare-by-kind", KINDS.metric, ("kind",), ("left", "right"), ("left_n", "right_n", "of")
    ),
    Question(
        "latest-events", events.latest, ("event", "start", "end", "kind", "place", "host")
    ),
)  # fmt: skip


def _plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    if hasattr(value, "year"):
        return pd.Timestamp(value).date().isoformat()
    return value if isinstance(value, str) else int(value)


def selection(number: int) -> Selection:
    """Return a filter of almost all events that no other number has, so that no cache knows it.

    Raises ValueError for a number past the last.
    """
    if number >= LAST:
        raise ValueError(f"there are only {LAST} periods: ask for fewer rounds")
    return Selection(period=selections.period(number)).with_options(compare="states")


def parameters(tables: Tables, asked: Selection) -> Mapping[str, Any]:
    """Return what a filter means to SQL: first, last (days), members, term, left, right (codes)."""
    period = resolve(asked.period, tables)
    assert period is not None, asked.period
    return {
        "first": period.start,
        "last": period.end,
        "members": list(members_shown(tables, asked)),
        "term": next(iter(declared_terms(tables)), ""),
        **{name: sides.chosen(tables, asked, name) for name in sides.SIDES},
    }


def used(sql: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters that occur in a statement."""
    return {name: value for name, value in given.items() if f"${name}" in sql}
