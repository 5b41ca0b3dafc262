"""Two states or two periods: literals in, literals out, on a made-up organisation."""

from dataclasses import replace
from itertools import product

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cstoviz.metrics import sides
from cstoviz.package import read_package
from cstoviz.selection import Selection
from cstoviz.tables import collect, lazy
from cstoviz.views import compare, overview, participation
from cstoviz.views.core import View, answer
from cstoviz.views.numbers import rows_behind
from tests.packages import descriptor, tables, write
from tests.views.test_behind import SELECTIONS, numbers_of

VIEWS = [view for view in vars(compare).values() if isinstance(view, View)]
EVERY = pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.id)
STATES = ("EST", "FIN", "LVA")
PERIODS = ("EE2031", "FI2032", "2031", "2032", "last-3-months", "2031-03-01..2031-03-31")


def asked(tables, view, selection=None, **options):
    return answer(view, tables, (selection or Selection()).with_options(**options))


def records(found, *columns):
    return [tuple(row) for row in found.frame[list(columns)].itertuples(index=False)]


COUNTS = ("left", "right", "difference", "left_n", "right_n")


def test_two_states_by_kind_of_event(tiny):
    found = asked(tiny, compare.KINDS)
    assert found.selection.options == (("compare", "states"), ("left", "EST"), ("right", "FIN"))
    assert found.query == {}
    assert records(found, "kind", *COUNTS) == [
        ("regatta", 4, 3, -1, 8, 6),
        ("workshop", 2, 2, 0, 8, 6),
        ("council", 2, 1, -1, 8, 6),
    ]
    assert list(found.frame["left_share"]) == [0.5, 0.25, 0.25]
    assert found.frame["share_difference"].round(4).to_list() == [0.0, 0.0833, -0.0833]
    assert found.sentence == (
        "Estonia is named in 8 of 16 events that could show a state, Finland in 6 (2 fewer). "
        "The largest differences are for “Regatta or relay” (4 of 8 against 3 of 6) and "
        "“Council sitting” (2 of 8 against 1 of 6)."
    )
    assert list(found.cautions)[-1] == "4 events count on both sides."


def test_two_periods_by_kind_of_event_with_rates(tiny):
    found = asked(tiny, compare.KINDS, compare="periods")
    assert found.selection.options == (("compare", "periods"), ("left", "2031"), ("right", "2032"))
    assert records(found, "kind", *COUNTS) == [
        ("regatta", 4, 2, -2, 14, 4),
        ("council", 3, 2, -1, 14, 4),
        ("workshop", 5, 0, -5, 14, 4),
        ("survey", 2, 0, -2, 14, 4),
    ]
    assert set(found.frame["left_days"]) == {365}
    assert set(found.frame["right_days"]) == {31 + 29 + 31 + 15}
    assert found.frame["left_rate"].iloc[0] == pytest.approx(4 * 30 / 365)
    assert found.frame["right_rate"].iloc[0] == pytest.approx(2 * 30 / 106)
    assert found.sentence == (
        "2031: 14 events; 2032: 4 events (10 fewer). The two differ in length, 365 and 106 days: "
        "1.2 and 1.1 events per 30 days. "
        "The largest difference is for “Workshop” (5 of 14 against 0 of 4)."
    )


def test_cautions_tell_reach_overlap_and_thin_evidence(tiny):
    found = asked(tiny, compare.KINDS, Selection(period="2031"), compare="periods")
    assert list(found.cautions) == [
        "Each side is one period, with the rest of the filter; the period chosen in the filter "
        "gives way to the two.",
        "2032 is counted up to 15 April 2032, as far as reports reach; its rates are of these "
        "days.",
        "1 event counts on both sides.",
    ]
    announced = Selection(status=("reported", "announced"))
    cautions = asked(tiny, compare.KINDS, announced, compare="periods").cautions
    assert list(cautions) == [
        "The evidence is thin or missing on 0 of 365 days in 2031 and 260 of 366 days in 2032: a "
        "difference can come from the evidence alone.",
        "1 event counts on both sides.",
    ]


def test_a_suspended_state_is_told_and_the_filters_states_are_the_sides(tiny):
    chosen = Selection(states=("FIN", "LVA"), match="all", basis="collective")
    found = asked(tiny, compare.KINDS, chosen)
    assert dict(found.selection.options)["left"] == "FIN"
    assert dict(found.selection.options)["right"] == "LVA"
    assert list(found.cautions)[:2] == [
        "Each side is one state, with the rest of the filter; the states chosen in the filter do "
        "not restrict it further.",
        "Finland: participation suspended from 10 June 2031.",
    ]
    assert found.sentence.startswith("Finland is named, inferred as host or among “the member")


def test_two_states_with_how_often_others_are_named_with_them(tiny):
    found = asked(tiny, compare.PARTICIPATION, left="EST", right="LVA")
    assert records(found, "state", *COUNTS) == [
        ("EST", 8, 2, -6, 8, 5),
        ("LVA", 2, 5, 3, 8, 5),
        ("FIN", 4, 2, -2, 8, 5),
    ]
    assert found.sentence == "The largest difference is for Finland (4 of 8 against 2 of 5)."


def test_each_state_in_two_periods_even_where_it_is_no_member_any_more(tiny):
    days = "2032-04-02..2032-04-15"
    found = asked(tiny, compare.PARTICIPATION, compare="periods", left="2031", right=days)
    assert records(found, "state", *COUNTS) == [
        ("EST", 7, 0, -7, 13, 0),
        ("LVA", 5, 0, -5, 13, 0),
        ("FIN", 4, 0, -4, 13, 0),
    ]
    assert found.frame["right_share"].isna().all()
    assert found.query == {"compare": ["periods"], "right": [days]}


def test_months_of_two_periods_stand_by_their_place(tiny):
    found = asked(tiny, compare.MONTHS, compare="periods", left="2031-03-01..2031-05-31",
                  right="2032")  # fmt: skip
    columns = ("nth", "left_month", "right_month", "left", "right", "difference")
    shown = found.frame.assign(
        left_month=found.frame["left_month"].dt.strftime("%Y-%m"),
        right_month=found.frame["right_month"].dt.strftime("%Y-%m"),
    ).fillna(dict.fromkeys(("left", "right", "difference"), -99))
    rows = [tuple(row) for row in shown[list(columns)].head(7).itertuples(index=False)]
    assert [tuple("" if pd.isna(value) else value for value in row) for row in rows] == [
        (0, "", "2031-12", -99, 1, -99),
        (1, "2031-03", "2032-01", 3, 0, -3),
        (2, "2031-04", "2032-02", 1, 1, 0),
        (3, "2031-05", "2032-03", 1, 1, 0),
        (4, "", "2032-04", -99, 1, -99),
        (5, "", "2032-05", -99, -99, -99),
        (6, "", "2032-06", -99, -99, -99),
    ]
    assert found.sentence == "The largest difference is for month 1 (3 of 5 against 0 of 4)."


def test_months_of_two_states_are_those_of_the_calendar(tiny):
    found = asked(tiny, compare.MONTHS, Selection(period="2031-03-01..2031-04-30"))
    assert list(found.frame["left_month"]) == [pd.Timestamp(2031, 3, 1), pd.Timestamp(2031, 4, 1)]
    assert records(found, "nth", *COUNTS) == [(1, 3, 2, -1, 3, 2), (2, 0, 0, 0, 3, 2)]
    assert found.sentence == "The largest difference is for March 2031 (3 of 3 against 2 of 2)."


def test_coverage_of_two_states_is_out_of_one_list(tiny):
    found = asked(tiny, compare.AREAS, left="EST", right="LVA")
    assert records(found, "area", *COUNTS) == [
        ("EE2031-1", 2, 0, -2, 4, 4),
        ("EE2031-2", 1, 1, 0, 3, 3),
    ]


def test_coverage_of_a_period_outside_the_term_is_not_a_zero(tiny):
    found = asked(tiny, compare.AREAS, compare="periods", right="2032-02-01..2032-12-31")
    assert found.empty
    assert found.frame["right"].isna().all()
    assert found.frame["right_n"].isna().all()
    assert "Both sides are measured by one list, that of Estonia 2031" in " ".join(found.cautions)
    assert "December 2032 does not lie wholly within that term" in " ".join(found.cautions)
    assert found.sentence.startswith("There is nothing to compare: one of the two sides has no day")
    halves = {"left": "2031-01-01..2031-06-30", "right": "2031-07-01..2031-12-31"}
    within = asked(tiny, compare.AREAS, compare="periods", **halves)
    assert not any("does not lie wholly" in caution for caution in within.cautions)
    assert records(within, "area", *COUNTS) == [
        ("EE2031-1", 1, 1, 0, 4, 4),
        ("EE2031-2", 1, 0, -1, 3, 3),
    ]


def test_organs_places_and_publishers(tiny):
    assert records(asked(tiny, compare.ORGANS), "organ", *COUNTS) == [
        ("Flotilla", 5, 4, -1, 8, 6),
        ("LC", 2, 1, -1, 8, 6),
        ("Harbour Office", 1, 1, 0, 8, 6),
    ]
    places = asked(tiny, compare.PLACES)
    assert records(places, "place", *COUNTS)[0] == ("helsinki", 2, 3, 1, 8, 6)
    assert places.frame["left"].sum() == 8
    publishers = asked(tiny, compare.PUBLISHERS)
    assert records(publishers, "publisher_kind", *COUNTS)[0] == ("official", 8, 6, -2, 8, 6)


@EVERY
@pytest.mark.parametrize("options", [{}, {"compare": "periods"}], ids=["states", "periods"])
@pytest.mark.parametrize("package", ["tiny", "real"])
def test_every_number_is_the_count_of_what_is_behind_it(request, view, package, options):
    given_tables = request.getfixturevalue(package)
    for selection in SELECTIONS[package]:
        found = asked(given_tables, view, selection, **options)
        rows = lazy(collect(view.behind(given_tables, found.selection)))
        for column, number, keys, value in numbers_of(view, found):
            counted = rows_behind(rows, number, keys)
            assert counted[number.counted(keys)].nunique() == value, (column, keys)


def test_unknown_codes_fall_back(tiny):
    odd = asked(tiny, compare.KINDS, compare="planets", left="MARS", right="2031")
    assert odd.selection == asked(tiny, compare.KINDS).selection
    wrong = {"left": "EST", "right": "2031-02-31..2031-01-01"}
    odd = asked(tiny, compare.KINDS, compare="periods", **wrong)
    assert odd.selection == asked(tiny, compare.KINDS, compare="periods").selection


@EVERY
@pytest.mark.parametrize("options", [{}, {"compare": "periods"}], ids=["states", "periods"])
def test_without_events_there_is_nothing_and_the_columns_stay(tiny, view, options):
    none = Selection(kinds=("survey",), organs=("LC",))
    found = asked(tiny, view, none, **options)
    assert not found.frame[["left", "right"]].fillna(0).to_numpy().any()
    assert found.sentence.endswith(".")
    full = asked(tiny, view, **options)
    assert dict(found.frame.dtypes.astype(str)) == dict(full.frame.dtypes.astype(str))


@EVERY
def test_a_side_against_itself_differs_in_nothing(tiny, view):
    found = asked(tiny, view, left="FIN", right="FIN")
    assert not found.frame["difference"].fillna(0).any()
    assert not found.frame["share_difference"].fillna(0).any()
    assert found.sentence.endswith("Both sides are Finland, so every difference is zero.")
    assert not any("on both sides" in caution for caution in found.cautions)


def by_row(found, keys, column):
    frame = found.frame.fillna({column: 0})
    return {tuple(row[key] for key in keys): row[column] for _, row in frame.iterrows()}


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    pair=st.one_of(
        st.tuples(st.just("states"), st.sampled_from(STATES), st.sampled_from(STATES)),
        st.tuples(st.just("periods"), st.sampled_from(PERIODS), st.sampled_from(PERIODS)),
    ),
    kinds=st.sampled_from([(), ("regatta",), ("council", "workshop")]),
    basis=st.sampled_from(["named", "inferred", "collective"]),
)
def test_swapping_the_sides_negates_the_difference(tiny, pair, kinds, basis):
    sort, left, right = pair
    selection = Selection(kinds=kinds, basis=basis)
    for view in VIEWS:
        there = asked(tiny, view, selection, compare=sort, left=left, right=right)
        back = asked(tiny, view, selection, compare=sort, left=right, right=left)
        keys = ("nth",) if view is compare.MONTHS else view.numbers["left"].keys
        if view.id != "compare-coverage-by-area":
            assert [*by_row(there, keys, "left")] == [*by_row(back, keys, "left")]
        assert by_row(there, keys, "left") == by_row(back, keys, "right")
        turned = {key: -value for key, value in by_row(back, keys, "difference").items()}
        assert by_row(there, keys, "difference") == turned


def test_a_package_without_members_or_events_has_nothing_to_compare(tmp_path):
    texts = tables()
    for name in ("events", "participations", "event_sources", "memberships", "event_series",
                 "codings", "codings_single", "coding_disagreements"):  # fmt: skip
        texts[name] = texts[name].splitlines()[0] + "\n"
    kept = [line for line in texts["translations"].splitlines() if not line.startswith("events,")]
    texts["translations"] = "\n".join(kept) + "\n"
    bare = read_package(write(tmp_path, descriptor(), texts))
    for view in VIEWS:
        for sort in sides.SORTS:
            found = asked(bare, view, compare=sort)
            assert found.empty
            assert found.sentence.endswith(".")
            assert found.chart() is not None


def test_only_counts_of_events_and_targets_can_be_compared():
    with pytest.raises(KeyError):
        compare.compared(participation.BY_STATE, "share")
    with pytest.raises(KeyError):
        compare.compared(overview.HEADLINES, "value")


def test_both_sides_keep_the_rest_of_the_filter(tiny):
    chosen = Selection(states=("LVA",), kinds=("regatta",), sources="official", match="all")
    left = sides.side(tiny, chosen.with_options(left="EST", term="EE2031"), "left")
    assert left == replace(chosen, states=("EST",), match="any").with_options(term="EE2031")
    right = sides.side(tiny, chosen.with_options(compare="periods", right="2032"), "right")
    assert right == replace(chosen, period="2032")


def test_a_link_to_a_pair_means_the_same_pair_again(tiny):
    for left, right in product(STATES, STATES):
        found = asked(tiny, compare.KINDS, left=left, right=right)
        again = asked(tiny, compare.KINDS, **{key: code for key, (code,) in found.query.items()})
        assert again.selection == found.selection
