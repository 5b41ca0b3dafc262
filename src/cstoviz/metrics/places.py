"""Where events were held, which states that concerns, and what has no place on a map.

Every function honours the option `month` (`YYYY-MM`): only events whose days meet that month.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import narwhals as nw
import pandas as pd

from cstoviz import joins
from cstoviz.metrics.counts import Counts, tally
from cstoviz.metrics.hosts import Held, capital, held, hosts, points
from cstoviz.metrics.listing import latest_first, sum_of
from cstoviz.metrics.membership import members_of_record
from cstoviz.metrics.participation import known_by_state
from cstoviz.metrics.rows import Row, framed
from cstoviz.selection import BASES, Scope, Selection, apply, within
from cstoviz.tables import Frame, Tables, collect, how_many

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
_SHADED = {"state": "str", "member": "bool", "hosted": "int64", "took_part": "int64"}
_ARCS = ["state", "place", "from_lon", "from_lat", "lon", "lat", "events"]


def on_map(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Return everything that the map shows, one row per thing, by `layer`.

    Out: the columns of `MAP_COLUMNS`. `layer` is "place" (a row of `hosted`), "state" (of
    `states_shaded`; `events` is the count that the option `layer` asks for, null for "none"),
    "route" (of `arcs`) or "beside" (one row per reason in `off_map`: how many events have no
    place on the map). Counts are of events; "place" and "beside" add up to all. No row at all
    where the filter keeps no event, whatever the month.
    """
    if _keeps_nothing(tables, selection):
        return framed([], MAP_COLUMNS)
    layers = {
        "place": _hosted(tables, selection),
        "state": _shades(tables, selection),
        "route": arcs(tables, selection).to_dict("records"),
        "beside": _beside_by_reason(tables, selection),
    }
    rows = [{**row, "layer": layer} for layer, found in layers.items() for row in found]
    return framed(rows, MAP_COLUMNS)


def _keeps_nothing(tables: Tables, selection: Selection) -> bool:
    if held(scoped(tables, selection)):
        return False
    scope = apply(tables, selection.without_options())
    return scope is scoped(tables, selection) or not how_many(scope.events)


def _shades(tables: Tables, selection: Selection) -> list[Row]:
    columns = {"hosted": "hosted", "took-part": "took_part"}
    column = columns.get(selection.option("layer", "hosted"))
    shaded = _shaded(tables, selection)
    return [{**row, "events": row[column] if column else None} for row in shaded]


def _beside_by_reason(tables: Tables, selection: Selection) -> list[Row]:
    counts: Counter[str] = Counter()
    for (reason, _), events in _off_map_by_state(scoped(tables, selection)).items():
        counts[reason] += events
    return [{"off_map": reason, "events": counts[reason]} for reason in REASONS]


def hosted(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count the events held at each place, most first, then in package order.

    Only events with a place, stated or inferred, that were not held by video. Out: place, state
    (host country), place_kind, member (whether the host was a member state on the first day of
    at least one of these events, suspended or not), events, place_stated, place_inferred
    (counts of events), first, last (days), lon, lat (degrees), coord_basis (what the point rests
    on).
    """
    types = {name: MAP_COLUMNS[name] for name in _HOSTED}
    return framed(_hosted(tables, selection), types)


def _hosted(tables: Tables, selection: Selection) -> list[Row]:
    at: dict[str, list[Held]] = defaultdict(list)
    for each in held(scoped(tables, selection)):
        if each.place and not each.video:
            at[each.place].append(each)
    known = points(tables)
    rows = [{**known[place], **_summed(at[place])} for place in known if place in at]
    return sorted(rows, key=lambda row: -row["events"])


def _summed(found: Sequence[Held]) -> Row:
    events, stated = sum(each.events for each in found), sum(each.stated for each in found)
    return {
        "events": events,
        "place_stated": stated,
        "place_inferred": events - stated,
        "member": any(each.member for each in found),
        "first": min(each.first for each in found),
        "last": max(each.last for each in found),
    }


def states_shaded(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count, for each state, the events on its soil and those it took part in.

    Out, in the order of the states table: state, member (bool: a member on a day that the
    record of events covers), hosted (events in the country and not by video, also where the town
    is not known), took_part (events in which it is named, widened by the selection's `basis`).
    Members always have a row, other states only with a count.
    """
    return framed(_shaded(tables, selection), _SHADED)


def _shaded(tables: Tables, selection: Selection) -> list[Row]:
    scope, members = scoped(tables, selection), members_of_record(tables)
    soil: Counter[str | None] = Counter()
    for each in held(scope):
        soil[each.state] += 0 if each.video else each.events
    present: Counter[str] = Counter()
    for (state, evidence), events in _known(tables, selection).items():
        present[state] += events if evidence in _accepted(selection) else 0
    rows: list[Row] = [
        {"state": code, "member": code in members, "hosted": soil[code], "took_part": present[code]}
        for code in tables.rows("states")["iso3"]
    ]
    return [row for row in rows if row["member"] or row["hosted"] or row["took_part"]]


def _known(tables: Tables, selection: Selection) -> Counts:
    """Return how often each state is known to have taken part in the month, by evidence."""
    plain, scope = selection.without_options(), scoped(tables, selection)
    return known_by_state(tables, plain) if scope is apply(tables, plain) else _in_month(scope)


@lru_cache(maxsize=64)
def _in_month(scope: Scope) -> Counts:
    return tally(scope.evidence_once, "state", "evidence")


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
    starts = [capital(tables, state) for state in frame["state"]]
    target = tables.rows("places").set_index("place_id")
    frame["place"] = place
    frame["from_lon"], frame["from_lat"] = zip(*starts, strict=True) if starts else ((), ())
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
    counts = _off_map_by_state(scoped(tables, selection))
    rows: list[Row] = [
        {"off_map": reason, "state": state, "events": counts[reason, state]}
        for reason, state in counts
    ]
    rows.sort(key=lambda row: (REASONS.index(row["off_map"]), -row["events"], row["state"] or "~"))
    return framed(rows, _BESIDE)


def _off_map_by_state(scope: Scope) -> Counter[tuple[str, str | None]]:
    counts: Counter[tuple[str, str | None]] = Counter()
    for each in held(scope):
        if each.video or not each.place:
            counts[VIDEO if each.video else "no-place", each.state] += each.events
    return counts


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
    events = hosts(tables, scoped(tables, selection))
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
def on_soil(tables: Tables, scope: Scope) -> Frame:
    """Return the events in a known country and not by video, as `mapped` does."""
    return hosts(tables, scope).filter(~nw.col("video"), ~nw.col("state").is_null())


@lru_cache(maxsize=64)
def mapped(tables: Tables, scope: Scope) -> Frame:
    """Return the events that have a place on the map.

    Out: event_id, start_date, end_date, kind, place_id, place_basis, state (host country), video.
    """
    return hosts(tables, scope).filter(~nw.col("video"), ~nw.col("place_id").is_null())


def took_part(scope: Scope, selection: Selection) -> Frame:
    """Return who took part by the selection's basis: event_id, state, role, evidence."""
    return scope.evidence.filter(nw.col("evidence").is_in(_accepted(selection)))


def _accepted(selection: Selection) -> tuple[str, ...]:
    return BASES[: BASES.index(selection.basis) + 1]
