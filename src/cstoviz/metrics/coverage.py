"""How far the selected events cover what a chairmanship declared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import narwhals as nw
import pandas as pd

from cstoviz import joins
from cstoviz.metrics.counts import shaped, tally
from cstoviz.metrics.targets import (
    TARGET,
    Window,
    declared_terms,
    gaps,
    starts_in,
    targets,
    term_days,
)
from cstoviz.selection import Scope, Selection, apply
from cstoviz.tables import Frame, Tables, collect

DATE = "datetime64[us]"
COUNTS = {"covered": "int64", "touched": "int64", "nothing": "int64", "n": "int64"}
_AREAS = {"chairmanship": "str", "area": "str", **COUNTS, "has_measures": "bool"}
_GROWTH = {
    "chairmanship": "str", "day": DATE, "covered": "int64", "covered_or_touched": "int64",
    "n": "int64",
}  # fmt: skip
_NOTHING = {
    "chairmanship": "str", **TARGET, "gap": "str", "n": "int64", "has_measures": "bool",
}  # fmt: skip
_OUTSIDE = {
    "chairmanship": "str", "month": DATE, "direct": "int64", "related": "int64",
    "outside": "int64", "n": "int64",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Coverage:
    """What a selection holds of one term.

    targets: its lowest targets; window: the days that term and period share, None for none
    scope: what the selection keeps
    counts: target, month (first day), strength, events, first (day), one row per combination
    """

    term: str
    targets: pd.DataFrame
    window: Window | None
    scope: Scope
    counts: pd.DataFrame

    @property
    def events(self) -> Frame:
        """The selected events that start in the term."""
        return self.scope.events.filter(starts_in(self.scope.known.tables, self.term))

    @property
    def links(self) -> Frame:
        """The codings of these events, with start_date."""
        codings = _codings(self.scope.known.tables, self.term)
        return joins.inner(codings, self.events.select("event_id", "start_date"))

    @cached_property
    def days(self) -> Window | None:
        """The window, widened to events that start before it and run into it; None for neither."""
        first = list(self.counts["first"])
        if self.window is None:
            return (min(first), max(first)) if first else None
        return min([self.window[0], *first]), self.window[1]

    @cached_property
    def area_of(self) -> Mapping[str, str]:
        """The area of each target, in the order of targets."""
        return dict(zip(self.targets["target"], self.targets["area"], strict=True))

    @property
    def has_measures(self) -> bool:
        """Whether the term's list reaches measures."""
        return bool(self.targets["measure"].notna().any())

    @cached_property
    def parts(self) -> Mapping[str, str]:
        """Return covered, touched or nothing by target, in the order of targets."""
        linked = set(zip(self.counts["target"], self.counts["strength"], strict=True))
        return {
            code: "covered" if (code, "direct") in linked
            else "touched" if (code, "related") in linked
            else "nothing"
            for code in self.area_of
        }  # fmt: skip

    @property
    def reached(self) -> pd.Series[str]:
        """The same for each target, in the order of targets."""
        return pd.Series(list(self.parts.values()), dtype="str")

    def first_days(self, *strengths: str) -> Mapping[str, pd.Timestamp]:
        """Return the first day on which an event of these links starts, by target that has one."""
        found: dict[str, pd.Timestamp] = {}
        columns = (self.counts[name] for name in ("target", "strength", "first"))
        for target, strength, day in zip(*columns, strict=True):
            if strength in strengths:
                found[target] = min(day, found.get(target, day))
        return found


def coverage(tables: Tables, selection: Selection) -> Coverage | None:
    """Return what a selection holds of the term that it names; None where no term has targets.

    A term that does not exist counts as not named: the one to open with is taken.
    """
    terms = declared_terms(tables)
    chosen = selection.option("term")
    term = chosen if chosen in terms else next(iter(terms), "")
    return _coverage(tables, selection.without_options(), term) if term else None


@lru_cache(maxsize=128)
def _coverage(tables: Tables, selection: Selection, term: str) -> Coverage:
    scope = apply(tables, selection)
    start, end = term_days(tables, term)
    window: Window | None = (start, end)
    if scope.period is not None:
        first, last = pd.Timestamp(scope.period.start), pd.Timestamp(scope.period.end)
        window = (max(start, first), min(end, last))
        window = window if window[0] <= window[1] else None
    links = joins.semi(term_links(scope.known.tables, term), scope.events)
    return Coverage(term, targets(tables, term), window, scope, _counts(links))


@lru_cache(maxsize=64)
def _codings(tables: Tables, term: str) -> Frame:
    listed = list(targets(tables, term)["target"])
    return tables.codings.filter(nw.col("target_id").is_in(listed))


@lru_cache(maxsize=64)
def term_links(tables: Tables, term: str) -> Frame:
    """Return the codings of all events that start in a term to its targets.

    Out: event_id, target_id, strength, start_date, month (its first day).
    """
    events = tables.events.filter(starts_in(tables, term))
    days = events.select("event_id", "start_date", month=nw.col("start_date").dt.truncate("1mo"))
    codings = _codings(tables, term).select("event_id", "target_id", "strength")
    links = joins.inner(codings, days)
    return links if tables.base else tables.engine.keep(links)


def _counts(links: Frame) -> pd.DataFrame:
    grouped = links.group_by("target_id", "month", "strength").agg(
        events=nw.len(), first=nw.col("start_date").min()
    )
    return collect(grouped).rename(columns={"target_id": "target"})


@lru_cache(maxsize=64)
def by_area(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count the covered, touched and unreported targets of each priority area of the term.

    Out, one row per area in declared order: chairmanship, area, covered, touched, nothing (counts
    of targets), n (their sum), has_measures (whether the term's list reaches measures). No rows
    where the period does not meet the term.
    """
    found = coverage(tables, selection)
    if found is None or found.days is None:
        return shaped(pd.DataFrame(), _AREAS)
    counts = Counter((found.area_of[target], part) for target, part in found.parts.items())
    areas = Counter(found.area_of.values())
    rows = {"chairmanship": found.term, "area": list(areas), "n": list(areas.values())}
    for part in ("covered", "touched", "nothing"):
        rows[part] = [counts[area, part] for area in areas]
    return shaped(pd.DataFrame(rows).assign(has_measures=found.has_measures), _AREAS)


def in_brief(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Answer as `by_area` does, for the chairmanship that coverage opens with."""
    return by_area(tables, selection.without_options())


def growth(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count the targets covered so far on each day on which that changes.

    Out, in order of days, with the first and the last day of the shown window: chairmanship, day,
    covered (targets with a direct event up to that day), covered_or_touched (with any link), n
    (targets of the term). No rows where the period does not meet the term.
    """
    found = coverage(tables, selection)
    if found is None or found.days is None:
        return shaped(pd.DataFrame(), _GROWTH)
    direct, linked = found.first_days("direct"), found.first_days("direct", "related")
    days = sorted({*found.days, *direct.values(), *linked.values()})
    rows: dict[str, Any] = {"chairmanship": found.term, "day": days, "n": len(found.targets)}
    for name, first in (("covered", direct), ("covered_or_touched", linked)):
        rows[name] = [sum(day <= until for day in first.values()) for until in days]
    return shaped(pd.DataFrame(rows), _GROWTH)


def nothing(tables: Tables, selection: Selection) -> pd.DataFrame:
    """List the targets of the term for which the selection holds no event.

    Out, in declared order: chairmanship, target, ordinal, area, priority, measure, gap (the
    evidence gap on the target itself or on all selected kinds, null for none), n (targets of the
    term), has_measures (whether its list reaches measures). No rows where every target
    is reached or the period does not meet the term.
    """
    found = coverage(tables, selection)
    if found is None or found.days is None:
        return shaped(pd.DataFrame(), _NOTHING)
    rows = found.targets[[part == "nothing" for part in found.parts.values()]].copy()
    holes = gaps(tables, selection.kinds, found.window)
    rows["gap"] = [holes.own(target) for target in rows["target"]]
    rows = rows.assign(chairmanship=found.term, n=len(found.targets))
    return shaped(rows.assign(has_measures=found.has_measures), _NOTHING)


def outside(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count the events that start in the term by what they serve, per month.

    Out, one row per month of the shown window: chairmanship, month (first day), direct (events with
    a direct link), related (only related ones), outside (no link), n (their sum). No rows where no
    selected event starts in the term.
    """
    found = coverage(tables, selection)
    counts = tally(served(found), "month", "serves") if found else {}
    if found is None or not counts:
        return shaped(pd.DataFrame(), _OUTSIDE)
    held = [month for month, _ in counts]
    first, last = found.window or (min(held), max(held))
    start = min(first.replace(day=1), *held)
    months = list(pd.date_range(start, last, freq="MS", unit="us"))
    rows: dict[str, Any] = {"chairmanship": found.term, "month": months}
    for name, serves in (("direct", 2), ("related", 1), ("outside", 0)):
        rows[name] = [counts.get((month, serves), 0) for month in months]
    parts = zip(*(rows[name] for name in ("direct", "related", "outside")), strict=True)
    return shaped(pd.DataFrame({**rows, "n": [sum(each) for each in parts]}), _OUTSIDE)


def served(found: Coverage) -> Frame:
    """Return what the events that start in the term serve.

    Out: event_id, month (first day), serves (2: a direct link, 1: only related ones, 0: no link).
    """
    return joins.semi(_serving(found.scope.known.tables, found.term), found.scope.events)


@lru_cache(maxsize=64)
def _serving(tables: Tables, term: str) -> Frame:
    """Return what all events that start in a term serve, as `served` does."""
    is_direct = nw.when(nw.col("strength") == "direct").then(2).otherwise(1)
    links = term_links(tables, term).with_columns(serves=is_direct)
    best = links.group_by("event_id").agg(serves=nw.col("serves").max())
    events = tables.events.filter(starts_in(tables, term))
    months = events.select("event_id", month=nw.col("start_date").dt.truncate("1mo"))
    rows = joins.left(months, best).with_columns(serves=nw.col("serves").fill_null(0))
    return rows if tables.base else tables.engine.keep(rows)
