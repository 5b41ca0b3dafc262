"""People and equipment that sources report for events, and how many events state none."""

from __future__ import annotations

import narwhals as nw
import pandas as pd

from cstoviz.metrics.participation import shaped
from cstoviz.selection import Selection, apply
from cstoviz.tables import Frame, Tables, collect

_STRENGTH = {
    "event": "str",
    "kind": "str",
    "start": "datetime64[us]",
    "end": "datetime64[us]",
    "personnel": "Int64",
    "equipment": "Int64",
}


def reported_strength(tables: Tables, selection: Selection) -> pd.DataFrame:
    """List the selected events of the kinds that report strength, with what is reported.

    Those are the kinds of which at least one event of the whole package, of any status but
    cancelled, has a figure of people or equipment. Out, by first day: event, kind, start, end
    (days), personnel (people), equipment (units); null = no source states it.
    """
    events = apply(tables, selection.without_options()).events
    rows = collect(
        events.join(_reporting_kinds(tables), on="kind", how="semi").select(
            nw.col("event_id").alias("event"),
            "kind",
            nw.col("start_date").alias("start"),
            nw.col("end_date").alias("end"),
            "personnel",
            "equipment",
        )
    )
    return shaped(rows.sort_values(["start", "event"]), _STRENGTH)


def stated(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `reported_strength` that have a figure."""
    return frame[frame["personnel"].notna() | frame["equipment"].notna()]


def _reporting_kinds(tables: Tables) -> Frame:
    figures = ~nw.col("personnel").is_null() | ~nw.col("equipment").is_null()
    return tables.events.filter(figures, nw.col("status") != "cancelled").select("kind").unique()
