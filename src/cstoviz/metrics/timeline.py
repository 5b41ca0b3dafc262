"""The selected events in time, in lanes by kind, organ, host country or priority area."""

from __future__ import annotations

from functools import lru_cache

import narwhals as nw
import pandas as pd

from cstoviz.selection import Selection, apply
from cstoviz.tables import Tables, collect

LANES = ("kind", "organ", "host", "area")
NO_LANE = "_none"
MOST_MARKS = 2_000
"""Past so many events a timeline shows how many there are, not each."""

COLUMNS = {
    "event": "str",
    "start": "datetime64[us]",
    "end": "datetime64[us]",
    "month": "datetime64[us]",
    "date_precision": "str",
    "date_basis": "str",
    "status": "str",
    "kind": "str",
    "organ": "str",
    "place": "str",
    "host": "str",
    "chairmanship": "str",
    "area": "str",
    "lane": "str",
}
_NAMES = {"event_id": "event", "start_date": "start", "end_date": "end", "place_id": "place"}


def timeline(tables: Tables, selection: Selection) -> pd.DataFrame:
    """List the selected events by their first day, with the lane that each stands in.

    The option `lanes` is one of `LANES`. With area an event has a row for every priority area that
    it is coded to, with the chairmanship that declared it. Out: event, start, end (days), month
    (first day of that of `start`), date_precision, date_basis, status, kind, organ, place, host
    (country, iso3), chairmanship, area (null unless lanes are areas), lane (code; `NO_LANE` where
    the event has none).
    """
    places = tables.places.select("place_id", nw.col("country_iso3").alias("of_place"))
    events = apply(tables, selection.without_options()).events
    hosted = events.join(places, on="place_id", how="left").with_columns(
        nw.coalesce("country_iso3", "of_place").alias("host")
    )
    frame = collect(hosted).rename(columns=_NAMES)
    lanes = selection.option("lanes", LANES[0])
    if lanes == "area":
        frame = frame.merge(_areas_of_events(tables), on="event", how="left")
    frame = frame.reindex(columns=list(COLUMNS))
    frame["month"] = frame["start"].dt.to_period("M").dt.to_timestamp()
    frame["lane"] = frame[lanes].fillna(NO_LANE)
    frame = frame.sort_values(["start", "end", "event", "area"], ignore_index=True)
    return frame.astype(COLUMNS)


def _areas_of_events(tables: Tables) -> pd.DataFrame:
    """Return to which areas events are coded: event, area, chairmanship; each pair once."""
    codings = tables.rows("codings")
    area = codings["target_id"].map(_area_of(tables))
    pairs = pd.DataFrame({"event": codings["event_id"], "area": area})
    terms = tables.rows("priority_areas").set_index("area_id")["chairmanship_id"]
    pairs["chairmanship"] = pairs["area"].map(terms)
    return pairs.drop_duplicates()


@lru_cache(maxsize=16)
def _area_of(tables: Tables) -> dict[str, str]:
    """Return the area of every target of any level."""
    found = {area: area for area in tables.rows("priority_areas")["area_id"]}
    for table, key, parent in (
        ("priorities", "priority_id", "area_id"),
        ("measures", "measure_id", "priority_id"),
    ):
        rows = tables.rows(table)
        found |= {k: found[up] for k, up in zip(rows[key], rows[parent], strict=True)}
    return found
