"""The figures of the first page on the made-up package, in literals."""

import pandas as pd
import pytest

from cstoviz.metrics import overview
from cstoviz.selection import Period, Selection


def figures(frame, column="value"):
    return dict(zip(frame["figure"], frame[column], strict=True))


def test_headlines_count_what_the_record_holds(tiny):
    frame = overview.headlines(tiny, Selection())
    assert figures(frame) == {
        "events": 17,
        "states-named": 3,
        "places": 5,
        "organisations": 2,
        "sources": 3,
    }
    assert frame["previous"].isna().all()


def test_only_the_part_up_to_the_last_report_is_compared(tiny):
    frame = overview.headlines(tiny, Selection(period="2032"))
    assert figures(frame)["events"] == 4
    assert figures(frame, "previous") == {
        "events": 4,
        "states-named": 2,
        "places": 3,
        "organisations": 2,
        "sources": 3,
    }
    assert set(frame["previous_start"]) == {pd.Timestamp("2031-09-17")}
    assert set(frame["previous_end"]) == {pd.Timestamp("2031-12-31")}


@pytest.mark.parametrize(
    ("period", "compared"),
    [
        ("", None),
        ("2031", None),
        ("2031-02-01..2031-02-28", "2031-01-04..2031-01-31"),
        ("2031-02-01..2031-03-31", None),
        ("2032-05-01..2032-05-31", None),
    ],
)
def test_a_period_is_compared_only_with_one_that_the_record_holds(tiny, period, compared):
    found = overview.compared_period(tiny, Selection(period=period))
    assert str(found) == str(compared)
    assert found is None or isinstance(found, Period)


def test_a_month_counts_the_events_that_start_in_it(tiny):
    frame = overview.per_month(tiny, Selection(period="2031-03-01..2031-06-30"))
    assert [(str(row.month)[:7], row.kind, row.events) for row in frame.itertuples()] == [
        ("2031-03", "regatta", 1),
        ("2031-03", "workshop", 2),
        ("2031-04", "survey", 1),
        ("2031-05", "survey", 1),
        ("2031-06", "council", 1),
    ]


def test_an_event_of_two_months_counts_in_the_first_and_an_empty_month_is_there(tiny):
    frame = overview.per_month(tiny, Selection(period="2032-01-01..2032-02-29", kinds=("regatta",)))
    rows = [(str(row.month)[:7], row.events) for row in frame.itertuples()]
    assert rows == [("2031-12", 1), ("2032-01", 0), ("2032-02", 0)]


def test_gaps_are_cut_to_the_period_and_those_of_other_kinds_left_out(tiny):
    frame = overview.thin_evidence(tiny, Selection(period="2032-04-01..2032-04-30"))
    assert list(frame["gap"]) == ["after-april-2032"]
    assert list(frame["start"]) == [pd.Timestamp("2032-04-16")]
    assert list(frame["end"]) == [pd.Timestamp("2032-04-30")]
    assert list(frame["whole"]) == [True]
    assert frame["kind"].isna().all()
    assert list(frame["days"]) == [15]
    summer = Selection(period="2031-06-01..2031-06-30")
    assert list(overview.thin_evidence(tiny, summer)["gap"]) == ["surveys-in-summer", "swimming"]
    sailing = Selection(period="2031-06-01..2031-06-30", kinds=("regatta",))
    assert list(overview.thin_evidence(tiny, sailing)["gap"]) == ["swimming"]
    assert overview.thin_days(frame) == 15


def test_nothing_selected_gives_whole_frames(tiny):
    nothing = Selection(period="1999-01-01..1999-01-31")
    assert list(overview.headlines(tiny, nothing)["value"]) == [0, 0, 0, 0, 0]
    assert overview.per_month(tiny, nothing)["events"].sum() == 0
    assert overview.thin_evidence(tiny, nothing).empty


def changes(frame):
    rows = frame.drop_duplicates("month")[["total", "change", "gap_days", "gap", "coincides"]]
    plain = rows.astype("object").itertuples(index=False, name=None)
    return [tuple(None if pd.isna(value) else value for value in row) for row in plain]


def test_a_fall_as_a_gap_begins_goes_the_way_of_the_evidence(tiny):
    gap = "after-april-2032"
    assert changes(overview.per_month(tiny, Selection(period="2032-01-01..2032-06-30"))) == [
        (1, None, 0, None, False),
        (0, None, 0, None, False),
        (1, 1, 0, None, False),
        (1, 0, 0, None, False),
        (1, 0, 15, gap, False),
        (0, -1, 31, gap, True),
        (0, 0, 30, gap, False),
    ]


def test_a_gap_of_the_selected_kind_bears_on_its_months(tiny):
    rows = changes(overview.per_month(tiny, Selection(kinds=("survey",), period="2031")))
    assert rows[4:7] == [
        (1, 0, 0, None, False),
        (0, -1, 30, "surveys-in-summer", True),
        (0, 0, 31, "surveys-in-summer", False),
    ]


@pytest.mark.parametrize(
    ("change", "thinner", "along"),
    [(-1, 1, True), (1, -1, True), (1, 1, False), (-1, -1, False), (0, 1, False), (-1, 0, False),
     (None, 1, False), (1, None, False)],
)  # fmt: skip
def test_a_change_goes_along_only_where_both_go_one_way(change, thinner, along):
    assert overview.goes_along(change, thinner) == along


def test_headlines_tell_the_gaps_of_both_periods(tiny):
    frame = overview.headlines(tiny, Selection(period="2032-04-01..2032-06-30"))
    row = frame.set_index("figure").loc["events"]
    assert (row["gap_days"], row["previous_gap_days"]) == (0, 0)
    later = overview.headlines(tiny, Selection(period="2032-04-10..2032-04-20"))
    assert set(later["previous_gap_days"]) == {0}


def test_rates_follow_the_facts_that_sources_state(tiny):
    everything = figures(overview.headlines(tiny, Selection()))
    stated = figures(overview.headlines(tiny, Selection(facts="stated")))
    official = figures(overview.headlines(tiny, Selection(sources="official")))
    assert all(stated[name] <= n for name, n in everything.items())
    assert all(official[name] <= n for name, n in everything.items())
    assert stated["events"] < everything["events"]
