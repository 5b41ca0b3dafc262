"""The events in their lanes on the made-up package, in literals."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cstoviz.charts.lanes import packed
from cstoviz.metrics import timeline
from cstoviz.selection import STATUSES, Selection


def lanes(tables, by, **selection):
    frame = timeline.timeline(tables, Selection(**selection).with_options(lanes=by))
    return frame.groupby("lane")["event"].nunique().to_dict()


def test_every_selected_event_stands_in_one_lane_in_order_of_days(tiny):
    frame = timeline.timeline(tiny, Selection())
    assert len(frame) == 17
    assert frame["event"].is_unique
    assert frame["start"].is_monotonic_increasing
    assert lanes(tiny, "kind") == {"council": 5, "regatta": 5, "survey": 2, "workshop": 5}


def test_the_host_country_comes_from_the_place_or_from_the_event(tiny):
    assert lanes(tiny, "host") == {
        "EST": 7,
        "FIN": 4,
        "LVA": 1,
        "SWE": 1,
        timeline.NO_LANE: 4,
    }


def test_an_event_stands_in_every_area_that_it_serves_and_else_outside_all(tiny):
    frame = timeline.timeline(tiny, Selection().with_options(lanes="area"))
    assert len(frame) == 18
    spring = frame[frame["event"] == "2031-03-28-spring-regatta"]
    assert list(zip(spring["area"], spring["chairmanship"], strict=True)) == [
        ("EE2031-1", "EE2031"),
        ("EE2031-2", "EE2031"),
    ]
    assert lanes(tiny, "area") == {
        "EE2031-1": 5,
        "EE2031-2": 2,
        "FI2032-1": 1,
        "FI2032-2": 1,
        timeline.NO_LANE: 9,
    }


def test_announced_events_come_when_asked_for(tiny):
    assert sum(lanes(tiny, "organ", status=STATUSES).values()) == 19


@pytest.mark.parametrize("by", timeline.LANES)
def test_nothing_selected_gives_a_whole_frame(tiny, by):
    nothing = Selection(period="1999-01-01..1999-01-31").with_options(lanes=by)
    frame = timeline.timeline(tiny, nothing)
    assert frame.empty
    assert list(frame.columns) == list(timeline.COLUMNS)


@given(
    spans=st.lists(st.tuples(st.integers(0, 90), st.integers(0, 40)), max_size=40).map(sorted),
    least=st.integers(1, 20),
)
@settings(max_examples=50, deadline=None)
def test_marks_of_one_row_never_overlap(spans, least):
    starts = [first for first, _ in spans]
    ends = [first + length for first, length in spans]
    rows = packed(starts, ends, least)
    taken = {}
    for first, last, row in zip(starts, ends, rows, strict=True):
        assert first >= taken.get(row, 0)
        taken[row] = max(last + 1, first + least)
