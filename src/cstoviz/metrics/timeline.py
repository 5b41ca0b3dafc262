"""The selected events in time, in lanes by kind, organ, host country or priority area."""

from __future__ import annotations

from functools import lru_cache

import narwhals as nw
import pandas as pd

from cstoviz import joins
from cstoviz.selection import Selection, apply
from cstoviz.tables import Frame, Tables, collect, how_many

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
_COUNTS = {"in-lane": "int64", "in-month": "int64", "lane": "str"}


def timeline(tables: Tables, selection: Selection) -> pd.DataFrame:
    """List the selected events by their first day, with the lane that each stands in.

    The option `lanes` is one of `LANES`. With area an event has a row for every priority area that
    it is coded to, with the chairmanship that declared it. Out: event, start, end (days), month
    (first day of that of `start`), date_precision, date_basis, status, kind, organ, place, host
    (country, iso3), chairmanship, area (null unless lanes are areas), lane (code; `NO_LANE` where
    the event has none).

    More events than `MOST_MARKS` are counted instead, see `is_counted`. Out, by month and lane:
    month (first day), what lanes are of (kind, organ, host, or area and chairmanship), of_month
    (the month again, which readers see by name), in-lane (events of the lane in the month),
    in-month (events of the month, each once), lane.
    """
    lanes, rows = _lanes(selection), laned(tables, selection)
    if how_many(apply(tables, selection.without_options()).events) > MOST_MARKS:
        return _counted(rows, lanes)
    frame = collect(rows).rename(columns=_NAMES).reindex(columns=list(COLUMNS))
    frame = frame.sort_values(["start", "end", "event", "area"], ignore_index=True)
    return frame.astype(COLUMNS)


def is_counted(frame: pd.DataFrame) -> bool:
    """Say whether `timeline` counted the events per month and lane, as they are many."""
    return "event" not in frame


def laned(tables: Tables, selection: Selection) -> Frame:
    """Return the selected events with `lane`, `month` and `host`, and area and chairmanship.

    In lanes by area, and only there, an event has a row for every area that it is coded to.
    """
    events = apply(tables, selection.without_options()).events
    rows = joins.with_host(tables, events).with_columns(
        month=nw.col("start_date").dt.truncate("1mo")
    )
    lanes = _lanes(selection)
    if lanes == "area":
        rows = rows.join(_areas_of_events(tables), on="event_id", how="left")
    return rows.with_columns(lane=nw.col(lanes).fill_null(NO_LANE))


def _lanes(selection: Selection) -> str:
    return selection.option("lanes", LANES[0])


def _counted(rows: Frame, lanes: str) -> pd.DataFrame:
    things = [lanes, "chairmanship"] if lanes == "area" else [lanes]
    counts = collect(rows.group_by("month", "lane", *things).agg(n=nw.len()))
    if lanes == "area":
        each = joins.distinct(rows.select("month", "event_id"))
        months = collect(each.group_by("month").agg(whole=nw.len()))
    else:
        months = counts.groupby("month", as_index=False).agg(whole=("n", "sum"))
    frame = counts.merge(months, on="month").sort_values(["month", "lane"])
    frame = frame.assign(of_month=frame["month"]).rename(
        columns={"n": "in-lane", "whole": "in-month"}
    )
    days = dict.fromkeys(("month", "of_month"), "datetime64[us]")
    types = {"month": "", **dict.fromkeys(things, "str"), **days, **_COUNTS}
    return frame.reset_index(drop=True)[list(types)].astype(types)


def _areas_of_events(tables: Tables) -> Frame:
    """Return to which areas events are coded: event_id, area, chairmanship; each pair once."""
    known = pd.DataFrame(_area_of(tables).items(), columns=["target_id", "area"], dtype="str")
    terms = tables.rows("priority_areas").set_index("area_id")["chairmanship_id"]
    known["chairmanship"] = known["area"].map(terms)
    pairs = joins.inner(tables.codings, tables.engine.lend(known), "target_id")
    return joins.distinct(pairs.select("event_id", "area", "chairmanship"))


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
