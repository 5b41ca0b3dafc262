"""The events themselves: one row each, searched and sorted as the reader asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals as nw
import pandas as pd

from cstoviz import search
from cstoviz.collation import collated
from cstoviz.labels import TABLES, VOCABULARIES, Labels
from cstoviz.selection import Scope, Selection, apply, within
from cstoviz.tables import ALL_MEMBERS, Frame, Tables, collect

LATEST = 5
NOTABLE = 8
COLUMNS: Mapping[str, str] = {
    "event": "str",
    "start": "datetime64[us]",
    "end": "datetime64[us]",
    "date_precision": "str",
    "date_basis": "str",
    "status": "str",
    "kind": "str",
    "organ": "str",
    "place": "str",
    "host": "str",
    "place_basis": "str",
    "format": "str",
    "venue": "str",
    "states": "object",
    "all_members": "bool",
    "personnel": "Int64",
    "equipment": "Int64",
    "sources": "Int64",
    "covers": "Int64",
    "summary": "str",
}
SORTABLE = tuple(name for name in COLUMNS if name not in ("states", "summary", "venue"))
DEFAULT_SORT = "-start"
BEST = "best"
"""The order of what is searched: the best hits first."""
_BRIEF = ("event", "start", "end", "kind", "place", "host")
_NOTABLE = ("event", "start", "end", "place", "host", "states", "sources")
_NAMES = {
    "event_id": "event",
    "start_date": "start",
    "end_date": "end",
    "place_id": "place",
}


def events(tables: Tables, selection: Selection, labels: Labels | None = None) -> pd.DataFrame:
    """List the selected events, the latest first; names are those of `labels` (default: English).

    Out: event, start, end (days), date_precision, date_basis, status, kind, organ, place, host
    (country, iso3), place_basis, format, venue, states (tuple of iso3: named as taking part),
    all_members (bool: a source says "the member states"), personnel, equipment (reported totals,
    null = not stated), sources (count of addresses), covers (count of targets that it is coded
    to), summary.

    The option `q` keeps events that have all its words, see `search.find`. The option `sort` names
    a column of `SORTABLE`, with "-" before it for descending order; codes are sorted by their
    names, fixed codes as the package orders them; missing values come last. What is searched comes
    by default, or with the order `BEST`, the best hits first.
    """
    frame, sort = (
        _listed(tables, apply(tables, selection.without_options())),
        selection.option("sort"),
    )
    if selection.option("q").strip():
        frame = _found(frame, tables, selection)
        if sort in ("", BEST):
            return frame.reset_index(drop=True)
    return _sorted(frame, sort, labels or Labels(tables, "en")).reset_index(drop=True)


def found_events(tables: Tables, selection: Selection) -> int:
    """Return how many selected events the option `q` keeps."""
    kept = collect(apply(tables, selection.without_options()).events.select("event_id"))
    found = search.find(tables, selection.option("q"), selection.facts == "stated")
    return int(kept["event_id"].isin(list(found)).sum())


def latest(tables: Tables, selection: Selection) -> pd.DataFrame:
    """List the last five selected events, the latest first.

    Out: event, start, end (days), kind, place, host (country, iso3).
    """
    scope = apply(tables, selection.without_options())
    last = scope.events.select("event_id", "start_date").sort(
        "start_date", "event_id", descending=[True, False]
    )
    frame = _sorted(_listed(tables, _chosen(scope, last.head(LATEST))))
    return frame[list(_BRIEF)].reset_index(drop=True)


def notable(tables: Tables, selection: Selection) -> pd.DataFrame:
    """List the eight selected events that most source addresses report; of equals the latest.

    Out: event, start, end (days), place, host (country, iso3), states (tuple of iso3: named as
    taking part), sources (count of addresses).
    """
    scope = apply(tables, selection.without_options())
    counts = tables.event_sources.group_by("event_id").agg(n=nw.len())
    events = scope.events.select("event_id", "start_date").join(counts, on="event_id", how="left")
    first = events.with_columns(n=nw.col("n").fill_null(0)).sort(
        "n", "start_date", "event_id", descending=[True, True, False]
    )
    frame = _sorted(_listed(tables, _chosen(scope, first.head(NOTABLE))))
    frame = frame.sort_values("sources", ascending=False, kind="stable")
    return frame[list(_NOTABLE)].reset_index(drop=True)


def _chosen(scope: Scope, events: Frame) -> Scope:
    """Return the part of a scope that is about these few events."""
    return within(scope, nw.col("event_id").is_in(list(collect(events)["event_id"])))


def _listed(tables: Tables, scope: Scope) -> pd.DataFrame:
    places = tables.places.select("place_id", nw.col("country_iso3").alias("of_place"))
    hosted = scope.events.join(places, on="place_id", how="left").with_columns(
        nw.coalesce("country_iso3", "of_place").alias("host")
    )
    frame = collect(hosted).rename(columns=_NAMES)
    keys = frame["event"]
    frame["states"] = pd.Series(
        list(map(_named_states(tables, scope).get, keys, [()] * len(keys))), dtype="object"
    )
    frame["all_members"] = keys.isin(_collective(tables, scope))
    for column, rows in (("sources", tables.event_sources), ("covers", tables.codings)):
        frame[column] = keys.map(_counts(rows, scope)).fillna(0)
    return frame[list(COLUMNS)].astype(COLUMNS)


def _of(rows: Frame, scope: Scope) -> Frame:
    return rows.join(scope.events.select("event_id"), on="event_id", how="semi")


def _counts(rows: Frame, scope: Scope) -> dict[str, int]:
    counts = collect(_of(rows, scope).group_by("event_id").agg(nw.len().alias("n")))
    return dict(zip(counts["event_id"], counts["n"], strict=True))


def _named_states(tables: Tables, scope: Scope) -> dict[str, tuple[str, ...]]:
    order = {state: place for place, state in enumerate(tables.rows("states")["iso3"])}
    rows = collect(scope.evidence.filter(nw.col("evidence") == "named"))
    return {
        str(event): tuple(sorted(set(states), key=lambda s: order.get(s, len(order))))
        for event, states in rows.groupby("event_id")["state"]
    }


def _collective(tables: Tables, scope: Scope) -> set[str]:
    mentioned = tables.participations.filter(nw.col("participant") == ALL_MEMBERS)
    return set(collect(_of(mentioned, scope).select("event_id"))["event_id"])


def _found(frame: pd.DataFrame, tables: Tables, selection: Selection) -> pd.DataFrame:
    """Keep what is searched, the best hit first; equal ones the latest first, then by key."""
    scores = search.find(tables, selection.option("q"), selection.facts == "stated")
    found = frame[frame["event"].isin(list(scores))]
    latest = _sorted(found)
    order = latest["event"].map(scores).astype("Int64").sort_values(ascending=False, kind="stable")
    return latest.loc[order.index]


def _sorted(
    frame: pd.DataFrame, sort: str = DEFAULT_SORT, labels: Labels | None = None
) -> pd.DataFrame:
    """Return the rows in order; equal ones the latest first, then by their key."""
    column = sort.removeprefix("-")
    ordered = frame.sort_values(["start", "event"], ascending=[False, True], kind="stable")
    if labels is None or column not in SORTABLE or sort == DEFAULT_SORT:
        return ordered
    return ordered.sort_values(
        column,
        ascending=not sort.startswith("-"),
        key=lambda values: _rank(values, column, labels),
        na_position="last",
        kind="stable",
    )


def _rank(values: pd.Series[Any], column: str, labels: Labels) -> pd.Series[Any]:
    if column in VOCABULARIES:
        order = labels.order(column)
        return values.map({code: place for place, code in enumerate(order)}).astype("Float64")
    if column in (*TABLES, "host"):
        dimension = "state" if column == "host" else column
        keys = {code: collated(labels.of(dimension, code)) for code in values.dropna().unique()}
        ranks = {key: place for place, key in enumerate(sorted(set(keys.values())))}
        return values.map({code: ranks[key] for code, key in keys.items()}).astype("Float64")
    return values
