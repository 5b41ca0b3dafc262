"""The figures of the first page, counted again."""

import pandas as pd
import pytest

from cstoviz.metrics import overview
from cstoviz.selection import from_query
from tests.recount import plain

CASES = pytest.mark.parametrize("selection", plain.SELECTIONS.values(), ids=plain.SELECTIONS)


def asked(selection, tables):
    found, rejected = from_query(plain.query(selection), tables)
    assert rejected == ()
    return found


def figures(events):
    ids = {event["event_id"] for event in events}
    named = {
        state
        for event_id in ids
        for state, known in plain.took_part(event_id).items()
        if known == "named"
    }
    members = {"ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK"}
    outside = {
        row["participant"]
        for row in plain.rows("participations")
        if row["event_id"] in ids
        and row["participant_kind"] == "organisation"
        and row["role"] != "absent"
    }
    return {
        "events": len(ids),
        "states-named": len(named & members),
        "places": len({e["place_id"] for e in events if e["place_id"] and e["format"] != "video"}),
        "organisations": len(outside),
        "sources": len(
            {r["source_id"] for r in plain.rows("event_sources") if r["event_id"] in ids}
        ),
    }


@CASES
def test_headlines(real, selection):
    frame = overview.headlines(real, asked(selection, real))
    counted = figures(plain.selected(selection))
    assert dict(zip(frame["figure"], frame["value"], strict=True)) == counted


def test_the_change_compares_with_the_days_before(real):
    frame = overview.headlines(real, asked({"period": ("2025-01-01", "2025-12-31")}, real))
    assert set(frame["previous_start"].dt.date.astype(str)) == {"2024-01-02"}
    assert set(frame["previous_end"].dt.date.astype(str)) == {"2024-12-31"}
    before = figures(plain.selected({"period": ("2024-01-02", "2024-12-31")}))
    assert dict(zip(frame["figure"], frame["previous"], strict=True)) == before


@CASES
def test_events_per_month(real, selection):
    frame = overview.per_month(real, asked(selection, real))
    counted = {}
    for event in plain.selected(selection):
        key = (event["start_date"][:7], event["kind"])
        counted[key] = counted.get(key, 0) + 1
    shown = {
        (row.month.strftime("%Y-%m"), row.kind): row.events
        for row in frame.dropna(subset=["kind"]).itertuples()
    }
    assert shown == counted
    assert frame["events"].sum() == len(plain.selected(selection))


def test_days_of_thin_evidence_count_once(real):
    frame = overview.thin_evidence(real, asked({"period": ("2025-01-01", "2025-12-31")}, real))
    days = {
        day
        for row in plain.rows("evidence_gaps")
        if row["scope"] == "all"
        for day in pd.date_range(
            max(row["starts_on"], "2025-01-01"), min(row["ends_on"], "2025-12-31")
        )
    }
    assert overview.thin_days(frame) == len(days)
