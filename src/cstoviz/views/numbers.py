"""Which events a number of a view counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import narwhals as nw
import pandas as pd

from cstoviz.codes import key_text
from cstoviz.metrics.listing import ROWS
from cstoviz.selection import Selection
from cstoviz.tables import Frame, Tables, collect, how_many

Behind = Callable[[Tables, Selection], Frame]
"""Returns what a view counts, one row per event counted in a place (lazy).

Columns: event; those by which numbers name their rows; `part`, where columns of the view count
different rows; columns that are counted instead of events (see `Number.unit`); and details that
tell why an event counts there (role, evidence, strength, reason ...).
"""


@dataclass(frozen=True)
class Number:
    """What one column of a view's frame counts, as rows behind it.

    keys: the columns of the frame that name the row, as far as they matter to this number
    parts: the values of `part` that count; () for all
    unit: the column of the rows behind whose distinct values are counted
    units: the same by the value of the last key, where it differs from row to row
    adds: the columns of the frame that it is the sum of, where it is no column itself; a number
        that is neither counts the frame's own rows
    until: whether a row counts all up to its last key (a day) instead of on it
    """

    keys: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    unit: str = "event"
    units: Mapping[str, str] = field(default_factory=dict)
    adds: tuple[str, ...] = ()
    until: bool = False

    def counted(self, keys: Sequence[str]) -> str:
        """Return the column that is counted in the row that these keys name."""
        return self.units.get(keys[-1], self.unit) if keys else self.unit


_NO_DAY = pd.Timestamp("1700-01-01")

Numbers = Mapping[str, Number]


def shown(frame: pd.DataFrame, column: str, number: Number, keys: Sequence[str]) -> int | None:
    """Return the number as a view's frame has it; None where the frame has no such row or value."""
    for name, wanted in zip(number.keys, keys, strict=True):
        frame = frame[frame[name].map(key_text).astype("str") == wanted]
    if frame.empty:
        return None
    if column in frame:
        value = frame[column].iloc[0]
        return None if pd.isna(value) else int(value)
    if number.adds:
        return int(frame[list(number.adds)].sum().sum())
    return int(frame[number.counted(keys)].nunique())


def rows_behind(rows: Frame, number: Number, keys: Sequence[str]) -> pd.DataFrame:
    """Return the rows that a number counts, given the keys of its row as texts.

    Rows without the unit do not count. Raises KeyError where there are too few or too many keys.
    """
    return collect(counted_rows(rows, number, keys))


def counted_rows(rows: Frame, number: Number, keys: Sequence[str]) -> Frame:
    """Return the same where they lie, none of them collected."""
    if len(keys) != len(number.keys):
        raise KeyError(tuple(keys))
    kinds = rows.collect_schema()
    wanted = [_has(name, kinds[name], key) for name, key in zip(number.keys, keys, strict=True)]
    if number.until:
        wanted[-1] = _until(number.keys[-1], kinds[number.keys[-1]], keys[-1])
    parts = [nw.col("part").is_in(number.parts)] if number.parts else []
    return rows.filter(~nw.col(number.counted(keys)).is_null(), *parts, *wanted)


def _has(column: str, kind: Any, wanted: str) -> nw.Expr:
    """Say whether a column of texts or days has the value that `key_text` writes so."""
    found: nw.Expr = nw.col(column) == _value(kind, wanted)
    return found if wanted else found | nw.col(column).is_null()


def _until(column: str, kind: Any, last: str) -> nw.Expr:
    found: nw.Expr = nw.col(column) <= _value(kind, last)
    return found | nw.col(column).is_null()


def _value(kind: Any, wanted: str) -> str | pd.Timestamp:
    """Return a key as the column holds it; what is no day comes before all days."""
    if not isinstance(kind, (nw.Datetime, nw.Date)):
        return wanted
    day = pd.to_datetime(wanted, format="%Y-%m-%d", errors="coerce")
    return _NO_DAY if pd.isna(day) else pd.Timestamp(day)


def latest(
    rows: Frame, tables: Tables, unit: str, most: int
) -> tuple[pd.DataFrame, Mapping[str, int]]:
    """Return the rows behind a number: at most so many events and things, the latest event first.

    A thing that counts for an event in several ways has a row for each. Where there are more, the
    second value says how many there are in all, by name: `event`, the unit, and `ROWS` for both
    together; otherwise it is empty.
    """
    each = list(dict.fromkeys(("event", unit)))
    pairs = rows.select(*each).unique()
    if len(collect(pairs.head(most + 1))) <= most:
        return collect(rows), {}
    counts = {name: how_many(rows.select(name).drop_nulls().unique()) for name in each}
    starts = tables.events.select("event_id", latest_start="start_date")
    ordered = pairs.join(starts, left_on="event", right_on="event_id", how="left").sort(
        "latest_start", *each, descending=[True, *(False for _ in each)], nulls_last=True
    )
    wanted = tables.engine.lend(collect(ordered.head(most).select(*each)).fillna({"event": ""}))
    without = rows.with_columns(nw.col("event").fill_null(""))
    kept = collect(without.join(wanted, on=each, how="semi"))
    kept["event"] = kept["event"].where(kept["event"] != "")
    return kept, {**counts, ROWS: how_many(pairs)}
