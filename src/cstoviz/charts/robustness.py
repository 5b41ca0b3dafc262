"""Figures of whether a result survives other rules of counting."""

from __future__ import annotations

from typing import Any

import pandas as pd

from cstoviz import text
from cstoviz.charts import style
from cstoviz.charts.canvas import Figure
from cstoviz.charts.matrix import Cell, matrix
from cstoviz.charts.records import records
from cstoviz.codes import number_code
from cstoviz.context import Context
from cstoviz.text import t

_PLAIN, _MOVED = None, 0.55


def participation_rules(frame: pd.DataFrame, about: Context) -> Figure:
    """Draw rules by states: the count under each rule; a cell whose rank moves is filled.

    In: by_rule, state, events, difference, rank, moved, n, share.
    """
    return _grid(frame, about, "state", "events")


def coverage_rules(frame: pd.DataFrame, about: Context) -> Figure:
    """Draw rules by priority areas: covered targets of all; a cell whose rank moves is filled.

    In: by_rule, area, covered, difference, rank, moved, n, share, changed.
    """
    return _grid(frame, about, "area", "covered")


def _grid(frame: pd.DataFrame, about: Context, key: str, count: str) -> Figure:
    rules, codes = list(dict.fromkeys(frame["by_rule"])), list(dict.fromkeys(frame[key]))
    cells = [
        Cell(
            row=rules.index(row.by_rule),
            column=codes.index(getattr(row, key)),
            strength=_MOVED if row.moved else _PLAIN,
            words=_words(row, key, count),
            hover=_hover(row, about, key, count),
            colour=style.CAUTION,
            code=number_code(count, getattr(row, key), row.by_rule),
        )
        for row in records(frame)
    ]
    names = [style.broken(t(f"by_rule.{rule}"), 20) for rule in rules]
    heads = [style.broken(_short(about.labels.of(key, code)), 12) for code in codes]
    fig = matrix(names, heads, cells)
    return fig.line_across(0.5, {"width": 1, "color": style.MUTED}).figure()


def _short(name: str) -> str:
    return name.partition(":")[0]


def _words(row: Any, key: str, count: str) -> str:
    shown = text.number(getattr(row, count))
    if key == "area":
        shown = t("chart.of-n", part=shown, n=text.number(row.n))
    if not row.moved:
        return shown
    return f"{shown}<br>{'▲' if row.moved > 0 else '▼'}{text.number(abs(row.moved))}"


def _hover(row: Any, about: Context, key: str, count: str) -> str:
    name = style.broken(about.labels.of(key, getattr(row, key)))
    sign = "+" if row.difference > 0 else "−" if row.difference < 0 else "±"
    lines = [
        f"<b>{name}</b>",
        style.escaped(t(f"by_rule.{row.by_rule}")),
        t("chart.rule-count", part=text.number(getattr(row, count)), n=text.number(row.n)),
        t("chart.rule-rank", rank=text.number(row.rank)),
    ]
    if row.by_rule != "base":
        lines.append(t("chart.rule-change", change=f"{sign}{text.number(abs(row.difference))}"))
    return "<br>".join(lines)
