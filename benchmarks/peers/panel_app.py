"""The page in Panel: `panel serve panel_app.py`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import panel as pn

sys.path.insert(0, str(Path(__file__).parent))

import figures

pn.extension("plotly", sizing_mode="stretch_width")

data = pn.state.as_cached("data", figures.read)
states = pn.widgets.MultiChoice(name="States", options=data.states["name"].tolist())
days = pn.widgets.DateRangePicker(name="Days", value=(data.first, data.last))
panes = [pn.pane.Plotly(height=450) for _ in figures.CHARTS]


def draw(_event: Any = None) -> None:
    chosen = figures.selected(data, states.value, *days.value)
    for pane, chart in zip(panes, figures.CHARTS, strict=True):
        pane.object = chart(chosen)


draw()
states.param.watch(draw, "value")
days.param.watch(draw, "value")
pn.Column(states, days, pn.GridBox(*panes, ncols=2)).servable()
