"""Events as a list that leads on to their sources."""

from __future__ import annotations

import narwhals as nw
import pandas as pd

from cstoviz.evidence import participation_evidence
from cstoviz.tables import Tables, collect

UNITS = ("state", "held_at", "organisation", "source", "served", "pair", "activity")
"""Columns of things, other than events, that can be counted."""

_FACTS = {
    "event_id": "event",
    "start_date": "start",
    "end_date": "end",
    "kind": "kind",
    "place_id": "place",
    "country_iso3": "host",
    "date_basis": "date_basis",
    "place_basis": "place_basis",
}


def brief(tables: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    """Add to rows with an event what a reader needs to know of it, and where it was reported.

    In: event (null for a row about something else), any other columns; of a row with a source only
    that one is given. Out, in the order of the rows, those of one thing the latest first: event,
    start, end (days), the other columns, kind, place, host, date_basis, place_basis, states (tuple
    of iso3: named as taking part), addresses (tuple of the sources' URLs).
    """
    facts = [name for name in _FACTS if _FACTS[name] == "event" or _FACTS[name] not in rows]
    wanted = list(rows["event"].dropna().unique())
    events = collect(tables.events.filter(nw.col("event_id").is_in(wanted)).select(*facts))
    frame = rows.merge(events.rename(columns=_FACTS), on="event", how="left")
    frame["states"] = _tuples(frame["event"], _states(tables, wanted))
    frame["addresses"] = _addresses(frame, tables, wanted)
    others = [name for name in rows.columns if name != "event"]
    order = ["event", "start", "end", *others]
    frame = frame[[*order, *(name for name in frame.columns if name not in order)]]
    things = [name for name in UNITS if name in others]
    by = [*(frame[name] for name in things), -frame["start"].astype("int64"), frame["event"]]
    return frame.iloc[_sorted(by)].reset_index(drop=True)


def _sorted(by: list[pd.Series]) -> list[int]:
    keys = pd.DataFrame(dict(enumerate(by)))
    return list(keys.reset_index(drop=True).sort_values(list(keys.columns), kind="stable").index)


def _tuples(events: pd.Series, of: dict[str, tuple[str, ...]]) -> pd.Series:
    return pd.Series([of.get(event, ()) for event in events], index=events.index, dtype="object")


def _states(tables: Tables, events: list[str]) -> dict[str, tuple[str, ...]]:
    named = participation_evidence(tables).filter(
        nw.col("evidence") == "named", nw.col("event_id").is_in(events)
    )
    order = {state: place for place, state in enumerate(tables.rows("states")["iso3"])}
    rows = collect(named.select("event_id", "state").unique())
    return {
        str(event): tuple(sorted(states, key=lambda state: order.get(state, len(order))))
        for event, states in rows.groupby("event_id")["state"]
    }


def _addresses(frame: pd.DataFrame, tables: Tables, events: list[str]) -> pd.Series:
    known = tables.event_sources.filter(nw.col("event_id").is_in(events))
    rows = collect(known.join(tables.sources.select("source_id", "url"), on="source_id"))
    if "source" in frame:
        urls = dict(zip(rows["source_id"], rows["url"], strict=True))
        return _tuples(frame["source"], {code: (url,) for code, url in urls.items()})
    found = {str(event): tuple(urls) for event, urls in rows.groupby("event_id")["url"]}
    return _tuples(frame["event"], found)
