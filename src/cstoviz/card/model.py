"""What a card is made of, and the row that it is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import pandas as pd

from cstoviz.labels import VOCABULARIES, Labels
from cstoviz.tables import Frame, Tables, collect


@dataclass(frozen=True)
class Fact:
    """One fact: its name, its value, what it rests on, and what that means ("" where plain).

    Of a fact from a fixed vocabulary without a basis `meaning` says what the value means.
    """

    key: str
    name: str
    value: str
    basis: str = ""
    meaning: str = ""


@dataclass(frozen=True)
class Participant:
    """One that took part or stayed away: its code, name and role, and how that is known."""

    code: str
    name: str
    role: str
    known: str


@dataclass(frozen=True)
class Group:
    """Participants known in the same way: states, hosts, organisations or absent."""

    key: str
    title: str
    participants: tuple[Participant, ...]


@dataclass(frozen=True)
class Source:
    """One address; `link` is the address again, or "" where it is none of the web."""

    url: str
    link: str
    publisher: str
    kind: str
    language: str


@dataclass(frozen=True)
class Served:
    """A declared target that the event serves.

    path: titles from area to target; strength with its meaning; basis: how the coding came about.
    """

    target: str
    term: str
    path: tuple[str, ...]
    strength: str
    meaning: str
    basis: str
    reason: str


@dataclass(frozen=True)
class Other:
    """Another event: its key, title and days."""

    event: str
    title: str
    period: str


@dataclass(frozen=True)
class Series:
    """A series that the event belongs to, with its other events in order of days."""

    series: str
    title: str
    relation: str
    others: tuple[Other, ...]


@dataclass(frozen=True)
class Gap:
    """An evidence gap on the event's days: how thin, of what, when, and what is known of it."""

    gap: str
    level: str
    concerns: str
    period: str
    note: str


@dataclass(frozen=True)
class EventCard:
    """The facts of one event in one language; texts are plain, never HTML.

    facts: period, status, kind, organ, place, country, venue, format, personnel, equipment
    groups: those with a participant, in the order states, hosts, organisations, absent
    collective: what a source says of "the member states", and who they were; "" where none does
    served, or `unserved`, which says why there is none
    previous, following: the neighbours by first day in the selection, where one was given
    """

    event: str
    title: str
    summary: str
    facts: tuple[Fact, ...]
    groups: tuple[Group, ...]
    collective: str
    sources: tuple[Source, ...]
    served: tuple[Served, ...]
    unserved: str
    series: tuple[Series, ...]
    gaps: tuple[Gap, ...]
    previous: Other | None = None
    following: Other | None = None

    def fact(self, key: str) -> Fact:
        """Return one fact. Raises KeyError for an unknown key."""
        for fact in self.facts:
            if fact.key == key:
                return fact
        raise KeyError(key)


@dataclass(frozen=True, eq=False)
class Row:
    """One row of the events table, with what is needed to put it into words."""

    tables: Tables
    labels: Labels
    values: Mapping[str, Any]

    @property
    def event(self) -> str:
        """The event's key."""
        return str(self.values["event_id"])

    def code(self, column: str) -> str:
        """Return a code of the row; "" where it is missing."""
        value = self.values[column]
        return value if isinstance(value, str) else ""

    def text(self, column: str) -> str:
        """Return a text of the row in the card's language; "" where it is missing."""
        return self.labels.text("events", self.event, column, self.values[column])

    def meaning(self, dimension: str, code: str) -> str:
        """Return what a code of a fixed vocabulary means; "" where the package does not say."""
        vocabulary = VOCABULARIES[dimension]
        table, column = vocabulary.split(".")
        definition = self.tables.package.field(table, column).definitions.get(code)
        return self.labels.text("vocabulary", f"{vocabulary}.{code}", "definition", definition)

    def of(self, table: str) -> pd.DataFrame:
        """Return the event's own rows of a table."""
        rows: Frame = getattr(self.tables, table)
        return collect(rows.filter(nw.col("event_id") == self.event))
