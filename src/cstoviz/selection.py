"""The reader's filter: what it is, how it stands in a URL, and the events that it keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

import narwhals as nw
import pandas as pd

from cstoviz import joins
from cstoviz.evidence import Known, known_of, with_states
from cstoviz.periods import LAST_MONTHS, Period, presets, resolve
from cstoviz.tables import Frame, Tables, collect, per_package

__all__ = [
    "BASES",
    "FACTS",
    "KEYS",
    "LAST_MONTHS",
    "MATCHES",
    "OFFICIAL",
    "SOURCES",
    "STATUSES",
    "Period",
    "Rejected",
    "Scope",
    "Selection",
    "apply",
    "choices",
    "from_query",
    "officially_known",
    "presets",
    "resolve",
    "shown_period",
    "stated_places",
    "whole_period",
    "within",
]

MATCHES = ("any", "all")
BASES = ("named", "inferred", "collective")
STATUSES = ("reported", "announced")
SOURCES = ("any", "official")
FACTS = ("all", "stated")
OFFICIAL = "official"
"""The `publisher_kind` of a source that the organisation or a state speaks through."""


@dataclass(frozen=True)
class Selection:
    """One reader's filter; the defaults keep every reported event.

    states: ISO 3166 alpha-3 codes, empty = no restriction; match: "any" or "all" of them
    period: a preset's id, `YYYY-MM-DD..YYYY-MM-DD`, or "" for all time
    kinds, organs: codes, empty = all; status: which of reported and announced count
    basis: how a state must be known to take part: "named", widened to "inferred" hosts and
        further to "collective" mentions
    sources: "official" keeps events with at least one official source
    facts: "stated" leaves out what is only inferred: events with an inferred date, inferred places
        and countries, inferred hosts and other participants
    options: what one view adds, as (key, value) pairs sorted by key (`term`, `lanes` ...)
    """

    states: tuple[str, ...] = ()
    match: str = "any"
    period: str = ""
    kinds: tuple[str, ...] = ()
    organs: tuple[str, ...] = ()
    status: tuple[str, ...] = ("reported",)
    basis: str = "named"
    sources: str = SOURCES[0]
    facts: str = FACTS[0]
    options: tuple[tuple[str, str], ...] = ()

    def option(self, key: str, default: str = "") -> str:
        """Return the value that a view's own option has in this selection."""
        return dict(self.options).get(key, default)

    def with_options(self, **values: str) -> Selection:
        """Return the selection with these options set; an empty value removes one."""
        merged = {**dict(self.options), **values}
        return replace(self, options=tuple(sorted((k, v) for k, v in merged.items() if v)))

    def without_options(self) -> Selection:
        """Return the filter alone, as shared by all pages."""
        return replace(self, options=())

    def to_query(self) -> dict[str, list[str]]:
        """Return the URL query that stands for the selection; defaults are left out."""
        default = Selection()
        query: dict[str, list[str]] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name != "options" and value != getattr(default, field.name):
                query[field.name] = list(value) if isinstance(value, tuple) else [value]
        return query | {key: [value] for key, value in self.options}


KEYS = tuple(field.name for field in fields(Selection) if field.name != "options")


@dataclass(frozen=True)
class Rejected:
    """A value of a URL query that could not be taken: the key, the value, what was used instead."""

    key: str
    value: str


def choices(tables: Tables) -> Mapping[str, tuple[str, ...]]:
    """Return the codes that each key of a selection may take in this package."""
    states = tables.rows("states")["iso3"]
    return {
        "states": tuple(states),
        "match": MATCHES,
        "kinds": tables.package.field("events", "kind").enum or _distinct(tables, "kind"),
        "organs": tuple(tables.rows("organs")["organ"]),
        "status": STATUSES,
        "basis": BASES,
        "sources": SOURCES,
        "facts": FACTS,
    }


def _distinct(tables: Tables, column: str) -> tuple[str, ...]:
    values = tables.events.select(column).unique().sort(column).collect("pandas")
    return tuple(values.to_native()[column].dropna())


def from_query(
    query: Mapping[str, Sequence[str]], tables: Tables
) -> tuple[Selection, tuple[Rejected, ...]]:
    """Read a selection from a URL query; wrong values fall back to the default and are returned.

    Keys that are not part of a selection become options, unchecked: their view checks them.
    """
    allowed = choices(tables)
    values: dict[str, Any] = {}
    rejected: list[Rejected] = []
    for key in KEYS:
        given = [value for value in query.get(key, ()) if value]
        good = [v for v in given if _acceptable(key, v, allowed, tables)]
        rejected += [Rejected(key, value) for value in given if value not in good]
        if good:
            values[key] = _typed(key, good, allowed)
    options = {k: v[0] for k, v in query.items() if k not in KEYS and v and v[0]}
    return Selection(**values).with_options(**options), tuple(rejected)


def _acceptable(
    key: str, value: str, allowed: Mapping[str, tuple[str, ...]], tables: Tables
) -> bool:
    if key == "period":
        return resolve(value, tables) is not None
    return value in allowed[key]


def _typed(key: str, good: list[str], allowed: Mapping[str, tuple[str, ...]]) -> Any:
    if isinstance(getattr(Selection(), key), str):
        return good[0]
    return tuple(code for code in allowed[key] if code in good)


@dataclass(frozen=True, eq=False)
class Scope:
    """The part of the tables that a selection keeps.

    events: the selected rows of the events table; known: who took part in any event
    """

    events: Frame
    known: Known
    period: Period | None

    @property
    def evidence(self) -> Frame:
        """Return event_id, state, role, evidence, kind, start_date of the selected events."""
        return _evidence(self)

    @property
    def evidence_once(self) -> Frame:
        """Return event_id, state, role, evidence, for what asks once and for few columns."""
        return joins.semi(self.known.evidence, self.events)

    @cached_property
    def participations(self) -> Frame:
        """Return the rows of that table of the selected events."""
        return joins.semi(self.known.participations, self.events)


@lru_cache(maxsize=12)
def _evidence(scope: Scope) -> Frame:
    days = scope.events.select("event_id", "kind", "start_date")
    return scope.known.tables.engine.keep(joins.inner(scope.known.evidence, days))


@lru_cache(maxsize=256)
def apply(tables: Tables, selection: Selection) -> Scope:
    """Return the events that a selection keeps and who took part in them.

    A narrower selection is taken from the wider one, which others share.
    """
    if selection.states:
        wider = apply(tables, replace(selection, states=(), match=MATCHES[0], basis=BASES[0]))
        return replace(wider, events=_by_states(wider.events, wider.known, selection))
    if selection.sources == OFFICIAL:
        wider = apply(tables, replace(selection, sources=SOURCES[0]))
        return replace(wider, events=joins.semi(wider.events, officially_known(tables)))
    period = resolve(selection.period, tables)
    events = tables.events.filter(*_conditions(selection, period))
    if selection.facts == "stated":
        events = stated_places(events)
    return Scope(events, known_of(tables, selection.facts), period)


def within(scope: Scope, *conditions: nw.Expr) -> Scope:
    """Return the part of a scope whose events meet all conditions."""
    return replace(scope, events=scope.events.filter(*conditions))


def _conditions(selection: Selection, period: Period | None) -> list[nw.Expr]:
    """Return what a selection asks of the fields of an event."""
    asked = [nw.col("status").is_in(selection.status)]
    if selection.kinds:
        asked.append(nw.col("kind").is_in(selection.kinds))
    if selection.organs:
        asked.append(nw.col("organ").is_in(selection.organs))
    if selection.facts == "stated":
        asked.append(nw.col("date_basis") == "stated")
    if period is not None:
        asked.append(nw.col("start_date") <= pd.Timestamp(period.end))
        asked.append(nw.col("end_date") >= pd.Timestamp(period.start))
    return asked


def stated_places(events: Frame) -> Frame:
    """Keep of the places of events only those that are stated."""
    known = nw.col("place_basis") == "stated"
    return events.with_columns(
        *(nw.when(known).then(nw.col(name)).alias(name) for name in ("place_id", "country_iso3")),
        nw.when(known)
        .then(nw.col("place_basis"))
        .otherwise(nw.lit("unknown"))
        .alias("place_basis"),
    )


@lru_cache(maxsize=64)
def officially_known(tables: Tables) -> Frame:
    """Return the events with at least one official source: event_id, each once."""
    official = tables.sources.filter(nw.col("publisher_kind") == OFFICIAL).select("source_id")
    cited = joins.semi(tables.event_sources, official, "source_id")
    return joins.distinct(cited.select("event_id"))


def _by_states(events: Frame, known: Known, selection: Selection) -> Frame:
    accepted = BASES[: BASES.index(selection.basis) + 1]
    groups = [selection.states] if selection.match == "any" else [(s,) for s in selection.states]
    for states in groups:
        events = joins.semi(events, with_states(known, states, accepted))
    return events


def shown_period(tables: Tables, selection: Selection) -> Period:
    """Return the chosen period; without one, the whole months from the first event to the last."""
    scope = apply(tables, selection.without_options())
    if scope.period is not None:
        return scope.period
    return whole_period(tables, selection.status)


@per_package
def whole_period(tables: Tables, status: tuple[str, ...]) -> Period:
    """Return the whole months from the first to the last event of these statuses."""
    events = apply(tables, Selection(status=status)).events
    ends = collect(events.select(first=nw.col("start_date").min(), last=nw.col("end_date").max()))
    first, last = ends.loc[0, ["first", "last"]]
    if pd.isna(first):
        today = date.today()
        return Period(today.replace(month=1, day=1), today.replace(month=12, day=31))
    return Period(first.date().replace(day=1), (last + pd.offsets.MonthEnd(0)).date())
