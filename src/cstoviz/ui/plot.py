"""A chart on a page: Plotly draws it in the browser, in place and only when it has changed.

Streamlit's own element makes a new chart for every new figure, draws it several times, and brings
all of Plotly; `static/charts.js` draws once, with the part of Plotly that has the charts used here.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import streamlit as st

from cstoviz import text
from cstoviz.charts.canvas import Figure
from cstoviz.text import t
from cstoviz.ui.navigation import ROOT

NAME = "cstoviz_chart"
SCRIPT = ROOT / "static" / "charts.js"
ADDRESS = f"files/charts.js?{sha256(SCRIPT.read_bytes()).hexdigest()[:12]}"
LOADED = f'window.cstovizCharts ??= import(new URL("{ADDRESS}", document.baseURI));'
"""JavaScript that begins to load what draws charts, once for all charts of a page."""

_JS = f"""
export default async function ({{ parentElement, data, setTriggerValue }}) {{
  {LOADED}
  const {{ show }} = await window.cstovizCharts;
  return show(parentElement, data, (codes) => setTriggerValue("picked", codes));
}}
"""
_ICON = (
    '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M9.5 2H14v4.5M14 2 9 7M6.5 14H2V9.5'
    'M2 14l5-5"/></svg>'
)
_HTML = (
    '<div class="cz-chart"><div></div>'
    f'<button type="button" class="cz-enlarge">{_ICON}</button></div>'
)
_CONFIG: dict[str, Any] = {"displaylogo": False, "displayModeBar": False, "plotlyServerURL": ""}
_TOOLS = {
    "Zoom": "zoom", "Pan": "pan", "Zoom in": "zoom-in", "Zoom out": "zoom-out",
    "Reset axes": "reset",
}  # fmt: skip
"""Plotly's names of what moves a figure, and theirs in the catalogue."""
_BUTTONS = [["zoom2d", "pan2d"], ["zoomIn2d", "zoomOut2d", "resetScale2d"]]
_chart = st.components.v2.component(NAME, html=_HTML, js=_JS, isolate_styles=False)


def moves(figure: Figure) -> bool:
    """Say whether a reader can move a figure's axes."""
    return figure.setting("dragmode") in ("pan", "zoom")


def told(figure: Figure, alt: str) -> bytes:
    """Return what a browser is told to draw: the figure, how it behaves, and words in JSON.

    Raises ValueError where a figure holds a number that JSON does not have.
    """
    words = {"alt": alt, "enlarge": t("card.enlarge")}
    config = {**_CONFIG, **(_moving() if moves(figure) else {})}
    content: dict[str, Any] = {"figure": figure.to_dict(), "config": config, "words": words}
    return json.dumps(content, allow_nan=False, separators=(",", ":")).encode()


def _moving() -> dict[str, Any]:
    """Return how a figure behaves that a reader can move, with its tools in the page's language."""
    names = {name: t(f"chart.tool.{key}") for name, key in _TOOLS.items()}
    spoken = {"locale": text.language(), "locales": {text.language(): {"dictionary": names}}}
    shown = {"scrollZoom": True, "displayModeBar": "hover", "modeBarButtons": _BUTTONS}
    return {**spoken, **shown}


def plot(content: bytes, key: str, height: int) -> Sequence[Any]:
    """Draw what `told` has said; return the codes of the mark that was clicked, of none nothing."""
    done = _chart(data=content, key=key, height=height, on_picked_change=_nothing)
    codes: Sequence[Any] = done.picked or []
    return codes


def _nothing() -> None:
    """Let a chart report; the run that follows reads what it said."""
