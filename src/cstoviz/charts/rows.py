"""Rows of marks with their words above them, which stay readable on a narrow screen."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

import plotly.graph_objects as go

from cstoviz.charts import style

ROW = 50
THICKNESS = 0.36
LINE = 18


def in_rows(labels: Sequence[str], *traces: Any, row: int = ROW, more: int = 60) -> go.Figure:
    """Return a figure whose traces stand at y = 0, 1, ... downwards, each under its label.

    `labels` are ready for Plotly (escaped); `row` is the height of a row with a label of one line,
    `more` that of the axis and legend, in pixels.
    """
    lines = max([1, *(label.count("<br>") + 1 for label in labels)])
    row = max(row + LINE * (lines - 1), ceil((LINE * lines + 4) / (1 - THICKNESS)))
    fig = style.figure(*traces, height=row * len(labels) + more, barmode="stack")
    for place, label in enumerate(labels):
        fig.add_annotation(
            text=label, x=0, xref="paper", xanchor="left", y=place - THICKNESS / 2, yref="y",
            yanchor="bottom", yshift=2, showarrow=False, align="left", borderpad=0,
        )  # fmt: skip
    fig.update_yaxes(
        visible=False, range=[len(labels) - 0.6, -0.85], fixedrange=True, automargin=False
    )
    return fig.update_xaxes(showgrid=True, fixedrange=True)


def count_below(fig: go.Figure, most: float) -> go.Figure:
    """Give a figure of rows an axis of whole numbers of events up to `most`; none where it is 0."""
    if most < 6:
        fig.update_xaxes(tick0=0, dtick=1, visible=most > 0)
    return fig.update_xaxes(
        range=[0, max(most, 1) * 1.03],
        tickformat=",d",
        nticks=6,
        zeroline=False,
        title={**style.axis_title("events"), "font": {"size": 13}},
    )


def in_lines(value: str, width: int = 44) -> str:
    """Return a text from the data as lines that fit a narrow screen, escaped."""
    return style.broken(value, width)
