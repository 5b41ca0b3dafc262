"""Coverage by hand: what goes in and what must come out."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cstoviz.metrics import coverage, coverage_matrix
from cstoviz.metrics.agreement import agreement, judged_pairs
from cstoviz.metrics.links import links as listed
from cstoviz.metrics.targets import declared_terms, targets
from cstoviz.selection import Selection
from tests.metrics import made_up

FRAMES = (
    coverage_matrix.matrix,
    coverage.by_area,
    coverage.growth,
    coverage.nothing,
    coverage.outside,
    listed,
)


@pytest.fixture(scope="module")
def made(real):
    return made_up.tables(real)


def values(frame, *columns):
    return [tuple(row) for row in frame[list(columns)].itertuples(index=False)]


def days(values):
    return [str(value.date()) for value in values]


def test_the_term_that_reaches_measures_opens_then_latest_first(made):
    assert declared_terms(made) == ("T2", "T3", "T1")


def test_without_measures_the_latest_term_with_a_reported_event_opens(real):
    events = [row for row in made_up.EVENTS if row[0] != "next"]
    tables = made_up.tables(real, measures=[], events=events)
    assert declared_terms(tables) == ("T2", "T3", "T1")
    assert declared_terms(made_up.tables(real, measures=[])) == ("T3", "T2", "T1")


def test_without_measures_and_events_the_latest_term_opens(real):
    assert declared_terms(made_up.tables(real, measures=[], events=[]))[0] == "T3"


def test_targets_are_the_lowest_of_each_branch_in_declared_order(made):
    rows = targets(made, "T2")
    assert values(rows, "target", "ordinal") == [
        ("T2-1.1.1", "1.1.1"),
        ("T2-1.1.2", "1.1.2"),
        ("T2-1.2", "1.2"),
        ("T2-2", "2"),
    ]
    assert list(rows["measure"].isna()) == [False, False, True, True]
    assert list(rows["priority"].isna()) == [False, False, False, True]


def test_direct_covers_related_touches_else_nothing(made):
    rows = coverage.by_area(made, Selection())
    assert values(rows, "area", "covered", "touched", "nothing", "n") == [
        ("T2-1", 2, 0, 1, 3),
        ("T2-2", 0, 1, 0, 1),
    ]
    assert rows["has_measures"].all()
    assert not coverage.by_area(made, Selection().with_options(term="T1"))["has_measures"].any()


def cells(made, selection):
    rows = coverage_matrix.matrix(made, selection)
    return rows.assign(cell=rows["target"] + "@" + rows["month"].dt.strftime("%Y-%m"))


def test_a_cell_counts_events_in_the_month_of_their_first_day(made):
    rows = cells(made, Selection())
    found = rows[(rows["direct"] > 0) | (rows["related"] > 0)]
    assert values(found, "cell", "direct", "related") == [
        ("T2-1.1.1@2031-01", 2, 0),
        ("T2-1.2@2031-01", 0, 1),
        ("T2-1.2@2031-02", 1, 0),
        ("T2-2@2031-01", 0, 1),
    ]
    assert len(rows) == 4 * 3
    assert rows["applicable"].all()


def test_announced_events_count_when_asked_for(made):
    rows = coverage.by_area(made, Selection(status=("reported", "announced")))
    assert list(rows["covered"]) == [3, 0]


def test_gaps_count_days_once_and_name_the_most_particular(made):
    rows = cells(made, Selection()).set_index("cell")
    assert values(rows.loc[["T2-1.1.1@2031-01", "T2-1.1.1@2031-02"]], "gap_days") == [(0,), (19,)]
    assert rows.loc["T2-1.1.1@2031-02", "gap"] == "again"
    assert values(rows.loc[["T2-1.1.2@2031-01"]], "gap_days", "gap") == [(31, "own")]
    assert values(rows.loc[["T2-1.1.2@2031-02"]], "gap_days", "gap") == [(20, "own")]
    assert rows["gap"].isna().sum() == 3 + 4


@pytest.mark.parametrize(
    ("kinds", "gap_days"), [((), 0), (("drill",), 15), (("talk",), 17), (("drill", "talk"), 1)]
)
def test_a_gap_of_a_kind_bears_where_all_selected_kinds_have_one(made, kinds, gap_days):
    rows = cells(made, Selection(kinds=kinds)).set_index("cell")
    assert rows.loc["T2-2@2031-03", "gap_days"] == gap_days


def test_months_outside_the_period_are_not_applicable(made):
    rows = coverage_matrix.matrix(made, Selection(period="2031-02-15..2031-02-20"))
    assert days(rows.loc[rows["applicable"], "month"].unique()) == ["2031-02-01"]
    assert rows.loc[rows["applicable"], "gap_days"].unique().tolist() == [6]


def test_an_event_that_runs_into_the_period_counts_in_its_own_month(made):
    rows = cells(made, Selection(period="2031-02-01..2031-02-03"))
    assert rows.loc[rows["direct"] > 0, "cell"].tolist() == ["T2-1.1.1@2031-01"]
    grown = coverage.growth(made, Selection(period="2031-02-01..2031-02-03"))
    assert days(grown["day"]) == ["2031-01-30", "2031-02-03"]


@pytest.mark.parametrize("metric", FRAMES, ids=lambda metric: metric.__name__)
def test_outside_the_term_nothing_counts_and_columns_stay(made, metric):
    whole = metric(made, Selection())
    none = metric(made, Selection(period="2029-01-01..2029-12-31"))
    assert len(none) == 0
    assert len(whole) > 0
    assert dict(none.dtypes) == dict(whole.dtypes)


@pytest.mark.parametrize("metric", FRAMES, ids=lambda metric: metric.__name__)
def test_a_package_without_declared_targets_gives_empty_frames(real, metric):
    bare = made_up.tables(real, priority_areas=[], priorities=[], measures=[], codings=[])
    assert len(metric(bare, Selection())) == 0


def test_an_event_counts_only_for_the_term_in_which_it_starts(made):
    assert values(coverage.by_area(made, Selection().with_options(term="T1")), "covered") == [(1,)]
    links = listed(made, Selection())
    assert "old" not in set(links["event"])


def test_coverage_grows_on_the_first_day_of_the_first_event(made):
    rows = coverage.growth(made, Selection())
    assert values(rows.assign(day=days(rows["day"])), "day", "covered", "covered_or_touched") == [
        ("2031-01-01", 0, 0),
        ("2031-01-10", 1, 2),
        ("2031-01-30", 1, 3),
        ("2031-02-05", 2, 3),
        ("2031-03-31", 2, 3),
    ]
    assert set(rows["n"]) == {4}


def test_what_nothing_was_reported_for_names_its_own_gap(made):
    assert values(coverage.nothing(made, Selection()), "target", "gap") == [("T2-1.1.2", "own")]
    talks = coverage.nothing(made, Selection(kinds=("talk",)))
    assert values(talks, "target", "gap") == [
        ("T2-1.1.1", "talks"),
        ("T2-1.1.2", "own"),
        ("T2-2", "talks"),
    ]


def test_an_event_counts_once_by_its_strongest_link(made):
    rows = coverage.outside(made, Selection())
    assert values(rows, "direct", "related", "outside", "n") == [
        (2, 0, 0, 2),
        (1, 0, 1, 2),
        (0, 0, 0, 0),
    ]


def test_links_come_with_their_reasons(made):
    rows = listed(made, Selection())
    assert values(rows, "event", "target", "strength", "coding_basis", "reason") == [
        ("first", "T2-1.1.1", "direct", "agreed", "why first"),
        ("first", "T2-2", "related", "settled", "a named part"),
        ("across", "T2-1.1.1", "direct", "agreed", "why across"),
        ("across", "T2-1.2", "related", "agreed", "in part"),
        ("touching", "T2-1.2", "direct", "agreed", "why touching"),
    ]


def test_an_unknown_term_falls_back(made):
    wrong = coverage.by_area(made, Selection().with_options(term="nobody"))
    pd.testing.assert_frame_equal(wrong, coverage.by_area(made, Selection()))


def test_in_brief_keeps_to_the_term_that_opens(made):
    brief = coverage.in_brief(made, Selection().with_options(term="T1"))
    pd.testing.assert_frame_equal(brief, coverage.by_area(made, Selection()))


def test_agreement_counts_pairs_without_a_link_too(made):
    whole = agreement(made, Selection()).iloc[0]
    units = 1 * 1 + 6 * 4 + 1 * 1
    assert judged_pairs(made) == units
    assert tuple(whole[["n", "linked", "identical"]]) == (units, 3, 1)
    assert whole["alpha"] == pytest.approx(alpha_by_hand(units))


def alpha_by_hand(units):
    """Nominal alpha: a pair direct/direct, one related/none, one direct/related, else none."""
    direct, related, none, values = 3, 2, 2 * units - 5, 2 * units
    observed = 2 * 2 / values
    alike = direct * (direct - 1) + related * (related - 1) + none * (none - 1)
    expected = 1 - alike / (values * (values - 1))
    return 1 - observed / expected


def test_agreement_needs_two_coders_and_two_values(real):
    one = made_up.tables(real, codings_single=made_up.SINGLE[:1])
    assert len(agreement(one, Selection())) == 0
    none = made_up.tables(real, codings_single=[])
    assert len(agreement(none, Selection())) == 0
    events = [row for row in made_up.EVENTS if row[0] == "old"]
    same = [("old", "T1-1", "A", "direct"), ("old", "T1-1", "B", "direct")]
    made = made_up.tables(real, codings_single=same, events=events)
    alike = agreement(made, Selection()).iloc[0]
    assert pd.isna(alike["alpha"])
    assert alike["identical"] == alike["linked"] == 1


@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_counts_add_up_for_any_selection(made, data):
    days_of = st.dates(pd.Timestamp("2030-12-01").date(), pd.Timestamp("2031-05-01").date())
    start, end = sorted([data.draw(days_of), data.draw(days_of)])
    kinds = data.draw(st.sampled_from([(), ("drill",), ("talk",), ("drill", "talk")]))
    term = data.draw(st.sampled_from(declared_terms(made)))
    chosen = Selection(period=f"{start}..{end}", kinds=kinds).with_options(term=term)
    areas, grown = coverage.by_area(made, chosen), coverage.growth(made, chosen)
    cells, links = coverage_matrix.matrix(made, chosen), listed(made, chosen)
    assert (areas["covered"] + areas["touched"] + areas["nothing"] == areas["n"]).all()
    assert areas["nothing"].sum() == len(coverage.nothing(made, chosen))
    assert grown["covered"].is_monotonic_increasing
    assert (grown["covered"] <= grown["covered_or_touched"]).all()
    if len(grown):
        assert grown["covered"].iloc[-1] == areas["covered"].sum()
    assert cells["direct"].sum() == (links["strength"] == "direct").sum()
    assert cells["related"].sum() == (links["strength"] == "related").sum()
    assert (cells["gap_days"] <= cells["month"].dt.days_in_month).all()
