"""Figures of who took part."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from cstoviz import text
from cstoviz.charts import style
from cstoviz.context import Context
from cstoviz.text import t

_PATTERN = {"named": "", "inferred": "/", "collective": "."}
_OPACITY = {"named": 1.0, "inferred": 0.75, "collective": 0.45}


def by_state(frame: pd.DataFrame, about: Context) -> go.Figure:
    """Draw bars per state: named solid, inferred and collective as lighter, patterned bands.

    In: state, named, inferred, collective, absent, n.
    """
    rows = frame.iloc[::-1]
    fig = style.figure(height=90 + 44 * len(rows), barmode="stack")
    for evidence in ("named", "inferred", "collective"):
        fig.add_trace(_band(rows, evidence, about))
    fig.update_layout(showlegend=True, legend={"traceorder": "normal"})
    fig.update_xaxes(
        showgrid=True, tickformat=",d", rangemode="tozero", title=style.axis_title("events")
    )
    return fig.update_yaxes(showgrid=False)


def _band(rows: pd.DataFrame, evidence: str, about: Context) -> go.Bar:
    colours = [style.colour(about, "state", code) for code in rows["state"]]
    names = [style.escaped(about.labels.of("state", code)) for code in rows["state"]]
    marker = {"color": colours, "opacity": _OPACITY[evidence]}
    if _PATTERN[evidence]:
        marker["pattern"] = {
            "shape": _PATTERN[evidence], "fgcolor": colours, "bgcolor": "rgba(0,0,0,0)",
            "size": 6, "fillmode": "replace",
        }  # fmt: skip
    return go.Bar(
        orientation="h",
        y=names,
        x=list(rows[evidence]),
        name=t(f"evidence.{evidence}"),
        marker=marker,
        text=[text.number(n) if n else "" for n in rows[evidence]] if evidence == "named" else None,
        textposition="inside",
        insidetextanchor="start",
        customdata=list(rows["state"]),
        hovertemplate="<b>%{y}</b><br>" + t(f"evidence.{evidence}") + ": %{x}<extra></extra>",
    )
