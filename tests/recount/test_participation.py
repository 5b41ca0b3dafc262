"""Who took part, counted again from the CSV files."""

from collections import Counter
from itertools import permutations

import pytest

from cstoviz.metrics import participation, strength, together
from cstoviz.selection import from_query
from tests.recount import plain

CASES = pytest.mark.parametrize("selection", plain.SELECTIONS.values(), ids=plain.SELECTIONS)
PRESENT = ("host", "chair", "participant", "observer")


def asked(selection, tables):
    found, rejected = from_query(plain.query(selection), tables)
    assert rejected == ()
    return found


def rows_of(events, kind):
    ids = {event["event_id"] for event in events}
    return [
        row
        for row in plain.rows("participations")
        if row["event_id"] in ids and row["participant_kind"] == kind
    ]


def showing(events):
    ids = {row["event_id"] for row in rows_of(events, "state") if row["role"] != "absent"}
    return ids | {row["event_id"] for row in rows_of(events, "collective")}


def away(selection):
    """Return (event, state) of the absences: chosen states' beyond the events naming them."""
    wider = plain.selected({key: v for key, v in selection.items() if key != "states"})
    chosen = selection.get("states", ())
    within = {event["event_id"] for event in plain.selected(selection)}
    return [
        (row["event_id"], row["participant"])
        for row in rows_of(wider, "state")
        if row["role"] == "absent" and (row["participant"] in chosen or row["event_id"] in within)
    ]


def members():
    """Return who was a member, suspended or not, on a day from 2024 on (none has come or gone)."""
    return {
        row["iso3"]
        for row in plain.rows("memberships")
        if row["status"] == "member" and (row["ends_on"] or "9999") >= "2024"
    }


def known(events, level):
    return Counter(
        state
        for event in events
        for state, how in plain.took_part(event["event_id"]).items()
        if how == level
    )


@CASES
def test_by_state(real, selection):
    frame = participation.by_state(real, asked(selection, real)).set_index("state")
    events = plain.selected(selection)
    for level in plain.LEVELS:
        found = {state: n for state, n in frame[level].items() if n}
        assert found == dict(known(events, level))
    absent = {state: n for state, n in frame["absent"].items() if n}
    assert absent == dict(Counter(state for _, state in away(selection)))
    assert set(frame["n"]) == {len(showing(events))}
    assert set(frame.index[frame["member"]]) == members()


@CASES
def test_absences(real, selection):
    frame = participation.absences(real, asked(selection, real))
    chosen = selection.get("states")
    counted = [row for row in away(selection) if not chosen or row[1] in chosen]
    assert sorted(zip(frame["event"], frame["state"], strict=True)) == sorted(counted)


def test_no_event_of_2025_names_armenia_and_sources_state_absences(real):
    selection = plain.SELECTIONS["armenia-2025"]
    assert plain.selected(selection) == []
    frame = participation.absences(real, asked(selection, real))
    assert len(frame) == len(away(selection)) > 0


@CASES
def test_by_kind(real, selection):
    events = plain.selected(selection)
    frame = participation.by_kind(real, asked(selection, real))
    expected = {}
    for kind in {event["kind"] for event in events}:
        of_kind = [event for event in events if event["kind"] == kind]
        named, n = known(of_kind, "named"), len(showing(of_kind))
        expected |= {(kind, state): (named[state], n) for state in members() if n}
    found = {(row.kind, row.state): (row.lower, row.n) for row in frame.itertuples()}
    assert found == expected


@CASES
def test_over_time(real, selection):
    events = plain.selected(selection)
    frame = participation.over_time(real, asked(selection, real))
    expected = {}
    for month in {event["start_date"][:7] for event in events}:
        of_month = [event for event in events if event["start_date"][:7] == month]
        for level in plain.LEVELS:
            named = known(of_month, level)
            expected |= {(month, state, level): named[state] for state in members() if named[state]}
    found = {
        (f"{row.month:%Y-%m}", row.state, level): getattr(row, level)
        for row in frame.itertuples()
        for level in plain.LEVELS
        if getattr(row, level)
    }
    assert found == expected


@CASES
def test_together(real, selection):
    events = plain.selected(selection)
    naming = [
        {s for s, how in plain.took_part(event["event_id"]).items() if how == "named"}
        for event in events
    ]
    frame = together.together(real, asked(selection, real))
    found = {(row.state, row.with_state): (row.events, row.n) for row in frame.itertuples()}
    assert found == {
        (one, other): (sum({one, other} <= s for s in naming), sum(one in s for s in naming))
        for one, other in permutations(members(), 2)
    }


@CASES
def test_roles(real, selection):
    counted = Counter(
        (row["participant"], row["role"], row["basis"])
        for row in rows_of(plain.selected(selection), "state")
        if row["role"] in PRESENT
    )
    counted.update((state, "absent", "named") for _, state in away(selection))
    frame = together.roles(real, asked(selection, real))
    found = {
        (row.state, row.role, basis): getattr(row, basis)
        for row in frame.itertuples()
        for basis in ("named", "inferred")
        if getattr(row, basis)
    }
    assert found == dict(counted)


@CASES
def test_organisations(real, selection):
    rows = [
        row for row in rows_of(plain.selected(selection), "organisation") if row["role"] != "absent"
    ]
    frame = together.organisations(real, asked(selection, real))
    found = dict(zip(frame["organisation"], frame["events"], strict=True))
    assert found == dict(Counter(row["participant"] for row in rows))
    assert set(frame["n"]) <= {len({row["event_id"] for row in rows})}


@CASES
def test_strength(real, selection):
    kinds = {
        event["kind"]
        for event in plain.rows("events")
        if event["status"] != "cancelled" and (event["personnel"] or event["equipment"])
    }
    counted = {
        event["event_id"]: (event["personnel"], event["equipment"])
        for event in plain.selected(selection)
        if event["kind"] in kinds
    }
    frame = strength.reported_strength(real, asked(selection, real))
    texts = frame[["personnel", "equipment"]].astype("object").fillna("").astype("str")
    pairs = zip(texts["personnel"], texts["equipment"], strict=True)
    assert dict(zip(frame["event"], pairs, strict=True)) == counted
