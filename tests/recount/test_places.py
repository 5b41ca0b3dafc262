"""What stands on the map and beside it, counted again."""

from collections import Counter

import pandas as pd
import pytest

from cstoviz.metrics import places
from cstoviz.selection import from_query
from tests.recount import plain

CASES = pytest.mark.parametrize("selection", plain.SELECTIONS.values(), ids=plain.SELECTIONS)


def asked(selection, tables):
    found, rejected = from_query(plain.query(selection), tables)
    assert rejected == ()
    return found


def on_map(events):
    return [event for event in events if event["place_id"] and event["format"] != "video"]


def country(event):
    homes = {row["place_id"]: row["country_iso3"] for row in plain.rows("places")}
    return event["country_iso3"] or homes.get(event["place_id"], "")


@CASES
def test_places(real, selection):
    events = on_map(plain.selected(selection))
    frame = places.hosted(real, asked(selection, real)).set_index("place")
    counts = Counter(event["place_id"] for event in events)
    stated = Counter(e["place_id"] for e in events if e["place_basis"] == "stated")
    assert dict(frame["events"]) == dict(counts)
    assert dict(frame["place_stated"]) == {place: stated[place] for place in counts}
    assert dict(frame["place_inferred"]) == {p: n - stated[p] for p, n in counts.items()}


@CASES
def test_beside(real, selection):
    events = plain.selected(selection)
    frame = places.beside(real, asked(selection, real))
    counts = Counter()
    for event in events:
        if event["format"] == "video":
            counts["video", country(event)] += 1
        elif not event["place_id"]:
            counts["no-place", country(event)] += 1
    found = {(r.off_map, "" if pd.isna(r.state) else r.state): r.events for r in frame.itertuples()}
    assert found == dict(counts)
    assert len(on_map(events)) + sum(counts.values()) == len(events)


@CASES
def test_states(real, selection):
    events = plain.selected(selection)
    frame = places.states_shaded(real, asked(selection, real)).set_index("state")
    hosted = Counter(country(e) for e in events if e["format"] != "video" and country(e))
    accepted = plain.LEVELS[selection.get("basis", "named")]
    took_part = Counter(
        state
        for event in events
        for state, known in plain.took_part(event["event_id"]).items()
        if known in accepted
    )
    for column, counts in (("hosted", hosted), ("took_part", took_part)):
        found = {state: int(n) for state, n in frame[column].items() if n}
        assert found == dict(counts), column


@CASES
def test_map_and_beside_are_all(real, selection):
    frame = places.on_map(real, asked(selection, real))
    shown = frame[frame["layer"].isin(["place", "beside"])]["events"].sum()
    assert shown == len(plain.selected(selection))


@pytest.mark.parametrize("month", ["2024-09", "2025-06", "2025-11", "2026-02"])
def test_one_month(real, month):
    chosen = asked({}, real).with_options(month=month)
    meeting = [
        event
        for event in plain.selected({})
        if event["start_date"][:7] <= month <= event["end_date"][:7]
    ]
    frame = places.on_map(real, chosen)
    sums = frame.groupby("layer")["events"].sum()
    assert sums["place"] == len(on_map(meeting))
    assert sums["beside"] == len(meeting) - len(on_map(meeting))


@pytest.mark.parametrize("place", ["moscow", "bishkek", "new-york"])
def test_who_came_and_to_what(real, place):
    chosen = asked({}, real).with_options(place=place)
    there = [event for event in on_map(plain.selected({})) if event["place_id"] == place]
    came = Counter(
        state
        for event in there
        for state, known in plain.took_part(event["event_id"]).items()
        if known == "named"
    )
    routes = places.arcs(real, chosen)
    assert dict(zip(routes["state"], routes["events"], strict=True)) == dict(came)
    listed = places.place_events(real, chosen)
    assert set(listed["event"]) == {event["event_id"] for event in there}
