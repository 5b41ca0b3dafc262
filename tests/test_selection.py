"""The filter: what it keeps, how it stands in a URL, and that its parts do not interfere."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cstoviz.context import context
from cstoviz.selection import (
    BASES,
    STATUSES,
    Period,
    Selection,
    apply,
    choices,
    from_query,
    presets,
    resolve,
)
from cstoviz.tables import collect
from cstoviz.words import filter_words

QUICK = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def kept(tables, selection):
    return set(collect(apply(tables, selection).events)["event_id"])


def subset(codes):
    return st.sets(st.sampled_from(codes), max_size=3).map(
        lambda s: tuple(c for c in codes if c in s)
    )


@st.composite
def selections(draw, tables):
    codes = choices(tables)
    period = draw(st.sampled_from(["", *presets(tables), "2025-03-01..2025-06-15"]))
    return Selection(
        states=draw(subset(codes["states"])),
        match=draw(st.sampled_from(codes["match"])),
        period=period,
        kinds=draw(subset(codes["kinds"])),
        organs=draw(subset(codes["organs"])),
        status=draw(st.sampled_from([("reported",), ("announced",), STATUSES])),
        basis=draw(st.sampled_from(BASES)),
        sources=draw(st.sampled_from(codes["sources"])),
        facts=draw(st.sampled_from(codes["facts"])),
    )


def test_a_period_has_its_days_and_a_preceding_one_of_equal_length():
    period = Period(date(2025, 3, 1), date(2025, 3, 31))
    assert period.days == 31
    assert period.preceding() == Period(date(2025, 1, 29), date(2025, 2, 28))


@given(data=st.data())
@QUICK
def test_a_selection_survives_its_url(real, data):
    selection = data.draw(selections(real))
    again, rejected = from_query(selection.to_query(), real)
    assert again == selection
    assert rejected == ()


def test_defaults_stay_out_of_the_url():
    assert Selection().to_query() == {}


@given(data=st.data())
@QUICK
def test_filters_commute(real, data):
    selection = data.draw(selections(real))
    alone = Selection(status=selection.status, facts=selection.facts)
    parts = [
        replace(alone, period=selection.period),
        replace(alone, kinds=selection.kinds),
        replace(alone, organs=selection.organs),
        replace(alone, sources=selection.sources),
        replace(alone, states=selection.states, match=selection.match, basis=selection.basis),
    ]
    separate = set.intersection(*(kept(real, part) for part in parts))
    assert kept(real, selection) == separate
    assert separate <= kept(real, replace(selection, facts="all", sources="any"))


@given(data=st.data())
@QUICK
def test_a_wider_basis_keeps_more_and_all_keeps_less_than_any(real, data):
    selection = data.draw(selections(real))
    named, inferred, collective = (kept(real, replace(selection, basis=b)) for b in BASES)
    assert named <= inferred <= collective
    assert kept(real, replace(selection, match="all")) <= kept(
        real, replace(selection, match="any")
    )


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("states", "XXX"),
        ("period", "never"),
        ("period", "2025-06-30..2025-01-01"),
        ("period", "2025-13-01..2025-14-01"),
        ("match", "some"),
        ("basis", "guessed"),
        ("status", "cancelled"),
        ("kinds", "<script>"),
    ],
)
def test_wrong_values_fall_back_and_are_returned(real, key, value):
    selection, rejected = from_query({key: [value]}, real)
    assert selection == Selection()
    assert [(r.key, r.value) for r in rejected] == [(key, value)]


def test_good_values_beside_wrong_ones_are_kept(real):
    selection, rejected = from_query({"states": ["XXX", "BLR"], "term": ["KG2025"]}, real)
    assert selection.states == ("BLR",)
    assert selection.option("term") == "KG2025"
    assert len(rejected) == 1


def test_an_event_is_in_a_period_that_its_interval_meets(real):
    events = collect(real.events)
    long = events[(events["end_date"] > events["start_date"]) & (events["status"] == "reported")]
    row = long.iloc[0]
    last, after = row["end_date"].date(), row["end_date"].date()
    assert row["event_id"] in kept(real, Selection(period=f"{last}..{after}"))
    assert resolve(f"{last}..{after}", real) == Period(last, after)


def test_only_events_with_an_official_source(unofficial):
    left_out = kept(unofficial, Selection()) - kept(unofficial, Selection(sources="official"))
    assert left_out == {"2031-03-28-spring-regatta", "2032-02-05-council"}


def test_only_what_sources_state_about_dates_places_and_hosts(tiny):
    assert kept(tiny, Selection()) - kept(tiny, Selection(facts="stated")) == {"2031-03-05-script"}
    scope = apply(tiny, Selection(facts="stated"))
    rows = collect(scope.events).set_index("event_id")
    survey = rows.loc["2031-05-01-ice-survey"]
    assert survey[["place_id", "country_iso3"]].isna().all()
    assert survey["place_basis"] == "unknown"
    council = rows.loc["2031-01-15-first-council"]
    assert tuple(council[["place_id", "country_iso3", "place_basis"]]) == (
        "tallinn", "EST", "stated",
    )  # fmt: skip
    assert set(collect(scope.evidence)["evidence"]) == {"named", "collective"}
    assert "inferred" not in set(collect(scope.participations)["basis"])


def test_a_state_known_only_as_host_is_not_found_among_stated_facts(tiny):
    widened = kept(tiny, Selection(states=("SWE",), basis="inferred"))
    stated = kept(tiny, Selection(states=("SWE",), basis="inferred", facts="stated"))
    assert widened - stated == {"2031-11-11-abroad"}


def test_the_new_filters_stand_in_the_address_and_in_words(tiny):
    chosen = Selection(sources="official", facts="stated")
    assert chosen.to_query() == {"sources": ["official"], "facts": ["stated"]}
    assert from_query(chosen.to_query(), tiny) == (chosen, ())
    words = filter_words(context(tiny, chosen))
    assert "with an official source" in words
    assert "only what sources state" in words
    _, rejected = from_query({"sources": ["rumour"], "facts": ["none"]}, tiny)
    assert [(r.key, r.value) for r in rejected] == [("sources", "rumour"), ("facts", "none")]
