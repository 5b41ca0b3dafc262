"""Results under other rules of counting, on the made-up package, in literals."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cstoviz import joins
from cstoviz.charts import style
from cstoviz.metrics import robustness as metrics
from cstoviz.metrics.counts import tally
from cstoviz.metrics.coverage import by_area
from cstoviz.rules import under
from cstoviz.selection import Selection, apply
from cstoviz.tables import how_many
from cstoviz.views import robustness as views
from cstoviz.views.core import answer

SELECTIONS = [
    Selection(),
    Selection(states=("EST",), basis="collective"),
    Selection(period="2032"),
    Selection(kinds=("regatta", "survey"), facts="stated"),
    Selection(period="2030-01-01..2030-01-31"),
]


def by_rule(frame, key, value):
    return {
        rule: dict(zip(rows[key], rows[value], strict=True))
        for rule, rows in frame.groupby("by_rule", sort=False)
    }


def test_states_under_every_rule(tiny):
    frame = metrics.participation_rules(tiny, Selection())
    assert by_rule(frame, "state", "events") == {
        "base": {"EST": 8, "FIN": 6, "LVA": 5},
        "official": {"EST": 8, "FIN": 6, "LVA": 5},
        "announced": {"EST": 9, "FIN": 6, "LVA": 5},
        "series": {"EST": 8, "FIN": 6, "LVA": 4},
        "stated": {"EST": 8, "FIN": 5, "LVA": 4},
        "upper": {"EST": 15, "FIN": 11, "LVA": 9},
    }
    n = frame.groupby("by_rule", sort=False)["n"].first()
    assert dict(n) == {
        "base": 16, "official": 16, "announced": 18, "series": 15, "stated": 14, "upper": 16,
    }  # fmt: skip
    assert set(frame["rank"]) == {1, 2, 3}
    assert not frame["moved"].any()
    assert frame["order_kept"].all()


def test_areas_under_every_rule(tiny):
    frame = metrics.coverage_rules(tiny, Selection())
    assert by_rule(frame, "area", "covered") == {
        "base": {"EE2031-1": 2, "EE2031-2": 1},
        "official": {"EE2031-1": 2, "EE2031-2": 1},
        "announced": {"EE2031-1": 3, "EE2031-2": 1},
        "series": {"EE2031-1": 2, "EE2031-2": 1},
        "stated": {"EE2031-1": 2, "EE2031-2": 1},
        "upper": {"EE2031-1": 3, "EE2031-2": 1},
    }
    changed = frame.groupby("by_rule")["changed"].sum()
    assert dict(changed[changed > 0]) == {"announced": 1, "upper": 1}
    assert frame["order_kept"].all()


def test_the_sentences_say_what_survives(tiny, real):
    said = answer(views.PARTICIPATION_ROBUSTNESS, tiny, Selection()).sentence
    assert said == "The order of states stays the same under 5 of 5 other rules."
    said = answer(views.COVERAGE_ROBUSTNESS, tiny, Selection()).sentence
    assert said.startswith("Estonia 2031: The order of areas stays the same under 5 of 5 other")
    assert "At most 1 target" in said or "1 target changes at most" in said
    said = answer(views.PARTICIPATION_ROBUSTNESS, real, Selection()).sentence
    assert said == (
        "The order of states stays the same under 3 of 5 other rules; with official sources only, "
        "Belarus comes before Kazakhstan; by the upper bound, Tajikistan comes before Kazakhstan."
    )


def test_a_tie_made_or_broken_reverses_nobody():
    base = pd.Series({"a": 3, "b": 2, "c": 2})
    assert metrics.reversed_pairs(base, pd.Series({"a": 3, "b": 3, "c": 1})) == []
    assert metrics.reversed_pairs(base, pd.Series({"a": 1, "b": 2, "c": 1})) == [("a", "b")]


@pytest.mark.parametrize("selection", SELECTIONS)
@pytest.mark.parametrize("view", [views.PARTICIPATION_ROBUSTNESS, views.COVERAGE_ROBUSTNESS])
def test_any_selection_is_answered(tiny, view, selection):
    found = answer(view, tiny, selection)
    assert found.sentence
    if not found.empty:
        style.dressed(found.chart(), "dark").to_json()
        assert found.frame["by_rule"].iloc[0] == "base"


@settings(max_examples=25, deadline=None)
@given(
    states=st.sets(st.sampled_from(["EST", "FIN", "LVA"])),
    period=st.sampled_from(["", "2031", "2032", "2031-05-01..2031-07-12"]),
)
def test_bounds_hold_under_every_rule(tiny, states, period):
    frame = metrics.participation_rules(tiny, Selection(states=tuple(states), period=period))
    counts = frame.pivot(index="state", columns="by_rule", values="events")
    if frame.empty:
        return
    for rule in ("official", "series", "stated"):
        assert (counts[rule] <= counts["base"]).all()
    for rule in ("announced", "upper"):
        assert (counts[rule] >= counts["base"]).all()
    assert (frame["events"] <= frame["n"]).all()


@settings(max_examples=40, deadline=None)
@given(
    selection=st.builds(
        Selection,
        states=st.sets(st.sampled_from(["ARM", "BLR", "KGZ", "RUS"]), max_size=2).map(tuple),
        match=st.sampled_from(["any", "all"]),
        period=st.sampled_from(["", "2024", "2024-08-15..2024-10-10"]),
        basis=st.sampled_from(["named", "inferred", "collective"]),
        status=st.sampled_from([("reported",), ("announced",), ("reported", "announced")]),
        sources=st.sampled_from(["any", "official"]),
        facts=st.sampled_from(["all", "stated"]),
    )
)
def test_rules_counted_at_once_count_what_each_of_them_selects(real, selection):
    frame = metrics.participation_rules(real, selection)
    for rule, rows in frame[frame["by_rule"] != "upper"].groupby("by_rule"):
        tables, chosen = under(str(rule), real, selection)
        scope = apply(tables, chosen)
        found = tally(scope.evidence, "state", "evidence")
        assert list(rows["events"]) == [found.get((state, "named"), 0) for state in rows["state"]]
        assert set(rows["n"]) == {how_many(joins.semi(scope.events, scope.known.showing))}


@pytest.mark.parametrize("selection", [Selection(), Selection(status=("announced",))])
@pytest.mark.parametrize("term", ["KG2025", "KZ2024", "RU2026"])
def test_targets_covered_under_each_rule_are_those_of_its_own_selection(real, selection, term):
    chosen = selection.with_options(term=term)
    frame = metrics.coverage_rules(real, chosen)
    for rule, rows in frame[frame["by_rule"] != "upper"].groupby("by_rule"):
        alone = by_area(*under(str(rule), real, chosen))
        assert list(rows["covered"]) == list(alone["covered"])


def test_a_cell_that_moves_is_filled_and_marked(real):
    figure = answer(views.PARTICIPATION_ROBUSTNESS, real, Selection()).chart()
    words = list(figure.data[1].text)
    filled = [colour != "rgba(0,0,0,0)" for colour in figure.data[0].marker.color]
    assert [("▲" in word or "▼" in word) for word in words] == filled
    assert any(filled)


def test_official_sources_only(unofficial):
    """One event names Estonia, Finland and Latvia, the other Finland; neither is official."""
    frame = metrics.participation_rules(unofficial, Selection())
    rows = frame[frame["by_rule"] == "official"]
    assert list(zip(rows["state"], rows["events"], rows["rank"], rows["n"], strict=True)) == [
        ("EST", 7, 1, 14),
        ("FIN", 4, 2, 14),
        ("LVA", 4, 2, 14),
    ]
    assert list(rows["moved"]) == [0, 0, 1]
    areas = metrics.coverage_rules(unofficial, Selection())
    shown = areas[areas["by_rule"] == "official"]
    assert list(zip(shown["area"], shown["covered"], shown["changed"], strict=True)) == [
        ("EE2031-1", 2, 0),
        ("EE2031-2", 0, 1),
    ]
