"""The events themselves: one row each, searched and sorted as the reader asks."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import narwhals as nw
import pandas as pd

from cstoviz.labels import TABLES, VOCABULARIES
from cstoviz.selection import Scope, Selection, apply
from cstoviz.tables import ALL_MEMBERS, Frame, Tables, collect

LATEST = 5
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
_BRIEF = ("event", "start", "end", "kind", "place", "host")
_NAMES = {
    "event_id": "event",
    "start_date": "start",
    "end_date": "end",
    "place_id": "place",
}
_SEARCHED = (
    ("events", "event_id", "event_id", ("title", "summary", "venue")),
    ("places", "place_id", "place_id", ("name",)),
    ("organs", "organ", "organ", ("organ", "name")),
)
"""Which texts of an event are searched: table, its key, the events' column, its texts."""


def events(tables: Tables, selection: Selection) -> pd.DataFrame:
    """List the selected events, the latest first.

    Out: event, start, end (days), date_precision, date_basis, status, kind, organ, place, host
    (country, iso3), place_basis, format, venue, states (tuple of iso3: named as taking part),
    all_members (bool: a source says "the member states"), personnel, equipment (reported totals,
    null = not stated), sources (count of addresses), covers (count of targets that it is coded
    to), summary.

    The option `q` keeps events in whose title, summary, venue, place or organ all its words stand,
    in any language of the package, whatever their case and accents. The option `sort` names a
    column of `SORTABLE`, with "-" before it for descending order; codes are sorted by their names,
    fixed codes as the package orders them; missing values come last.
    """
    frame = _found(_listed(tables, apply(tables, selection.without_options())), tables, selection)
    return _sorted(frame, selection.option("sort"), tables).reset_index(drop=True)


def latest(tables: Tables, selection: Selection) -> pd.DataFrame:
    """List the last five selected events, the latest first.

    Out: event, start, end (days), kind, place, host (country, iso3).
    """
    frame = _listed(tables, apply(tables, selection.without_options()))
    frame = _sorted(frame, DEFAULT_SORT, tables)
    return frame[list(_BRIEF)].head(LATEST).reset_index(drop=True)


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
    words = folded(selection.option("q")).split()
    if not words:
        return frame
    texts = _haystack(tables)
    kept = [all(word in texts[event] for word in words) for event in frame["event"]]
    return frame[pd.Series(kept, index=frame.index, dtype="bool")]


def folded(text: str) -> str:
    """Return a text without case and accents, as it is searched."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in apart if not unicodedata.combining(mark))


@lru_cache(maxsize=8)
def _haystack(tables: Tables) -> Mapping[str, str]:
    """Return what can be found of each event: its texts in every language, folded."""
    rows = collect(tables.events.select("event_id", "place_id", "organ"))
    texts: dict[str, list[str]] = {event: [] for event in rows["event_id"]}
    for table, key, column, names in _SEARCHED:
        known = _texts(tables, table, key, names)
        for event, code in zip(rows["event_id"], rows[column], strict=True):
            texts[event] += known.get(code, []) if isinstance(code, str) else []
            texts[event] += [code] if column == "organ" and isinstance(code, str) else []
    return {event: folded("\n".join(found)) for event, found in texts.items()}


def _texts(tables: Tables, table: str, key: str, names: tuple[str, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in tables.rows(table)[list(dict.fromkeys([key, *names]))].to_dict("records"):
        found[row[key]] = [row[name] for name in names if isinstance(row[name], str)]
    translations = tables.rows("translations")
    mine = translations[(translations["table"] == table) & translations["field"].isin(names)]
    for code, text in zip(mine["key"], mine["text"], strict=True):
        found.setdefault(code, []).append(text)
    return found


def _sorted(frame: pd.DataFrame, sort: str, tables: Tables) -> pd.DataFrame:
    """Return the rows in order; equal ones the latest first, then by their key."""
    column = sort.removeprefix("-")
    if column not in SORTABLE:
        sort, column = DEFAULT_SORT, "start"
    ordered = frame.sort_values(["start", "event"], ascending=[False, True], kind="stable")
    return ordered.sort_values(
        column,
        ascending=not sort.startswith("-"),
        key=lambda values: _rank(values, column, tables),
        na_position="last",
        kind="stable",
    )


def _rank(values: pd.Series[Any], column: str, tables: Tables) -> pd.Series[Any]:
    if column in VOCABULARIES:
        order = tables.package.field(*VOCABULARIES[column].split(".")).enum
        return values.map({code: place for place, code in enumerate(order)}).astype("Float64")
    if column in (*TABLES, "host"):
        table, key, name = TABLES["state" if column == "host" else column]
        rows = tables.rows(table)
        names = {k: folded(str(v)) for k, v in zip(rows[key], rows[name], strict=True)}
        return values.map(lambda code: names.get(code, folded(code)), na_action="ignore")
    return values
