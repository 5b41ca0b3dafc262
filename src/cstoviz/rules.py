"""Other defensible rules of counting: what each makes of the tables and of a selection."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pandas as pd

from cstoviz.selection import OFFICIAL, SOURCES, STATUSES, Selection, apply
from cstoviz.tables import Tables, collect, lazy

BASE = "base"
RULES = ("official", "announced", "series", "stated", "upper")
"""Only events with an official source; announced events too; the parts of a series as one; without
what is only inferred; the upper bound instead of the lower."""

_BASES = ("named", "inferred", "collective")
_STRENGTHS = ("direct", "related")


def others(selection: Selection) -> tuple[str, ...]:
    """Return the rules that differ from what a selection does already."""
    at_work = {
        "official": selection.sources == OFFICIAL,
        "announced": set(selection.status) == set(STATUSES),
        "stated": selection.facts == "stated",
    }
    return tuple(rule for rule in RULES if not at_work.get(rule))


def under(rule: str, tables: Tables, selection: Selection) -> tuple[Tables, Selection]:
    """Return the tables and the selection under a rule; "base" and "upper" change neither."""
    if rule == "official":
        return tables, replace(selection, sources=SOURCES[1])
    if rule == "announced":
        return tables, replace(selection, status=STATUSES)
    if rule == "stated":
        return tables, replace(selection, facts="stated")
    if rule == "series":
        return merged(tables, selection.without_options()), selection
    return tables, selection


@lru_cache(maxsize=32)
def activities(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Return to which activity each selected event belongs: event_id, activity.

    The selected parts of one series are one activity, named by the first of them; parts that are
    not selected are not drawn in. Every other event is an activity of its own.
    """
    events = collect(apply(tables, selection).events.select("event_id", "start_date"))
    events = events.sort_values(["start_date", "event_id"], ignore_index=True)
    series = tables.rows("event_series")
    parts = series[series["relation"] == "part"].drop_duplicates("event_id")
    of = events["event_id"].map(parts.set_index("event_id")["series_id"])
    first = events["event_id"].groupby(of).transform("first").fillna(events["event_id"])
    return pd.DataFrame({"event_id": events["event_id"], "activity": first})


@lru_cache(maxsize=32)
def merged(tables: Tables, selection: Selection) -> Tables:
    """Return tables of the selected events in which the parts of a series are one event.

    It lasts from the first day of its parts to the last, took place where the first of them did,
    and has the participants, codings and sources of all: a participant as it is known best (named
    before inferred before collective, present before absent), the stronger of two links.
    """
    known = activities(tables, selection)
    events = _of(known, collect(tables.events))
    events["end_date"] = events.groupby("event_id")["end_date"].transform("max")
    events = events.sort_values("start_date", kind="stable").drop_duplicates("event_id")
    took_part = _of(known, collect(tables.participations))
    took_part["absent"] = took_part["role"] == "absent"
    took_part["known"] = took_part["basis"].map(_BASES.index)
    took_part = _best(took_part, ["absent", "known"], ["event_id", "participant"])
    codings = _of(known, collect(tables.codings))
    codings["weight"] = codings["strength"].map(_STRENGTHS.index)
    codings = _best(codings, ["weight"], ["event_id", "target_id"])
    sources = _of(known, collect(tables.event_sources)).drop_duplicates()
    return replace(
        tables,
        events=lazy(events.reset_index(drop=True)),
        participations=lazy(took_part),
        codings=lazy(codings),
        event_sources=lazy(sources.reset_index(drop=True)),
    )


def _of(known: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the selected events, by their activity."""
    found = rows.merge(known, on="event_id")
    return found.assign(event_id=found["activity"]).drop(columns="activity")


def _best(rows: pd.DataFrame, order: list[str], keys: list[str]) -> pd.DataFrame:
    first = rows.sort_values(order, kind="stable").drop_duplicates(keys).sort_index()
    return first.drop(columns=order).reset_index(drop=True)
