"""Where the events of a scope were held: at which places, in which countries, or by video."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import narwhals as nw
import pandas as pd

from cstoviz import joins
from cstoviz.geography import capitals
from cstoviz.metrics.rows import Row
from cstoviz.selection import FACTS, Scope, stated_places
from cstoviz.tables import Frame, Tables, collect, per_package

_BY_VIDEO = "video"
"""The format of events that were held nowhere."""


class Held(NamedTuple):
    """How many events share these: place, host country (None where not known), whether by video.

    stated: of how many the place is stated; member: whether the host was a member at any of them
    """

    place: str | None
    state: str | None
    video: bool
    events: int
    stated: int
    member: bool
    first: pd.Timestamp
    last: pd.Timestamp


@lru_cache(maxsize=64)
def held(scope: Scope) -> list[Held]:
    """Return where the events of a scope were held."""
    grouped = hosts(scope.known.tables, scope).group_by("place_id", "state", "video")
    counts = collect(
        grouped.agg(
            nw.len().alias("events"),
            nw.col("place_stated").sum(),
            nw.col("member").max(),
            nw.col("start_date").min(),
            nw.col("end_date").max(),
        )
    )
    return [
        Held(_code(row[0]), _code(row[1]), *row[2:])
        for row in counts.itertuples(index=False, name=None)
    ]


def _code(value: Any) -> str | None:
    return None if pd.isna(value) else str(value)


@lru_cache(maxsize=64)
def hosts(tables: Tables, scope: Scope) -> Frame:
    """Events with their days and kind, and what `_everywhere` says of them."""
    events = scope.events.select("event_id", "start_date", "end_date", "kind")
    return joins.inner(events, _everywhere(tables, scope.known.facts))


@lru_cache(maxsize=16)
def _everywhere(tables: Tables, facts: str) -> Frame:
    """Return where any event was held.

    Out: event_id, place_id, place_basis, state (the host country, from the place where need be),
    video (bool), place_stated (0, 1), member (1 where the host was a member, see `_at_members`).
    """
    events = stated_places(tables.events) if facts == FACTS[1] else tables.events
    hosts = joins.with_host(tables, events).select(
        "event_id",
        "start_date",
        "place_id",
        "place_basis",
        state="host",
        video=nw.col("format").fill_null("") == _BY_VIDEO,
        place_stated=(nw.col("place_basis") == "stated").cast(nw.Int64),
    )
    at_member = _at_members(tables, hosts).with_columns(member=nw.lit(1))
    known = joins.left(hosts, at_member).drop("start_date")
    return tables.engine.keep(
        known.with_columns(member=nw.col("member").fill_null(0).cast(nw.Int64))
    )


def _at_members(tables: Tables, events: Frame) -> Frame:
    """Events whose host was a member state on their first day, suspended or not: event_id."""
    terms = tables.memberships.filter(nw.col("status") == "member").select(
        nw.col("iso3").alias("state"), "starts_on", "ends_on"
    )
    hosts = (
        events.select("event_id", "start_date", "state")
        .join(terms, on="state")
        .filter(
            nw.col("starts_on") <= nw.col("start_date"),
            nw.col("ends_on").is_null() | (nw.col("ends_on") >= nw.col("start_date")),
        )
    )
    return joins.distinct(hosts.select("event_id"))


@per_package
def points(tables: Tables) -> Mapping[str, Row]:
    """Return what is known of each place: place, state, place_kind, lon, lat, coord_basis."""
    places = tables.rows("places").rename(columns={"country_iso3": "state", "kind": "place_kind"})
    rows = places.rename(columns={"place_id": "place"})
    columns = ["place", "state", "place_kind", "lon", "lat", "coord_basis"]
    return {row["place"]: row for row in rows[columns].to_dict("records")}


def capital(tables: Tables, state: str) -> tuple[float, float]:
    """Return the point of a state's capital: the package's own where it has one (lon, lat)."""
    states, places = tables.rows("states"), tables.rows("places")
    names = states.loc[states["iso3"] == state, "capital"]
    own = places[(places["country_iso3"] == state) & places["name"].isin(names)]
    if len(own):
        return float(own["lon"].iloc[0]), float(own["lat"].iloc[0])
    return capitals().get(state, (float("nan"), float("nan")))
