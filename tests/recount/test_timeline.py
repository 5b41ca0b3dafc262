"""The events in their lanes, counted again from the files."""

import pytest

from cstoviz.metrics import timeline
from cstoviz.selection import from_query
from tests.recount import plain

PLACES = {row["place_id"]: row["country_iso3"] for row in plain.rows("places")}
PARENTS = {row["measure_id"]: row["priority_id"] for row in plain.rows("measures")} | {
    row["priority_id"]: row["area_id"] for row in plain.rows("priorities")
}


def area(target):
    while target in PARENTS:
        target = PARENTS[target]
    return target


def lanes_of(event, by):
    if by == "area":
        found = {
            area(row["target_id"])
            for row in plain.rows("codings")
            if row["event_id"] == event["event_id"]
        }
        return found or {timeline.NO_LANE}
    if by == "host":
        return {event["country_iso3"] or PLACES.get(event["place_id"]) or timeline.NO_LANE}
    return {event[by] or timeline.NO_LANE}


@pytest.mark.parametrize("by", timeline.LANES)
@pytest.mark.parametrize("selection", plain.SELECTIONS.values(), ids=plain.SELECTIONS)
def test_every_event_stands_in_its_lanes(real, selection, by):
    asked, _ = from_query({**plain.query(selection), "lanes": [by]}, real)
    frame = timeline.timeline(real, asked)
    shown = set(zip(frame["event"], frame["lane"], strict=True))
    assert len(frame) == len(shown)
    assert shown == {
        (event["event_id"], lane)
        for event in plain.selected(selection)
        for lane in lanes_of(event, by)
    }
    days = {(row.event, str(row.start)[:10], str(row.end)[:10]) for row in frame.itertuples()}
    assert days == {
        (event["event_id"], event["start_date"], event["end_date"])
        for event in plain.selected(selection)
    }
