"""Real HTML tables and texts made from data, every cell escaped."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape
from typing import Any

import pandas as pd

from cstoviz.views.wording import shown

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
    return _look(value), escape(shown(value))


def _look(value: Any) -> str:
    if isinstance(value, date):
        return ' class="date"'
    number = isinstance(value, int | float) or hasattr(value, "dtype")
    return ' class="num"' if number and not isinstance(value, bool) else ""
