"""What the figures of coverage share: labels above bars, markers of what was reported, keys."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from cstoviz.charts import style
from cstoviz.charts.canvas import Canvas, Spec, bar
from cstoviz.context import Context
from cstoviz.text import t

LINE = 18
_HOVER = 46


def wrapped(title: str, width: int, lines: int = 2) -> list[str]:
    """Break a text into at most so many lines; what does not fit gives way to an ellipsis."""
    return list(_wrapped(title, width, lines)) or [""]


@lru_cache(maxsize=4096)
def _wrapped(title: str, width: int, lines: int | None = None) -> tuple[str, ...]:
    return tuple(textwrap.wrap(title, width, max_lines=lines, placeholder=" …"))


def hover(*paragraphs: str) -> str:
    """Return a hover text from plain texts, the first of them bold."""
    lines = ["<br>".join(map(style.escaped, _wrapped(text, _HOVER))) for text in paragraphs]
    return "<br>".join([f"<b>{lines[0]}</b>", *(line for line in lines[1:] if line)])


def tint(colour: str, alpha: float) -> str:
    """Return a hexadecimal colour as a translucent one."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha})"


def solid(colours: Any) -> Spec:
    """Return the marker of what a direct event covers."""
    return {"color": colours, "line": {"width": 0}}


def light(colours: Iterable[str]) -> Spec:
    """Return the marker of what is only related: lighter, with an edge."""
    tints = [tint(colour, 0.3) for colour in colours]
    return {"color": tints, "line": {"color": list(colours), "width": 1}}


def open_() -> Spec:
    """Return the marker of nothing reported: an empty box."""
    return {"color": "rgba(0,0,0,0)", "line": {"color": tint(style.MUTED, 0.6), "width": 1}}


def hatched() -> Spec:
    """Return the marker of days in an evidence gap: hatched, without an edge."""
    pattern = {
        "shape": "/", "size": 5, "solidity": 0.25, "fillmode": "replace",
        "fgcolor": style.MUTED, "bgcolor": "rgba(0,0,0,0)",
    }  # fmt: skip
    return {"color": style.MUTED, "line": {"width": 0}, "pattern": pattern}


def flat() -> Spec:
    """Return the marker of what is not applicable: a faint block."""
    return {"color": style.GAP, "line": {"width": 0}}


def unseen() -> Spec:
    """Return the marker of a bar that is only there to be pointed at."""
    return {"color": "rgba(0,0,0,0)", "line": {"width": 0}}


def key(name: str, marker: Spec) -> Spec:
    """Return an entry of the legend that draws nothing."""
    return bar(
        x=[None], y=[None], name=t(f"coverage.{name}"), marker=marker, showlegend=True,
        hoverinfo="skip",
    )  # fmt: skip


def note(text: str, y: float, **more: Any) -> Spec:
    """Return a label at the left edge, hanging down from `y`."""
    return {
        "text": text, "x": 0, "xref": "paper", "xanchor": "left", "y": y, "yref": "y",
        "yanchor": "top", "align": "left", "showarrow": False, "borderpad": 0, **more,
    }  # fmt: skip


def canvas(fig: Canvas, rows: float, top: int) -> Canvas:
    """Give a figure a vertical axis in pixels, downwards, and a legend in the margin above it."""
    fig.lay(
        height=int(rows) + top + 8,
        margin={"t": top, "b": 8, "l": 4, "r": 8},
        barmode="overlay",
        showlegend=True,
        legend={
            "yref": "container", "y": 1, "yanchor": "top", "x": 0, "font": {"size": 13},
            "itemclick": False, "itemdoubleclick": False, "traceorder": "normal",
        },
    )  # fmt: skip
    return fig.y_axes(range=[rows, 0], visible=False, fixedrange=True)


def named(about: Context, dimension: str, code: Any) -> str:
    """Return the name of a code, "" for a missing one."""
    return about.labels.of(dimension, code)


def target_title(about: Context, row: Any) -> str:
    """Return the title of a row's lowest target."""
    for dimension in ("measure", "priority", "area"):
        if title := named(about, dimension, getattr(row, dimension)):
            return title
    return str(row.target)
