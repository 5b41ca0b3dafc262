"""The timeline: lanes of marks and bars under a strip that tells how many events there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from html import unescape
from textwrap import shorten
from typing import Any

import pandas as pd

from cstoviz import text
from cstoviz.charts import style
from cstoviz.charts.canvas import Figure, Spec, bar, heatmap, moment, moments, scatter
from cstoviz.charts.coverage_parts import tint
from cstoviz.charts.lanes import HEAD, ROW, Lane, Mark, laned, lanes_of
from cstoviz.charts.records import records
from cstoviz.codes import number_code
from cstoviz.context import Context
from cstoviz.text import t

_STRIP = 58
_TOP = 26
_AXIS = 46
_THICK = 7
_DOT = 8
_SHARE_WITH_NAME = 0.12
_SHARE_OF_TWO = 0.5
_LONGEST_NAME = 46


_SPANS = ("month", "days")
_NAMES = tuple(
    f"{length}{basis}{status}"
    for length in (*_SPANS, "day")
    for basis in ("", "-inferred")
    for status in ("", "-announced")
)
"""The sorts of marks, from the lowest to the topmost: month, month-announced, month-inferred ..."""


def timeline(frame: pd.DataFrame, about: Context) -> Figure:
    """Draw every event in its lane: one day a mark, several a bar, a month a pale span.

    In: event, start, end, date_precision, date_basis, status, kind, place, lane, chairmanship. An
    inferred date is hatched (a mark crossed out); announced events are squares and outlined bars;
    chairmanship terms are bands; evidence gaps are shaded.
    """
    lanes, marks = laned(frame, about)
    parts: dict[str, list[Mark]] = {}
    for mark in marks:
        parts.setdefault(_sort(mark.row), []).append(mark)
    traces = [
        (_spans if name.startswith(_SPANS) else _points)(parts[name], name, about)
        for name in _NAMES
        if name in parts
    ]
    return _canvas(frame, lanes, about, *traces)


def density(frame: pd.DataFrame, about: Context) -> Figure:
    """Draw how many events each lane has per month, where single marks would be too many.

    In: month, lane, in-lane, in-month, and chairmanship where lanes are areas.
    """
    lanes = lanes_of(frame, about, rows=2)
    counts = frame.set_index(["lane", "month"])["in-lane"].to_dict()
    axis = sorted(set(frame["month"]))
    cells = [[counts.get((lane.code, month)) for month in axis] for lane in lanes]
    grid = heatmap(
        x=moments(axis), y=[lane.top + HEAD + ROW for lane in lanes], z=cells, xperiod="M1",
        xperiodalignment="middle", xgap=1, ygap=HEAD, showscale=False, hoverongaps=False,
        colorscale=style.SHADES, zmin=0,
        text=[[f"<b>{lane.name}</b><br>{text.month(m)}" if (lane.code, m) in counts else ""
               for m in axis] for lane in lanes],
        customdata=[[[number_code("in-lane", lane.code, m) if (lane.code, m) in counts else ""]
                     for m in axis] for lane in lanes],
        hovertemplate="%{text}: %{z}<extra></extra>",
    )  # fmt: skip
    return _canvas(frame, lanes, about, grid)


def _sort(row: Any) -> str:
    """Return of which sort the mark of a row is."""
    length = "days" if row.end > row.start else "day"
    return (
        ("month" if row.date_precision == "month" else length)
        + ("" if row.date_basis == "stated" else "-inferred")
        + ("-announced" if row.status == "announced" else "")
    )


def _canvas(frame: pd.DataFrame, lanes: list[Lane], about: Context, *marks: Spec) -> Figure:
    """Return the figure: axes, strip, lanes' names, what lies behind the marks, the marks."""
    tall = lanes[-1].bottom if lanes else ROW
    whole = tall + _STRIP
    months = _months(frame)
    fig = style.figure(
        _strip(months),
        *marks,
        height=round(whole + _TOP + _AXIS),
        margin={"l": 2, "r": 8, "t": _TOP, "b": 8},
        dragmode="pan",
        barmode="overlay",
        hovermode="closest",
        bargap=0.12,
        shapes=[*_bands(about), *style.gap_shades(about), _rules(lanes)],
        annotations=[*_names(lanes), *_terms(about), _strip_name(months, tall / whole)],
        xaxis={**style.days_axis(about), "tickformat": t("format.axis.day"), "nticks": 8,
               "tickangle": 0, "showgrid": True, "anchor": "y", "automargin": True,
               "zeroline": False},
        yaxis={"range": [tall, 0], "visible": False, "fixedrange": True,
               "domain": [0, tall / whole]},
        yaxis2={"visible": False, "fixedrange": True, "rangemode": "tozero",
                "domain": [(tall + 16) / whole, 1]},
    )  # fmt: skip
    return style.with_gap_strip(fig, about).figure()


def _months(frame: pd.DataFrame) -> dict[pd.Timestamp, int]:
    """Count the events of each month, each once, in the month of its first day."""
    if "in-month" in frame:
        counts = dict(zip(frame["month"], frame["in-month"], strict=True))
    else:
        once = dict(zip(frame["event"], frame["start"], strict=True))
        counts = Counter(start.replace(day=1) for start in once.values())
    return {month: int(counts[month]) for month in sorted(counts)}


def _strip(counts: Mapping[pd.Timestamp, int]) -> Spec:
    return bar(
        x=moments(counts), y=list(counts.values()), yaxis="y2", xperiod="M1",
        xperiodalignment="middle", marker={"color": style.MUTED, "opacity": 0.65},
        customdata=[[number_code("in-month", month)] for month in counts],
        hovertext=[text.month(month) for month in counts],
        hovertemplate="<b>%{hovertext}</b><br>" + t("axis.events") + ": %{y}<extra></extra>",
    )  # fmt: skip


def _strip_name(counts: Mapping[pd.Timestamp, int], y: float) -> Spec:
    """Say what the strip counts and how high its highest bar is, in the room below it."""
    most = text.number(max(counts.values(), default=0))
    return {
        "text": t("timeline.strip", most=most), "x": 0, "xref": "paper", "xanchor": "left",
        "y": y, "yref": "paper", "yanchor": "bottom", "showarrow": False,
        "font": {"size": 11.5}, "borderpad": 0,
    }  # fmt: skip


def _names(lanes: list[Lane]) -> list[Spec]:
    return [
        {
            "text": f"<b>{_short(lane.name)}</b>  {text.number(lane.events)}", "x": 0,
            **({"hovertext": lane.name} if _short(lane.name) != lane.name else {}), "xref": "paper",
            "xanchor": "left", "y": lane.top + HEAD / 2 + 1, "yref": "y", "yanchor": "middle",
            "showarrow": False, "font": {"size": 12.5}, "borderpad": 0,
        }
        for lane in lanes
    ]  # fmt: skip


def _short(name: str) -> str:
    """Cut a lane's name to what the narrowest chart has room for; pointing at it tells all."""
    cut = shorten(unescape(name), _LONGEST_NAME, placeholder="…")
    return style.escaped(cut.replace(",…", "…"))


def _rules(lanes: list[Lane]) -> Spec:
    """Draw a line above every lane, all as one shape."""
    return {
        "type": "path", "path": " ".join(f"M0,{lane.top}L1,{lane.top}" for lane in lanes),
        "xref": "paper", "yref": "y", "line": {"color": style.FAINT, "width": 1},
        "layer": "below", "visible": bool(lanes),
    }  # fmt: skip


def _bands(about: Context) -> list[Spec]:
    """Set off every other chairmanship by a faint band, and each by a line at its beginning."""
    shapes: list[Spec] = []
    for number, term in enumerate(records(about.terms)):
        place = {"xref": "x", "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
        if number % 2:
            band = {"type": "rect", "fillcolor": style.BAND, "line": {"width": 0}}
            ends = {"x0": moment(term.start), "x1": moment(term.end + pd.Timedelta(days=1))}
            shapes.append(place | band | ends)
        line = {"type": "line", "line": {"color": style.MUTED, "width": 1, "dash": "dot"}}
        shapes.append(place | line | {"x0": moment(term.start), "x1": moment(term.start)})
    return shapes


def _terms(about: Context) -> list[Spec]:
    """Name the terms that have room for it; a short last one is named from its end."""
    first, last = pd.Timestamp(about.period.start), pd.Timestamp(about.period.end)
    whole = max((last - first).days, 1)
    ends = [(max(row.start, first), min(row.end, last)) for row in records(about.terms)]
    shares = [(end - start).days / whole for start, end in ends]
    notes = []
    for i, code in enumerate(about.terms["chairmanship"]):
        name = style.escaped(about.labels.of("chairmanship", code))
        if shares[i] >= _SHARE_WITH_NAME or len(ends) == 1:
            notes.append(_term_name(name, ends[i][0], "left"))
        elif i and i == len(ends) - 1 and shares[i - 1] + shares[i] >= _SHARE_OF_TWO:
            notes.append(_term_name(name, ends[i][1], "right"))
    return notes


def _term_name(name: str, day: pd.Timestamp, side: str) -> Spec:
    return {
        "text": name, "x": moment(day), "xref": "x", "xanchor": side, "y": 1, "yref": "paper",
        "xshift": 3 if side == "left" else 0, "yanchor": "bottom", "showarrow": False,
        "borderpad": 2, "font": {"size": 12},
    }  # fmt: skip


def _spans(marks: list[Mark], name: str, about: Context) -> Spec:
    return bar(
        orientation="h",
        base=moments(mark.row.start for mark in marks),
        x=[style.length(mark.row) for mark in marks],
        y=[mark.y for mark in marks],
        width=_THICK,
        marker=_span_look(_alike(marks), name),
        name=name,
        **_words(marks, about),
    )


def _span_look(colours: Any, name: str) -> Spec:
    """Solid for days, pale where only the month is known, hatched for an inferred date."""
    look: Spec = {"color": colours, "line": {"color": colours, "width": 1.6}}
    announced = name.endswith("-announced")
    if announced:
        look["color"] = "rgba(0,0,0,0)"
    elif name.startswith("month"):
        look["color"] = _pale(colours)
    if "-inferred" in name:
        look["color"] = colours
        look["pattern"] = {
            "shape": "/", "fgcolor": colours, "bgcolor": "rgba(0,0,0,0)", "size": 5,
            "fillmode": "replace", "solidity": 0.2 if announced else 0.4,
        }  # fmt: skip
    return look


def _pale(colours: Any) -> Any:
    return [_pale(one) for one in colours] if isinstance(colours, list) else tint(colours, 0.3)


def _points(marks: list[Mark], name: str, about: Context) -> Spec:
    announced, inferred = name.endswith("-announced"), "-inferred" in name
    shape = "square" if announced else "circle"
    symbol = f"{shape}-x-open" if inferred else f"{shape}-open" if announced else shape
    return scatter(
        x=moments(mark.row.start.replace(hour=12) for mark in marks),
        y=[mark.y for mark in marks],
        mode="markers",
        name=name,
        marker={
            "size": _DOT, "color": _alike(marks), "symbol": symbol,
            "line": {"width": 1.5 if symbol != "circle" else 0},
        },
        **_words(marks, about),
    )  # fmt: skip


def _alike(marks: list[Mark]) -> Any:
    """Return the colour that all have, else each one's."""
    colours = [mark.colour for mark in marks]
    return colours if len(set(colours)) > 1 else colours[0]


def _words(marks: list[Mark], about: Context) -> Spec:
    """Return what a mark opens and what it says when pointed at."""
    return {
        "customdata": [["", mark.row.event] for mark in marks],
        "hovertext": [_hover(mark.row, about) for mark in marks],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _hover(row: Any, about: Context) -> str:
    labels = about.labels
    days = text.span(row.start, row.end)
    if row.date_precision == "month":
        days = t("timeline.some-day", month=text.month(row.start))
    where = labels.of("place", row.place) or labels.of("state", row.host)
    if row.date_basis != "stated":
        days = t("timeline.dated", days=days, basis=labels.of("date_basis", row.date_basis))
    facts = [days, labels.of("kind", row.kind), where, labels.of("status", row.status)]
    title = style.broken(labels.of("event", row.event))
    return "<br>".join([f"<b>{title}</b>", *(style.escaped(fact) for fact in facts if fact)])
