"""What events rest on: literals in, literals out, on a made-up organisation."""

from dataclasses import replace
from math import exp, sqrt

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from cstoviz.metrics import sources
from cstoviz.metrics.homogeneity import homogeneity
from cstoviz.selection import Selection, shown_period
from cstoviz.tables import collect, lazy
from tests.packages_events import EVENTS

METRICS = (
    sources.per_month,
    sources.rest,
    sources.rest_by_kind,
    sources.publishers,
    sources.mix,
)
NOWHERE = Selection(period="1999-01-01..1999-01-31")
LAKES, AGENCY, PAPER = (f"s000000000{place}" for place in (1, 2, 3))


def records(frame, *columns):
    rows = frame[list(columns)].astype("object").where(frame[list(columns)].notna(), None)
    return [tuple(row) for row in rows.itertuples(index=False)]


def resting_on(tiny, pairs):
    """Return the made-up tables with other pairs of event and source."""
    return replace(
        tiny,
        event_sources=lazy(pd.DataFrame(pairs, columns=["event_id", "source_id"], dtype="str")),
    )


@pytest.fixture(scope="module")
def unlike(tiny):
    """Return tables where councils have official sources and regattas the two others."""
    by_kind = {"council": [LAKES], "regatta": [AGENCY, PAPER], "survey": [PAPER]}
    return resting_on(
        tiny,
        [(e["event_id"], s) for e in EVENTS for s in by_kind.get(e["kind"], [LAKES, PAPER])],
    )


def test_a_source_counts_once_in_each_month(tiny):
    frame = sources.per_month(tiny, Selection(period="2031-01-01..2031-03-31"))
    months = [f"{month:%Y-%m}" for month in frame["month"]]
    assert list(zip(months, *(frame[c] for c in ("publisher_kind", "sources")), strict=True)) == [
        ("2031-01", "official", 1),
        ("2031-01", "agency", 1),
        ("2031-01", "media", 1),
        ("2031-02", "official", 1),
        ("2031-03", "official", 1),
        ("2031-03", "agency", 1),
        ("2031-03", "media", 1),
    ]
    assert list(frame["language"]) == ["en", "et", "fi", "en", "en", "et", "fi"]


def test_every_month_of_the_period_has_a_row(tiny):
    frame = sources.per_month(tiny, Selection(period="2031-08-01..2031-09-30"))
    assert records(frame, "publisher_kind", "language", "sources") == [
        (None, None, 0),
        ("official", "en", 1),
        ("agency", "et", 1),
        ("media", "fi", 1),
    ]
    empty = sources.per_month(tiny, NOWHERE)
    assert records(empty, "publisher_kind", "sources") == [(None, 0)]


def test_an_event_of_before_the_period_stays_in_its_own_month(tiny):
    frame = sources.per_month(tiny, Selection(period="2032-01-01..2032-01-31"))
    assert [f"{month:%Y-%m}" for month in frame["month"]] == ["2031-12"] * 3 + ["2032-01"]


def test_events_by_what_they_rest_on(tiny):
    frame = sources.rest(tiny, Selection())
    assert records(frame, "split", "resting", "publisher_kind", "events", "n") == [
        ("number", "one", None, 10, 17),
        ("number", "two", None, 0, 17),
        ("number", "more", None, 7, 17),
        ("official", "official", None, 17, 17),
        ("official", "unofficial", None, 0, 17),
        ("kinds", "only", "official", 10, 17),
        ("kinds", "only", "agency", 0, 17),
        ("kinds", "only", "media", 0, 17),
        ("kinds", "several", None, 7, 17),
    ]


def test_events_without_an_official_source(unlike):
    frame = sources.rest(unlike, Selection(kinds=("regatta", "survey")))
    counts = {
        (row.resting, row.publisher_kind if row.resting == "only" else ""): row.events
        for row in frame.itertuples()
    }
    assert counts == {
        ("one", ""): 2,
        ("two", ""): 5,
        ("more", ""): 0,
        ("official", ""): 0,
        ("unofficial", ""): 7,
        ("only", "official"): 0,
        ("only", "agency"): 0,
        ("only", "media"): 2,
        ("several", ""): 5,
    }
    assert list(frame["share"][:2]) == [2 / 7, 5 / 7]


def test_kinds_by_the_share_that_rests_on_one_source(unlike):
    frame = sources.rest_by_kind(unlike, Selection())
    assert records(frame, "kind", "one", "two", "more", "n", "share") == [
        ("council", 5, 0, 0, 5, 1.0),
        ("survey", 2, 0, 0, 2, 1.0),
        ("regatta", 0, 5, 0, 5, 0.0),
        ("workshop", 0, 5, 0, 5, 0.0),
    ]


def test_publishers_with_most_sources_first(tiny):
    frame = sources.publishers(tiny, Selection())
    assert records(frame, *frame.columns) == [
        ("lakes.example.org", "official", ("en",), 1, 17),
        ("agency.example.com", "agency", ("et",), 1, 7),
        ("paper.example.net", "media", ("fi",), 1, 7),
    ]


def test_a_publisher_of_several_languages_has_one_row(tiny):
    rows = tiny.rows("sources").assign(publisher="one.example", publisher_kind="media")
    frame = sources.publishers(replace(tiny, sources=lazy(rows)), Selection())
    assert records(frame, *frame.columns) == [
        ("one.example", "media", ("en", "et", "fi"), 3, 17),
    ]


def test_the_selection_stands_beside_the_rest(unlike):
    frame = sources.mix(unlike, Selection(kinds=("council",)))
    assert records(
        frame, "publisher_kind", "language", "citations", "n", "citations_rest", "n_rest"
    ) == [
        ("official", None, 5, 5, 5, 22),
        ("agency", None, 0, 5, 5, 22),
        ("media", None, 0, 5, 12, 22),
        (None, "en", 5, 5, 5, 22),
        (None, "et", 0, 5, 5, 22),
        (None, "fi", 0, 5, 12, 22),
    ]
    assert list(frame["share_difference"][:3]) == [1 - 5 / 22, -5 / 22, -12 / 22]
    assert homogeneity(frame).outcome == "too-few"


def test_announced_events_are_never_in_the_rest(tiny):
    frame = sources.mix(tiny, Selection(status=("announced",)))
    assert (frame["n"].iloc[0], frame["n_rest"].iloc[0]) == (2, 17 + 2 * 7)
    both = sources.mix(tiny, Selection(status=("reported", "announced")))
    assert (both["n"].iloc[0], both["n_rest"].iloc[0]) == (2 + 17 + 2 * 7, 0)


def counted(*cells):
    kinds = [f"kind-{place}" for place in range(len(cells))]
    frame = pd.DataFrame(cells, columns=["citations", "citations_rest"])
    return frame.assign(publisher_kind=kinds)


def test_chi_squared_by_hand():
    # Of 120 pairs 60 on each side: 25, 25 and 10 expected on both, so 4 x 5^2 / 25.
    found = homogeneity(counted((20, 30), (30, 20), (10, 10)))
    assert found.outcome == "unclear"
    assert found.chi2 == pytest.approx(4)
    assert found.dof == 2
    assert found.p == pytest.approx(exp(-4 / 2))
    assert found.v == pytest.approx(sqrt(4 / 120))


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 400), st.integers(1, 400)), min_size=2, max_size=8))
def test_chi_squared_is_that_of_scipy(cells):
    found, expected = homogeneity(counted(*cells)), chi2_contingency(cells, correction=False)
    assert found.chi2 == pytest.approx(expected.statistic, rel=1e-9, abs=1e-12)
    assert (found.dof, found.p) == (expected.dof, pytest.approx(expected.pvalue, rel=1e-9))
    assert found.v == pytest.approx((expected.statistic / sum(map(sum, cells))) ** 0.5)


def test_mixes_differ_clearly_only_when_large_and_unlikely():
    clear = homogeneity(counted((60, 20), (20, 60), (20, 20)))
    assert (clear.outcome, clear.chi2) == ("clear", pytest.approx(40))
    assert clear.p == pytest.approx(exp(-20))
    small = homogeneity(counted((5300, 4700), (4700, 5300)))
    assert (small.outcome, small.chi2) == ("unclear", pytest.approx(72))
    assert small.v == pytest.approx(0.06)


@pytest.mark.parametrize(
    ("cells", "outcome"),
    [
        (((30, 0), (0, 4)), "too-few"),
        (((10, 0), (20, 0)), "none"),
        (((0, 10), (0, 20)), "none"),
        (((5, 10), (0, 0)), "none"),
        (((0, 0), (0, 0)), "none"),
        ((), "none"),
    ],
)
def test_where_there_is_little_or_nothing_to_test(cells, outcome):
    assert homogeneity(counted(*cells)).outcome == outcome


def test_rows_of_languages_are_not_tested():
    kinds = counted((60, 20), (20, 60))
    more = pd.concat([kinds, kinds.assign(publisher_kind=None)], ignore_index=True)
    assert homogeneity(more) == homogeneity(kinds)


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.__name__)
def test_columns_and_types_are_the_same_without_rows(tiny, metric):
    full, empty = metric(tiny, Selection()), metric(tiny, NOWHERE)
    assert dict(empty.dtypes.astype(str)) == dict(full.dtypes.astype(str))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    pairs=st.lists(
        st.tuples(
            st.sampled_from([event["event_id"] for event in EVENTS]),
            st.sampled_from([LAKES, AGENCY, PAPER]),
        ),
        unique=True,
        max_size=30,
    ),
    kinds=st.sampled_from([(), ("council",), ("regatta", "survey")]),
)
def test_parts_add_up_whatever_the_sources(tiny, pairs, kinds):
    tables, selection = resting_on(tiny, pairs), Selection(kinds=kinds)
    rest = sources.rest(tables, selection)
    n = int(rest["n"].iloc[0])
    assert list(rest.groupby("split")["events"].sum()) == [n, n, n]
    by_kind = sources.rest_by_kind(tables, selection)
    single = rest.set_index("resting")["events"]
    for code in sources.HOW_MANY:
        assert by_kind[code].sum() == single[code]
    assert by_kind["n"].sum() == n
    mix = sources.mix(tables, selection)
    for end in ("", "_rest"):
        for _, part in mix.groupby("mix"):
            total = part[f"n{end}"].iloc[0] if len(part) else 0
            assert part[f"citations{end}"].sum() == total
            assert part[f"share{end}"].sum() == pytest.approx(1 if total else 0)
    whole = len(collect(sources.cited(tables, Selection())))
    assert mix["n"].iloc[0] + mix["n_rest"].iloc[0] == whole
    months = sources.per_month(tables, selection)
    distinct = sources.publishers(tables, selection)["sources"].sum()
    assert distinct <= months["sources"].sum() <= mix["n"].iloc[0]
    period = shown_period(tables, selection)
    assert set(pd.date_range(period.start, period.end, freq="MS")) <= set(months["month"])
    assert homogeneity(mix).outcome in {"clear", "unclear", "too-few", "none"}
