"""The view of events in time."""

from __future__ import annotations

from typing import Any

import pandas as pd

from cstoviz.charts import lanes
from cstoviz.charts import timeline as charts
from cstoviz.context import Context
from cstoviz.metrics import timeline as metrics
from cstoviz.selection import Selection
from cstoviz.tables import Tables
from cstoviz.text import listed, number, t, tn
from cstoviz.views.core import Option, View


def _lanes(_tables: Tables, _selection: Selection) -> dict[str, str]:
    return {code: t(f"timeline.lanes.{code}") for code in metrics.LANES}


def _too_many(frame: pd.DataFrame) -> bool:
    return bool(frame["event"].nunique() > metrics.MOST_MARKS)


def _chart(frame: pd.DataFrame, about: Context) -> Any:
    """Draw each event, or how many there are where they are too many."""
    return (charts.density if _too_many(frame) else charts.timeline)(frame, about)


def _sentence(frame: pd.DataFrame, about: Context) -> str:
    counts = frame.groupby("lane")["event"].nunique()
    most = counts[counts == counts.max()]
    n = frame["event"].nunique()
    said = t(
        "view.timeline.sentence",
        n=number(0 if _too_many(frame) else n),
        events=tn("filter.of-events", about.total),
        lanes=listed([t("quoted", text=lanes.lane_name(code, about)) for code in most.index]),
        most=tn("events", int(most.iloc[0])),
    )
    return f"{said} {tn('view.timeline.density', n)}" if _too_many(frame) else said


TIMELINE = View(
    id="timeline",
    metric=metrics.timeline,
    chart=_chart,
    sentence=_sentence,
    options=(Option("lanes", _lanes),),
    click="event",
    columns=(
        "event", "start", "end", "date_precision", "status", "kind", "organ", "place", "host",
        "chairmanship", "area",
    ),
)  # fmt: skip
