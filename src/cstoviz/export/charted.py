"""An answer's native charts: its figure as charts that office programs draw themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from cstoviz import text
from cstoviz.codes import parts_of
from cstoviz.drawing.charting import charts_of
from cstoviz.drawing.native import Chart
from cstoviz.text import t
from cstoviz.views.columns import dimension
from cstoviz.views.core import Answer

_TEXTS = ("evidence", "column", "axis", "chart.legend")


def charts_in(found: Answer) -> list[Chart]:
    """Return the native charts of an answer; [] where it has none or nothing to show."""
    if found.view.chart is None or found.empty:
        return []
    figure = found.chart(flat=True)
    return charts_of(figure, names_in(found)) if figure is not None else []


def names_in(found: Answer) -> Callable[[str], str]:
    """Return what names the codes of an answer's numbers, and its columns; "" for others."""
    events = set(found.frame["event"].dropna()) if "event" in found.frame else set()

    def named(code: str) -> str:
        if code in events:
            return found.context.labels.of("event", code)
        column, *keys = parts_of(code)
        return _row(found, column, keys) if keys else _word(column)

    return named


def _word(name: str) -> str:
    return next((t(key) for kind in _TEXTS if text.has(key := f"{kind}.{name}")), "")


def _row(found: Answer, column: str, keys: list[str]) -> str:
    number = found.view.numbers.get(column)
    if number is None or len(number.keys) != len(keys):
        return ""
    names = [_key(found, name, key) for name, key in zip(number.keys, keys, strict=True) if key]
    return ", ".join(names) if names and all(names) else ""


def _key(found: Answer, column: str, key: str) -> str:
    if codes_of := dimension(column):
        return found.context.labels.of(codes_of, key)
    if text.has(f"{column}.{key}"):
        return t(f"{column}.{key}")
    try:
        day = date.fromisoformat(key)
    except ValueError:
        return ""
    return text.month(day) if column.endswith("month") else text.day(day)
