"""Columns that stand for months: days in the data sheet, so that the axis names some of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pandas as pd

from cstoviz import text
from cstoviz.export.powerpoint.rows import Worded
from cstoviz.views.core import Answer


def dated(said: Worded, found: Answer) -> Worded:
    """Give a chart of one column for each month the first days of these months.

    A chart of other columns, or one that leaves months out, stays as it is.
    """
    if said.chart.form != "column" or len(said.categories) < 2:
        return said
    known = {text.month(day): day for column in found.frame for day in _days(found, column)}
    days = [known[name] for name in said.categories if name in known]
    whole = len(days) == len(said.categories)
    if not whole or any(_number(b) - _number(a) != 1 for a, b in pairwise(days)):
        return said
    return replace(said, days=tuple(days))


def _days(found: Answer, column: Any) -> list[date]:
    values = found.frame[column].dropna()
    if not str(column).endswith("month") or not pd.api.types.is_datetime64_any_dtype(values):
        return []
    return [pd.Timestamp(day).date() for day in values.unique()]


def _number(day: date) -> int:
    return day.year * 12 + day.month
