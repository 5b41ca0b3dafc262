"""Figures of who took part over time: one strip per state on one time axis."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from cstoviz import text
from cstoviz.charts import style
from cstoviz.charts.participation import PATTERN, key, marker
from cstoviz.charts.ticks import day_ticks
from cstoviz.codes import number_code
from cstoviz.context import Context
from cstoviz.text import t

_STRIP = 74
_EDGES = 120


def over_time(frame: pd.DataFrame, about: Context) -> go.Figure:
    """Draw bars per month for each state, one strip below the other, all on the same scale.

    In: the columns of `metrics.participation.over_time`. A small ring at zero: events could show
    the state and none does; a stroke instead: the month has an evidence gap; nothing at all: no
    event of that month could show a state.
    """
    states = list(dict.fromkeys(frame["state"]))
    fig = style.figure(height=_EDGES + _STRIP * len(states), barmode="stack", bargap=0.2)
    most = max([1, *frame["upper"]])
    for place, state in enumerate(states):
        rows = frame[frame["state"] == state]
        _strip(fig, rows, f"y{place + 1 if place else ''}", about)
        _place(fig, place, len(states), most)
        _name(fig, about.labels.of("state", state), place)
        _suspension(fig, rows, place, about)
    for evidence in PATTERN:
        fig.add_trace(key(evidence))
    style.time_axis(fig, about)
    fig.update_layout(
        showlegend=True, legend={"itemclick": False, "y": 1.01, "traceorder": "normal"}
    )
    last = f"y{len(states)}" if len(states) > 1 else "y"
    first, end = fig.layout.xaxis.range
    ticks = day_ticks(first, end, most=8)
    return fig.update_xaxes(showgrid=True, anchor=last, **ticks)


def _strip(fig: go.Figure, rows: pd.DataFrame, axis: str, about: Context) -> None:
    state = rows["state"].iloc[0]
    colour = style.colour(about, "state", state)
    hover = [_hover(row, about) for row in rows.itertuples()]
    for evidence in PATTERN:
        fig.add_bar(
            x=list(rows["month"]), y=list(rows[evidence]), yaxis=axis, name=evidence,
            xperiod="M1", xperiodalignment="middle", marker=marker(evidence, colour),
            showlegend=False, hovertext=hover, hovertemplate="%{hovertext}<extra></extra>",
            customdata=[[number_code(evidence, state, month)] for month in rows["month"]],
        )  # fmt: skip
    zero = rows[(rows["n"] > 0) & (rows["upper"] == 0)]
    fig.add_scatter(
        x=list(zero["month"]), y=[0] * len(zero), yaxis=axis, mode="markers", name="zero",
        xperiod="M1", xperiodalignment="middle", showlegend=False, cliponaxis=False,
        marker={"symbol": _zeros(zero["month"], about), "size": 6, "color": style.MUTED,
                "line": {"width": 1.2, "color": style.MUTED}},
        customdata=[[number_code("n", month)] for month in zero["month"]],
        hovertext=[_hover(row, about) for row in zero.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def _zeros(months: pd.Series[pd.Timestamp], about: Context) -> list[str]:
    """Return a ring for a zero, a stroke for one in a month with an evidence gap."""
    return ["line-ne-open" if style.gap_in(month, about) else "circle-open" for month in months]


def _place(fig: go.Figure, place: int, count: int, most: int) -> None:
    height = 1 / count
    top = 1 - place * height
    fig.update_layout(
        {
            f"yaxis{place + 1 if place else ''}": {
                "domain": [top - height + 0.06 * height, top - 0.3 * height],
                "range": [0, most * 1.05], "tickvals": [0, most], "fixedrange": True,
                "tickfont": {"size": 12}, "automargin": True, "showgrid": True,
                "anchor": "x", "zeroline": False,
            }
        }
    )  # fmt: skip


def _name(fig: go.Figure, name: str, place: int) -> None:
    axis = f"y{place + 1 if place else ''} domain"
    fig.add_annotation(
        text=f"<b>{style.escaped(name)}</b>", x=0, xref="paper", xanchor="left", y=1, yref=axis,
        yanchor="bottom", showarrow=False, borderpad=0,
    )  # fmt: skip


def _suspension(fig: go.Figure, rows: pd.DataFrame, place: int, about: Context) -> None:
    since = rows["suspended_from"].iloc[0]
    if pd.isna(since):
        return
    axis = f"y{place + 1 if place else ''} domain"
    if since >= pd.Timestamp(about.period.start):
        fig.add_shape(
            type="line", x0=since, x1=since, y0=0, y1=1.3, yref=axis, xref="x",
            line={"color": style.MUTED, "width": 1.5, "dash": "dot"},
        )  # fmt: skip
    fig.add_annotation(
        text=t("chart.suspended-from", day=text.day(since)), x=1, xref="paper", xanchor="right",
        y=1, yref=axis, yanchor="bottom", showarrow=False, borderpad=0, font={"size": 12},
    )  # fmt: skip


def _hover(row: object, about: Context) -> str:
    state, month, n = (getattr(row, name) for name in ("state", "month", "n"))
    head = f"<b>{style.escaped(about.labels.of('state', state))}</b>, {text.month(month)}"
    gap = [found] if (found := style.gap_in(month, about)) else []
    if not n:
        return "<br>".join([head, t("chart.no-event"), *gap])
    counts = [
        f"{t(f'evidence.{evidence}')}: {text.number(getattr(row, evidence))}"
        for evidence in PATTERN
    ]
    return "<br>".join([head, *counts, t("chart.out-of", n=text.number(n)), *gap])
