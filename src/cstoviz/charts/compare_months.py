"""Figures of two states or two periods, month by month, one above the other, on one scale."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from cstoviz import text
from cstoviz.charts import style
from cstoviz.charts.compare import AXES, SIDES, marker, name_of, note, numbers, scale_of, signed
from cstoviz.charts.coverage_parts import tint
from cstoviz.charts.ticks import day_ticks
from cstoviz.codes import number_code
from cstoviz.context import Context
from cstoviz.text import t, tn

_STACKED = {"left": (0.6, 1.0), "right": (0.0, 0.4)}


def months(frame: pd.DataFrame, about: Context) -> go.Figure:
    """Draw both sides month by month, one above the other, on one scale.

    In: the columns of `metrics.compare.compare_months`. Of states the axis is the calendar, of
    periods the place of the month in the period. Grey: days in evidence gaps.
    """
    if frame.empty:
        return style.figure()
    scale, fig = scale_of(frame), style.figure(height=470, barmode="overlay")
    span = _span(frame, about)
    for side in SIDES:
        rows = frame[frame[f"{side}_month"].notna()]
        fig.add_trace(_gaps(rows, side, scale["range"][1], about))
        fig.add_trace(_counts(rows, side, about))
        x, y = AXES[side]
        fig.update_layout(
            {
                y.replace("y", "yaxis"): {**scale, "domain": _STACKED[side], "anchor": x},
                x.replace("x", "xaxis"): {**span, "anchor": y},
            }
        )
    fig.update_layout(annotations=list(_above(frame, about)), margin={"t": 30, "b": 24})
    fig.update_layout(xaxis={"title": {"text": ""}})
    fig.update_yaxes(automargin=True, showgrid=True)
    return fig.update_xaxes(showgrid=False, fixedrange=True, automargin=True, tickangle=0)


def _by_calendar(about: Context) -> bool:
    return about.selection.option("compare") != "periods"


def _span(frame: pd.DataFrame, about: Context) -> dict[str, Any]:
    if _by_calendar(about):
        every = frame["left_month"].dropna()
        first, last = every.min(), every.max() + pd.offsets.MonthEnd(0) + pd.Timedelta(days=1)
        return {"type": "date", "range": [first, last], **day_ticks(first, last, most=6)}
    first, last = int(frame["nth"].min()), int(frame["nth"].max())
    title = {**style.axis_title("compare-month"), "font": {"size": 13}}
    step = next(step for step in (1, 2, 3, 6, 12, 24, 60) if (last - first) / step <= 12)
    return {"range": [first - 0.5, last + 0.5], "tick0": 1, "dtick": step, "title": title}


def _at(rows: pd.DataFrame, side: str, about: Context, part: float) -> dict[str, Any]:
    """Return where a month's bar stands and how wide it is: `part` of the month."""
    if not _by_calendar(about):
        return {"x": list(rows["nth"]), "width": part}
    months = rows[f"{side}_month"]
    days = months.dt.days_in_month
    middles = months + pd.to_timedelta(days * 12, unit="h")
    return {"x": list(middles), "width": list(part * days * style.DAY)}


def _counts(rows: pd.DataFrame, side: str, about: Context) -> go.Bar:
    x, y = AXES[side]
    return go.Bar(
        **_at(rows, side, about, 0.72), y=[n or None for n in numbers(rows[side])],
        xaxis=x, yaxis=y, name=side, marker=marker(about, side),
        customdata=[[number_code(side, month)] for month in rows[f"{side}_month"]],
        hovertext=[_month_hover(row, side, about) for _, row in rows.iterrows()],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def _gaps(rows: pd.DataFrame, side: str, top: float, about: Context) -> go.Bar:
    held = rows[rows[f"{side}_gap_days"].fillna(0) > 0]
    share = held[f"{side}_gap_days"] / held[f"{side}_month"].dt.days_in_month
    x, y = AXES[side]
    return go.Bar(
        **_at(held, side, about, 1.0), y=[top] * len(held), xaxis=x, yaxis=y, name="gaps",
        marker={"color": [tint(style.MUTED, 0.08 + 0.2 * part) for part in share],
                "line": {"width": 0}},
        hovertext=[_month_hover(row, side, about) for _, row in held.iterrows()],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def _month_hover(row: Any, side: str, about: Context) -> str:
    month = row[f"{side}_month"]
    lines = [f"<b>{style.escaped(name_of(about, side))}</b>, {text.month(month)}"]
    lines.append("–" if pd.isna(row[side]) else tn("events", int(row[side])))
    lines.append(t("compare.hover-difference", n=signed(row["difference"])))
    if row[f"{side}_gap_days"]:
        days = text.number(row[f"{side}_gap_days"])
        lines.append(t("chart.gap-days", n=days, all=text.number(month.days_in_month)))
        lines.append(style.broken(about.labels.of("gap", row[f"{side}_gap"])))
    return "<br>".join(lines)


def _above(frame: pd.DataFrame, about: Context) -> Iterator[dict[str, Any]]:
    for side in SIDES:
        name, n = style.escaped(name_of(about, side)), text.number(frame[f"{side}_n"].iloc[0])
        words = f"<b>{name}</b>  {t('compare.n', n=n)}"
        yield note(words, 0, y=_STACKED[side][1], yref="paper", yshift=4)
