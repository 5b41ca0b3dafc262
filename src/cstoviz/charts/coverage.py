"""Figures of how far a chairmanship's declared targets are covered."""

from __future__ import annotations

from typing import Any

import pandas as pd

from cstoviz import text
from cstoviz.charts import coverage_parts as parts
from cstoviz.charts import style
from cstoviz.charts.canvas import Figure, Spec, bar, moments, scatter
from cstoviz.charts.records import records
from cstoviz.charts.ticks import day_ticks
from cstoviz.codes import number_code
from cstoviz.context import Context
from cstoviz.text import t, tn

_REACHED = ("covered", "touched", "nothing")
_WIDTH = 44


def by_area(frame: pd.DataFrame, about: Context) -> Figure:
    """Draw a bar per area: covered targets solid, touched lighter, nothing reported outlined.

    In: area, covered, touched, nothing, n.
    """
    return _areas(frame, about, thick=22, space=14)


def in_brief(frame: pd.DataFrame, about: Context) -> Figure:
    """Draw the same, smaller, areas named up to a colon. In: area, covered, touched, nothing, n."""
    return _areas(frame, about, thick=13, space=4, brief=True)


def _areas(
    frame: pd.DataFrame, about: Context, thick: int, space: int, brief: bool = False
) -> Figure:
    fig = style.figure()
    if frame.empty:
        return fig.figure()
    labels, at, y = [], [], 0.0
    for code in frame["area"]:
        name = parts.named(about, "area", code)
        lines = parts.wrapped(name.partition(":")[0] if brief else name, _WIDTH)
        labels.append(parts.note("<br>".join(map(style.escaped, lines)), y, font={"size": 13}))
        at.append(y + parts.LINE * len(lines) + 2 + thick / 2)
        y = at[-1] + thick / 2 + space
    fig.add(*(_reached(frame, name, at, thick, about) for name in _REACHED))
    fig.add(*(_numbers(frame, name, at) for name in _REACHED))
    fig.add(_out_of(frame, at), *_keys())
    parts.canvas(fig, y, 34).lay(annotations=labels)
    longest = int(frame["n"].max())
    fig.x_axes(visible=False, range=[-0.005 * longest, 1.2 * longest], fixedrange=True)
    return fig.figure()


def _before(frame: pd.DataFrame, name: str) -> pd.Series:
    return frame[list(_REACHED[: _REACHED.index(name)])].sum(axis=1)


def _reached(frame: pd.DataFrame, name: str, at: list[float], thick: int, about: Context) -> Spec:
    colours = [style.colour(about, "area", code) for code in frame["area"]]
    marker = {"covered": parts.solid(colours), "touched": parts.light(colours)}
    return bar(
        orientation="h", y=at, x=[n or None for n in frame[name]], base=list(_before(frame, name)),
        width=thick, name=name, marker=marker.get(name, parts.open_()), showlegend=False,
        hovertext=[_said(row, name, about) for row in records(frame)],
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=[[number_code(name, area)] for area in frame["area"]],
    )  # fmt: skip


def _numbers(frame: pd.DataFrame, name: str, at: list[float]) -> Spec:
    colour = {"color": "#FFFFFF"} if name == "covered" else {}
    return scatter(
        x=list(_before(frame, name) + frame[name] / 2), y=at, mode="text", hoverinfo="skip",
        text=[text.number(n) if n else "" for n in frame[name]], textfont={"size": 13, **colour},
        showlegend=False, name=name,
    )  # fmt: skip


def _said(row: Any, name: str, about: Context) -> str:
    count = t("coverage.of", part=getattr(row, name), whole=tn("coverage.targets", row.n))
    return parts.hover(parts.named(about, "area", row.area), t(f"coverage.{name}") + ": " + count)


def _out_of(frame: pd.DataFrame, at: list[float]) -> Spec:
    return scatter(
        x=list(frame["n"]), y=at, mode="text", textposition="middle right", showlegend=False,
        text=["  " + t("coverage.n", n=text.number(n)) for n in frame["n"]], hoverinfo="skip",
        textfont={"size": 13}, cliponaxis=False,
    )  # fmt: skip


def _keys() -> list[Spec]:
    return [
        parts.key("covered", parts.solid(style.MUTED)),
        parts.key("touched", parts.light([style.MUTED])),
        parts.key("nothing", parts.open_()),
    ]


def growth(frame: pd.DataFrame, about: Context) -> Figure:
    """Draw how many targets were covered, and covered or touched, up to each day of the window.

    In: day, covered, covered_or_touched, n.
    """
    fig = style.figure(height=340)
    if frame.empty:
        return fig.figure()
    n = int(frame["n"].iloc[0])
    fig.add(_steps(frame, "covered_or_touched", {"width": 2, "dash": "dot"}))
    fig.add(_steps(frame, "covered", {"width": 3}))
    fig.line_across(n, {"color": style.MUTED, "width": 1})
    style.count_axis(style.time_axis(fig, about))
    labels = [_end(frame, name) for name in ("covered_or_touched", "covered")]
    top = parts.note(tn("coverage.targets.all", n), n, yanchor="bottom", xshift=4)
    fig.lay(annotations=[*_apart(labels, n), top], margin={"r": 16, "t": 26})
    last = frame["day"].iloc[-1] + pd.Timedelta(days=1)
    days = (frame["day"].iloc[0], last)
    fig.x_axes(range=moments(days), **day_ticks(*days, most=6))
    return fig.y_axes(range=[0, 1.04 * n]).figure()


def _steps(frame: pd.DataFrame, name: str, line: Spec) -> Spec:
    return scatter(
        x=moments(frame["day"]), y=list(frame[name]), mode="lines", name=t(f"column.{name}"),
        line={"shape": "hv", "color": style.ACCENT, **line},
        customdata=[[number_code(name, day)] for day in frame["day"]],
        hovertext=[text.day(day) for day in frame["day"]],
        hovertemplate=f"{t(f'column.{name}')}: %{{y}}<br>%{{hovertext}}<extra></extra>",
    )  # fmt: skip


def _end(frame: pd.DataFrame, name: str) -> Spec:
    value = int(frame[name].iloc[-1])
    shown = f"{t(f'column.{name}')}: {text.number(value)}"
    return {
        "text": shown, "x": 1, "xref": "paper", "xanchor": "right", "y": value,
        "yanchor": "bottom", "showarrow": False, "font": {"size": 13},
    }  # fmt: skip


def _apart(labels: list[Spec], n: int) -> list[Spec]:
    """Hang the lower label under its line where the two would touch."""
    upper, lower = labels
    if upper["y"] - lower["y"] < 0.09 * n:
        lower["yanchor"] = "top" if lower["y"] > 0.09 * n else "bottom"
        upper["yshift"] = 0 if lower["yanchor"] == "top" else 18
    return labels


def outside(frame: pd.DataFrame, about: Context) -> Figure:
    """Draw columns of events per month by what they serve: direct, only related, nothing declared.

    In: month, direct, related, outside, n.
    """
    fig = style.figure(height=340, barmode="stack")
    if frame.empty:
        return fig.figure()
    days = frame["month"].dt.days_in_month
    for name in ("direct", "related", "outside"):
        fig.add(_column(frame, name, days))
    style.count_axis(style.time_axis(fig, about), title=style.axis_title("events"))
    end = frame["month"].iloc[-1] + pd.offsets.MonthEnd(0) + pd.Timedelta(days=1)
    window = (frame["month"].iloc[0], end)
    fig.x_axes(range=moments(window), **day_ticks(*window, most=6))
    legend = {
        "itemclick": False,
        "itemdoubleclick": False,
        "traceorder": "normal",
        "font": {"size": 13},
    }
    return fig.lay(showlegend=True, legend=legend).figure()


def _column(frame: pd.DataFrame, name: str, days: pd.Series) -> Spec:
    marker = {
        "direct": parts.solid(style.ACCENT),
        "related": parts.light([style.ACCENT] * len(frame)),
        "outside": parts.open_(),
    }[name]
    whole = zip(frame["month"], frame[name], frame["n"], strict=True)
    said = [
        parts.hover(
            text.month(month),
            t(f"coverage.serves.{name}") + ": "
            + t("coverage.of", part=part, whole=tn("events", int(n))),
        )
        for month, part, n in whole
    ]  # fmt: skip
    return bar(
        x=moments(frame["month"]), y=list(frame[name]), width=list(0.82 * days * style.DAY),
        customdata=[[number_code(name, month)] for month in frame["month"]],
        offset=list(0.09 * days * style.DAY), name=t(f"coverage.serves.{name}"), marker=marker,
        hovertext=said, hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip
