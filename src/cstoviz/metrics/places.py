"""Where events were held, which states that concerns, and what has no place on a map.

Every function honours the option `month` (`YYYY-MM`): only events whose days meet that month.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import narwhals as nw
import pandas as pd

from cstoviz import joins
from cstoviz.geography import capitals
from cstoviz.metrics.counts import shaped
from cstoviz.metrics.listing import latest_first, sum_of
from cstoviz.metrics.membership import members_of_record
from cstoviz.selection import BASES, Scope, Selection, apply, within
from cstoviz.tables import Frame, Tables, collect

VIDEO = "video"
REASONS = (VIDEO, "no-place")
MAP_COLUMNS = {
    "layer": "str",
    "place": "str",
    "state": "str",
    "place_kind": "str",
    "member": "boolean",
    "events": "Int64",
    "place_stated": "Int64",
    "place_inferred": "Int64",
    "first": "datetime64[us]",
    "last": "datetime64[us]",
    "lon": "float64",
    "lat": "float64",
    "from_lon": "float64",
    "from_lat": "float64",
    "coord_basis": "str",
    "off_map": "str",
}
_BESIDE = {"off_map": "str", "state": "str", "events": "int64"}
_HOSTED = [*list(MAP_COLUMNS)[1:12], "coord_basis"]
_ARCS = ["state", "place", "from_lon", "from_lat", "lon", "lat", "events"]


def on_map(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Return everything that the map shows, one row per thing, by `layer`.

    Out: the columns of `MAP_COLUMNS`. `layer` is "place" (a row of `hosted`), "state" (of
    `states_shaded`; `events` is the count that the option `layer` asks for, null for "none"),
    "route" (of `arcs`) or "beside" (one row per reason in `off_map`: how many events have no
    place on the map). Counts are of events; "place" and "beside" add up to all. No row at all
    where the filter keeps no event, whatever the month.
    """
    events = apply(tables, selection.without_options()).events
    if collect(events.select("event_id").head(1)).empty:
        return _shaped(pd.DataFrame(), "").iloc[:0]
    layers = {
        "place": hosted(tables, selection),
        "state": _shades(tables, selection),
        "route": arcs(tables, selection),
        "beside": _beside_by_reason(tables, selection),
    }
    rows = [_shaped(frame, layer) for layer, frame in layers.items()]
    return pd.concat(rows, ignore_index=True)


def _shades(tables: Tables, selection: Selection) -> pd.DataFrame:
    shaded = states_shaded(tables, selection)
    columns = {"hosted": "hosted", "took-part": "took_part"}
    column = columns.get(selection.option("layer", "hosted"), "")
    shaded["events"] = shaded[column] if column else pd.NA
    return shaded[["state", "member", "events"]]


def _beside_by_reason(tables: Tables, selection: Selection) -> pd.DataFrame:
    counts = beside(tables, selection).groupby("off_map")["events"].sum()
    return counts.reindex(list(REASONS), fill_value=0).rename_axis("off_map").reset_index()


def _shaped(frame: pd.DataFrame, layer: str) -> pd.DataFrame:
    return frame.assign(layer=layer).reindex(columns=list(MAP_COLUMNS)).astype(MAP_COLUMNS)


def hosted(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count the events held at each place, most first, then in package order.

    Only events with a place, stated or inferred, that were not held by video. Out: place, state
    (host country), place_kind, member (whether the host was a member state on the first day of
    at least one of these events, suspended or not), events, place_stated, place_inferred
    (counts of events), first, last (days), lon, lat (degrees), coord_basis (what the point rests
    on).
    """
    events = mapped(tables, scoped(tables, selection))
    at_member = _at_members(tables, events).with_columns(member=nw.lit(1))
    counts = collect(
        joins.left(events, at_member)
        .with_columns(
            place_stated=(nw.col("place_basis") == "stated").cast(nw.Int64),
            member=nw.col("member").fill_null(0).cast(nw.Int64),
        )
        .group_by("place_id")
        .agg(
            nw.len().alias("events"),
            nw.col("place_stated").sum(),
            nw.col("member").max(),
            nw.col("start_date").min().alias("first"),
            nw.col("end_date").max().alias("last"),
        )
    )
    places = tables.rows("places").rename(columns={"country_iso3": "state", "kind": "place_kind"})
    frame = places.merge(counts, on="place_id").rename(columns={"place_id": "place"})
    frame["place_inferred"] = frame["events"] - frame["place_stated"]
    frame = frame.sort_values("events", ascending=False, kind="stable", ignore_index=True)
    return frame[_HOSTED].astype({name: MAP_COLUMNS[name] for name in _HOSTED})


def states_shaded(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count, for each state, the events on its soil and those it took part in.

    Out, in the order of the states table: state, member (bool: a member on a day that the
    record of events covers), hosted (events in the country and not by video, also where the town
    is not known), took_part (events in which it is named, widened by the selection's `basis`).
    Members always have a row, other states only with a count.
    """
    scope = scoped(tables, selection)
    frame = tables.rows("states")[["iso3"]].rename(columns={"iso3": "state"})
    frame["member"] = frame["state"].isin(members_of_record(tables))
    for column, rows in (
        ("hosted", on_soil(tables, scope)),
        ("took_part", took_part(scope, selection)),
    ):
        counts = collect(rows.group_by("state").agg(nw.len().alias("n"))).set_index("state")["n"]
        frame[column] = frame["state"].map(counts).fillna(0).astype("int64")
    kept = frame["member"] | (frame["hosted"] > 0) | (frame["took_part"] > 0)
    return frame[kept].reset_index(drop=True)


def arcs(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Tell from which capitals the states came that took part at the chosen place.

    The option `place` chooses it, the option `route` one event there; without a place there is
    no row. Out, one row per state that took part by the selection's `basis`, most events first:
    state, place, from_lon, from_lat (its capital; null where that is not known), lon, lat (of the
    place; degrees), events (count).
    """
    place = selection.option("place")
    if not place:
        return pd.DataFrame({name: pd.Series(dtype=MAP_COLUMNS[name]) for name in _ARCS})
    frame = collect(came(tables, selection).group_by("state").agg(nw.len().alias("events")))
    frame = frame.sort_values(["events", "state"], ascending=[False, True], ignore_index=True)
    points = [_capital(tables, state) for state in frame["state"]]
    target = tables.rows("places").set_index("place_id")
    frame["place"] = place
    frame["from_lon"], frame["from_lat"] = zip(*points, strict=True) if points else ((), ())
    for axis in ("lon", "lat"):
        frame[axis] = target[axis].get(place, default=float("nan"))
    return frame[_ARCS].astype({name: MAP_COLUMNS[name] for name in _ARCS})


def came(tables: Tables, selection: Selection) -> Frame:
    """Return who took part in the events that `arcs` is about: event_id, state."""
    place, event = selection.option("place"), selection.option("route")
    scope = scoped(tables, selection)
    there = mapped(tables, scope).filter(nw.col("place_id") == place)
    if event:
        there = there.filter(nw.col("event_id") == event)
    return joins.semi(took_part(scope, selection), there)


def beside(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count the events that have no place on the map, by reason and host country.

    Out: off_map ("video" or "no-place"), state (null where the country is not known either),
    events (count); video first, then most events first.
    """
    rows = off_map(tables, selection).group_by("off_map", "state")
    frame = collect(rows.agg(events=nw.len()))
    frame["rank"] = frame["off_map"].map(REASONS.index)
    frame = frame.sort_values(["rank", "events", "state"], ascending=[True, False, True])
    return shaped(frame, _BESIDE)


def beside_events(tables: Tables, selection: Selection) -> pd.DataFrame:
    """List the events that have no place on the map, the latest first.

    Out: event, start, end (days), kind, off_map ("video": held by video; "no-place": no source
    tells the place), state (host country; null where it is not known). Of many a part is listed,
    see `listing.ordered`.
    """
    rows = latest_first(off_map(tables, selection), selection)
    rows = rows.rename(columns={"event_id": "event", "start_date": "start", "end_date": "end"})
    return rows[["event", "start", "end", "kind", "off_map", "state"]].reset_index(drop=True)


def off_map(tables: Tables, selection: Selection) -> Frame:
    """Return the events that have no place on the map.

    Out: event_id, start_date, end_date, kind, state, off_map (as in `beside_events`).
    """
    events = _hosts(tables, scoped(tables, selection))
    video = nw.when(nw.col("video")).then(nw.lit(VIDEO)).otherwise(nw.lit("no-place"))
    beside = events.filter(nw.col("video") | nw.col("place_id").is_null())
    return beside.select("event_id", "start_date", "end_date", "kind", "state", off_map=video)


def place_events(tables: Tables, selection: Selection) -> pd.DataFrame:
    """List the events at the place that the option `place` chooses, the latest first.

    Out: event, start, end (days), kind, place_basis (how the place is known). No row without a
    chosen place. Of many a part is listed, see `listing.ordered`; the attributes of the frame then
    say of how many the place is `stated`.
    """
    events = mapped(tables, scoped(tables, selection))
    there = events.filter(nw.col("place_id") == selection.option("place"))
    rows = latest_first(there, selection, stated=sum_of(nw.col("place_basis") == "stated"))
    rows = rows.rename(columns={"event_id": "event", "start_date": "start", "end_date": "end"})
    return rows[["event", "start", "end", "kind", "place_basis"]].reset_index(drop=True)


@lru_cache(maxsize=64)
def scoped(tables: Tables, selection: Selection) -> Scope:
    """Return what the selection keeps, of the month that its option `month` names."""
    scope = apply(tables, selection.without_options())
    try:
        first = date.fromisoformat(f"{selection.option('month')}-01")
    except ValueError:
        return scope
    start = pd.Timestamp(first)
    return within(
        scope,
        nw.col("start_date") <= start + pd.offsets.MonthEnd(0),
        nw.col("end_date") >= start,
    )


@lru_cache(maxsize=64)
def _hosts(tables: Tables, scope: Scope) -> Frame:
    """Events with `state`, the host country, from the place where need be, and `video` (bool)."""
    facts = ("event_id", "start_date", "end_date", "kind", "place_id", "place_basis")
    video = nw.col("format").fill_null("") == VIDEO
    return joins.with_host(tables, scope.events).select(*facts, state="host", video=video)


@lru_cache(maxsize=64)
def on_soil(tables: Tables, scope: Scope) -> Frame:
    """Return the events in a known country and not by video, as `mapped` does."""
    return _hosts(tables, scope).filter(~nw.col("video"), ~nw.col("state").is_null())


@lru_cache(maxsize=64)
def mapped(tables: Tables, scope: Scope) -> Frame:
    """Return the events that have a place on the map.

    Out: event_id, start_date, end_date, kind, place_id, place_basis, state (host country), video.
    """
    return _hosts(tables, scope).filter(~nw.col("video"), ~nw.col("place_id").is_null())


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


def took_part(scope: Scope, selection: Selection) -> Frame:
    """Return who took part by the selection's basis: event_id, state, role, evidence."""
    accepted = BASES[: BASES.index(selection.basis) + 1]
    return scope.evidence.filter(nw.col("evidence").is_in(accepted))


def _capital(tables: Tables, state: str) -> tuple[float, float]:
    """The point of a state's capital: the package's own where it has one (lon, lat)."""
    states, places = tables.rows("states"), tables.rows("places")
    names = states.loc[states["iso3"] == state, "capital"]
    own = places[(places["country_iso3"] == state) & places["name"].isin(names)]
    if len(own):
        return float(own["lon"].iloc[0]), float(own["lat"].iloc[0])
    return capitals().get(state, (float("nan"), float("nan")))
