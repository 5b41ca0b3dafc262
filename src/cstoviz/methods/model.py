"""The parts of the page on methods, as data."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

Query = tuple[tuple[str, tuple[str, ...]], ...]
"""A query of an address: keys with their values."""


@dataclass(frozen=True)
class Named:
    """An event that an example speaks of: its key, its title and its days in words."""

    event: str
    title: str
    days: str


@dataclass(frozen=True)
class Point:
    """One thing that an example shows, with the events that it shows it on."""

    said: str
    events: tuple[Named, ...] = ()


@dataclass(frozen=True)
class See:
    """Where a number of an example stands: a page and its query; what the link to it says."""

    page: str
    label: str
    query: Query = ()


@dataclass(frozen=True)
class Example:
    """A rule at work on the loaded data; without points the data hold no case of it."""

    points: tuple[Point, ...] = ()
    see: See | None = None


@dataclass(frozen=True)
class Rule:
    """One counting rule: its id, title and wording, and an example of it.

    `none` says that the data hold no case, where the example has no points.
    """

    id: str
    title: str
    text: str
    example: Example
    none: str

    @property
    def anchor(self) -> str:
        """The fragment of the address that leads to it."""
        return f"rule-{self.id}"


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The fixed codes of one column.

    frame: one row per code, titled for readers: code, label, meaning, rows that have it (count)
    """

    table: str
    column: str
    title: str
    description: str
    frame: pd.DataFrame


@dataclass(frozen=True)
class Fact:
    """A named fact of the data, with the address that it leads to, if any."""

    name: str
    value: str
    link: str = ""
