"""The data package in memory: every table a Narwhals frame, with what its descriptor says of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

import narwhals as nw
import numpy as np
import pandas as pd

from cstoviz.inert import ACTING, MARK

Frame = nw.LazyFrame[Any]
P = ParamSpec("P")
R = TypeVar("R")

pd.options.mode.string_storage = "python"
"""Texts of a few hundred rows: counting them takes a third less time than in columns of Arrow."""

ALL_MEMBERS = "ALL-MEMBERS"
"""The participant that stands for "the member states" where a source names none of them."""


@dataclass(frozen=True)
class Field:
    """One column as the descriptor declares it.

    `type` is the Table Schema type (string, date, integer, number); `enum` the codes allowed, in
    the order in which a reader meets them, empty where the column is free; `definitions` says what
    a code means.
    """

    name: str
    type: str
    title: str
    description: str
    enum: tuple[str, ...] = ()
    definitions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Package:
    """What the descriptor says of the package as a whole.

    `through` is the last day that the collected reports reach, where the descriptor states one
    (`reportsThrough`). `fields` maps a table's name to its columns in order. `document` is the
    descriptor as it stands in its file.
    """

    name: str
    title: str
    description: str
    version: str
    licence: str
    licence_url: str
    homepage: str
    created: date | None
    through: date | None
    fields: Mapping[str, tuple[Field, ...]]
    document: Mapping[str, Any] = field(default_factory=dict)

    def field(self, table: str, name: str) -> Field:
        """Return one column's declaration. Raises KeyError for an unknown table or column."""
        for column in self.fields[table]:
            if column.name == name:
                return column
        raise KeyError(f"{table}.{name}")


class Engine(Protocol):
    """Where tables lie and counts are made."""

    def turn(self) -> AbstractContextManager[None]:
        """Let others wait where only one thread at a time may count."""
        ...

    def lend(self, rows: pd.DataFrame) -> Frame:
        """Return rows of Python as a frame that can be joined with the tables."""
        ...

    def keep(self, rows: Frame) -> Frame:
        """Return rows that will be asked for several times; worked out now where that pays."""
        ...


class Memory:
    """Tables in the memory of this process, as pandas holds them; serves many threads at once."""

    def turn(self) -> AbstractContextManager[None]:
        """Let nobody wait."""
        return nullcontext()

    def lend(self, rows: pd.DataFrame) -> Frame:
        """Return the rows as they are."""
        return lazy(rows)

    def keep(self, rows: Frame) -> Frame:
        """Return the rows, which are worked out already."""
        return rows


@dataclass(frozen=True, eq=False)
class Tables:
    """Every table of a checked package; compare and hash by identity, never change a frame.

    Text columns are strings (null = not stated), dates `datetime64[us]` at midnight, whole numbers
    nullable `Int64`, degrees `float64`. Keys and references have been checked. Rows keep the order
    of the files.

    events: event_id, title, start_date, end_date, date_precision, date_basis, status, kind, organ,
        place_id, country_iso3, venue, place_basis, format, summary, personnel, equipment
    participations: event_id, participant, participant_kind, role, basis
    sources: source_id, url, publisher, publisher_kind, language
    event_sources: event_id, source_id
    places: place_id, name, country_iso3, kind, lat, lon, coord_basis
    states: iso3, iso2, name, official_name, capital, note
    memberships: iso3, status, starts_on, ends_on, date_precision, source_urls, note
    organs: organ, name, kind, founded_on, source_urls, note
    organisations: organisation_id, organisation, name, kind
    operations: name, original_name, kind, aim, first_year, recurring_target, source_urls, note
    chairmanships: chairmanship_id, state_iso3, starts_on, ends_on, motto, source_urls, note
    priority_areas: area_id, chairmanship_id, ordinal, title, source_ref, source_urls
    priorities: priority_id, area_id, ordinal, title, source_ref, source_urls
    measures: measure_id, priority_id, ordinal, title, source_ref, source_urls
    codings: event_id, target_id, strength, basis, reason
    codings_single: event_id, target_id, coder, strength, reason
    coding_disagreements: event_id, target_id, coder_a, coder_b, settled, why
    event_series: series_id, series_title, relation, event_id
    evidence_gaps: gap_id, starts_on, ends_on, scope, level, target_id, note
    translations: table, key, field, lang, text
    """

    package: Package
    events: Frame
    participations: Frame
    sources: Frame
    event_sources: Frame
    places: Frame
    states: Frame
    memberships: Frame
    organs: Frame
    organisations: Frame
    operations: Frame
    chairmanships: Frame
    priority_areas: Frame
    priorities: Frame
    measures: Frame
    codings: Frame
    codings_single: Frame
    coding_disagreements: Frame
    event_series: Frame
    evidence_gaps: Frame
    translations: Frame
    engine: Engine = field(default_factory=Memory)
    base: Tables | None = None

    @property
    def root(self) -> Tables:
        """The tables of the package, where these are made of them under another rule of counting.

        Both have the same reference tables.
        """
        return self.base or self

    def rows(self, table: str) -> pd.DataFrame:
        """Return a whole reference table as pandas; for small tables only, and never to change."""
        frame = self._collected.get(table)
        if frame is None:
            frame = self._collected[table] = collect(getattr(self, table))
        return frame

    @cached_property
    def _collected(self) -> dict[str, pd.DataFrame]:
        return {}

    @cached_property
    def last_reported(self) -> pd.Timestamp | None:
        """The last day of the data: the latest end of a reported event; None without one."""
        ends = self.events.filter(nw.col("status") == "reported").select(nw.col("end_date").max())
        last = collect(ends)["end_date"].iloc[0]
        return None if pd.isna(last) else pd.Timestamp(last)

    @cached_property
    def members(self) -> tuple[str, ...]:
        """States with a `member` status at any time, in the order of the states table (iso3)."""
        members = set(self.rows("memberships").query("status == 'member'")["iso3"])
        return tuple(iso3 for iso3 in self.rows("states")["iso3"] if iso3 in members)


def per_package(answer: Callable[Concatenate[Tables, P], R]) -> Callable[Concatenate[Tables, P], R]:
    """Return a function of reference tables that is worked out once per package."""
    kept = lru_cache(maxsize=256)(answer)

    @wraps(answer)
    def of_root(tables: Tables, /, *args: P.args, **named: P.kwargs) -> R:
        return kept(tables.root, *args, **named)  # type: ignore[arg-type]

    of_root.cache_clear = kept.cache_clear  # type: ignore[attr-defined]
    return of_root


def collect(frame: Frame) -> pd.DataFrame:
    """Run a lazy frame and return its rows as a pandas frame with a fresh index.

    Types are those that `Tables` states, whatever engine the frame lies in; texts are inert, which
    those in memory are since they were read.
    """
    if frame.implementation.is_pandas():
        native: pd.DataFrame = frame.collect("pandas").to_native()
        return native.reset_index(drop=True)
    table = frame.collect("pyarrow").to_native()
    whole = table if len(table) else table.schema.empty_table()
    rows: pd.DataFrame = whole.to_pandas(types_mapper=_pandas_type)
    for name in rows.select_dtypes("datetimetz").columns:
        rows[name] = rows[name].dt.tz_convert("UTC").dt.tz_localize(None)
    for name in rows.select_dtypes("string").columns:
        if rows[name].str.contains(f"[{ACTING}]", na=False).any():
            rows[name] = rows[name].str.replace(f"[{ACTING}]", MARK, regex=True)
    points = rows.select_dtypes("datetime").columns
    return rows.astype(dict.fromkeys(points, "datetime64[us]"))


def _pandas_type(arrow: Any) -> Any:
    kind = str(arrow)
    if kind in {"string", "large_string", "string_view"}:
        return pd.StringDtype(na_value=np.nan)
    return pd.Int64Dtype() if kind.startswith(("int", "uint")) else None


def how_many(frame: Frame) -> int:
    """Run a lazy frame and return how many rows it has; they stay where they are."""
    if frame.implementation.is_pandas():
        return len(nw.to_native(frame))
    return int(collect(frame.select(n=nw.len()))["n"].iloc[0])


def lazy(rows: pd.DataFrame) -> Frame:
    """Return a pandas frame as a lazy one."""
    frame: Frame = nw.from_native(rows).lazy()
    return frame
