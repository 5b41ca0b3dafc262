"""Rows of marks with their words above them, which stay readable on a narrow screen."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from cstoviz.charts import style
from cstoviz.charts.canvas import Canvas, Spec

ROW = 50
THICKNESS = 0.36
LINE = 18


def in_rows(labels: Sequence[str], *traces: Spec, row: int = ROW, more: int = 60) -> Canvas:
    """Return a figure whose traces stand at y = 0, 1, ... downwards, each under its label.

    `labels` are ready for Plotly (escaped); `row` is the height of a row with a label of one line,
    `more` that of the axis and legend, in pixels.
    """
    lines = max([1, *(label.count("<br>") + 1 for label in labels)])
    row = max(row + LINE * (lines - 1), ceil((LINE * lines + 4) / (1 - THICKNESS)))
    fig = style.figure(*traces, height=row * len(labels) + more, barmode="stack")
    fig.note(*(_label(label, place) for place, label in enumerate(labels)))
    fig.y_axes(visible=False, range=[len(labels) - 0.6, -0.85], fixedrange=True, automargin=False)
    return fig.x_axes(showgrid=True, fixedrange=True)


def _label(label: str, place: int) -> Spec:
    return {
        "text": label, "x": 0, "xref": "paper", "xanchor": "left", "y": place - THICKNESS / 2,
        "yref": "y", "yanchor": "bottom", "yshift": 2, "showarrow": False, "align": "left",
        "borderpad": 0,
    }  # fmt: skip


def count_below(fig: Canvas, most: float) -> Canvas:
    """Give a figure of rows an axis of whole numbers of events up to `most`; none where it is 0."""
    if most < 6:
        fig.x_axes(tick0=0, dtick=1, visible=most > 0)
    return fig.x_axes(
        range=[0, max(most, 1) * 1.03],
        tickformat=",d",
        nticks=6,
        zeroline=False,
        title={**style.axis_title("events"), "font": {"size": 13}},
    )


def in_lines(value: str, width: int = 44) -> str:
    """Return a text from the data as lines that fit a narrow screen, escaped."""
    return style.broken(value, width)
