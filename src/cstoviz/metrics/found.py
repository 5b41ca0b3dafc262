"""What else bears the words that a reader searches: names of other things than events."""

from __future__ import annotations

import narwhals as nw
import pandas as pd

from cstoviz import joins, search
from cstoviz.selection import Selection, apply
from cstoviz.tables import Frame, Tables, collect

_KEYS = ["dimension", "code"]


def found_names(tables: Tables, selection: Selection) -> pd.DataFrame:
    """List the names that have all words of the option `q`, the best hits first.

    Out: dimension (state, place, organ, organisation, operation, area, priority, measure), code,
    events (count of selected events that concern it, see `behind_names`). No rows where nothing is
    searched.
    """
    named = _named(tables, selection)
    if named.empty:
        return named.assign(events=0).astype({"events": "Int64"})
    counts = behind_names(tables, selection).group_by(*_KEYS).agg(events=nw.col("event").n_unique())
    frame = named.merge(collect(counts), on=_KEYS, how="left").fillna({"events": 0})
    return frame.astype({"dimension": "str", "code": "str", "events": "Int64"})


def behind_names(tables: Tables, selection: Selection) -> Frame:
    """Return which selected events concern what bears the words: event, dimension, code.

    An event concerns a state that takes part in it or on whose soil it was held, a place where it
    was held, the organ that held it, an organisation that takes part, a target to which it or a
    target below is coded, and an operation of its kind whose name a title of it has.
    """
    named, events = _named(tables, selection), apply(tables, selection.without_options()).events
    if search.is_large(tables):
        codes = {str(name): list(rows) for name, rows in named.groupby("dimension")["code"]}
        rows = search.concerning(tables, events, codes, selection.facts == "stated")
        return rows.rename({"event_id": "event"})
    about = search.links(tables)
    about = about[about["field"] != "absent"]
    if selection.facts == "stated":
        about = about[~about["inferred"]]
    rows = about[["event", *_KEYS]].drop_duplicates().merge(named, on=_KEYS).astype("str")
    return joins.semi(tables.engine.lend(rows), events.select(event="event_id"), "event")


def _named(tables: Tables, selection: Selection) -> pd.DataFrame:
    words = selection.option("q").strip()
    found = search.names(tables, words) if words else []
    return pd.DataFrame(found, columns=_KEYS, dtype="str")
