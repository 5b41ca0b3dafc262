"""A grid of cells, shaded by share, with the number written in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cstoviz.charts import style
from cstoviz.charts.canvas import Canvas, Spec, bar, scatter

_ROW = 44
_MOST, _LEAST = 0.62, 0.07


@dataclass(frozen=True)
class Cell:
    """One cell: its row and column (from 0), strength (0 to 1; None = not filled), words.

    `words` and `hover` are ready for Plotly (escaped); `code` names the number that it shows.
    """

    row: int
    column: int
    strength: float | None
    words: str
    hover: str
    colour: str
    code: str = ""


def matrix(rows: Sequence[str], columns: Sequence[str], cells: Sequence[Cell]) -> Canvas:
    """Draw cells under column names and beside row names (both ready for Plotly)."""
    fig = style.figure(
        _fills(cells), _words(cells), height=140 + _ROW * len(rows), barmode="overlay", bargap=0
    )
    fig.y_axes(
        tickvals=list(range(len(rows))), ticktext=list(rows), showgrid=False, fixedrange=True,
        range=[len(rows) - 0.5, -0.5], tickfont={"size": 13}, ticks="", automargin=True,
        zeroline=False,
    )  # fmt: skip
    return fig.x_axes(
        tickvals=list(range(len(columns))), ticktext=list(columns), showgrid=False, side="top",
        range=[-0.5, len(columns) - 0.5], autotickangles=[0, -90], tickfont={"size": 13},
        fixedrange=True, automargin=True, zeroline=False,
    )  # fmt: skip


def _fills(cells: Sequence[Cell]) -> Spec:
    return bar(
        orientation="h",
        base=[cell.column - 0.475 for cell in cells],
        x=[0.95] * len(cells),
        y=[cell.row for cell in cells],
        width=0.92,
        marker={
            "color": [_fill(cell) for cell in cells],
            "line": {"width": [0 if cell.strength is not None else 1 for cell in cells],
                     "color": style.FAINT},
        },
        customdata=[[cell.code] for cell in cells],
        hovertext=[cell.hover for cell in cells],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def _words(cells: Sequence[Cell]) -> Spec:
    return scatter(
        x=[cell.column for cell in cells],
        y=[cell.row for cell in cells],
        text=[cell.words for cell in cells],
        mode="text",
        textfont={"size": 13},
        hoverinfo="skip",
    )


def _fill(cell: Cell) -> str:
    if cell.strength is None:
        return "rgba(0,0,0,0)"
    if cell.strength == 0:
        return style.GAP
    red, green, blue = (int(cell.colour[place : place + 2], 16) for place in (1, 3, 5))
    alpha = _LEAST + (_MOST - _LEAST) * min(cell.strength, 1)
    return f"rgba({red},{green},{blue},{alpha:.2f})"
