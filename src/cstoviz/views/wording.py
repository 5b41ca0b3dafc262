"""An answer's table and headline figures in words, as every outlet shows them to a reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from cstoviz import text
from cstoviz.codes import number_code
from cstoviz.search import unmarked
from cstoviz.text import t
from cstoviz.views.columns import column_title, is_share
from cstoviz.views.core import Answer

START, END = "start", "end"
"""The columns of an event's first and last day, which a reader sees as one."""


@dataclass(frozen=True)
class Column:
    """A column of a table in words: its name in the frame, title, kind of cells, and cells.

    kind: "text", "num" or "date".
    """

    name: str
    title: str
    kind: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Tile:
    """A headline figure in words; `change` and `note` are "" where there is nothing to say.

    rule: how it is counted; code: the number that it shows, "" where it cannot be opened;
    number, previous: the values themselves, None where there is none.
    """

    figure: str
    name: str
    rule: str
    value: str
    change: str
    note: str
    code: str
    number: int | None
    previous: int | None


def shown(value: Any) -> str:
    """Return a cell of a table as a reader sees it; "–" for what is missing."""
    if isinstance(value, list | tuple):
        return "; ".join(str(item) for item in value)
    if isinstance(value, str):
        return value
    if pd.isna(value):
        return "–"
    if isinstance(value, bool | np.bool_):
        return text.t("yes") if value else text.t("no")
    return text.day(value) if isinstance(value, date) else text.number(value)


def words(name: str, values: Sequence[Any] | pd.Series[Any]) -> list[str]:
    """Return a column's values as a reader sees them: shares in per cent, months by name."""
    if not is_share(name) and not name.endswith("month"):
        return [shown(value) for value in values]
    said = text.percent_in_tables if is_share(name) else text.month
    return [shown(None) if pd.isna(value) else said(value) for value in values]


def spans(frame: pd.DataFrame) -> list[str]:
    """Return the days of each row from `START` to `END` in words; "" where they are not known."""
    days = zip(frame[START], frame[END], strict=True)
    return ["" if pd.isna(start) else text.span(start, end) for start, end in days]


def kind_of(values: pd.Series[Any]) -> str:
    """Say what a column holds: "date", "num" or "text"."""
    if pd.api.types.is_datetime64_any_dtype(values):
        return "date"
    counted = pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)
    return "num" if counted else "text"


def in_words(found: Answer) -> tuple[Column, ...]:
    """Return an answer's table in words; first and last day of a row are one column."""
    table, names = found.table(), found.columns
    both = START in names and END in names
    columns = []
    for place, name in enumerate(names):
        if both and name == END:
            continue
        joined = both and name == START
        cells = spans(found.frame) if joined else words(name, table.iloc[:, place])
        title = column_title("when" if joined else name)
        said = tuple(unmarked(cell) for cell in cells)
        columns.append(Column(name, title, kind_of(found.frame[name]), said))
    return tuple(columns)


def tiles_of(found: Answer) -> tuple[Tile, ...]:
    """Return the headline figures of a view that has them, with the change since before.

    In: figure (code), value, previous (null where there is none to compare with), coincides (bool,
    if there is such a column: whether the change goes the way of the evidence).
    """
    return tuple(_tile(row, found) for row in found.frame.itertuples())


def _tile(row: Any, found: Answer) -> Tile:
    opens = "value" in found.view.numbers and not pd.isna(row.value)
    return Tile(
        figure=row.figure,
        name=t(f"figure.{row.figure}"),
        rule=t(f"figure.{row.figure}.rule"),
        value="–" if pd.isna(row.value) else text.number(row.value),
        change=_change(row.value, row.previous),
        note=t("figure.coincides") if getattr(row, "coincides", False) else "",
        code=number_code(found.view.id, "value", row.figure) if opens else "",
        number=None if pd.isna(row.value) else int(row.value),
        previous=None if pd.isna(row.previous) else int(row.previous),
    )


def _change(value: Any, previous: Any) -> str:
    if pd.isna(previous) or pd.isna(value):
        return ""
    if value == previous:
        return t("figure.same")
    sign = "+" if value > previous else "−"
    change = f"{sign}{text.number(abs(value - previous))}"
    return t("figure.change", change=change, previous=text.number(previous))
