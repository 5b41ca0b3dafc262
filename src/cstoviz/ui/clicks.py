"""What a click on a mark does: it sets a key of the URL to the mark's code."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import streamlit as st


def on_click(figure: go.Figure, target: str, key: str, options: dict[str, Any]) -> None:
    """Show a figure whose marks set `target` in the URL to the first of their `customdata`.

    The chart is drawn anew after each click, so that the same mark can be clicked again.
    """
    turn = st.session_state.setdefault(f"{key}-turn", 0)
    event = st.plotly_chart(
        figure, key=f"{key}-{turn}", on_select="rerun", selection_mode="points", **options
    )
    points = event["selection"]["points"] if event else []
    if points:
        st.session_state[f"{key}-turn"] = turn + 1
        st.query_params[target] = first_of(points[0].get("customdata"))
        st.rerun()


def first_of(customdata: Any) -> str:
    """Return the code that a mark names: its `customdata`, or the first item of it."""
    if isinstance(customdata, dict):
        customdata = list(customdata.values())
    return str(customdata[0] if isinstance(customdata, list | tuple) else customdata)
