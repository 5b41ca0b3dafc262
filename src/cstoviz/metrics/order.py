"""The order of events by any column of their list, worked out where they lie."""

from __future__ import annotations

from collections.abc import Mapping

import narwhals as nw
import pandas as pd

from cstoviz import joins
from cstoviz.collation import collated
from cstoviz.labels import TABLES, VOCABULARIES, Labels
from cstoviz.tables import ALL_MEMBERS, Frame, Tables, collect, how_many

RANK = "rank"
"""The column by which events are to be sorted."""

MOST_COLLATED = 5_000
"""Past so many events their titles are sorted letter by letter, not as a dictionary does."""

_COLUMNS = {"event": "event_id", "start": "start_date", "end": "end_date", "place": "place_id"}
_COUNTED = {"sources": "event_sources", "covers": "codings"}
_TITLE = TABLES["event"]


def ranked(tables: Tables, events: Frame, column: str, labels: Labels) -> Frame:
    """Return events with `RANK`, by which a column of `metrics.events` sorts them.

    In: rows of the table events. Fixed codes are ranked as the package orders them, other codes by
    their names in the language of `labels`; missing values have no rank.
    """
    if column in _COUNTED:
        return _counted(events, getattr(tables, _COUNTED[column]))
    if column == "all_members":
        return _collective(tables, events)
    if column == "event":
        return _by_title(tables, events, labels)
    if column == "host":
        events = joins.with_host(tables, events)
    name = _COLUMNS.get(column, column)
    if column in VOCABULARIES:
        codes = {code: place for place, code in enumerate(labels.order(column))}
        return _looked_up(tables, events, name, codes)
    if column in (*TABLES, "host"):
        return _looked_up(tables, events, name, _by_names(column, labels))
    return events.with_columns(nw.col(name).alias(RANK))


def _counted(events: Frame, rows: Frame) -> Frame:
    counts = rows.group_by("event_id").agg(nw.len().alias(RANK))
    return joins.left(events, counts).with_columns(nw.col(RANK).fill_null(0))


def _collective(tables: Tables, events: Frame) -> Frame:
    mentioned = tables.participations.filter(nw.col("participant") == ALL_MEMBERS)
    marks = joins.distinct(mentioned.select("event_id")).with_columns(nw.lit(1).alias(RANK))
    return joins.left(events, marks).with_columns(nw.col(RANK).fill_null(0))


def _by_names(column: str, labels: Labels) -> Mapping[str, int]:
    dimension = "state" if column == "host" else column
    return _ranks({code: labels.of(dimension, code) for code in labels.order(dimension)})


def _ranks(names: Mapping[str, str]) -> Mapping[str, int]:
    """Return the place of each code in a dictionary of the names; equal names have one place."""
    keys = {code: collated(name) for code, name in names.items()}
    places = {key: place for place, key in enumerate(sorted(set(keys.values())))}
    return {code: places[key] for code, key in keys.items()}


def _looked_up(tables: Tables, events: Frame, column: str, ranks: Mapping[str, int]) -> Frame:
    rows = pd.DataFrame({column: pd.Series(list(ranks), dtype="str")})
    known = tables.engine.lend(rows.assign(**{RANK: list(ranks.values())}))
    return joins.left(events, known.with_columns(nw.col(column).cast(nw.String)), column)


def _by_title(tables: Tables, events: Frame, labels: Labels) -> Frame:
    """Rank events by their titles, of many only letter by letter."""
    if how_many(events) > MOST_COLLATED:
        return _named(tables, events, labels).with_columns(
            nw.col("said").str.to_lowercase().alias(RANK)
        )
    codes = list(collect(events.select("event_id"))["event_id"])
    labels.learn("event", codes)
    return _looked_up(
        tables, events, "event_id", _ranks({code: labels.of("event", code) for code in codes})
    )


def _named(tables: Tables, events: Frame, labels: Labels) -> Frame:
    """Add to events their title in the language of the labels, `said`."""
    table, _, field = _TITLE
    rows = tables.translations.filter(
        nw.col("table") == table, nw.col("field") == field, nw.col("lang") == labels.lang
    )
    said = rows.select(event_id="key", said="text").unique("event_id")
    return joins.left(events, said).with_columns(said=nw.coalesce("said", field))
