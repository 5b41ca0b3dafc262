"""The events themselves: one row each, searched and sorted as the reader asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import narwhals as nw
import pandas as pd

from cstoviz import joins, search
from cstoviz.labels import Labels
from cstoviz.metrics import order
from cstoviz.metrics.counts import shaped
from cstoviz.metrics.listing import ROWS, lent_keys, named_states, ordered, sum_of
from cstoviz.selection import FACTS, Scope, Selection, apply, stated_places
from cstoviz.tables import ALL_MEMBERS, Frame, Memory, Tables, collect, how_many

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
MOST_FOUND = 50_000
"""How many events that a search finds are brought to Python, so that it is made but once."""

MOST_AT_HAND = 20_000
"""Up to how many events of a package in memory are told once for all selections."""

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

    The option `q` keeps events that have all its words, see `search.found`. The option `sort` names
    a column of `SORTABLE`, with "-" before it for descending order; codes are sorted by their
    names, fixed codes as the package orders them; missing values come last. What is searched comes
    by default, or with the order `BEST`, the best hits first. Of many events a part is listed, see
    `listing.ordered`; the attributes of the frame (`attrs`) then say of them all how many there are
    (`ROWS`), their first and last day (`first`, `last`), in how many a state is named (`named`) and
    how many have an inferred place (`inferred`).
    """
    scope = apply(tables, selection.without_options())
    kept = _searched(tables, scope, selection)
    keys = _in_order(tables, kept, selection, labels or Labels(tables, "en"))
    some = keys.attrs or selection.option(ROWS) or kept is not scope.events
    frame = _listed(tables, selection, list(keys["event_id"]), None if some else scope)
    if keys.attrs:
        frame.attrs = {**keys.attrs, "named": _how_many_named(scope, kept)}
    return frame


def _searched(tables: Tables, scope: Scope, selection: Selection) -> Frame:
    """Return the selected events that have the searched words, with their `score`."""
    words = selection.option("q").strip()
    if not words:
        return scope.events
    return joins.inner(scope.events, _found(tables, selection.without_options(), words))


@lru_cache(maxsize=16)
def _found(tables: Tables, selection: Selection, words: str) -> Frame:
    """Return which selected events have the words, see `search.found`; brought at hand if few."""
    events = apply(tables, selection).events
    found = search.found(tables, events, words, selection.facts == "stated")
    rows = collect(found.head(MOST_FOUND + 1))
    return found if len(rows) > MOST_FOUND else tables.engine.lend(rows)


def _in_order(tables: Tables, kept: Frame, selection: Selection, labels: Labels) -> pd.DataFrame:
    """Return the keys of the events that are listed, in order."""
    sort, down = selection.option("sort"), []
    by = dict.fromkeys(("start_date", "event_id"))
    column = sort.removeprefix("-")
    if selection.option("q").strip() and sort in ("", BEST):
        by, down = {"score": None, **by}, [True]
    elif column in SORTABLE and sort != DEFAULT_SORT:
        kept = order.ranked(tables, kept, column, labels)
        by, down = {order.RANK: None, **by}, [sort.startswith("-")]
    facts = [name for name in ("start_date", "end_date", "place_basis") if name not in by]
    return ordered(
        kept.select(*by, *facts),
        selection,
        *by,
        descending=[*down, True, False],
        first=nw.col("start_date").min(),
        last=nw.col("end_date").max(),
        inferred=sum_of(nw.col("place_basis") == "inferred"),
    )


def _how_many_named(scope: Scope, kept: Frame) -> int:
    named = scope.known.evidence.filter(nw.col("evidence") == "named")
    return how_many(joins.semi(kept.select("event_id"), named))


def found_events(tables: Tables, selection: Selection) -> int:
    """Return how many selected events the option `q` keeps."""
    return how_many(_searched(tables, apply(tables, selection.without_options()), selection))


def latest(tables: Tables, selection: Selection) -> pd.DataFrame:
    """List the last five selected events, the latest first.

    Out: event, start, end (days), kind, place, host (country, iso3).
    """
    events = apply(tables, selection.without_options()).events
    facts = ("event_id", "start_date", "end_date", "kind", "place_id", "country_iso3")
    by = {"start_date": True, "event_id": False}
    last = events.select(*facts).sort(*by, descending=list(by.values())).head(LATEST)
    frame = collect(joins.with_host(tables, last))
    frame = frame.sort_values(list(by), ascending=[not down for down in by.values()])
    return shaped(frame.rename(columns=_NAMES), {name: COLUMNS[name] for name in _BRIEF})


def notable(tables: Tables, selection: Selection) -> pd.DataFrame:
    """List the eight selected events that most source addresses report; of equals the latest.

    Out: event, start, end (days), place, host (country, iso3), states (tuple of iso3: named as
    taking part), sources (count of addresses).
    """
    scope = apply(tables, selection.without_options())
    counts = tables.event_sources.group_by("event_id").agg(n=nw.len())
    events = joins.left(scope.events.select("event_id", "start_date"), counts)
    first = events.with_columns(n=nw.col("n").fill_null(0)).sort(
        "n", "start_date", "event_id", descending=[True, True, False]
    )
    keys = list(collect(first.head(NOTABLE))["event_id"])
    return _listed(tables, selection, keys)[list(_NOTABLE)]


def _listed(
    tables: Tables, selection: Selection, keys: Sequence[str], scope: Scope | None = None
) -> pd.DataFrame:
    """Return the rows of events of a selection in the order of these keys; scope: they are all."""
    if isinstance(tables.engine, Memory) and how_many(tables.events) <= MOST_AT_HAND:
        rows = _at_hand(tables, selection.facts)
    else:
        few = scope or _chosen(tables, selection, keys)
        rows = _described(tables, few.events).set_index("event")
    return rows.loc[list(keys)].reset_index()


@lru_cache(maxsize=8)
def _at_hand(tables: Tables, facts: str) -> pd.DataFrame:
    """Return the rows of all events by their keys: what no filter changes is told once."""
    events = stated_places(tables.events) if facts == FACTS[1] else tables.events
    return _described(tables, events).set_index("event")


def _chosen(tables: Tables, selection: Selection, keys: Sequence[str]) -> Scope:
    """Return the part of a selection that is about these events of it."""
    whole = apply(tables, Selection(status=selection.status, facts=selection.facts))
    return replace(whole, events=joins.semi(whole.events, lent_keys(tables, keys)))


def _described(tables: Tables, events: Frame) -> pd.DataFrame:
    frame = collect(joins.with_host(tables, events)).rename(columns=_NAMES)
    keys = frame["event"]
    states = named_states(tables, events)
    frame["states"] = pd.Series([states.get(key, ()) for key in keys], dtype="object")
    frame["all_members"] = keys.isin(_collective(tables, events))
    for column, rows in (("sources", tables.event_sources), ("covers", tables.codings)):
        frame[column] = keys.map(_counts(rows, events)).fillna(0)
    return frame[list(COLUMNS)].astype(COLUMNS)


def _counts(rows: Frame, events: Frame) -> dict[str, int]:
    counts = collect(joins.semi(rows, events).group_by("event_id").agg(nw.len().alias("n")))
    return dict(zip(counts["event_id"], counts["n"], strict=True))


def _collective(tables: Tables, events: Frame) -> set[str]:
    mentioned = tables.participations.filter(nw.col("participant") == ALL_MEMBERS)
    return set(collect(joins.semi(mentioned, events).select("event_id"))["event_id"])
