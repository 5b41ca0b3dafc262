"""Real HTML tables and texts made from data, every cell escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from html import escape
from typing import Any

import pandas as pd

from cstoviz import text

MOST_ROWS = 500


def table(frame: pd.DataFrame, caption: str) -> str:
    """Return an HTML table with a caption and scoped headers; at most `MOST_ROWS` rows."""
    head = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in frame.columns)
    rows = "".join(_row(row) for row in frame.head(MOST_ROWS).itertuples(index=False))
    return (
        f'<div class="cz-table" tabindex="0"><table><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(values: Iterable[Any]) -> str:
    cells = [_cell(value) for value in values]
    first = f'<th scope="row"{cells[0][0]}>{cells[0][1]}</th>' if cells else ""
    rest = "".join(f"<td{kind}>{shown}</td>" for kind, shown in cells[1:])
    return f"<tr>{first}{rest}</tr>"


def _cell(value: Any) -> tuple[str, str]:
    if isinstance(value, list | tuple):
        return "", escape("; ".join(str(item) for item in value))
    if pd.isna(value):
        return "", "–"
    for types, shown in _FORMATS:
        if isinstance(value, types):
            return shown(value)
    number = isinstance(value, int | float) or hasattr(value, "dtype")
    return (' class="num"', text.number(value)) if number else ("", escape(str(value)))


_FORMATS: tuple[tuple[Any, Callable[[Any], tuple[str, str]]], ...] = (
    (str, lambda value: ("", escape(value))),
    (bool, lambda value: ("", text.t("yes") if value else text.t("no"))),
    (date, lambda value: (' class="date"', text.day(value))),
)
