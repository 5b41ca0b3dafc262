"""The columns of a view's table as a reader sees them: titled, their codes named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from cstoviz import text
from cstoviz.context import Context
from cstoviz.labels import TABLES, VOCABULARIES
from cstoviz.text import t
from cstoviz.translations import FREE_TEXTS

ALIASES: Mapping[str, str] = {
    "host": "state",
    "served": "target",
    "held_at": "place",
    "activity": "event",
}
"""Columns of codes that are named otherwise than the dimension of these."""

LISTS: Mapping[str, str] = {"states": "state", "languages": "language"}
"""Columns whose cells are tuples of codes, with the dimension of these."""

PROSE: Mapping[str, str] = {"reason_a": "reason", "reason_b": "reason"}
"""Columns of prose that are named otherwise than in the package."""

ROW_TEXTS = ("summary", "venue")
"""Columns with a text of the event that the row's `event` names, which has translations."""


def table(frame: pd.DataFrame, about: Context, columns: Sequence[str]) -> pd.DataFrame:
    """Title these columns of a metric's frame and name their codes."""
    named = {column: _named(frame, column, about) for column in columns}
    return pd.DataFrame({column_title(column): values for column, values in named.items()})


def dimension(column: str) -> str:
    """Return the dimension of the codes in a metric's column; "" for a column of other values."""
    name = ALIASES.get(column, column.removeprefix("with_"))
    coded = column in ALIASES or name in (*TABLES, *VOCABULARIES, "chairmanship", "figure")
    return name if coded else ""


def _named(frame: pd.DataFrame, column: str, about: Context) -> pd.Series[Any]:
    values, codes_of = frame[column], dimension(column)
    if codes_of == "figure":
        return values.map(lambda code: t(f"figure.{code}"))
    if codes_of:
        about.labels.learn(codes_of, values)
        return values.map(lambda code: about.labels.of(codes_of, code))
    if column in LISTS:
        return values.map(lambda codes: tuple(about.labels.of(LISTS[column], c) for c in codes))
    return _texts(frame, column, about)


def _texts(frame: pd.DataFrame, column: str, about: Context) -> pd.Series[Any]:
    values = frame[column]
    if (prose := PROSE.get(column, column)) in FREE_TEXTS:
        return values.map(lambda said: about.labels.said(prose, said), na_action="ignore")
    if column in ROW_TEXTS and "event" in frame:
        return _row_texts(frame, column, about)
    if pd.api.types.is_string_dtype(values):
        return values.map(lambda code: t(key) if text.has(key := f"{column}.{code}") else code)
    return values


def _row_texts(frame: pd.DataFrame, column: str, about: Context) -> pd.Series[Any]:
    texts = [
        about.labels.text("events", event, column, value)
        for event, value in zip(frame["event"], frame[column], strict=True)
    ]
    return pd.Series(texts, index=frame.index, dtype="str")


def is_share(column: str) -> bool:
    """Say whether a metric's column holds shares (0 to 1), which readers see in per cent."""
    return "share" in column.split("_")


def column_title(column: str) -> str:
    """Return the title of a metric's column as a reader sees it."""
    return t(f"column.{column}")
