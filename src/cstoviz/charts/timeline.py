"""The timeline: lanes of marks and bars under a strip that tells how many events there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from cstoviz import text
from cstoviz.charts import style
from cstoviz.charts.lanes import HEAD, ROW, Lane, laned, lanes_of
from cstoviz.context import Context
from cstoviz.text import t

_STRIP = 58
_TOP = 26
_AXIS = 46
_DAY = 86_400_000
_THICK = 8
_SHARE_WITH_NAME = 0.12


@dataclass(frozen=True)
class _Mark:
    """How events of one sort are drawn: which they are, as spans or points, filled or hollow."""

    name: str
    span: bool
    month: bool
    announced: bool


_MARKS = (
    _Mark("month", span=True, month=True, announced=False),
    _Mark("month-announced", span=True, month=True, announced=True),
    _Mark("days", span=True, month=False, announced=False),
    _Mark("days-announced", span=True, month=False, announced=True),
    _Mark("day", span=False, month=False, announced=False),
    _Mark("day-announced", span=False, month=False, announced=True),
)


def timeline(frame: pd.DataFrame, about: Context) -> go.Figure:
    """Draw every event in its lane: one day a mark, several a bar, a month a hatched span.

    In: event, start, end, date_precision, status, kind, place, lane, chairmanship. Announced
    events are hollow; chairmanship terms are bands; evidence gaps are shaded.
    """
    lanes, rows = laned(frame, about)
    fig = _canvas(frame, lanes, about)
    for mark in _MARKS:
        part = rows[_are(rows, mark)]
        if len(part):
            fig.add_trace(_spans(part, mark, about) if mark.span else _points(part, mark, about))
    return fig


def density(frame: pd.DataFrame, about: Context) -> go.Figure:
    """Draw how many events each lane has per month, where single marks would be too many.

    In: event, start, lane, chairmanship.
    """
    lanes = lanes_of(frame, about, rows=2)
    months = frame["start"].dt.to_period("M").dt.to_timestamp()
    counts = frame.groupby(["lane", months]).size()
    axis = sorted(set(months))
    cells = [[counts.get((lane.code, month)) for month in axis] for lane in lanes]
    fig = _canvas(frame, lanes, about)
    fig.add_trace(
        go.Heatmap(
            x=axis, y=[lane.top + HEAD + ROW for lane in lanes], z=cells, xperiod="M1",
            xperiodalignment="middle", xgap=1, ygap=HEAD, showscale=False, hoverongaps=False,
            colorscale=style.SHADES, zmin=0, text=[[lane.name] * len(axis) for lane in lanes],
            hovertemplate="<b>%{text}</b><br>%{x|%B %Y}: %{z}<extra></extra>",
        )
    )  # fmt: skip
    return fig


def _are(rows: pd.DataFrame, mark: _Mark) -> pd.Series[bool]:
    month = rows["date_precision"] == "month"
    several = (rows["end"] > rows["start"]) | month
    announced = rows["status"] == "announced"
    return (several == mark.span) & (month == mark.month) & (announced == mark.announced)


def _canvas(frame: pd.DataFrame, lanes: list[Lane], about: Context) -> go.Figure:
    """Return the axes, the strip, the lanes' names and what lies behind the marks."""
    tall = lanes[-1].bottom if lanes else ROW
    whole = tall + _STRIP
    return style.figure(
        _strip(frame),
        height=round(whole + _TOP + _AXIS),
        margin={"l": 2, "r": 8, "t": _TOP, "b": 8},
        dragmode="pan",
        barmode="overlay",
        hovermode="closest",
        bargap=0.12,
        shapes=[*_bands(about), *style.gap_shades(about), *_rules(lanes)],
        annotations=[*_names(lanes), *_terms(about), _strip_name()],
        xaxis={**style.days_axis(about), "tickformat": "%-d %b\n%Y", "nticks": 8, "tickangle": 0,
               "showgrid": True, "anchor": "y", "automargin": True, "zeroline": False},
        yaxis={"range": [tall, 0], "visible": False, "fixedrange": True,
               "domain": [0, tall / whole]},
        yaxis2={"visible": False, "fixedrange": True, "rangemode": "tozero",
                "domain": [(tall + 16) / whole, 1]},
    )  # fmt: skip


def _strip(frame: pd.DataFrame) -> go.Bar:
    """Count the events of each month, each once, in the month of its first day."""
    once = frame.drop_duplicates("event")
    counts = once["start"].dt.to_period("M").dt.to_timestamp().value_counts().sort_index()
    return go.Bar(
        x=list(counts.index), y=[int(n) for n in counts], yaxis="y2", xperiod="M1",
        xperiodalignment="middle", marker_color=style.MUTED, marker_opacity=0.65,
        hovertemplate="<b>%{x|%B %Y}</b><br>" + t("axis.events") + ": %{y}<extra></extra>",
    )  # fmt: skip


def _strip_name() -> dict[str, Any]:
    return {
        "text": t("timeline.strip"), "x": 0, "xref": "paper", "xanchor": "left", "y": 1,
        "yref": "paper", "yanchor": "top", "showarrow": False, "font": {"size": 11.5},
        "borderpad": 0,
    }  # fmt: skip


def _names(lanes: list[Lane]) -> list[dict[str, Any]]:
    return [
        {
            "text": f"<b>{lane.name}</b>  {text.number(lane.events)}", "x": 0, "xref": "paper",
            "xanchor": "left", "y": lane.top + HEAD / 2 + 1, "yref": "y", "yanchor": "middle",
            "showarrow": False, "font": {"size": 12.5}, "borderpad": 0,
        }
        for lane in lanes
    ]  # fmt: skip


def _rules(lanes: list[Lane]) -> list[dict[str, Any]]:
    return [
        {
            "type": "line", "xref": "paper", "x0": 0, "x1": 1, "yref": "y", "y0": lane.top,
            "y1": lane.top, "line": {"color": style.FAINT, "width": 1}, "layer": "below",
        }
        for lane in lanes
    ]  # fmt: skip


def _bands(about: Context) -> list[dict[str, Any]]:
    """Set off every other chairmanship by a faint band, and each by a line at its beginning."""
    shapes: list[dict[str, Any]] = []
    for number, term in enumerate(about.terms.itertuples()):
        place = {"xref": "x", "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
        if number % 2:
            band = {"type": "rect", "fillcolor": style.BAND, "line_width": 0}
            shapes.append(place | band | {"x0": term.start, "x1": term.end + pd.Timedelta(days=1)})
        line = {"type": "line", "line": {"color": style.MUTED, "width": 1, "dash": "dot"}}
        shapes.append(place | line | {"x0": term.start, "x1": term.start})
    return shapes


def _terms(about: Context) -> list[dict[str, Any]]:
    first, last = pd.Timestamp(about.period.start), pd.Timestamp(about.period.end)
    whole = max((last - first).days, 1)
    notes = []
    for term in about.terms.itertuples():
        start, end = max(term.start, first), min(term.end, last)
        if (end - start).days / whole >= _SHARE_WITH_NAME or len(about.terms) == 1:
            name = style.escaped(about.labels.of("chairmanship", term.chairmanship))
            notes.append(
                {
                    "text": name, "x": start, "xref": "x", "xanchor": "left", "xshift": 3, "y": 1,
                    "yref": "paper", "yanchor": "bottom", "showarrow": False, "borderpad": 2,
                    "font": {"size": 12},
                }
            )  # fmt: skip
    return notes


def _spans(rows: pd.DataFrame, mark: _Mark, about: Context) -> go.Bar:
    colours = list(rows["colour"])
    marker: dict[str, Any] = {"color": colours, "line": {"color": colours, "width": 1.6}}
    if mark.month:
        marker["pattern"] = {
            "shape": "/", "fgcolor": colours, "bgcolor": "rgba(0,0,0,0)", "size": 5,
            "fillmode": "replace",
        }  # fmt: skip
    if mark.announced:
        marker["color"] = "rgba(0,0,0,0)"
        marker.pop("pattern", None)
    return go.Bar(
        orientation="h",
        base=list(rows["start"]),
        x=[(row.end - row.start).days * _DAY + _DAY for row in rows.itertuples()],
        y=list(rows["y"]),
        width=_THICK,
        marker=marker,
        name=mark.name,
        **_words(rows, about),
    )


def _points(rows: pd.DataFrame, mark: _Mark, about: Context) -> go.Scatter:
    return go.Scatter(
        x=list(rows["start"] + pd.Timedelta(hours=12)),
        y=list(rows["y"]),
        mode="markers",
        name=mark.name,
        marker={
            "size": 9, "color": list(rows["colour"]), "symbol": "circle-open" if mark.announced
            else "circle", "line": {"width": 1.8 if mark.announced else 0},
        },
        **_words(rows, about),
    )  # fmt: skip


def _words(rows: pd.DataFrame, about: Context) -> dict[str, Any]:
    """Return what a mark opens and what it says when pointed at."""
    return {
        "customdata": [[event] for event in rows["event"]],
        "hovertext": [_hover(row, about) for row in rows.itertuples()],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _hover(row: Any, about: Context) -> str:
    labels = about.labels
    days = text.span(row.start, row.end)
    if row.date_precision == "month":
        days = t("timeline.some-day", month=text.month(row.start))
    where = labels.of("place", row.place) or labels.of("state", row.host)
    facts = [days, labels.of("kind", row.kind), where, labels.of("status", row.status)]
    title = style.broken(labels.of("event", row.event))
    return "<br>".join([f"<b>{title}</b>", *(style.escaped(fact) for fact in facts if fact)])
