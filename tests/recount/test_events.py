"""The list of events, made again from the files."""

import pandas as pd
import pytest

from cstoviz.metrics import events as metrics
from cstoviz.selection import from_query
from tests.recount import plain

CASES = pytest.mark.parametrize("selection", plain.SELECTIONS.values(), ids=plain.SELECTIONS)


def asked(selection, tables):
    found, rejected = from_query(plain.query(selection), tables)
    assert rejected == ()
    return found


def latest_first(events):
    by_key = sorted(events, key=lambda event: event["event_id"])
    return sorted(by_key, key=lambda event: event["start_date"], reverse=True)


def text(value):
    return "" if pd.isna(value) else str(value)


def count(table, event):
    return sum(row["event_id"] == event["event_id"] for row in plain.rows(table))


def named(event):
    found = plain.took_part(event["event_id"])
    order = [row["iso3"] for row in plain.rows("states")]
    return tuple(s for s in order if found.get(s) == "named")


def mentions_all(event):
    return any(
        row["event_id"] == event["event_id"] and row["participant"] == "ALL-MEMBERS"
        for row in plain.rows("participations")
    )


def country(event):
    homes = {row["place_id"]: row["country_iso3"] for row in plain.rows("places")}
    return event["country_iso3"] or homes.get(event["place_id"], "")


@CASES
def test_every_row(real, selection):
    expected = [
        (
            e["event_id"], e["start_date"], e["end_date"], e["kind"], e["organ"], e["place_id"],
            country(e), named(e), mentions_all(e), e["personnel"], e["equipment"],
            count("event_sources", e), count("codings", e), e["summary"],
        )
        for e in latest_first(plain.selected(selection))
    ]  # fmt: skip
    frame = metrics.events(real, asked(selection, real))
    found = [
        (
            r.event, str(r.start.date()), str(r.end.date()), r.kind, r.organ, text(r.place),
            text(r.host), r.states, r.all_members, text(r.personnel), text(r.equipment),
            r.sources, r.covers, text(r.summary),
        )
        for r in frame.itertuples()
    ]  # fmt: skip
    assert found == expected


@CASES
def test_the_last_five(real, selection):
    expected = [event["event_id"] for event in latest_first(plain.selected(selection))][:5]
    assert list(metrics.latest(real, asked(selection, real))["event"]) == expected


def test_a_search_finds_what_the_files_hold(real):
    titles = {
        row["key"]: row["text"]
        for row in plain.rows("translations")
        if (row["table"], row["field"]) == ("events", "title")
    }
    expected = {
        e["event_id"]
        for e in plain.selected({})
        if "антинаркотическ" in titles[e["event_id"]].casefold()
    }
    frame = metrics.events(real, asked({}, real).with_options(q="АНТИНАРКОТИЧЕСК"))
    assert expected
    assert expected <= set(frame["event"])


@CASES
def test_the_events_that_most_sources_report_are_those_of_the_files(real, selection):
    frame = metrics.notable(real, asked(selection, real))
    events = latest_first(plain.selected(selection))
    wanted = sorted(events, key=lambda event: count("event_sources", event), reverse=True)[:8]
    assert list(frame["event"]) == [event["event_id"] for event in wanted]
    assert list(frame["sources"]) == [count("event_sources", event) for event in wanted]
