"""The views of the events themselves."""

from __future__ import annotations

import pandas as pd

from cstoviz import text
from cstoviz.context import Context
from cstoviz.metrics import events as metrics
from cstoviz.selection import Selection
from cstoviz.tables import Tables
from cstoviz.text import number, t, tn
from cstoviz.views.core import COLUMNS, Option, View, column_title


def _words(_tables: Tables, _selection: Selection) -> dict[str, str]:
    return {}


def _orders(_tables: Tables, _selection: Selection) -> dict[str, str]:
    orders = {metrics.DEFAULT_SORT: t("option.sort.latest"), "start": t("option.sort.earliest")}
    for column in metrics.SORTABLE:
        orders.setdefault(column, t("option.sort.up", column=column_title(column)))
        orders.setdefault(f"-{column}", t("option.sort.down", column=column_title(column)))
    return orders


def _columns(_tables: Tables, _selection: Selection) -> dict[str, str]:
    return {column: column_title(column) for column in metrics.COLUMNS}


SEARCH = Option("q", _words, control="search")
SORT = Option("sort", _orders)
SHOWN = Option(COLUMNS, _columns, control="several")
PAGE_SIZE = 25


def _events(frame: pd.DataFrame, about: Context) -> str:
    sentence = tn(
        "view.events.sentence",
        len(frame),
        period=text.span(frame["start"].min(), frame["end"].max()),
        named=number(int((frame["states"].map(len) > 0).sum())),
        inferred=number(int((frame["place_basis"] == "inferred").sum())),
    )
    searched = about.selection.option("q")
    if not searched:
        return sentence
    found = tn("view.events.found", len(frame), words=searched, all=number(about.n))
    return f"{found} {sentence}"


def _latest(frame: pd.DataFrame, about: Context) -> str:
    last = frame.iloc[0]
    return tn(
        "view.latest-events.sentence",
        about.n,
        title=about.labels.of("event", last["event"]),
        period=text.span(last["start"], last["end"]),
        shown=number(len(frame)),
    )


EVENTS = View(
    id="events",
    metric=metrics.events,
    chart=None,
    sentence=_events,
    options=(SEARCH, SORT, SHOWN),
    click="event",
    page_size=PAGE_SIZE,
    columns=("event", "start", "end", "kind", "organ", "place", "host", "states", "sources"),
)

LATEST = View(
    id="latest-events",
    metric=metrics.latest,
    chart=None,
    sentence=_latest,
    click="event",
)
