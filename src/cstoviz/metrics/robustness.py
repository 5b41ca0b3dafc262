"""Whether a result survives other defensible rules of counting."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Any

import narwhals as nw
import pandas as pd

from cstoviz.metrics import participation
from cstoviz.metrics.behind import coverage as coverage_behind
from cstoviz.metrics.behind import participation as participation_behind
from cstoviz.metrics.counts import tally
from cstoviz.metrics.coverage import by_area, coverage
from cstoviz.metrics.membership import members_shown
from cstoviz.metrics.sides import could_show
from cstoviz.rules import BASE, activities, others, under
from cstoviz.selection import Selection, apply
from cstoviz.tables import Frame, Tables

_STATES = {
    "by_rule": "str", "state": "str", "events": "int64", "difference": "int64", "rank": "int64",
    "moved": "int64", "n": "int64", "share": "float64", "order_kept": "bool",
}  # fmt: skip
_AREAS = {
    "by_rule": "str", "chairmanship": "str", "area": "str", "covered": "int64",
    "difference": "int64", "rank": "int64", "moved": "int64", "n": "int64", "share": "float64",
    "changed": "int64", "order_kept": "bool",
}  # fmt: skip

_OF_PARTICIPATION = ("participations",)
_OF_COVERAGE = ("participations", "codings")


def participation_rules(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count each member state's events under the selection's own rule and under each other one.

    Out, by rule ("base" first), then state in package order: by_rule, state, events (named; under
    "upper" the upper bound; under "series" activities), difference (from base), rank (1 = most,
    equal counts share the best), moved (places gained against base), n (events that could show a
    state, under the rule), share (events / n), order_kept (whether the rule strictly reverses no
    two states). No rows where no event could show a state.
    """
    states = list(members_shown(tables, selection))
    frames = [_state_counts(rule, tables, selection, states) for rule in _rules(selection)]
    if not frames[0]["n"].any():
        return pd.DataFrame(columns=list(_STATES)).astype(_STATES)
    return _compared(frames).astype(_STATES)[list(_STATES)]


def _rules(selection: Selection) -> tuple[str, ...]:
    return (BASE, *others(selection))


def _state_counts(
    rule: str, tables: Tables, selection: Selection, states: list[str]
) -> pd.DataFrame:
    given = under(rule, tables, selection.without_options(), _OF_PARTICIPATION)
    counted = participation.EVIDENCE if rule == "upper" else ("named",)
    if rule in (BASE, "upper"):
        found = participation.known_by_state(*given)
    else:
        found = tally(apply(*given).evidence_once, "state", "evidence")
    n = could_show(*given)
    events = [sum(found.get((state, known), 0) for known in counted) for state in states]
    frame = pd.DataFrame({"state": states, "events": events})
    return frame.assign(by_rule=rule, n=n, share=frame["events"] / n if n else float("nan"))


def _compared(frames: list[pd.DataFrame], count: str = "events") -> pd.DataFrame:
    """Add rank, moved, difference and order_kept to one frame per rule, the base first.

    The frames are of the same states or areas, in the same order.
    """
    base, by = frames[0], "share" if count == "covered" else count
    ranks = base[by].rank(ascending=False, method="min")
    for frame in frames:
        frame["rank"] = frame[by].rank(ascending=False, method="min")
        frame["moved"] = ranks - frame["rank"]
        frame["difference"] = frame[count] - base[count]
        frame["order_kept"] = not reversed_pairs(base[by], frame[by])
    return pd.concat(frames, ignore_index=True)


def reversed_pairs(base: pd.Series[Any], other: pd.Series[Any]) -> list[tuple[str, str]]:
    """Return the pairs of which the first has more in `base` and less in `other`, strictly."""
    one, two = base.to_dict(), other.to_dict()
    pairs = [pair for a, b in combinations(one, 2) for pair in ((a, b), (b, a))]
    return [(a, b) for a, b in pairs if one[a] > one[b] and two[a] < two[b]]


def participation_rows(tables: Tables, selection: Selection) -> Frame:
    """Return what `participation_rules` counts: event, activity, by_rule, state, role, part.

    part: named, inferred, collective (counted under "upper" only), showing (for n).
    """
    rows = [_state_rows(rule, tables, selection) for rule in _rules(selection)]
    return nw.concat(rows, how="vertical")


def _state_rows(rule: str, tables: Tables, selection: Selection) -> Frame:
    rows = participation_behind.by_state(*under(rule, tables, selection))
    counted = participation.EVIDENCE if rule == "upper" else ("named",)
    rows = rows.filter(nw.col("part").is_in((*counted, "showing")))
    rows = rows.select("event", "state", "role", "part", by_rule=nw.lit(rule))
    return _with_events(rows, rule, tables, selection)


def _with_events(rows: Frame, rule: str, tables: Tables, selection: Selection) -> Frame:
    """Return to each activity the events that it is made of."""
    if rule != "series":
        return rows.with_columns(activity=nw.col("event"))
    names = [*rows.collect_schema().names(), "activity"]
    parts = activities(tables, selection.without_options()).rename({"event_id": "part_event"})
    found = rows.rename({"event": "activity"}).join(parts, on="activity", how="left")
    return found.rename({"part_event": "event"}).select(names)


def coverage_rules(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count each area's covered targets under the selection's own rule and under each other one.

    Option `term` as in `coverage`. Out, by rule ("base" first), then area in declared order:
    by_rule, chairmanship, area, covered (targets; under "upper" a related link suffices),
    difference (from base), rank (by share, 1 = most), moved (places gained), n (targets of the
    area), share (covered / n), changed (targets of the area that are covered under one rule and not
    under the other), order_kept (whether the rule strictly reverses no two areas). No rows where
    the period does not meet the term.
    """
    frames = [_area_counts(rule, tables, selection) for rule in _rules(selection)]
    if frames[0].empty:
        return pd.DataFrame(columns=list(_AREAS)).astype(_AREAS)
    return _compared(frames, "covered").astype(_AREAS)[list(_AREAS)]


def _area_counts(rule: str, tables: Tables, selection: Selection) -> pd.DataFrame:
    rows = by_area(*under(rule, tables, selection, _OF_COVERAGE))
    if rule == "upper":
        rows = rows.assign(covered=rows["covered"] + rows["touched"])
    changed = _covered(rule, tables, selection) ^ _covered(BASE, tables, selection)
    counts = Counter(area for _, area in changed)
    rows = rows[["chairmanship", "area", "covered", "n"]].assign(by_rule=rule)
    rows["share"] = rows["covered"] / rows["n"]
    return rows.assign(changed=[counts[area] for area in rows["area"]])


def _covered(rule: str, tables: Tables, selection: Selection) -> set[tuple[str, str]]:
    """Return what is covered under a rule: targets, each with its area."""
    found = coverage(*under(rule, tables, selection, _OF_COVERAGE))
    if found is None:
        return set()
    wanted = ("covered", "touched") if rule == "upper" else ("covered",)
    listed = zip(found.targets["target"], found.targets["area"], found.reached, strict=True)
    return {(target, area) for target, area, part in listed if part in wanted}


def coverage_rows(tables: Tables, selection: Selection) -> Frame:
    """Return what `coverage_rules` counts: event, target, area, by_rule, strength, reason, part.

    part: covered or not; a target without an event has a row without one.
    """
    rows = [_area_rows(rule, tables, selection) for rule in _rules(selection)]
    return nw.concat(rows, how="vertical").drop("activity")


def _area_rows(rule: str, tables: Tables, selection: Selection) -> Frame:
    rows = coverage_behind.reached(*under(rule, tables, selection))
    wanted = ("covered", "touched") if rule == "upper" else ("covered",)
    counts = nw.when(nw.col("part").is_in(wanted)).then(nw.lit("covered"))
    rows = rows.with_columns(part=counts.otherwise(nw.lit("nothing")), by_rule=nw.lit(rule))
    return _with_events(rows, rule, tables, selection)
