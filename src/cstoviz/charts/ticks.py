"""Ticks of axes, written as the reader's language writes days, months, years and shares."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pandas as pd

from cstoviz import text
from cstoviz.charts.canvas import moments

_DAYS = (1, 2, 7, 14)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)
_FEW = 6
_LONGEST = 60
"""Up to how many days the ticks are days, not months."""


def day_ticks(first: pd.Timestamp, last: pd.Timestamp, most: int = 7) -> dict[str, Any]:
    """Return the ticks of an axis from one day to another: at most about `most`, on round days."""
    places = _places(first, last, most)
    by_day = (last - first).days <= _LONGEST
    years = [place.year for place in places]
    new = [True, *(before != after for before, after in pairwise(years))]
    words = [_written(place, by_day, year) for place, year in zip(places, new, strict=False)]
    return {"tickmode": "array", "tickvals": moments(places), "ticktext": words, "tickangle": 0}


def _places(first: pd.Timestamp, last: pd.Timestamp, most: int) -> list[pd.Timestamp]:
    days = (last - first).days
    if days <= _LONGEST:
        step = next(step for step in (*_DAYS, _LONGEST) if days / step <= most)
        return list(pd.date_range(first.normalize(), last, freq=f"{step}D"))
    months = days / 30.4
    step = next((step for step in _MONTHS if months / step <= most), _MONTHS[-1])
    starts = pd.date_range(first.to_period("M").to_timestamp(), last, freq="MS")
    return [day for day in starts if _count(day) % step == 0 and first <= day < last]


def _count(day: pd.Timestamp) -> int:
    return int(day.year * 12 + day.month - 1)


def _written(day: pd.Timestamp, by_day: bool, with_year: bool) -> str:
    word = text.dated(day, "format.tick.day" if by_day else "format.tick.month")
    return f"{word}<br>{day.year}" if with_year else word


def share_ticks(most: float) -> dict[str, Any]:
    """Return the ticks of an axis of shares from 0 to `most` (1 is all), in round per cent."""
    step = next((step for step in (1, 2, 5, 10, 20) if most * 100 / step <= _FEW), 20)
    shares = [part / 100 for part in range(0, int(most * 100) + 1, step)]
    return {
        "tickmode": "array",
        "tickvals": shares,
        "ticktext": [text.percent(share, 1) for share in shares],
    }
