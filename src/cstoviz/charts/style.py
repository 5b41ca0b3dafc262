"""The look of every figure, in one place: colours, type, axes, and figures with nothing in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from textwrap import wrap
from typing import Any

import pandas as pd

from cstoviz.charts.canvas import Canvas, Figure, Spec, bar, merged, moment, moments
from cstoviz.charts.records import records
from cstoviz.context import Context
from cstoviz.text import number, span, t

SLOTS = (
    "#2370BD",
    "#BC863E",
    "#5D9781",
    "#C5338C",
    "#5F6D2E",
    "#A186B2",
    "#E65D76",
    "#875564",
)
"""Colours by slot: each keeps 3:1 contrast on the light and on the dark page, and no two look alike
to readers with any of the three colour vision deficiencies."""

ALONE_WIDTH = 1200
SYSTEM_FONT = "Arial, Helvetica, 'DejaVu Sans', sans-serif"
ACCENT = "#2370BD"
MUTED = "#7C8794"
GAP_STRIP = 8
"""Height of the strip of evidence gaps, in pixels of a figure's height."""

SIGN = "sign"
"""The `meta` of a trace that only stands in the legend, for a sign of how something is known."""

DAY = 86_400_000
_LONGEST_WORD = 40
"""Words are broken only where lines are at least as long as this, in characters."""

CAUTION = "#D97706"
FAINT = "rgba(124,135,148,0.28)"
BAND = "rgba(124,135,148,0.07)"
GAP = "rgba(124,135,148,0.16)"
FONT = '"Source Sans", "Source Sans 3", "Source Sans Pro", system-ui, sans-serif'
STRONG = "-contrast"
"""What the name of a page in high contrast ends with."""

INK = {
    "light": "#1B2430",
    "dark": "#E6EAF0",
    "light-contrast": "#000000",
    "dark-contrast": "#FFFFFF",
}
GRID = {
    "light": "rgba(27,36,48,0.10)",
    "dark": "rgba(230,234,240,0.13)",
    "light-contrast": "rgba(0,0,0,0.55)",
    "dark-contrast": "rgba(255,255,255,0.55)",
}
SHADES = [
    [step, f"rgba(35,112,189,{alpha})"]
    for step, alpha in ((0.0, 0.32), (0.25, 0.47), (0.5, 0.62), (0.75, 0.8), (1.0, 1.0))
]
"""The accent in five strengths, for grids of counts."""
PAPER = {
    "light": "#FFFFFF",
    "dark": "#10151C",
    "light-contrast": "#FFFFFF",
    "dark-contrast": "#000000",
}


def colour(about: Context, dimension: str, code: str) -> str:
    """Return the colour that a code has everywhere: one per state, one per priority area."""
    slot = about.labels.slot(dimension, code)
    if dimension == "area":
        slot = _within_term(tuple(about.labels.order("area")), code)
    return SLOTS[slot] if 0 <= slot < len(SLOTS) else MUTED


@lru_cache(maxsize=1024)
def _within_term(order: Sequence[str], area: str) -> int:
    term = area.rsplit("-", 1)[0]
    return [code for code in order if code.rsplit("-", 1)[0] == term].index(area)


def figure(*traces: Spec, height: int = 360, **layout: Any) -> Canvas:
    """Return a figure in the house style; the theme's ink is set by `dressed`."""
    base: Spec = {
        "height": height,
        "margin": {"l": 8, "r": 16, "t": 8, "b": 8},
        "font": {"family": FONT, "size": 14},
        "showlegend": False,
        "hoverlabel": {"font": {"family": FONT, "size": 14}, "align": "left"},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "bargap": 0.32,
        "legend": {
            "orientation": "h",
            "y": 1.0,
            "yanchor": "bottom",
            "x": 0,
            "title": {"text": ""},
        },
        "xaxis": {"automargin": True, "zeroline": False},
        "yaxis": {"automargin": True, "zeroline": False},
        "dragmode": False,
        "separators": t("format.separators"),
    }
    return Canvas(*traces, layout=base).lay(**layout)


def dressed(figure: Figure, mode: str) -> Figure:
    """Return a copy of a figure in the ink of a page; in high contrast marks have an edge."""
    ink, grid = INK[mode], GRID[mode]
    axis = {"gridcolor": grid, "linecolor": grid, "tickfont": {"color": ink}, "color": ink}
    label = {"bgcolor": PAPER[mode], "bordercolor": MUTED, "font": {"color": ink}}
    spec = figure.to_dict()
    axes = {name: axis for name in spec["layout"] if name.startswith(("xaxis", "yaxis"))}
    tools = {"bgcolor": PAPER[mode], "color": MUTED, "activecolor": ACCENT}
    inked = {"font": {"color": ink}, "hoverlabel": label, "modebar": tools, **axes}
    layout = merged(spec["layout"], inked)
    data = spec["data"]
    if mode.endswith(STRONG):
        edge = {"marker": {"line": {"color": ink, "width": 1.5}}}
        data = [merged(trace, edge) if trace["type"] == "bar" else trace for trace in data]
    return Figure({"data": data, "layout": layout})


def without_signs(figure: Figure) -> Figure:
    """Return a figure without the entries of its legend that the page explains once for all."""
    spec = figure.to_dict()
    data = [{**trace, "showlegend": False} if trace.get("meta") == SIGN else trace
            for trace in spec["data"]]  # fmt: skip
    others = any(trace.get("showlegend") is not False and trace.get("name") for trace in data)
    layout = spec["layout"] if others else {**spec["layout"], "showlegend": False}
    return Figure({"data": data, "layout": layout})


def without_nothing(figure: Figure) -> Figure:
    """Return a figure without bars of height zero, which cost a browser as much as others.

    Left as they are: bars whose width depends on their neighbours, or that differ in their look.
    """
    spec = figure.to_dict()
    return Figure({**spec, "data": [_without_nothing(trace) for trace in spec["data"]]})


def _without_nothing(trace: Spec) -> Spec:
    values = trace.get("y", ())
    looks = trace.get("marker", {}).values()
    fixed = isinstance(trace.get("width"), int | float) and trace.get("orientation") != "h"
    if trace["type"] != "bar" or not fixed or any(isinstance(look, list) for look in looks):
        return trace
    kept = [place for place, value in enumerate(values) if value]
    return {
        name: [each[place] for place in kept]
        if isinstance(each, list) and len(each) == len(values) else each
        for name, each in trace.items()
    }  # fmt: skip


def standing_alone(figure: Figure, title: str, lead: str, source: str) -> Figure:
    """Return a figure with what a picture needs outside of a page: title, result, source, paper.

    It is set in a font of the reader's system, as an image does not carry the page's.
    """
    spec = figure.to_dict()
    alone = Canvas(*spec["data"], layout=spec["layout"])
    above, below = _wrapped(lead, 150), _wrapped(source, 190)
    legend = 30 if alone.layout.get("showlegend") else 0
    top = 58 + 20 * len(above) + legend + (alone.layout["margin"]["t"] or 0)
    bottom = 66 + 18 * len(below)
    lines = {"xref": "paper", "x": 0, "xanchor": "left", "yref": "paper", "yanchor": "top",
             "showarrow": False, "align": "left"}  # fmt: skip
    heading = f"<b style='font-size:20px'>{escaped(title)}</b><br>{'<br>'.join(above)}"
    foot = {"y": 0, "yshift": -62, "text": "<br>".join(below), "font": {"size": 12}}
    alone.note({**lines, "y": 1, "yshift": top - 8, "text": heading}, lines | foot)
    return alone.lay(
        margin={"t": top, "b": bottom, "l": 16, "r": 30},
        height=alone.layout["height"] + top + bottom - 20,
        width=ALONE_WIDTH, paper_bgcolor=PAPER["light"], plot_bgcolor=PAPER["light"],
        font={"family": SYSTEM_FONT},
    ).figure()  # fmt: skip


@lru_cache(maxsize=8192)
def _wrapped(text: str, width: int) -> tuple[str, ...]:
    lines = wrap(text, width, break_long_words=width >= _LONGEST_WORD)
    return tuple(escaped(line) for line in lines)


def time_axis(fig: Canvas, about: Context) -> Canvas:
    """Give a figure the time axis of a selection: its period, with evidence gaps shaded.

    A strip at its foot says, when pointed at, what each gap is.
    """
    fig.x_axes(**days_axis(about)).shape(*gap_shades(about))
    return with_gap_strip(fig, about)


def shown_days(about: Context) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the first day of the selection's period and the day after its last."""
    start, end = pd.Timestamp(about.period.start), pd.Timestamp(about.period.end)
    return start, end + pd.Timedelta(days=1)


def days_axis(about: Context) -> Spec:
    """Return what an axis of the selection's days is made of."""
    return {"type": "date", "range": moments(shown_days(about))}


def gap_shades(about: Context) -> list[Spec]:
    """Return the shapes that shade the days of evidence gaps."""
    return [
        {
            "type": "rect", "xref": "x", "yref": "paper", "layer": "below", "line": {"width": 0},
            "fillcolor": GAP, "x0": moment(gap.start), "y0": 0, "y1": 1, "name": str(gap.gap),
            "x1": moment(gap.end + pd.Timedelta(days=1)),
        }
        for gap in records(about.gaps)
    ]  # fmt: skip


def with_gap_strip(fig: Canvas, about: Context) -> Canvas:
    """Add a strip of the days of evidence gaps, at the foot of the time axis."""
    if about.gaps.empty:
        return fig
    axis = {"domain": [0, GAP_STRIP / fig.layout["height"]], "range": [0, 1], "anchor": "x"}
    hidden = {"visible": False, "fixedrange": True, "showgrid": False}
    return fig.lay(yaxis9={**axis, **hidden}).add(_gap_strip(about))


def _gap_strip(about: Context) -> Spec:
    rows = records(about.gaps)
    pattern = {
        "shape": "/", "size": 4, "fgcolor": MUTED, "bgcolor": "rgba(0,0,0,0)",
        "fillmode": "replace", "solidity": 0.35,
    }  # fmt: skip
    return bar(
        orientation="h", yaxis="y9", y=[0.5] * len(rows), width=1, name="gaps", showlegend=False,
        base=moments(about.gaps["start"]), x=[length(row) for row in rows],
        marker={"color": MUTED, "line": {"width": 0}, "pattern": pattern},
        hovertext=[gap_words(row, about) for row in rows],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def length(row: Any) -> int:
    """Return how long a row's span of days is, both ends included, in milliseconds."""
    days: int = row.end.toordinal() - row.start.toordinal() + 1
    return days * DAY


def month_width(months: Iterable[pd.Timestamp], filled: float = 0.8) -> float:
    """Return how wide bars of months are in milliseconds: a share of the shortest month."""
    return filled * DAY * min((month.days_in_month for month in months), default=28)


def gap_words(row: Any, about: Context) -> str:
    """Return what an evidence gap is, for a hover text: level, days, why."""
    head = escaped(about.labels.of("level", row.level))
    return "<br>".join([f"<b>{head}</b>", span(row.start, row.end), broken(row.note)])


def gap_in(month: pd.Timestamp, about: Context, why: bool = False) -> str:
    """Return how many days of a month lie in evidence gaps, and if asked why; "" for none."""
    days, notes = about.thin_months.get(month, (0, ()))
    if not days:
        return ""
    said = t("chart.gap-days", n=number(days), all=number(month.days_in_month))
    return "<br>".join([said, *(broken(note) for note in (notes if why else ()))])


def count_axis(fig: Canvas, **axis: Any) -> Canvas:
    """Give a figure a vertical axis of whole numbers from zero."""
    fig.y_axes(rangemode="tozero", tickformat=",d", nticks=6, showgrid=True, **axis)
    return fig.x_axes(showgrid=False)


def escaped(value: object) -> str:
    """Make a text from the data harmless in a hover text, where Plotly reads a little HTML."""
    text = str(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("%{", "% {")


def broken(value: object, width: int = 46) -> str:
    """Return a text from the data for a hover text: harmless, in lines of at most `width`."""
    return "<br>".join(_wrapped(str(value), width))


def axis_title(key: str) -> dict[str, str]:
    """Return an axis title by the key of its text."""
    return {"text": t(f"axis.{key}")}
