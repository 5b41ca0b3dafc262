"""The selected events by one column of theirs, for comparing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import narwhals as nw
import pandas as pd

from cstoviz import joins
from cstoviz.metrics.citations import pairs
from cstoviz.metrics.places import mapped
from cstoviz.metrics.sides import kept
from cstoviz.selection import Selection
from cstoviz.tables import Frame, Tables, collect, per_package


@lru_cache(maxsize=32)
def by_column(column: str, tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count the selected events by a column of theirs.

    Out, in order: that column, events, n (events that have it; an event that has several values
    counts with each).
    """
    if column == "publisher_kind":
        return _by_publisher(tables, selection)
    rows = behind_column(column, tables, selection)
    counts = collect(rows.group_by(column).agg(events=nw.len()))
    counts = counts.assign(n=counts["events"].sum())
    return counts.sort_values(column, ignore_index=True)


def _by_publisher(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count as `by_column` does, in one go: of each event, which kinds of publishers it has."""
    kind, kinds = nw.col("publisher_kind"), _publisher_kinds(tables)
    marks = {f"has_{place}": nw.when(kind == code).then(1).otherwise(0)
             for place, code in enumerate(kinds)}  # fmt: skip
    cited = _cited(tables, selection).filter(~kind.is_null()).with_columns(n=nw.lit(1), **marks)
    names = ["n", *marks]
    events = cited.group_by("event_id").agg(*(nw.col(name).max() for name in names))
    n, *sums = collect(events.select(*(nw.col(name).sum() for name in names))).fillna(0).iloc[0]
    counts = pd.DataFrame({"publisher_kind": pd.Series(kinds, dtype="str"), "events": sums, "n": n})
    return counts[counts["events"] > 0].reset_index(drop=True)


@per_package
def _publisher_kinds(tables: Tables) -> Sequence[str]:
    kinds = joins.distinct(tables.sources.select("publisher_kind"))
    return sorted(collect(kinds)["publisher_kind"].dropna())


def _cited(tables: Tables, selection: Selection) -> Frame:
    """Return the sources of the selected events: event_id, publisher_kind, once or more."""
    events = kept(tables, selection.without_options()).events.select("event_id")
    return pairs(tables, events).select("event_id", "publisher_kind")


@lru_cache(maxsize=32)
def behind_column(column: str, tables: Tables, selection: Selection) -> Frame:
    """Return the selected events with a column: event, that column (rows without it left out).

    column: kind, organ, place (of events on the map) or publisher_kind (of their sources).
    """
    scope = kept(tables, selection.without_options())
    events = scope.events
    if column == "place":
        events = mapped(tables, scope).rename({"place_id": "place"})
    if column == "publisher_kind":
        events = joins.distinct(_cited(tables, selection))
    rows = events.filter(~nw.col(column).is_null())
    return rows.select(nw.col("event_id").alias("event"), column)
