"""The look of every figure, in one place: colours, type, axes, and figures with nothing in them."""

from __future__ import annotations

from functools import lru_cache
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

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
SHADES = tuple(
    (step, f"rgba(35,112,189,{alpha})")
    for step, alpha in ((0.0, 0.32), (0.25, 0.47), (0.5, 0.62), (0.75, 0.8), (1.0, 1.0))
)
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
        slot = _within_term(about, code)
    return SLOTS[slot] if 0 <= slot < len(SLOTS) else MUTED


def _within_term(about: Context, area: str) -> int:
    order = about.labels.order("area")
    term = area.rsplit("-", 1)[0]
    return [code for code in order if code.rsplit("-", 1)[0] == term].index(area)


def figure(*traces: Any, height: int = 360, **layout: Any) -> go.Figure:
    """Return a figure in the house style; the theme's ink is set by `dressed`."""
    base: dict[str, Any] = {
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
    return go.Figure(data=list(traces), layout=base).update_layout(**layout)


def dressed(figure: go.Figure, mode: str) -> go.Figure:
    """Return a copy of a figure in the ink of a page; in high contrast marks have an edge."""
    ink, grid = INK[mode], GRID[mode]
    axis = {"gridcolor": grid, "linecolor": grid, "tickfont": {"color": ink}, "color": ink}
    worn = go.Figure(figure)
    worn.update_layout(
        font_color=ink,
        hoverlabel={"bgcolor": PAPER[mode], "bordercolor": MUTED, "font": {"color": ink}},
    )
    if mode.endswith(STRONG):
        worn.update_traces(marker_line={"color": ink, "width": 1.5}, selector={"type": "bar"})
    worn.update_xaxes(**axis)
    worn.update_yaxes(**axis)
    return worn


def without_signs(figure: go.Figure) -> go.Figure:
    """Leave out of a figure's legend what the page explains once for all, and return the figure."""
    figure.update_traces(selector={"meta": SIGN}, showlegend=False)
    others = any(trace.showlegend is not False and trace.name for trace in figure.data)
    return figure if others else figure.update_layout(showlegend=False)


def standing_alone(figure: go.Figure, title: str, lead: str, source: str) -> go.Figure:
    """Add to a figure what a picture needs outside of a page: title, result, source, paper.

    It is set in a font of the reader's system, as an image does not carry the page's.
    """
    above, below = _wrapped(lead, 150), _wrapped(source, 190)
    legend = 30 if figure.layout.showlegend else 0
    top = 58 + 20 * len(above) + legend + (figure.layout.margin.t or 0)
    bottom = 66 + 18 * len(below)
    lines = {"xref": "paper", "x": 0, "xanchor": "left", "showarrow": False, "align": "left"}
    heading = f"<b style='font-size:20px'>{escaped(title)}</b><br>{'<br>'.join(above)}"
    figure.add_annotation(lines, yref="paper", y=1, yanchor="top", yshift=top - 8, text=heading)
    figure.add_annotation(
        lines, yref="paper", y=0, yanchor="top", yshift=-62, text="<br>".join(below),
        font={"size": 12},
    )  # fmt: skip
    return figure.update_layout(
        margin={"t": top, "b": bottom, "l": 16, "r": 30},
        height=(figure.layout.height or 360) + top + bottom - 20,
        width=ALONE_WIDTH, paper_bgcolor=PAPER["light"], plot_bgcolor=PAPER["light"],
        font_family=SYSTEM_FONT,
    )  # fmt: skip


def _wrapped(text: str, width: int) -> list[str]:
    return [escaped(line) for line in wrap(text, width, break_long_words=width >= _LONGEST_WORD)]


def time_axis(fig: go.Figure, about: Context) -> go.Figure:
    """Give a figure the time axis of a selection: its period, with evidence gaps shaded.

    A strip at its foot says, when pointed at, what each gap is.
    """
    fig.update_xaxes(**days_axis(about))
    fig.layout.shapes = [*fig.layout.shapes, *gap_shades(about)]
    return with_gap_strip(fig, about)


def days_axis(about: Context) -> dict[str, Any]:
    """Return what an axis of the selection's days is made of."""
    start, end = pd.Timestamp(about.period.start), pd.Timestamp(about.period.end)
    return {
        "type": "date",
        "range": [start, end + pd.Timedelta(days=1)],
    }


def gap_shades(about: Context) -> list[dict[str, Any]]:
    """Return the shapes that shade the days of evidence gaps."""
    return [
        {
            "type": "rect", "xref": "x", "yref": "paper", "layer": "below", "line_width": 0,
            "fillcolor": GAP, "x0": gap.start, "x1": gap.end + pd.Timedelta(days=1),
            "y0": 0, "y1": 1, "name": str(gap.gap),
        }
        for gap in about.gaps.itertuples()
    ]  # fmt: skip


def with_gap_strip(fig: go.Figure, about: Context) -> go.Figure:
    """Add a strip of the days of evidence gaps, at the foot of the time axis."""
    if about.gaps.empty:
        return fig
    axis = {"domain": [0, GAP_STRIP / (fig.layout.height or 360)], "range": [0, 1], "anchor": "x"}
    hidden = {"visible": False, "fixedrange": True, "showgrid": False}
    fig.update_layout(yaxis9={**axis, **hidden})
    return fig.add_trace(_gap_strip(about))


def _gap_strip(about: Context) -> go.Bar:
    rows = list(about.gaps.itertuples())
    pattern = {
        "shape": "/", "size": 4, "fgcolor": MUTED, "bgcolor": "rgba(0,0,0,0)",
        "fillmode": "replace", "solidity": 0.35,
    }  # fmt: skip
    return go.Bar(
        orientation="h", yaxis="y9", y=[0.5] * len(rows), width=1, name="gaps", showlegend=False,
        base=[row.start for row in rows],
        x=[(row.end - row.start).total_seconds() * 1000 + DAY for row in rows],
        marker={"color": MUTED, "line": {"width": 0}, "pattern": pattern},
        hovertext=[gap_words(row, about) for row in rows],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def gap_words(row: Any, about: Context) -> str:
    """Return what an evidence gap is, for a hover text: level, days, why."""
    head = escaped(about.labels.of("level", row.level))
    return "<br>".join([f"<b>{head}</b>", span(row.start, row.end), broken(row.note)])


@lru_cache(maxsize=4096)
def gap_in(month: pd.Timestamp, about: Context, why: bool = False) -> str:
    """Return how many days of a month lie in evidence gaps, and if asked why; "" for none."""
    first, last = month, month + pd.offsets.MonthEnd(0)
    rows = about.gaps[(about.gaps["start"] <= last) & (about.gaps["end"] >= first)]
    if rows.empty:
        return ""
    parts = zip(rows["start"].clip(lower=first), rows["end"].clip(upper=last), strict=True)
    days = len({day for start, end in parts for day in range(start.day, end.day + 1)})
    said = t("chart.gap-days", n=number(days), all=number(month.days_in_month))
    notes = dict.fromkeys(rows["note"]) if why else ()
    return "<br>".join([said, *(broken(note) for note in notes)])


def count_axis(fig: go.Figure, **axis: Any) -> go.Figure:
    """Give a figure a vertical axis of whole numbers from zero."""
    fig.update_yaxes(rangemode="tozero", tickformat=",d", nticks=6, showgrid=True, **axis)
    return fig.update_xaxes(showgrid=False)


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
