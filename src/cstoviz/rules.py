"""Other defensible rules of counting: what each makes of the tables and of a selection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import narwhals as nw
import pandas as pd

from cstoviz import joins
from cstoviz.selection import OFFICIAL, SOURCES, STATUSES, Selection, apply
from cstoviz.tables import Frame, Tables, collect, per_package

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


def activities(tables: Tables, selection: Selection) -> Frame:
    """Return to which activity each selected event belongs: event_id, activity.

    The selected parts of one series are one activity, named by the first of them; parts that are
    not selected are not drawn in. Every other event is an activity of its own.
    """
    events = apply(tables, selection).events.select("event_id")
    return _by_activity(events, tables.engine.lend(_parts(tables, selection)))


@per_package
def part_events(tables: Tables) -> pd.DataFrame:
    """Return all events that are parts of a series, each once: event_id, series_id."""
    series = tables.rows("event_series")
    parts = series[series["relation"] == "part"].drop_duplicates("event_id")
    return parts[["event_id", "series_id"]].reset_index(drop=True)


@lru_cache(maxsize=32)
def _parts(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Return the selected events that are parts of a series: event_id, activity."""
    of = part_events(tables).set_index("event_id")["series_id"]
    events = apply(tables, selection).events.select("event_id", "start_date")
    known = collect(events.filter(nw.col("event_id").is_in(list(of.index))))
    known = known.sort_values(["start_date", "event_id"], ignore_index=True)
    first = known.groupby(known["event_id"].map(of))["event_id"].transform("first")
    return pd.DataFrame({"event_id": known["event_id"], "activity": first}, dtype="str")


def _by_activity(rows: Frame, parts: Frame) -> Frame:
    """Add to rows with an event the activity that it belongs to."""
    return joins.left(rows, parts).with_columns(
        nw.coalesce("activity", "event_id").alias("activity")
    )


@lru_cache(maxsize=32)
def merged(tables: Tables, selection: Selection) -> Tables:
    """Return tables of the selected events in which the parts of a series are one event.

    It lasts from the first day of its parts to the last, took place where the first of them did,
    and has the participants, codings and sources of all: a participant as it is known best (named
    before inferred before collective, present before absent), the stronger of two links.
    """
    parts = _parts(tables, selection)
    if not (parts["event_id"] != parts["activity"]).any():
        return tables
    lent = tables.engine.lend(parts)
    made: dict[str, Any] = {
        name: _best(getattr(tables, name), lent, *how()) for name, how in _LINKED.items()
    }
    whole = _whole_events(tables, apply(tables, selection).events, lent)
    return replace(tables, base=tables.root, events=whole, **made)


def _whole_events(tables: Tables, selected: Frame, parts: Frame) -> Frame:
    """Return the first event of every activity, which lasts until the last of its parts ends."""
    ends = (
        joins.inner(selected, parts)
        .group_by("activity")
        .agg(last=nw.col("end_date").max())
        .rename({"activity": "event_id"})
    )
    later = parts.filter(nw.col("event_id") != nw.col("activity")).select("event_id")
    columns = tables.events.collect_schema().names()
    first = joins.semi(tables.events, selected)
    first = joins.left(joins.anti(first, later), ends)
    return first.with_columns(nw.coalesce("last", "end_date").alias("end_date")).select(columns)


def _place(column: str, order: Sequence[str]) -> nw.Expr:
    """Return the place of a code in an order, from 0 on."""
    place = nw.lit(len(order))
    for number, code in reversed(list(enumerate(order))):
        place = nw.when(nw.col(column) == code).then(nw.lit(number)).otherwise(place)
    return place


def _participants() -> tuple[list[str], list[nw.Expr]]:
    absent = nw.when(nw.col("role") == "absent").then(1).otherwise(0)
    return ["event_id", "participant"], [absent, _place("basis", _BASES)]


def _codings() -> tuple[list[str], list[nw.Expr]]:
    return ["event_id", "target_id"], [_place("strength", _STRENGTHS)]


def _sources() -> tuple[list[str], list[nw.Expr]]:
    return ["event_id", "source_id"], []


_LINKED = {"participations": _participants, "codings": _codings, "event_sources": _sources}
"""By table that is linked to events: the keys of a row of an activity, and which rows come first"""


def _best(rows: Frame, parts: Frame, keys: list[str], order: list[nw.Expr]) -> Frame:
    """Return rows by their activity, of those of the same keys the first in an order."""
    columns = rows.collect_schema().names()
    rest = [name for name in columns if name not in keys]
    ranks = {f"order_{number}": rank for number, rank in enumerate(order)}
    found = joins.inner(rows, parts).drop("event_id").rename({"activity": "event_id"})
    ranked = found.with_columns(**ranks) if ranks else found
    first = ranked.unique(keys, keep="first", order_by=[*ranks, *rest, *keys]).select(columns)
    others = joins.anti(rows, parts)
    return nw.concat([others, first], how="vertical")
