"""Which events a number of a view counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import narwhals as nw
import pandas as pd

from cstoviz.codes import key_text
from cstoviz.selection import Selection
from cstoviz.tables import Frame, Tables, collect

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
    if len(keys) != len(number.keys):
        raise KeyError(tuple(keys))
    if number.parts:
        rows = rows.filter(nw.col("part").is_in(number.parts))
    found = collect(rows.filter(~nw.col(number.counted(keys)).is_null()))
    for place, (column, wanted) in enumerate(zip(number.keys, keys, strict=True)):
        values = found[column].map(key_text).astype("str")
        last = number.until and place == len(number.keys) - 1
        found = found[values <= wanted if last else values == wanted]
    return found.reset_index(drop=True)
