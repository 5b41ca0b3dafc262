"""The cells of an answer's table as files carry them: plain values, titled, codes kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pandas as pd

from cstoviz.search import unmarked
from cstoviz.text import t
from cstoviz.views.columns import LISTS, column_title, dimension
from cstoviz.views.core import Answer

Cell = str | int | float | bool | date | None

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
JOINT = "; "


def plain(value: Any) -> Cell:
    """Return a cell's value as plain Python: None for a missing one, a list joined by "; "."""
    if isinstance(value, list | tuple):
        return JOINT.join(str(item) for item in value)
    if pd.isna(value):
        return None
    if isinstance(value, datetime):
        return value.date() if value.time() == datetime.min.time() else value
    item: Cell = value.item() if hasattr(value, "item") else value
    return unmarked(item) if isinstance(item, str) else item


def harmless(value: str) -> str:
    """Return a text that no spreadsheet takes for a formula: marked by an apostrophe if need be."""
    return f"'{value}" if value.startswith(STARTS_A_FORMULA) else value


def with_codes(answer: Answer) -> pd.DataFrame:
    """Return the table as a reader sees it, and after it the codes of every column of names."""
    shown = answer.table()
    coded = [name for name in answer.columns if dimension(name) or name in LISTS]
    titles = {name: t("export.code", column=column_title(name)) for name in coded}
    codes = answer.frame[coded].rename(columns=titles)
    return pd.concat([shown, codes], axis=1)


def rows(frame: pd.DataFrame) -> list[list[Cell]]:
    """Return a frame's rows with plain cells."""
    return [[plain(value) for value in row] for row in frame.itertuples(index=False, name=None)]
