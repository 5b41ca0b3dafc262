"""Figures of who took part over time: one strip per state on one time axis."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cstoviz import text
from cstoviz.charts import style
from cstoviz.charts.canvas import Canvas, Figure, Spec, bar, moment, moments, scatter
from cstoviz.charts.participation import PATTERN, key, marker
from cstoviz.charts.records import records
from cstoviz.charts.ticks import day_ticks
from cstoviz.codes import number_code
from cstoviz.context import Context
from cstoviz.text import t

_STRIP = 74
_EDGES = 120


def over_time(frame: pd.DataFrame, about: Context) -> Figure:
    """Draw bars per month for each state, one strip below the other, all on the same scale.

    In: the columns of `metrics.participation.over_time`. A small ring at zero: events could show
    the state and none does; a stroke instead: the month has an evidence gap; nothing at all: no
    event of that month could show a state.
    """
    strips: dict[str, list[Any]] = {}
    for row in records(frame):
        strips.setdefault(row.state, []).append(row)
    fig = style.figure(height=_EDGES + _STRIP * len(strips), barmode="stack")
    most = max([1, *frame["upper"]])
    for place, (state, rows) in enumerate(strips.items()):
        fig.add(*_strip(rows, f"y{place + 1 if place else ''}", about))
        _place(fig, place, len(strips), most)
        _name(fig, about.labels.of("state", state), place)
        _suspension(fig, rows[0].suspended_from, place, about)
    for evidence in PATTERN:
        fig.add(key(evidence))
    style.time_axis(fig, about)
    fig.lay(showlegend=True, legend={"itemclick": False, "y": 1.01, "traceorder": "normal"})
    last = f"y{len(strips)}" if len(strips) > 1 else "y"
    ticks = day_ticks(*style.shown_days(about), most=8)
    return fig.x_axes(showgrid=True, anchor=last, **ticks).figure()


def _strip(rows: list[Any], axis: str, about: Context) -> list[Spec]:
    hover = {row.month: _hover(row, about) for row in rows if row.n}
    zero = [row for row in rows if row.n > 0 and not row.upper]
    bands = [_band(rows, evidence, axis, hover, about) for evidence in PATTERN]
    return [*bands, _zero(zero, axis, hover, about)]


def _band(
    rows: list[Any], evidence: str, axis: str, hover: Mapping[Any, str], about: Context
) -> Spec:
    """Bars of one evidence, with words where there is one to be pointed at."""
    counts = [getattr(row, evidence) for row in rows]
    state = rows[0].state
    return bar(
        x=moments(row.month for row in rows), y=counts, yaxis=axis, name=evidence,
        xperiod="M1", xperiodalignment="middle", showlegend=False,
        width=style.month_width(row.month for row in rows),
        marker=marker(evidence, style.colour(about, "state", state)),
        hovertext=[hover[row.month] if n else "" for row, n in zip(rows, counts, strict=True)],
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=[[number_code(evidence, state, row.month)] for row in rows],
    )  # fmt: skip


def _zero(zero: list[Any], axis: str, hover: Mapping[Any, str], about: Context) -> Spec:
    """A ring for a zero, a stroke for one in a month with an evidence gap."""
    gaps = [style.gap_in(row.month, about) for row in zero]
    return scatter(
        x=moments(row.month for row in zero), y=[0] * len(zero), yaxis=axis, mode="markers",
        name="zero", xperiod="M1", xperiodalignment="middle", showlegend=False, cliponaxis=False,
        marker={"symbol": ["line-ne-open" if gap else "circle-open" for gap in gaps], "size": 6,
                "color": style.MUTED, "line": {"width": 1.2, "color": style.MUTED}},
        customdata=[[number_code("n", row.month)] for row in zero],
        hovertext=[hover[row.month] for row in zero],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def _place(fig: Canvas, place: int, count: int, most: int) -> None:
    height = 1 / count
    top = 1 - place * height
    fig.lay(
        **{
            f"yaxis{place + 1 if place else ''}": {
                "domain": [top - height + 0.06 * height, top - 0.3 * height],
                "range": [0, most * 1.05], "tickvals": [0, most], "fixedrange": True,
                "tickfont": {"size": 12}, "automargin": True, "showgrid": True,
                "anchor": "x", "zeroline": False,
            }
        }
    )  # fmt: skip


def _name(fig: Canvas, name: str, place: int) -> None:
    axis = f"y{place + 1 if place else ''} domain"
    fig.note(_above(f"<b>{style.escaped(name)}</b>", axis, "left"))


def _above(words: str, axis: str, side: str) -> Spec:
    return {
        "text": words, "x": 0 if side == "left" else 1, "xref": "paper", "xanchor": side, "y": 1,
        "yref": axis, "yanchor": "bottom", "showarrow": False, "borderpad": 0,
    }  # fmt: skip


def _suspension(fig: Canvas, since: pd.Timestamp, place: int, about: Context) -> None:
    if pd.isna(since):
        return
    axis = f"y{place + 1 if place else ''} domain"
    if since >= pd.Timestamp(about.period.start):
        line = {"color": style.MUTED, "width": 1.5, "dash": "dot"}
        ends = {"x0": moment(since), "x1": moment(since), "y0": 0, "y1": 1.3}
        fig.shape({"type": "line", **ends, "yref": axis, "xref": "x", "line": line})
    words = t("chart.suspended-from", day=text.day(since))
    fig.note({**_above(words, axis, "right"), "font": {"size": 12}})


def _hover(row: Any, about: Context) -> str:
    head = f"<b>{style.escaped(about.labels.of('state', row.state))}</b>, {text.month(row.month)}"
    counts = [
        f"{t(f'evidence.{evidence}')}: {text.number(getattr(row, evidence))}"
        for evidence in PATTERN
    ]
    gap = [found] if (found := style.gap_in(row.month, about)) else []
    return "<br>".join([head, *counts, t("chart.out-of", n=text.number(row.n)), *gap])
