"""The figures of coverage, counted again from the files."""

from collections import Counter
from datetime import date, timedelta

import pytest

from cstoviz.metrics import coverage, coverage_matrix
from cstoviz.metrics.agreement import agreement
from cstoviz.metrics.links import links
from cstoviz.selection import Selection, from_query
from tests.recount import plain

CASES = pytest.mark.parametrize("selection", plain.SELECTIONS.values(), ids=plain.SELECTIONS)
TERMS = pytest.mark.parametrize("term", ["KG2025", "KZ2024", "RU2026", "TJ2021"])


def asked(selection, tables, **options):
    found, rejected = from_query(plain.query(selection), tables)
    assert rejected == ()
    return found.with_options(**options)


def lowest(term):
    """Return {target: area} of the lowest targets of a term."""
    areas = [r["area_id"] for r in plain.rows("priority_areas") if r["chairmanship_id"] == term]
    found = {}
    for area in areas:
        priorities = [r for r in plain.rows("priorities") if r["area_id"] == area]
        for priority in priorities:
            code = priority["priority_id"]
            measures = [r for r in plain.rows("measures") if r["priority_id"] == code]
            found |= dict.fromkeys([m["measure_id"] for m in measures] or [code], area)
        if not priorities:
            found[area] = area
    return found


def term_days(term):
    row = next(r for r in plain.rows("chairmanships") if r["chairmanship_id"] == term)
    return row["starts_on"], row["ends_on"]


def started(selection, term):
    """Return {event: first day} of the selected events that start in the term."""
    first, last = term_days(term)
    return {
        e["event_id"]: e["start_date"]
        for e in plain.selected(selection)
        if first <= e["start_date"] <= last
    }


def linked(selection, term):
    """Return (event, target, strength, first day) of the selected links of the term."""
    events, targets = started(selection, term), lowest(term)
    return [
        (r["event_id"], r["target_id"], r["strength"], events[r["event_id"]])
        for r in plain.rows("codings")
        if r["event_id"] in events and r["target_id"] in targets
    ]


def meets(selection, term):
    first, last = term_days(term)
    period = selection.get("period", (first, last))
    return (period[0] <= last and period[1] >= first) or bool(linked(selection, term))


def reached(selection, term):
    strengths = {}
    for _, target, strength, _ in linked(selection, term):
        strengths.setdefault(target, set()).add(strength)
    return {
        target: "covered"
        if "direct" in strengths.get(target, ())
        else ("touched" if target in strengths else "nothing")
        for target in lowest(term)
    }


@CASES
@TERMS
def test_cells(real, selection, term):
    frame = coverage_matrix.matrix(real, asked(selection, real, term=term))
    counted = Counter((target, s, day[:7]) for _, target, s, day in linked(selection, term))
    shown = {
        (row.target, strength, f"{row.month:%Y-%m}"): getattr(row, strength)
        for row in frame.itertuples()
        for strength in ("direct", "related")
        if getattr(row, strength)
    }
    assert shown == dict(counted)
    assert set(frame["target"]) == (set(lowest(term)) if meets(selection, term) else set())


@CASES
@TERMS
def test_areas(real, selection, term):
    frame = coverage.by_area(real, asked(selection, real, term=term))
    counted = Counter()
    for target, how in reached(selection, term).items():
        counted[lowest(term)[target], how] += 1
    shown = {
        (row.area, how): getattr(row, how)
        for row in frame.itertuples()
        for how in ("covered", "touched", "nothing")
        if getattr(row, how)
    }
    assert shown == (dict(counted) if meets(selection, term) else {})


@CASES
@TERMS
def test_what_nothing_was_reported_for(real, selection, term):
    frame = coverage.nothing(real, asked(selection, real, term=term))
    missing = [t for t, how in reached(selection, term).items() if how == "nothing"]
    assert sorted(frame["target"]) == (sorted(missing) if meets(selection, term) else [])


@CASES
@TERMS
def test_growth(real, selection, term):
    frame = coverage.growth(real, asked(selection, real, term=term))
    links = linked(selection, term)
    for row in frame.itertuples():
        day = str(row.day.date())
        before = [(target, strength) for _, target, strength, on in links if on <= day]
        assert row.covered == len({t for t, strength in before if strength == "direct"})
        assert row.covered_or_touched == len({t for t, _ in before})
    assert (len(frame) > 0) == meets(selection, term)


@CASES
@TERMS
def test_activity_outside(real, selection, term):
    frame = coverage.outside(real, asked(selection, real, term=term))
    strengths = {}
    for event, _, strength, _ in linked(selection, term):
        strengths.setdefault(event, set()).add(strength)
    counted = Counter()
    for event, day in started(selection, term).items():
        found = strengths.get(event, set())
        serves = "direct" if "direct" in found else "related" if found else "outside"
        counted[day[:7], serves] += 1
    shown = {
        (str(row.month)[:7], serves): getattr(row, serves)
        for row in frame.itertuples()
        for serves in ("direct", "related", "outside")
        if getattr(row, serves)
    }
    assert shown == dict(counted)


@CASES
@TERMS
def test_links(real, selection, term):
    frame = links(real, asked(selection, real, term=term))
    reasons = {(r["event_id"], r["target_id"]): r["reason"] for r in plain.rows("codings")}
    shown = [
        (row.event, row.target, row.strength, str(row.start.date())) for row in frame.itertuples()
    ]
    assert sorted(shown) == sorted(linked(selection, term))
    assert all(row.reason == reasons[row.event, row.target] for row in frame.itertuples())


def days_in_gaps(target, month, last):
    first = date.fromisoformat(month + "-01")
    found = 0
    for step in range(31):
        day = first + timedelta(days=step)
        if day.month != first.month or str(day) > last:
            break
        found += any(
            row["starts_on"] <= str(day) <= row["ends_on"]
            and (row["target_id"] == target or (row["scope"] == "all" and not row["target_id"]))
            for row in plain.rows("evidence_gaps")
        )
    return found


def test_days_in_evidence_gaps(real):
    frame = coverage_matrix.matrix(real, Selection())
    for row in frame[frame["area"] == "KG2025-1"].itertuples():
        month = f"{row.month:%Y-%m}"
        assert row.gap_days == days_in_gaps(row.target, month, "2025-12-31"), row


def test_the_official_list_opens(real):
    frame = coverage_matrix.matrix(real, Selection())
    assert set(frame["chairmanship"]) == {"KG2025"}
    assert len(lowest("KG2025")) == 28 + 1


def test_agreement(real):
    given = {}
    for row in plain.rows("codings_single"):
        given.setdefault((row["event_id"], row["target_id"]), {})[row["coder"]] = row["strength"]
    pairs = [(v.get("A", "none"), v.get("B", "none")) for v in given.values()]
    units = sum(
        len(lowest(r["chairmanship_id"]))
        for r in plain.rows("chairmanships")
        for e in plain.rows("events")
        if r["starts_on"] <= e["start_date"] <= r["ends_on"]
    )
    totals = Counter(value for pair in pairs for value in pair)
    totals["none"] += 2 * (units - len(pairs))
    n = 2 * units
    expected = 1 - sum(c * (c - 1) for c in totals.values()) / (n * (n - 1))
    observed = sum(a != b for a, b in pairs) / units
    shown = agreement(real, Selection()).iloc[0]
    assert (shown["n"], shown["linked"]) == (units, len(pairs))
    assert shown["identical"] == sum(a == b for a, b in pairs)
    assert shown["alpha"] == pytest.approx(1 - observed / expected, abs=1e-9)
