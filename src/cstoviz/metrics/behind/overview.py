"""The events behind the numbers of the first page and of the timeline."""

from __future__ import annotations

from dataclasses import replace

import narwhals as nw

from cstoviz.metrics.overview import compared_period, figures_of
from cstoviz.metrics.timeline import laned
from cstoviz.selection import Selection, apply
from cstoviz.tables import Frame, Tables


def headlines(tables: Tables, selection: Selection) -> Frame:
    """Return what the headline figures count, see `figures_of`, with part: now or before."""
    now = figures_of(tables, selection).with_columns(part=nw.lit("now"))
    before = compared_period(tables, selection)
    if before is None:
        return now
    earlier = figures_of(tables, replace(selection, period=str(before)))
    return nw.concat([now, earlier.with_columns(part=nw.lit("before"))])


def per_month(tables: Tables, selection: Selection) -> Frame:
    """Return the selected events by month and kind: event, month (first day), kind."""
    events = apply(tables, selection.without_options()).events
    return events.select(
        nw.col("event_id").alias("event"),
        nw.col("start_date").dt.truncate("1mo").alias("month"),
        "kind",
    )


def in_lanes(tables: Tables, selection: Selection) -> Frame:
    """Return the events of the timeline: event, month (first day), lane."""
    return laned(tables, selection).select(nw.col("event_id").alias("event"), "month", "lane")
