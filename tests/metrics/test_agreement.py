"""Agreement of codings: literal tables, and alpha computed again in plain Python."""

import random
from collections import Counter, defaultdict
from itertools import permutations, product

import krippendorff
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cstoviz.codes import key_text
from cstoviz.metrics import agreement as metrics
from cstoviz.metrics.agreement import agreement, alpha_of, interval, judged, judged_pairs
from cstoviz.metrics.disagreements import disagreements
from cstoviz.selection import Selection
from cstoviz.tables import collect
from cstoviz.views.agreement import CODING_AGREEMENT
from cstoviz.views.numbers import rows_behind
from tests.metrics import made_up

COUNTS = ["n", "linked", "identical", "disagreements", "events"]
JUDGED = [
    ("old", "T1-1"),
    ("next", "T3-1"),
    *product(
        ["first", "across", "touching", "other", "planned", "called-off"],
        ["T2-1.1.1", "T2-1.1.2", "T2-1.2", "T2-2"],
    ),
]


def plain_alpha(units):
    """Return nominal alpha of units (lists of values) by its coincidences; None if undefined."""
    together, given_ = defaultdict(float), Counter()
    for values in units:
        given_.update(values)
        for one, other in permutations(values, 2):
            together[one, other] += 1 / (len(values) - 1)
    n = sum(given_.values())
    observed = sum(v for (one, other), v in together.items() if one != other) / n
    expected = sum(given_[one] * given_[other] for one, other in permutations(given_, 2))
    return None if not expected else 1 - observed / (expected / (n * (n - 1)))


def plain_units(tables):
    """Return event, target, chairmanship, area and the coders' values of every judged pair."""
    rows = {name: tables.rows(name).to_dict("records") for name in ("events", "codings_single")}
    codings = {(r["event_id"], r["target_id"], r["coder"]): r for r in rows["codings_single"]}
    coders = sorted({coder for *_, coder in codings})
    for term, start, end, area, target in plain_targets(tables):
        for event in rows["events"]:
            if start <= event["start_date"] <= end:
                keys = [(event["event_id"], target, coder) for coder in coders]
                values = [codings[key]["strength"] if key in codings else "none" for key in keys]
                yield event["event_id"], target, term, area, values


def plain_targets(tables):
    of = defaultdict(list)
    for name, parent, key in (
        ("priorities", "area_id", "priority_id"),
        ("measures", "priority_id", "measure_id"),
    ):
        for row in tables.rows(name).to_dict("records"):
            of[row[parent]].append(row[key])
    terms = {r["chairmanship_id"]: r for r in tables.rows("chairmanships").to_dict("records")}
    for area in tables.rows("priority_areas").to_dict("records"):
        term = terms[area["chairmanship_id"]]
        days = term["starts_on"], term["ends_on"]
        for priority in of[area["area_id"]] or [area["area_id"]]:
            for target in of[priority] or [priority]:
                yield area["chairmanship_id"], *days, area["area_id"], target


def check_all_scopes(tables):
    """Hold every row of the metric against the plain computation; return the metric's rows."""
    units, rows = list(plain_units(tables)), agreement(tables, Selection())
    for row in rows.itertuples():
        level = {"overall": 0, "chairmanship": 1, "area": 2}[row.scope]
        keys = (row.chairmanship, row.area)[:level]
        part = [unit for unit in units if unit[2:4][:level] == keys]
        linked = [values for *_, values in part if set(values) != {"none"}]
        same = sum(len(set(values)) == 1 for values in linked)
        counts = [len(part), len(linked), same, len(linked) - same, len({u[0] for u in part})]
        assert [getattr(row, name) for name in COUNTS] == counts
        expected = plain_alpha([values for *_, values in part])
        if expected is None:
            assert pd.isna(row.alpha)
        else:
            assert row.alpha == pytest.approx(expected, abs=1e-9)
        assert pd.isna(row.low) or -1 <= row.low <= row.alpha <= row.high <= 1
    return rows


@pytest.fixture(scope="module")
def made(real):
    return made_up.tables(real)


def test_alpha_is_that_of_a_plain_computation_on_the_real_codings(real):
    rows = check_all_scopes(real)
    assert set(rows["scope"]) == {"overall", "chairmanship", "area"}
    assert rows["alpha"].notna().sum() > 10


def test_alpha_is_that_of_a_plain_computation_on_made_up_codings(tiny, made):
    assert len(check_all_scopes(tiny)) == 7
    assert len(check_all_scopes(made)) == 4


VALUE = st.sampled_from(["direct", "related", None])
CODINGS = st.dictionaries(
    st.sampled_from(JUDGED), st.tuples(VALUE, VALUE, VALUE), min_size=1, max_size=len(JUDGED)
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(codings=CODINGS, coders=st.integers(2, 3))
def test_alpha_is_that_of_a_plain_computation_on_any_codings(real, codings, coders):
    rows = [
        (*pair, coder, value)
        for pair, values in codings.items()
        for coder, value in zip("ABC"[:coders], values, strict=False)
        if value
    ]
    found = check_all_scopes(made_up.tables(real, codings_single=rows))
    assert found.empty == (len({coder for _, _, coder, _ in rows}) < 2)


def test_the_table_of_the_lakes_by_hand(tiny):
    rows = agreement(tiny, Selection())
    names = ["scope", "chairmanship", "area", *COUNTS]
    assert rows[names].astype("object").fillna("").to_records(index=False).tolist() == [
        ("overall", "", "", 124, 11, 8, 3, 20),
        ("chairmanship", "EE2031", "", 112, 9, 6, 3, 16),
        ("area", "EE2031", "EE2031-1", 64, 7, 6, 1, 16),
        ("area", "EE2031", "EE2031-2", 48, 2, 0, 2, 16),
        ("chairmanship", "FI2032", "", 12, 2, 2, 0, 4),
        ("area", "FI2032", "FI2032-1", 4, 1, 1, 0, 4),
        ("area", "FI2032", "FI2032-2", 8, 1, 1, 0, 4),
    ]
    hand = [
        1 - 247 * 6 / (248**2 - 11**2 - 9**2 - 228**2),
        1 - 223 * 6 / (224**2 - 7**2 - 9**2 - 208**2),
        1 - 127 * 2 / (128**2 - 6**2 - 7**2 - 115**2),
        1 - 95 * 4 / (96**2 - 1**2 - 2**2 - 93**2),
        1, 1, 1,
    ]  # fmt: skip
    assert list(rows["alpha"]) == pytest.approx(hand, abs=1e-12)
    assert list(rows["low"].notna()) == [True] + 6 * [False]
    assert list(rows["high"].notna()) == [True] + 6 * [False]


def test_a_filter_changes_nothing_and_a_term_chooses(tiny):
    whole = agreement(tiny, Selection())
    narrow = Selection(states=("FIN",), period="2031", status=("announced",), kinds=("survey",))
    pd.testing.assert_frame_equal(agreement(tiny, narrow), whole)
    term = agreement(tiny, Selection().with_options(term="FI2032"))
    assert list(term["scope"]) == ["chairmanship", "area", "area"]
    pd.testing.assert_frame_equal(term, whole.iloc[4:].reset_index(drop=True))
    assert agreement(tiny, Selection().with_options(term="nobody")).empty


def test_every_number_is_the_count_of_the_pairs_behind_it(tiny):
    rows = judged(tiny, Selection())
    assert len(collect(rows)) == 3 * judged_pairs(tiny)
    for row in agreement(tiny, Selection()).to_dict("records"):
        keys = [key_text(row[name]) for name in ("chairmanship", "area")]
        for column, number in CODING_AGREEMENT.numbers.items():
            found = rows_behind(rows, number, keys)
            assert found[number.unit].nunique() == row[column], (row["area"], column)


def test_codings_that_cannot_be_compared_give_no_rows(real):
    for single in ([], made_up.SINGLE[:1], [made_up.SINGLE[0], made_up.SINGLE[2]]):
        tables = made_up.tables(real, codings_single=single)
        assert agreement(tables, Selection()).empty
        assert collect(judged(tables, Selection())).empty
    without = made_up.tables(real, priority_areas=[], priorities=[], measures=[])
    assert agreement(without, Selection()).empty
    assert disagreements(without, Selection())["chairmanship"].isna().all()


def test_alpha_of_one_value_only_is_not_defined(real):
    events = [row for row in made_up.EVENTS if row[0] == "old"]
    same = [("old", "T1-1", "A", "direct"), ("old", "T1-1", "B", "direct")]
    rows = agreement(made_up.tables(real, codings_single=same, events=events), Selection())
    assert list(rows["scope"]) == ["overall", "chairmanship", "area"]
    assert rows[["alpha", "low", "high"]].isna().all(axis=None)
    assert list(rows["n"]) == [1, 1, 1]


def test_a_link_outside_of_what_is_judged_does_not_count(real, made):
    stray = [(e, "T3-1", c, "direct") for e in ("first", "old") for c in "AB"]
    strayed = made_up.tables(real, codings_single=[*made_up.SINGLE, *stray])
    pd.testing.assert_frame_equal(agreement(strayed, Selection()), agreement(made, Selection()))


def sums_of(units, coders):
    agreeing = (units * (units - 1)).sum(axis=1) / (coders - 1)
    return np.append(units.sum(axis=0), (coders - agreeing).sum())


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 10**6), coders=st.integers(2, 5), units=st.integers(2, 60))
def test_alpha_of_sums_is_that_of_the_library(seed, coders, units):
    draw = np.random.default_rng(seed)
    counts = draw.multinomial(coders, draw.dirichlet(np.ones(3)), size=units)
    found = alpha_of(sums_of(counts, coders)[None])[0]
    if (counts.sum(axis=0) > 0).sum() < 2:
        assert np.isnan(found)
    else:
        library = krippendorff.alpha(value_counts=counts, level_of_measurement="nominal")
        assert found == pytest.approx(library, abs=1e-9)


def by_event(*differing):
    """Return sums of events with 10 pairs of two coders, 2 linked, of which so many differ."""
    return np.array([[2 * 2 - d, 16 + d, 2 * d] for d in differing], dtype=float)


def test_the_interval_holds_alpha_and_stays_the_same(real):
    rows = agreement(real, Selection())
    given_ = rows[rows["low"].notna()]
    assert len(given_) >= 4
    assert (given_["low"] < given_["alpha"]).all()
    assert (given_["alpha"] < given_["high"]).all()
    metrics._all_scopes.cache_clear()
    pd.testing.assert_frame_equal(agreement(real, Selection()), rows)


def test_the_interval_is_that_of_a_plain_bootstrap_of_events(tiny):
    events = defaultdict(list)
    for event, *_, values in plain_units(tiny):
        events[event].append(values)
    names, draw = sorted(events), random.Random(7)
    alphas = sorted(
        plain_alpha([u for name in draw.choices(names, k=len(names)) for u in events[name]])
        for _ in range(1000)
    )
    row = agreement(tiny, Selection()).iloc[0]
    assert row["low"] == pytest.approx(alphas[25], abs=0.04)
    assert row["high"] == pytest.approx(alphas[974], abs=0.04)


def test_differences_within_one_event_make_the_interval_wider():
    spread, packed = by_event(*[1] * 4, *[0] * 8), by_event(2, 2, *[0] * 10)
    alpha = float(alpha_of(spread.sum(axis=0)))
    assert alpha == pytest.approx(float(alpha_of(packed.sum(axis=0))))
    ends = [interval(sums, 12, alpha) for sums in (spread, packed)]
    assert ends[1][1] - ends[1][0] > ends[0][1] - ends[0][0] > 0.1


@pytest.mark.parametrize(
    ("sums", "linked", "alpha"),
    [(by_event(1, *[0] * 11), 9, 0.5), (by_event(*[0] * 12), 12, 1.0),
     (by_event(1, *[0] * 11), 12, float("nan"))],
    ids=["few events", "no difference", "not defined"],
)  # fmt: skip
def test_there_is_no_interval_where_none_can_be_had(sums, linked, alpha):
    assert np.isnan(interval(sums, linked, alpha)).all()
