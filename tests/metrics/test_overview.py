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
