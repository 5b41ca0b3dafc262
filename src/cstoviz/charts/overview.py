"""Figures of the first page."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from cstoviz import text
from cstoviz.charts import style
from cstoviz.codes import number_code
from cstoviz.context import Context
from cstoviz.text import t

_ROW = 27
_BARS = 100
_PATTERNS = {"not-searched": "x", "none-found": "/", "thin": "."}


def per_month(frame: pd.DataFrame, about: Context) -> go.Figure:
    """Draw bars of all events per month over a grid of months by kind, shaded by number.

    In: month, kind, events. Evidence gaps are shaded behind both.
    """
    kinds = _kinds(frame, about)
    grid, height = _ROW * len(kinds), _BARS + 60
    fig = style.figure(height=height + grid, bargap=0.18, margin={"l": 4, "r": 26, "t": 18, "b": 4})
    fig.add_trace(_totals(frame))
    fig.add_trace(_grid(frame, kinds, about))
    style.time_axis(fig, about)
    first = min([*frame["month"], pd.Timestamp(about.period.start)])
    fig.update_xaxes(range=[first, fig.layout.xaxis.range[1]])
    split = grid / (grid + _BARS)
    fig.update_layout(
        yaxis={"domain": [split + 0.02, 1], "visible": False, "rangemode": "tozero"},
        yaxis2={
            "domain": [0, split], "autorange": "reversed", "automargin": True, "showgrid": False,
            "tickmode": "array", "tickvals": list(range(len(kinds))), "tickfont": {"size": 11.5},
            "ticktext": [style.broken(about.labels.of("kind", kind), 24) for kind in kinds],
            "zeroline": False,
        },
    )  # fmt: skip
    fig.update_xaxes(showgrid=False, anchor="y2", tickformat="%b\n%Y", nticks=6, tickangle=0)
    return _kind_totals(fig, frame, kinds)


def _kinds(frame: pd.DataFrame, about: Context) -> list[str]:
    counts = frame.dropna(subset=["kind"]).groupby("kind")["events"].sum()
    order = list(about.labels.order("kind"))
    return sorted(
        counts.index, key=lambda kind: (-counts[kind], order.index(kind) if kind in order else 99)
    )


def _totals(frame: pd.DataFrame) -> go.Bar:
    totals = frame.groupby("month")["events"].sum()
    return go.Bar(
        x=list(totals.index),
        y=[int(n) for n in totals],
        xperiod="M1",
        xperiodalignment="middle",
        marker_color=style.ACCENT,
        customdata=[[number_code("total", month)] for month in totals.index],
        text=[text.number(n) for n in totals],
        textposition="outside",
        textfont_size=11,
        cliponaxis=False,
        hovertemplate="<b>%{x|%B %Y}</b><br>" + t("axis.events") + ": %{y}<extra></extra>",
    )


def _grid(frame: pd.DataFrame, kinds: list[str], about: Context) -> go.Heatmap:
    months = list(dict.fromkeys(frame["month"]))
    counts = frame.dropna(subset=["kind"]).set_index(["kind", "month"])["events"].to_dict()
    rows = [[counts.get((kind, month)) for month in months] for kind in kinds]
    names = [style.escaped(about.labels.of("kind", kind)) for kind in kinds]
    return go.Heatmap(
        x=months, y=list(range(len(kinds))), z=rows, yaxis="y2", xperiod="M1",
        xperiodalignment="middle", xgap=2, ygap=2, zmin=1, zmax=max([2, *counts.values()]),
        colorscale=style.SHADES, showscale=False, hoverongaps=False,
        text=[[name] * len(months) for name in names],
        customdata=[[[number_code("events", month, kind)] for month in months] for kind in kinds],
        hovertemplate="<b>%{text}</b><br>%{x|%B %Y}: %{z}<extra></extra>",
    )  # fmt: skip


def _kind_totals(fig: go.Figure, frame: pd.DataFrame, kinds: list[str]) -> go.Figure:
    counts = frame.dropna(subset=["kind"]).groupby("kind")["events"].sum()
    totals = [
        {
            "x": 1, "xref": "paper", "y": place, "yref": "y2", "text": text.number(counts[kind]),
            "xanchor": "left", "xshift": 5, "showarrow": False, "font": {"size": 12},
        }
        for place, kind in enumerate(kinds)
    ]  # fmt: skip
    return fig.update_layout(annotations=totals)


def participation_brief(frame: pd.DataFrame, about: Context) -> go.Figure:
    """Draw, per member state, a bar of the events naming it and a line up to the upper bound.

    In: state, lower, upper.
    """
    rows = frame.iloc[::-1]
    names = [style.escaped(about.labels.of("state", code)) for code in rows["state"]]
    colours = [style.colour(about, "state", code) for code in rows["state"]]
    fig = style.figure(height=40 + 28 * len(rows), barmode="overlay", bargap=0.3)
    said = [t("bounds.short", lower=text.number(lower), upper=text.number(upper))
            for lower, upper in zip(rows["lower"], rows["upper"], strict=True)]  # fmt: skip
    hover = "<b>%{y}</b><br>" + t("bounds.hover") + ": %{text}<extra></extra>"
    fig.add_trace(
        go.Bar(
            orientation="h", y=names, x=list(rows["upper"]), text=said,
            customdata=[[number_code("upper", state)] for state in rows["state"]],
            textposition="outside", cliponaxis=False, hovertemplate=hover,
            marker={"color": colours, "opacity": 0.5, "pattern": {
                "shape": ".", "fgcolor": colours, "bgcolor": "rgba(0,0,0,0)", "size": 6,
                "fillmode": "replace"}},
        )
    )  # fmt: skip
    fig.add_trace(
        go.Bar(
            orientation="h", y=names, x=list(rows["lower"]), marker_color=colours, text=said,
            customdata=[[number_code("lower", state)] for state in rows["state"]],
            textposition="none", hovertemplate=hover,
        )
    )  # fmt: skip
    most = max([1, *rows["upper"]])
    fig.update_xaxes(visible=False, range=[0, most * 1.25])
    return fig.update_yaxes(showgrid=False)


def thin_evidence(frame: pd.DataFrame, about: Context) -> go.Figure:
    """Draw the days of each gap that concerns everything, one lane per level.

    In: start, end, level, whole, gap. Gaps of kinds and topics share a lane below.
    """
    levels = [level for level in _PATTERNS if (frame["level"] == level).any()]
    lanes = [about.labels.of("level", level) for level in levels]
    fig = style.figure(height=46 + 26 * (len(lanes) + 1), barmode="overlay", bargap=0.35)
    for level, lane in zip(levels, lanes, strict=True):
        rows = frame[(frame["level"] == level) & frame["whole"]]
        fig.add_trace(_gap_bars(rows, lane, _PATTERNS[level], about))
    rows = frame[~frame["whole"]]
    fig.add_trace(_gap_bars(rows, t("gap.narrow"), "", about, opacity=0.18))
    style.time_axis(fig, about)
    fig.layout.shapes = ()
    fig.update_xaxes(showgrid=True, tickformat="%b\n%Y", nticks=5, tickangle=0)
    return fig.update_yaxes(autorange="reversed", showgrid=False)


def _gap_bars(
    rows: pd.DataFrame, lane: str, pattern: str, about: Context, opacity: float = 0.85
) -> go.Bar:
    notes = dict(zip(about.gaps["gap"], about.gaps["note"], strict=True))
    marker = {"color": style.MUTED, "opacity": opacity}
    if pattern:
        marker["pattern"] = {
            "shape": pattern, "fgcolor": style.MUTED, "bgcolor": style.FAINT, "size": 6,
            "fillmode": "replace",
        }  # fmt: skip
    return go.Bar(
        orientation="h",
        y=[style.escaped(lane)] * len(rows),
        base=list(rows["start"]),
        x=[(row.end - row.start).total_seconds() * 1000 + 86_400_000 for row in rows.itertuples()],
        text=[style.broken(notes.get(gap, "")) for gap in rows["gap"]],
        customdata=[text.span(row.start, row.end) for row in rows.itertuples()],
        textposition="none",
        marker=marker,
        hovertemplate="<b>%{y}</b><br>%{customdata}<br>%{text}<extra></extra>",
    )
