"""Figures of two states or two periods, month by month, one above the other, on one scale."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pandas as pd

from cstoviz import text
from cstoviz.charts import style
from cstoviz.charts.canvas import Figure, Spec, bar, moment, moments
from cstoviz.charts.compare import AXES, SIDES, marker, name_of, note, scale_of, signed
from cstoviz.charts.coverage_parts import tint
from cstoviz.charts.records import records
from cstoviz.charts.ticks import day_ticks
from cstoviz.codes import number_code
from cstoviz.context import Context
from cstoviz.text import t, tn

_STACKED = {"left": [0.6, 1.0], "right": [0.0, 0.4]}


def months(frame: pd.DataFrame, about: Context) -> Figure:
    """Draw both sides month by month, one above the other, on one scale.

    In: the columns of `metrics.compare.compare_months`. Of states the axis is the calendar, of
    periods the place of the month in the period. Grey: days in evidence gaps.
    """
    if frame.empty:
        return style.figure().figure()
    scale, fig = scale_of(frame), style.figure(height=470, barmode="overlay")
    span, every = _span(frame, about), records(frame)
    for side in SIDES:
        rows = [row for row in every if not pd.isna(getattr(row, f"{side}_month"))]
        fig.add(_gaps(rows, side, scale["range"][1], about))
        fig.add(_counts(rows, side, about))
        x, y = AXES[side]
        fig.lay(
            **{
                y.replace("y", "yaxis"): {**scale, "domain": _STACKED[side], "anchor": x},
                x.replace("x", "xaxis"): {**span, "anchor": y},
            }
        )
    fig.lay(annotations=list(_above(frame, about)), margin={"t": 30, "b": 24})
    fig.lay(xaxis={"title": {"text": ""}})
    fig.y_axes(automargin=True, showgrid=True)
    return fig.x_axes(showgrid=False, fixedrange=True, automargin=True, tickangle=0).figure()


def _by_calendar(about: Context) -> bool:
    return about.selection.option("compare") != "periods"


def _span(frame: pd.DataFrame, about: Context) -> Spec:
    if _by_calendar(about):
        every = frame["left_month"].dropna()
        first, last = every.min(), every.max() + pd.offsets.MonthEnd(0) + pd.Timedelta(days=1)
        return {"type": "date", "range": moments((first, last)), **day_ticks(first, last, most=6)}
    first, last = int(frame["nth"].min()), int(frame["nth"].max())
    title = {**style.axis_title("compare-month"), "font": {"size": 13}}
    step = next(step for step in (1, 2, 3, 6, 12, 24, 60) if (last - first) / step <= 12)
    return {"range": [first - 0.5, last + 0.5], "tick0": 1, "dtick": step, "title": title}


def _at(rows: list[Any], side: str, about: Context, part: float) -> Spec:
    """Return where a month's bar stands and how wide it is: `part` of the month."""
    if not _by_calendar(about):
        return {"x": [int(row.nth) for row in rows], "width": part}
    months = [getattr(row, f"{side}_month") for row in rows]
    return {
        "x": [moment(month + timedelta(hours=12 * month.days_in_month)) for month in months],
        "width": [part * month.days_in_month * style.DAY for month in months],
    }


def _counts(rows: list[Any], side: str, about: Context) -> Spec:
    x, y = AXES[side]
    counts = [getattr(row, side) for row in rows]
    return bar(
        **_at(rows, side, about, 0.72), y=[None if pd.isna(n) else int(n) or None for n in counts],
        xaxis=x, yaxis=y, name=side, marker=marker(about, side),
        customdata=[[number_code(side, getattr(row, f"{side}_month"))] for row in rows],
        hovertext=[_month_hover(row, side, about) for row in rows],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def _gaps(rows: list[Any], side: str, top: float, about: Context) -> Spec:
    held = [row for row in rows if getattr(row, f"{side}_gap_days") > 0]
    days = [(getattr(row, f"{side}_gap_days"), getattr(row, f"{side}_month")) for row in held]
    shares = [thin / month.days_in_month for thin, month in days]
    x, y = AXES[side]
    return bar(
        **_at(held, side, about, 1.0), y=[top] * len(held), xaxis=x, yaxis=y, name="gaps",
        marker={"color": [tint(style.MUTED, 0.08 + 0.2 * share) for share in shares],
                "line": {"width": 0}},
        hovertext=[_month_hover(row, side, about) for row in held],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def _month_hover(row: Any, side: str, about: Context) -> str:
    month, count = getattr(row, f"{side}_month"), getattr(row, side)
    lines = [f"<b>{style.escaped(name_of(about, side))}</b>, {text.month(month)}"]
    lines.append("–" if pd.isna(count) else tn("events", int(count)))
    lines.append(t("compare.hover-difference", n=signed(row.difference)))
    if gap_days := getattr(row, f"{side}_gap_days"):
        days = text.number(gap_days)
        lines.append(t("chart.gap-days", n=days, all=text.number(month.days_in_month)))
        lines.append(style.broken(about.labels.of("gap", getattr(row, f"{side}_gap"))))
    return "<br>".join(lines)


def _above(frame: pd.DataFrame, about: Context) -> Iterator[Spec]:
    for side in SIDES:
        name, n = style.escaped(name_of(about, side)), text.number(frame[f"{side}_n"].iloc[0])
        words = f"<b>{name}</b>  {t('compare.n', n=n)}"
        yield note(words, 0, y=_STACKED[side][1], yref="paper", yshift=4)
