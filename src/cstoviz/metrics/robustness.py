"""Whether a result survives other defensible rules of counting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import chain, combinations
from typing import Any, NamedTuple, TypeVar

import narwhals as nw
import pandas as pd

from cstoviz import joins
from cstoviz.metrics import participation
from cstoviz.metrics.activities import activities as in_activities
from cstoviz.metrics.behind import coverage as coverage_behind
from cstoviz.metrics.behind import participation as participation_behind
from cstoviz.metrics.counts import Counts, tally
from cstoviz.metrics.coverage import Coverage, coverage, term_links
from cstoviz.metrics.marks import FLAGS, counts, marked, scope_under
from cstoviz.metrics.membership import members_shown
from cstoviz.metrics.targets import term_days
from cstoviz.rules import BASE, activities, others, under
from cstoviz.selection import Scope, Selection
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

K = TypeVar("K")


def participation_rules(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count each member state's events under the selection's own rule and under each other one.

    Out, by rule ("base" first), then state in package order: by_rule, state, events (named; under
    "upper" the upper bound; under "series" activities), difference (from base), rank (1 = most,
    equal counts share the best), moved (places gained against base), n (events that could show a
    state, under the rule), share (events / n), order_kept (whether the rule strictly reverses no
    two states). No rows where no event could show a state.
    """
    states = list(members_shown(tables, selection))
    rules = [_by_state(rule, tables, selection) for rule in _rules(selection)]
    if not rules[0].n:
        return pd.DataFrame(columns=list(_STATES)).astype(_STATES)
    frames = []
    for rule, (found, n) in zip(_rules(selection), rules, strict=True):
        events = [found.get(state, 0) for state in states]
        share = [count / n if n else float("nan") for count in events]
        frames.append({"by_rule": rule, "state": states, "events": events, "n": n, "share": share})
    return _compared(frames, _STATES, "events", "events")


def _rules(selection: Selection) -> tuple[str, ...]:
    return (BASE, *others(selection))


class _Named(NamedTuple):
    """events: in how many a state counts; n: how many events could show a state"""

    events: Mapping[str, int]
    n: int


def _by_state(rule: str, tables: Tables, selection: Selection) -> _Named:
    scope = scope_under(rule, tables, selection)
    shows = FLAGS["shows_stated" if "stated" in (rule, selection.facts) else "shows"]
    per_mark = _events_by_mark(scope)
    marks = {mark for mark in per_mark if counts(rule, mark, selection)}
    n = sum(per_mark[mark] for mark in marks if mark & shows)
    wanted = participation.EVIDENCE if rule == "upper" else ("named",)
    events: Counter[str] = Counter()
    for (state, evidence, mark), times in _took_part_by_mark(scope).items():
        if mark in marks and evidence in wanted:
            events[state] += times
    if rule == "series":
        whole = in_activities(tables, selection.without_options())
        events.update(state for each in whole for state in each.named)
        n += sum(each.shows for each in whole)
    return _Named(events, n)


@lru_cache(maxsize=64)
def _events_by_mark(scope: Scope) -> Mapping[int, int]:
    return {mark: times for (mark,), times in tally(marked(scope), "mark").items()}


@lru_cache(maxsize=64)
def _took_part_by_mark(scope: Scope) -> Counts:
    rows = joins.inner(scope.known.evidence, marked(scope))
    return tally(rows, "state", "evidence", "mark")


def _compared(
    frames: list[dict[str, Any]], types: Mapping[str, str], count: str, by: str
) -> pd.DataFrame:
    """Return the rows of all rules, the base first, with rank, moved, difference and order_kept.

    The columns of the rules are of the same states or areas, in the same order; `by` ranks them.
    """
    base = frames[0]
    ranks = _ranks(base[by])
    for frame in frames:
        frame["rank"] = _ranks(frame[by])
        frame["moved"] = _less(ranks, frame["rank"])
        frame["difference"] = _less(frame[count], base[count])
        pairs = _reversed(dict(enumerate(base[by])), dict(enumerate(frame[by])))
        frame["order_kept"] = not pairs
    size = len(ranks)
    columns = {name: [_cells(frame[name], size) for frame in frames] for name in types}
    return pd.DataFrame(
        {name: pd.Series(list(chain(*cells)), dtype=types[name]) for name, cells in columns.items()}
    )


def _ranks(values: Sequence[float]) -> list[int]:
    """Return the place of each value, 1 for the most; equal ones share the best."""
    return [1 + sum(other > value for other in values) for value in values]


def _less(values: Sequence[int], others: Sequence[int]) -> list[int]:
    return [one - other for one, other in zip(values, others, strict=True)]


def _cells(value: Any, size: int) -> Sequence[Any]:
    return value if isinstance(value, list) else [value] * size


def reversed_pairs(base: pd.Series[Any], other: pd.Series[Any]) -> list[tuple[str, str]]:
    """Return the pairs of which the first has more in `base` and less in `other`, strictly."""
    return _reversed(base.to_dict(), other.to_dict())


def _reversed(one: Mapping[K, float], two: Mapping[K, float]) -> list[tuple[K, K]]:
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
    found = coverage(tables, selection)
    if found is None or found.days is None:
        return pd.DataFrame(columns=list(_AREAS)).astype(_AREAS)
    rules = {rule: _covered(rule, tables, selection, found) for rule in _rules(selection)}
    areas = Counter(found.area_of.values())
    frames = [
        {
            "by_rule": rule,
            "chairmanship": found.term,
            "area": list(areas),
            "n": list(areas.values()),
            **_by_area(found, covered, covered ^ rules[BASE]),
        }
        for rule, covered in rules.items()
    ]
    return _compared(frames, _AREAS, "covered", "share")


def _by_area(found: Coverage, covered: set[str], changed: set[str]) -> dict[str, Any]:
    """Return, for each area, how many targets are covered and changed, and the covered share."""
    counted, others = (Counter(found.area_of[code] for code in each) for each in (covered, changed))
    areas = Counter(found.area_of.values())
    return {
        "covered": [counted[area] for area in areas],
        "share": [counted[area] / n for area, n in areas.items()],
        "changed": [others[area] for area in areas],
    }


def _covered(rule: str, tables: Tables, selection: Selection, found: Coverage) -> set[str]:
    """Return the targets that are covered under a rule."""
    scope = scope_under(rule, tables, selection)
    links = {
        (target, strength)
        for target, strength, mark in _linked_by_mark(scope, found.term)
        if counts(rule, mark, selection)
    }
    if rule == "series":
        first, last = term_days(tables, found.term)
        for each in in_activities(tables, selection.without_options()):
            if first <= each.day <= last:
                links |= each.codings
    wanted = ("direct", "related") if rule == "upper" else ("direct",)
    return {target for target, strength in links if strength in wanted and target in found.area_of}


@lru_cache(maxsize=64)
def _linked_by_mark(scope: Scope, term: str) -> Collection[tuple[str, str, int]]:
    rows = joins.inner(term_links(scope.known.tables, term), marked(scope))
    return list(tally(rows, "target_id", "strength", "mark"))


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
