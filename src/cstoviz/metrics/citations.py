"""What cites what: the pairs of an event and a source that reports it."""

from __future__ import annotations

from functools import lru_cache

import narwhals as nw
import pandas as pd

from cstoviz import joins
from cstoviz.selection import Selection, apply
from cstoviz.tables import Frame, Tables, collect

MIXES = ("publisher_kind", "language")
"""The properties of a source by which a mix is told, one code per source each."""


def selected(tables: Tables, selection: Selection) -> Frame:
    """Return the selected events: event_id, kind, month (first day of that in which it begins)."""
    return apply(tables, selection.without_options()).events.select(
        "event_id", "kind", month=nw.col("start_date").dt.truncate("1mo")
    )


def pairs(tables: Tables, events: Frame) -> Frame:
    """Add to events their sources, one row per pair: source_id, publisher and codes of `MIXES`."""
    return joins.inner(_cited(tables), events)


@lru_cache(maxsize=2)
def kept(tables: Tables, selection: Selection) -> Frame:
    """Return the pairs of a selection without options, with the kind of the event; at hand."""
    events = apply(tables, selection).events.select("event_id", "kind")
    return tables.engine.keep(pairs(tables, events))


@lru_cache(maxsize=16)
def _cited(tables: Tables) -> Frame:
    sources = tables.sources.select("source_id", "publisher", *MIXES)
    return joins.inner(tables.event_sources, sources, "source_id")


def told(rows: Frame, *others: str) -> Frame:
    """Return pairs in the columns of `sources.cited`, and others."""
    return rows.select(
        nw.col("event_id").alias("event"),
        "kind",
        "month",
        nw.col("source_id").alias("source"),
        "publisher",
        *MIXES,
        nw.concat_str("event_id", "source_id", separator=" ").alias("citation"),
        *others,
    )


@lru_cache(maxsize=64)
def by_status(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count the pairs of a selection without options by status of the event and codes of `MIXES`.

    Out: status, publisher_kind, language, citations.
    """
    rows = pairs(tables, apply(tables, selection).events.select("event_id", "status"))
    return collect(rows.group_by("status", *MIXES).agg(citations=nw.len()))
