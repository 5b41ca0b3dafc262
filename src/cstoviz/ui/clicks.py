"""What a click on a mark does: it sets a key of the address to the mark's code."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import streamlit as st

from cstoviz.ui import address


def turn(key: str) -> int:
    """Return how often a chart was clicked; as part of its key it makes the chart forget."""
    count: int = st.session_state.setdefault(f"{key}-turn", 0)
    return count


def follow(key: str, target: str, code: str) -> None:
    """Set `target` in the address to a code and run again, with the mark no longer selected."""
    st.session_state[f"{key}-turn"] = turn(key) + 1
    if code:
        address.set_by_click(target, code)
    st.rerun()


def plotly(figure: go.Figure, target: str, key: str, options: dict[str, Any]) -> None:
    """Show a figure whose marks set `target` to the first of their `customdata`."""
    event = st.plotly_chart(
        figure, key=f"{key}-{turn(key)}", on_select="rerun", selection_mode="points", **options
    )
    points = event["selection"]["points"] if event else []
    if points:
        follow(key, target, first_of(points[0].get("customdata")))


def deck(chart: Any, target: str, key: str, options: dict[str, Any]) -> None:
    """Show a deck whose objects set `target` to their `code`, and a click beside them unsets it.

    The deck is not drawn anew, so that the reader keeps the part of the map that is in view.
    """
    options = {"on_select": "rerun", "selection_mode": "single-object", **options}
    event = st.pydeck_chart(chart, key=key, **options)
    objects = (event["selection"]["objects"] if event else {}) or {}
    codes = [str(row.get("code") or "") for rows in objects.values() for row in rows]
    code = codes[0] if codes else ""
    if code != st.session_state.get(f"{key}-last", ""):
        st.session_state[f"{key}-last"] = code
        address.set_by_click(target, code)
        st.rerun()


def first_of(customdata: Any) -> str:
    """Return the code that a mark names: its `customdata`, or the first item of it."""
    if isinstance(customdata, dict):
        customdata = list(customdata.values())
    if isinstance(customdata, list | tuple):
        customdata = customdata[0] if customdata else ""
    return "" if customdata is None else str(customdata)
