"""Figures of the people and equipment that sources report for events."""

from __future__ import annotations

from math import log10
from typing import Any

import pandas as pd

from cstoviz import text
from cstoviz.charts import rows, style
from cstoviz.charts.canvas import Figure, Spec, scatter
from cstoviz.charts.records import records
from cstoviz.context import Context
from cstoviz.text import t, tn

_MOST_SHOWN = 30
_SYMBOLS = {"personnel": "circle", "equipment": "square-open"}
_SIDES = {"personnel": "middle right", "equipment": "middle left"}


def reported_strength(frame: pd.DataFrame, about: Context) -> Figure:
    """Draw, per event that states a figure, its people and equipment on a logarithmic axis.

    In: event, kind, start, end, personnel, equipment. The latest events by first day, earliest on
    top; all stand in the table.
    """
    figures = frame[frame["personnel"].notna() | frame["equipment"].notna()]
    shown = figures.tail(_MOST_SHOWN).reset_index(drop=True)
    if shown.empty:
        return style.figure(height=40).x_axes(visible=False).y_axes(visible=False).figure()
    labels = [_label(row, about) for row in records(shown)]
    fig = rows.in_rows(labels, _spans(shown), row=48, more=90)
    for column in _SYMBOLS:
        fig.add(_dots(shown, column, about))
    fig.lay(showlegend=True, legend={"itemclick": False})
    most = max(shown[["personnel", "equipment"]].max().fillna(1))
    return fig.x_axes(
        type="log", dtick=1, tickformat=",d", showgrid=True, range=[0, log10(max(most, 10)) + 0.7]
    ).figure()


def _label(row: Any, about: Context) -> str:
    title = rows.in_lines(about.labels.of("event", row.event))
    kind = style.escaped(about.labels.of("kind", row.kind))
    words = t("chart.when", kind=kind, days=text.span(row.start.date(), row.end.date()))
    return f"{title}<br><span style='font-size:12px'>{words}</span>"


def _figures(row: Any) -> list[str]:
    named = {"personnel": row.personnel, "equipment": row.equipment}
    return [tn(f"chart.{name}", int(n)) for name, n in named.items() if not pd.isna(n)]


def _dots(frame: pd.DataFrame, column: str, about: Context) -> Spec:
    some = frame[frame[column].notna() & (frame[column] > 0)]
    return scatter(
        x=[int(n) for n in some[column]],
        y=list(some.index),
        mode="markers+text",
        text=[f" {text.number(int(n))} " for n in some[column]],
        textposition=_SIDES[column],
        name=t(f"chart.legend.{column}"),
        marker={
            "symbol": _SYMBOLS[column], "size": 12, "color": style.ACCENT,
            "line": {"width": 2, "color": style.ACCENT},
        },
        textfont={"size": 13},
        cliponaxis=False,
        customdata=[[event] for event in some["event"]],
        hovertext=[_hover(row, about) for row in records(some)],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def _spans(frame: pd.DataFrame) -> Spec:
    """A thin line from each row's edge to its largest figure, to lead the eye."""
    x: list[int | None] = []
    y: list[int | None] = []
    for place, row in enumerate(records(frame)):
        figures = [int(n) for n in (row.personnel, row.equipment) if not pd.isna(n) and n > 0]
        if figures:
            x += [1, max(figures), None]
            y += [place, place, None]
    return scatter(
        x=x, y=y, mode="lines", line={"color": style.FAINT, "width": 2}, hoverinfo="skip",
        showlegend=False, name="line",
    )  # fmt: skip


def _hover(row: Any, about: Context) -> str:
    title = style.broken(about.labels.of("event", row.event))
    days = text.span(row.start.date(), row.end.date())
    return "<br>".join([f"<b>{title}</b>", days, *_figures(row)])
