"""The page in Dash: `python dash_app.py PORT`."""

from __future__ import annotations

import sys
from typing import Any

import figures
from dash import Dash, Input, Output, dcc, html

data = figures.read()
app = Dash(__name__)
app.layout = html.Div(
    [
        dcc.Dropdown(
            data.states["name"].tolist(), [], multi=True, id="states", placeholder="States"
        ),
        dcc.DatePickerRange(
            start_date=data.first, end_date=data.last, display_format="DD/MM/YYYY", id="days"
        ),
        html.Div(
            [dcc.Graph(id=chart.__name__) for chart in figures.CHARTS],
            style={"display": "grid", "gridTemplateColumns": "1fr 1fr"},
        ),
    ]
)


@app.callback(
    [Output(chart.__name__, "figure") for chart in figures.CHARTS],
    Input("states", "value"),
    Input("days", "start_date"),
    Input("days", "end_date"),
)
def draw(states: list[str], start: str, end: str) -> list[Any]:
    chosen = figures.selected(data, states or [], start, end)
    return [chart(chosen) for chart in figures.CHARTS]


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]), debug=False)
