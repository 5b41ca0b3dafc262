"""The views of who took part."""

from __future__ import annotations

import pandas as pd

from cstoviz.charts import participation as charts
from cstoviz.context import Context
from cstoviz.metrics import participation as metrics
from cstoviz.text import listed, number, t, tn
from cstoviz.views.core import View


def _by_state(frame: pd.DataFrame, about: Context) -> str:
    members = frame[frame["member"]]
    first = members[members["lower"] == members["lower"].max()]
    last = members[members["lower"] == members["lower"].min()]
    return t(
        "view.participation-by-state.sentence",
        first=listed([about.labels.of("state", code) for code in first["state"]]),
        most=number(first["lower"].iloc[0]),
        events=tn("events", int(frame["n"].iloc[0])),
        last=listed([about.labels.of("state", code) for code in last["state"]]),
        least=number(last["lower"].iloc[0]),
    )


BY_STATE = View(
    id="participation-by-state",
    metric=metrics.by_state,
    chart=charts.by_state,
    sentence=_by_state,
    empty=lambda frame: frame.empty or not (frame["upper"].any() or frame["absent"].any()),
)
