"""The view of events in time."""

from __future__ import annotations

from typing import Any

import pandas as pd

from cstoviz.charts import lanes
from cstoviz.charts import timeline as charts
from cstoviz.context import Context
from cstoviz.metrics import timeline as metrics
from cstoviz.metrics.behind import overview as behind
from cstoviz.selection import Selection
from cstoviz.tables import Tables
from cstoviz.text import listed, number, t, tn
from cstoviz.views.core import Option, View
from cstoviz.views.numbers import Number

_MOST_LISTED = 3


def _lanes(_tables: Tables, _selection: Selection) -> dict[str, str]:
    return {code: t(f"timeline.lanes.{code}") for code in metrics.LANES}


def _chart(frame: pd.DataFrame, about: Context) -> Any:
    """Draw each event, or how many there are where they are too many."""
    return (charts.density if metrics.is_counted(frame) else charts.timeline)(frame, about)


def _sentence(frame: pd.DataFrame, about: Context) -> str:
    of = tn("filter.of-events", about.total)
    if metrics.is_counted(frame):
        n = int(frame.drop_duplicates("month")["in-month"].sum())
        shown = t("view.timeline.sentence.density", n=number(n), events=of)
    else:
        shown = tn("view.timeline.sentence", frame["event"].nunique(), events=of)
    return t("view.timeline.sentence.where", shown=shown, where=_where(frame, about))


def _where(frame: pd.DataFrame, about: Context) -> str:
    """Say which lanes hold most of the events; how many do where they are too many to name."""
    in_lanes = frame.groupby("lane")
    counts = in_lanes["in-lane"].sum() if metrics.is_counted(frame) else in_lanes["event"].nunique()
    most = int(counts.max())
    first = counts[counts == most].index
    if len(first) > _MOST_LISTED:
        return tn("view.timeline.where.many", len(first), most=tn("events", most))
    names = listed([t("quoted", text=_name(code, frame, about)) for code in first])
    if len(counts) == 1:
        return t("view.timeline.where.one", lanes=names)
    key = "some" if len(first) > 1 else "first"
    return t(f"view.timeline.where.{key}", lanes=names, most=tn("events", most))


def _name(code: str, frame: pd.DataFrame, about: Context) -> str:
    """Name a lane; an area with the term that declared it."""
    name = lanes.lane_name(code, about)
    if "chairmanship" not in frame:
        return name
    term = frame.loc[frame["lane"] == code, "chairmanship"].iloc[0]
    if not isinstance(term, str):
        return name
    return t("timeline.area", term=about.labels.of("chairmanship", term), area=name)


TIMELINE = View(
    id="timeline",
    signs=("stated", "inferred", "gap"),
    metric=metrics.timeline,
    chart=_chart,
    sentence=_sentence,
    options=(Option("lanes", _lanes),),
    click="event",
    behind=behind.in_lanes,
    numbers={"in-month": Number(("month",)), "in-lane": Number(("lane", "month"))},
    columns=(
        "event", "start", "end", "date_precision", "date_basis", "status", "kind", "organ",
        "place", "host", "chairmanship", "area", "of_month", "in-lane", "in-month",
    ),
)  # fmt: skip
