"""Figures of the first page."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from cstoviz import text
from cstoviz.charts import style
from cstoviz.charts.participation import PATTERN, marker
from cstoviz.charts.ticks import day_ticks
from cstoviz.codes import number_code
from cstoviz.context import Context
from cstoviz.text import t

_LINE, _ROW = 14, 27
"""Height of a line of a kind's name, and the least of its row, in pixels."""
_BARS = 100
_PATTERNS = {"not-searched": "x", "none-found": "/", "thin": "."}


def per_month(frame: pd.DataFrame, about: Context) -> go.Figure:
    """Draw bars of all events per month over a grid of months by kind, shaded by number.

    In: month, kind, events. Evidence gaps are shaded behind both.
    """
    kinds = _kinds(frame, about)
    names = [style.broken(about.labels.of("kind", kind), 24) for kind in kinds]
    lines = max([1, *(name.count("<br>") + 1 for name in names)])
    grid, height = max(_ROW, _LINE * lines) * len(kinds), _BARS + 60
    fig = style.figure(height=height + grid, bargap=0.18, margin={"l": 4, "r": 26, "t": 18, "b": 4})
    fig.add_trace(_totals(frame, about))
    fig.add_traces([_grid(frame, kinds, about), _empty_cells(frame, kinds, about)])
    style.time_axis(fig, about)
    fig.add_trace(_along(frame, about))
    first = min([*frame["month"], pd.Timestamp(about.period.start)])
    days = (first, fig.layout.xaxis.range[1])
    fig.update_xaxes(range=days, **day_ticks(*days, most=6))
    split = grid / (grid + _BARS)
    fig.update_layout(
        yaxis={"domain": [split + 0.02, 1], "visible": False, "range": _bar_range(frame)},
        yaxis2={
            "domain": [0, split], "autorange": "reversed", "automargin": True, "showgrid": False,
            "tickmode": "array", "tickvals": list(range(len(kinds))), "tickfont": {"size": 11.5},
            "ticktext": names, "zeroline": False, "ticks": "",
        },
    )  # fmt: skip
    fig.update_xaxes(showgrid=False, anchor="y2")
    return _kind_totals(fig, frame, kinds)


def _kinds(frame: pd.DataFrame, about: Context) -> list[str]:
    counts = frame.dropna(subset=["kind"]).groupby("kind")["events"].sum()
    order = list(about.labels.order("kind"))
    return sorted(
        counts.index, key=lambda kind: (-counts[kind], order.index(kind) if kind in order else 99)
    )


def _totals(frame: pd.DataFrame, about: Context) -> go.Bar:
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
        hovertext=[_month_words(row, about) for row in _months(frame).itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _months(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.drop_duplicates("month").sort_values("month")


def _bar_range(frame: pd.DataFrame) -> list[float]:
    """Leave room below the bars for the marks of changes."""
    most = max([1, *frame["total"]])
    return [-0.14 * most, 1.12 * most]


def _month_words(row: Any, about: Context) -> str:
    head = f"<b>{text.month(row.month)}</b>"
    counted = f"{t('axis.events')}: {text.number(row.total)}"
    gap = style.gap_in(row.month, about, why=True)
    return "<br>".join([head, counted, *filter(None, [_change(row), gap])])


def _change(row: Any) -> str:
    if pd.isna(row.change) or not row.change:
        return ""
    sign = "+" if row.change > 0 else "−"
    change = t("chart.change-month", change=f"{sign}{text.number(abs(int(row.change)))}")
    return f"{change}<br>{t('chart.coincides')}" if row.coincides else change


def _along(frame: pd.DataFrame, about: Context) -> go.Scatter:
    """Mark the months whose rise or fall goes the way of the evidence."""
    rows = _months(frame)
    rows = rows[rows["coincides"]]
    rises = rows["change"] > 0
    return go.Scatter(
        x=list(rows["month"]), y=[-0.08 * max([1, *frame["total"]])] * len(rows), mode="markers",
        xperiod="M1", xperiodalignment="middle", name="along", cliponaxis=False,
        customdata=[[number_code("total", month)] for month in rows["month"]],
        marker={"symbol": ["triangle-up" if rise else "triangle-down" for rise in rises],
                "size": 8, "color": style.CAUTION},
        hovertext=[_month_words(row, about) for row in rows.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def _empty_cells(frame: pd.DataFrame, kinds: list[str], about: Context) -> go.Scatter:
    """Cells without an event: a stroke where the evidence has a gap, nothing where it has none."""
    filled = set(zip(frame["kind"], frame["month"], strict=True))
    months = list(_months(frame)["month"])
    gaps = {month: style.gap_in(month, about) for month in months}
    cells = [(at, month) for at, kind in enumerate(kinds) for month in months
             if (kind, month) not in filled]  # fmt: skip
    names = [style.escaped(about.labels.of("kind", kind)) for kind in kinds]
    return go.Scatter(
        x=[month for _, month in cells], y=[at for at, _ in cells], yaxis="y2", mode="markers",
        xperiod="M1", xperiodalignment="middle", name="empty",
        marker={"symbol": "line-ne-open", "size": 5,
                "opacity": [0.75 if gaps[month] else 0 for _, month in cells],
                "line": {"width": 1, "color": style.MUTED}, "color": style.MUTED},
        hovertext=[_empty_words(names[at], month, gaps[month]) for at, month in cells],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def _empty_words(kind: str, month: pd.Timestamp, gap: str) -> str:
    said = f"<b>{kind}</b><br>{text.month(month)}: {t('chart.nothing-reported')}"
    return f"{said}<br>{gap}" if gap else said


def _grid(frame: pd.DataFrame, kinds: list[str], about: Context) -> go.Heatmap:
    months = list(dict.fromkeys(frame["month"]))
    counts = frame.dropna(subset=["kind"]).set_index(["kind", "month"])["events"].to_dict()
    rows = [[counts.get((kind, month)) for month in months] for kind in kinds]
    names = [style.escaped(about.labels.of("kind", kind)) for kind in kinds]
    return go.Heatmap(
        x=months, y=list(range(len(kinds))), z=rows, yaxis="y2", xperiod="M1",
        xperiodalignment="middle", xgap=2, ygap=2, zmin=1, zmax=max([2, *counts.values()]),
        colorscale=style.SHADES, showscale=False, hoverongaps=False,
        text=[[f"<b>{name}</b><br>{text.month(month)}" for month in months] for name in names],
        customdata=[[[number_code("events", month, kind)] for month in months] for kind in kinds],
        hovertemplate="%{text}: %{z}<extra></extra>",
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
    """Draw, per member state, a bar from the events naming it up to the upper bound.

    In: state, named, inferred, collective, lower, upper.
    """
    rows = frame.iloc[::-1]
    fig = style.figure(height=40 + 28 * len(rows), barmode="stack", bargap=0.3)
    names = [style.escaped(about.labels.of("state", code)) for code in rows["state"]]
    fig.add_traces([_brief_band(rows, names, evidence, about) for evidence in PATTERN])
    fig.add_scatter(
        x=list(rows["upper"]), y=names, mode="text", text=[f" {_bounds(row)}" for row in
        rows.itertuples()], textposition="middle right", cliponaxis=False, hoverinfo="skip",
    )  # fmt: skip
    most = max([1, *rows["upper"]])
    fig.update_xaxes(visible=False, range=[0, most * 1.25])
    return fig.update_yaxes(showgrid=False, ticks="")


def _brief_band(rows: pd.DataFrame, names: list[str], evidence: str, about: Context) -> go.Bar:
    colours = [style.colour(about, "state", code) for code in rows["state"]]
    hover = [
        f"<b>{name}</b><br>{t(f'evidence.{evidence}')}: {text.number(getattr(row, evidence))}<br>"
        f"{t('bounds.hover')}: {_bounds(row)}"
        for name, row in zip(names, rows.itertuples(), strict=True)
    ]
    return go.Bar(
        orientation="h", y=names, x=list(rows[evidence]), name=evidence,
        marker=marker(evidence, colours), hovertext=hover,
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=[[number_code(evidence, state)] for state in rows["state"]],
    )  # fmt: skip


def _bounds(row: Any) -> str:
    return t("bounds.short", lower=text.number(row.lower), upper=text.number(row.upper))


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
    fig.update_xaxes(**style.days_axis(about))
    first, end = fig.layout.xaxis.range
    fig.update_xaxes(showgrid=True, **day_ticks(first, end, most=5))
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
