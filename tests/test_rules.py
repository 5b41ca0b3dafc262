"""Other rules of counting: what they make of the made-up package, in literals."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cstoviz.rules import activities, merged, others, under
from cstoviz.selection import Selection, apply
from cstoviz.tables import collect

RELAY = "2031-07-08-relay-outward"
HOMEWARD = "2031-07-10-relay-homeward"


def test_the_parts_of_a_series_are_one_activity(tiny):
    known = collect(activities(tiny, Selection())).set_index("event_id")["activity"]
    assert known[RELAY] == known[HOMEWARD] == RELAY
    alone = known.drop([RELAY, HOMEWARD])
    assert list(alone) == list(alone.index)


def test_editions_of_a_series_stay_apart(tiny):
    known = collect(activities(tiny, Selection())).set_index("event_id")["activity"]
    assert known["2031-03-28-spring-regatta"] != known["2032-03-27-spring-regatta"]


def test_a_part_that_is_not_selected_is_not_drawn_in(tiny):
    known = collect(activities(tiny, Selection(period="2031-07-13..2031-07-20")))
    assert dict(zip(known["event_id"], known["activity"], strict=True))[HOMEWARD] == HOMEWARD
    assert RELAY not in set(known["event_id"])


def test_one_event_holds_what_its_parts_hold(tiny):
    whole = merged(tiny, Selection())
    events = collect(whole.events).set_index("event_id")
    assert str(events.loc[RELAY, "start_date"])[:10] == "2031-07-08"
    assert str(events.loc[RELAY, "end_date"])[:10] == "2031-07-14"
    assert HOMEWARD not in events.index
    took_part = collect(whole.participations).query("event_id == @RELAY")
    assert [tuple(row) for row in took_part[["participant", "role", "basis"]].to_numpy()] == [
        ("EST", "host", "named"),
        ("LVA", "participant", "named"),
    ]
    sources = collect(tiny.event_sources)
    of_parts = sources[sources["event_id"].isin([RELAY, HOMEWARD])]["source_id"]
    kept = collect(whole.event_sources).query("event_id == @RELAY")["source_id"]
    assert sorted(kept) == sorted(set(of_parts))


@pytest.mark.parametrize(
    ("selection", "left"),
    [
        (Selection(), ("official", "announced", "series", "stated", "upper")),
        (Selection(sources="official", facts="stated"), ("announced", "series", "upper")),
        (Selection(status=("announced", "reported")), ("official", "series", "stated", "upper")),
    ],
)
def test_a_rule_at_work_already_is_no_other_rule(selection, left):
    assert others(selection) == left


def test_the_base_changes_nothing(tiny):
    assert under("base", tiny, Selection(states=("EST",))) == (tiny, Selection(states=("EST",)))


@settings(max_examples=30, deadline=None)
@given(
    states=st.sets(st.sampled_from(["EST", "FIN", "LVA", "SWE"])),
    period=st.sampled_from(
        ["", "2031", "2032", "2031-07-09..2031-07-09", "2030-01-01..2030-02-01"]
    ),
    status=st.sampled_from([("reported",), ("reported", "announced")]),
)
def test_no_event_is_lost_or_counted_twice(tiny, states, period, status):
    selection = Selection(states=tuple(sorted(states)), period=period, status=status)
    selected = set(collect(apply(tiny, selection).events)["event_id"])
    known = collect(activities(tiny, selection))
    assert sorted(known["event_id"]) == sorted(selected)
    whole = collect(apply(*under("series", tiny, selection)).events)
    assert sorted(whole["event_id"]) == sorted(set(known["activity"]))
