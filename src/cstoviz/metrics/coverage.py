"""How far the selected events cover what a chairmanship declared."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache

import narwhals as nw
import pandas as pd

from cstoviz import joins
from cstoviz.metrics.counts import shaped
from cstoviz.metrics.targets import TARGET, Window, declared_terms, gaps, targets, term_days
from cstoviz.selection import Selection, apply
from cstoviz.tables import Frame, Tables, collect, per_package

DATE = "datetime64[us]"
COUNTS = {"covered": "int64", "touched": "int64", "nothing": "int64", "n": "int64"}
_MATRIX = {
    "chairmanship": "str", **TARGET, "month": DATE, "direct": "int64", "related": "int64",
    "applicable": "bool", "gap_days": "int64", "gap": "str",
}  # fmt: skip
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
    events: the selected events that start in the term; links: their codings, with start_date
    counts: target, month (first day), strength, events, first (day), one row per combination
    """

    term: str
    targets: pd.DataFrame
    window: Window | None
    events: Frame
    links: Frame
    counts: pd.DataFrame

    @property
    def days(self) -> Window | None:
        """The window, widened to events that start before it and run into it; None for neither."""
        first, last = self.counts["first"].min(), self.counts["first"].max()
        if self.window is None:
            return None if pd.isna(first) else (first, last)
        return (self.window[0] if pd.isna(first) else min(first, self.window[0])), self.window[1]

    @property
    def has_measures(self) -> bool:
        """Whether the term's list reaches measures."""
        return bool(self.targets["measure"].notna().any())

    @cached_property
    def reached(self) -> pd.Series[str]:
        """Return covered, touched or nothing for each target, in the order of targets."""
        linked = set(zip(self.counts["target"], self.counts["strength"], strict=True))
        names = [
            "covered" if (code, "direct") in linked
            else "touched" if (code, "related") in linked
            else "nothing"
            for code in self.targets["target"]
        ]  # fmt: skip
        return pd.Series(names, dtype="str")


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
    events = scope.events.filter(nw.col("start_date") >= start, nw.col("start_date") <= end)
    listed = targets(tables, term)
    links = joins.inner(_codings(tables, term), events.select("event_id", "start_date"))
    window: Window | None = (start, end)
    if scope.period is not None:
        first, last = pd.Timestamp(scope.period.start), pd.Timestamp(scope.period.end)
        window = (max(start, first), min(end, last))
        window = window if window[0] <= window[1] else None
    return Coverage(term, listed, window, events, links, _counts(links))


@lru_cache(maxsize=64)
def _codings(tables: Tables, term: str) -> Frame:
    listed = list(targets(tables, term)["target"])
    return tables.codings.filter(nw.col("target_id").is_in(listed))


def _counts(links: Frame) -> pd.DataFrame:
    grouped = (
        links.select(
            "target_id", "strength", "start_date", month=nw.col("start_date").dt.truncate("1mo")
        )
        .group_by("target_id", "month", "strength")
        .agg(events=nw.len(), first=nw.col("start_date").min())
    )
    return collect(grouped).rename(columns={"target_id": "target"})


def matrix(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count the events coded to each target of the term by the month in which they start.

    Out, one row per target and month of the term: chairmanship, target, ordinal, area, priority,
    measure, month (first day), direct, related (events), applicable (the month meets the period),
    gap_days (days of the month, in term and period, in an evidence gap that bears on the target),
    gap (the most particular of them, null for none). No rows where the period does not meet the
    term.
    """
    found = coverage(tables, selection)
    if found is None or found.days is None:
        return shaped(pd.DataFrame(), _MATRIX)
    months = _months(tables, found.term)
    rows = found.targets.merge(pd.DataFrame({"month": months}), how="cross")
    rows = rows.merge(_by_strength(found.counts), on=["target", "month"], how="left")
    rows[["direct", "related"]] = rows[["direct", "related"]].fillna(0)
    month_end = rows["month"] + pd.offsets.MonthEnd(0)
    rows["applicable"] = (
        (rows["month"] <= found.window[1]) & (month_end >= found.window[0])
        if found.window
        else False
    )
    cells = _gap_cells(tables, found.term, selection.kinds, found.window)
    rows["gap_days"], rows["gap"] = zip(*cells, strict=True)
    return shaped(rows.assign(chairmanship=found.term), _MATRIX)


@per_package
def _gap_cells(
    tables: Tables, term: str, kinds: tuple[str, ...], window: Window | None
) -> list[tuple[int, str | None]]:
    """Return the days in gaps, and the gap, of each target of a term and month, in their order."""
    holes, months = gaps(tables, kinds, window), _months(tables, term)
    return [
        cell
        for target in targets(tables, term)["target"]
        for cell in holes.by_month(target, months)
    ]


def _months(tables: Tables, term: str) -> pd.DatetimeIndex:
    start, end = term_days(tables, term)
    return pd.date_range(start.replace(day=1), end, freq="MS", unit="us")


def _by_strength(counts: pd.DataFrame) -> pd.DataFrame:
    wide = counts.pivot_table(
        index=["target", "month"], columns="strength", values="events", aggfunc="sum"
    )
    wide = wide.reindex(columns=pd.Index(["direct", "related"])).reset_index()
    return wide.astype({"month": DATE})


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
    areas = found.targets["area"]
    counts = Counter(zip(areas, found.reached, strict=True))
    rows = pd.DataFrame({"area": areas.unique()})
    for name in ("covered", "touched", "nothing"):
        rows[name] = [counts[area, name] for area in rows["area"]]
    rows["n"] = rows["covered"] + rows["touched"] + rows["nothing"]
    return shaped(rows.assign(chairmanship=found.term, has_measures=found.has_measures), _AREAS)


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
    direct = found.counts[found.counts["strength"] == "direct"].groupby("target")["first"].min()
    linked = found.counts.groupby("target")["first"].min()
    days = sorted({*found.days, *direct, *linked})
    rows = pd.DataFrame({"day": days}).assign(chairmanship=found.term, n=len(found.targets))
    rows["covered"] = [int((direct <= day).sum()) for day in days]
    rows["covered_or_touched"] = [int((linked <= day).sum()) for day in days]
    return shaped(rows, _GROWTH)


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
    rows = found.targets[found.reached == "nothing"].copy()
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
    counts = _served(found) if found else pd.DataFrame()
    if found is None or counts.empty:
        return shaped(pd.DataFrame(), _OUTSIDE)
    first, last = found.window or (counts.index.min(), counts.index.max())
    months = pd.date_range(
        min(first.replace(day=1), counts.index.min()), last, freq="MS", unit="us", name="month"
    )
    rows = counts.reindex(index=months, fill_value=0)
    rows["n"] = rows.sum(axis=1)
    return shaped(rows.reset_index().assign(chairmanship=found.term), _OUTSIDE)


def served(found: Coverage) -> Frame:
    """Return what the events that start in the term serve.

    Out: event_id, month (first day), serves (2: a direct link, 1: only related ones, 0: no link).
    """
    is_direct = nw.when(nw.col("strength") == "direct").then(2).otherwise(1)
    best = found.links.with_columns(serves=is_direct).group_by("event_id")
    months = found.events.select("event_id", month=nw.col("start_date").dt.truncate("1mo"))
    events = joins.left(months, best.agg(serves=nw.col("serves").max()))
    return events.with_columns(serves=nw.col("serves").fill_null(0))


def _served(found: Coverage) -> pd.DataFrame:
    grouped = served(found).group_by("month", "serves")
    counts = collect(grouped.agg(events=nw.len())).astype({"month": DATE, "serves": "int64"})
    wide = counts.pivot_table(index="month", columns="serves", values="events", aggfunc="sum")
    wide = wide.reindex(columns=pd.Index([2, 1, 0])).fillna(0).astype("int64")
    return wide.set_axis(["direct", "related", "outside"], axis=1)
