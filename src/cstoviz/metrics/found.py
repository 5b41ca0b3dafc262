"""What else bears the words that a reader searches: names of other things than events."""

from __future__ import annotations

import narwhals as nw
import pandas as pd

from cstoviz import search
from cstoviz.selection import Selection, apply
from cstoviz.tables import Frame, Tables, collect, lazy

_KEYS = ["dimension", "code"]


def found_names(tables: Tables, selection: Selection) -> pd.DataFrame:
    """List the names that have all words of the option `q`, the best hits first.

    Out: dimension (state, place, organ, organisation, operation, area, priority, measure), code,
    events (count of selected events that concern it, see `behind_names`). No rows where nothing is
    searched.
    """
    named = _named(tables, selection)
    rows = collect(behind_names(tables, selection))
    counts = rows.groupby(_KEYS)["event"].nunique().reset_index(name="events")
    frame = named.merge(counts, on=_KEYS, how="left").fillna({"events": 0})
    return frame.astype({"dimension": "str", "code": "str", "events": "Int64"})


def behind_names(tables: Tables, selection: Selection) -> Frame:
    """Return which selected events concern what bears the words: event, dimension, code.

    An event concerns a state that takes part in it or on whose soil it was held, a place where it
    was held, the organ that held it, an organisation that takes part, a target to which it or a
    target below is coded, and an operation of its kind whose name a title of it has.
    """
    about = search.links(tables)
    about = about[about["field"] != "absent"]
    if selection.facts == "stated":
        about = about[~about["inferred"]]
    rows = about[["event", *_KEYS]].drop_duplicates().merge(_named(tables, selection), on=_KEYS)
    events = apply(tables, selection.without_options()).events
    kept = events.select(nw.col("event_id").alias("event"))
    return lazy(rows.astype("str")).join(_as_pandas(kept), on="event", how="semi")


def _as_pandas(frame: Frame) -> Frame:
    return lazy(collect(frame))


def _named(tables: Tables, selection: Selection) -> pd.DataFrame:
    words = selection.option("q").strip()
    found = search.names(tables, words) if words else []
    return pd.DataFrame(found, columns=_KEYS, dtype="str")
