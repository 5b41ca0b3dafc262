"""What a chairmanship declared: its lowest targets, its days, and the evidence gaps on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from cstoviz.tables import Tables, collect, per_package

TARGET = {"target": "str", "ordinal": "str", "area": "str", "priority": "str", "measure": "str"}
_KINDS = "kind:"

Window = tuple[pd.Timestamp, pd.Timestamp]
"""The first and the last day of what is looked at."""

Mask = np.ndarray[Any, np.dtype[np.bool_]]


@per_package
def declared_terms(tables: Tables) -> tuple[str, ...]:
    """Return the chairmanships with declared targets: the one to open with, then latest first.

    It opens with the latest whose targets reach measures, else the latest with a reported event.
    """
    with_targets = set(tables.rows("priority_areas")["chairmanship_id"])
    rows = tables.rows("chairmanships").sort_values("starts_on", ascending=False, kind="stable")
    terms = [str(term) for term in rows["chairmanship_id"] if term in with_targets]
    first = _with_measures(tables, terms) or _with_events(tables, terms) or terms[:1]
    return tuple(first[:1] + [term for term in terms if term not in first[:1]])


def _with_measures(tables: Tables, terms: list[str]) -> list[str]:
    return [term for term in terms if targets(tables, term)["measure"].notna().any()]


def _with_events(tables: Tables, terms: list[str]) -> list[str]:
    reported = tables.events.filter(nw.col("status") == "reported")
    found = []
    for term in terms:
        start, end = term_days(tables, term)
        starting = reported.filter(nw.col("start_date") >= start, nw.col("start_date") <= end)
        if len(collect(starting.select("event_id").head(1))):
            found.append(term)
    return found


def term_days(tables: Tables, term: str) -> Window:
    """Return a term's first and last day. Raises KeyError for an unknown chairmanship."""
    rows = tables.rows("chairmanships").set_index("chairmanship_id")
    return rows.loc[term, "starts_on"], rows.loc[term, "ends_on"]


def starts_in(tables: Tables, term: str) -> nw.Expr:
    """Return whether an event starts in a term."""
    start, end = term_days(tables, term)
    inside: nw.Expr = (nw.col("start_date") >= start) & (nw.col("start_date") <= end)
    return inside


@per_package
def targets(tables: Tables, term: str) -> pd.DataFrame:
    """Return a term's lowest targets in declared order.

    Out: target (code of the measure, or of the priority or area that has no level below it),
    ordinal ("1.2.1"), area, priority, measure (codes; null below the lowest level); all text.
    """
    areas = tables.rows("priority_areas")
    tree = areas.loc[areas["chairmanship_id"] == term, ["area_id", "ordinal"]]
    for table, parent, key in (
        ("priorities", "area_id", "priority_id"),
        ("measures", "priority_id", "measure_id"),
    ):
        rows = tables.rows(table)[[parent, key, "ordinal"]]
        tree = tree.merge(rows, on=parent, how="left", suffixes=("", f"_{key}"))
    ordinals = ["ordinal", "ordinal_priority_id", "ordinal_measure_id"]
    tree = tree.sort_values(ordinals, kind="stable", ignore_index=True)
    keys = tree[["area_id", "priority_id", "measure_id"]].set_axis(
        ["area", "priority", "measure"], axis=1
    )
    keys["target"] = keys["measure"].fillna(keys["priority"]).fillna(keys["area"])
    keys["ordinal"] = [
        ".".join(str(int(part)) for part in parts if not pd.isna(part))
        for parts in tree[ordinals].itertuples(index=False)
    ]
    return keys[list(TARGET)].astype(TARGET)


@dataclass(frozen=True, eq=False)
class Gaps:
    """The evidence gaps that bear on targets over the days of a window.

    A gap bears on a target when it is of the whole record, of that target, or of a kind while the
    selection is of kinds that all have one (on the days on which they all have).

    rows: of evidence_gaps, with rank (0 of a target, 1 of a selected kind, 2 of the whole record);
    held: one row per gap, one column per day: whether the gap lies on it; days: those days.
    """

    rows: pd.DataFrame
    held: Mask
    days: pd.DatetimeIndex

    def by_month(self, target: str, months: pd.DatetimeIndex) -> list[tuple[int, str | None]]:
        """Return, for each month, how many days lie in a gap on the target, and which gap it is.

        Of several it is the most particular one, then the one with most days in the month.
        """
        chosen = self._bearing(target)
        rows, held = self.rows[chosen], self.held[chosen]
        starts = np.asarray(months.year * 12 + months.month)
        within = np.asarray(self.days.year * 12 + self.days.month)[:, None] == starts
        days, any_day = held.astype(int) @ within, held.any(axis=0) @ within.astype(int)
        ranked = rows["rank"].to_numpy()[:, None] * 1000 - days
        first = np.where(days > 0, ranked, 9000).argmin(axis=0) if len(rows) else any_day
        ids = list(rows["gap_id"])
        return [(int(n), ids[i] if n else None) for n, i in zip(any_day, first, strict=True)]

    def own(self, target: str) -> str | None:
        """Return the gap on the target itself, else on the selected kinds; None for neither."""
        return self._own.get(target, self._own.get(None))

    @cached_property
    def _own(self) -> Mapping[str | None, str]:
        """The first gap by the target that it is on; None for those on the selected kinds."""
        found: dict[str | None, str] = {}
        held_once = np.asarray(self.held.any(axis=1))
        columns = [list(self.rows[name]) for name in ("rank", "target_id", "gap_id")]
        for rank, target, gap, held in zip(*columns, held_once, strict=True):
            if held and rank < 2:
                found.setdefault(None if rank else str(target), str(gap))
        return found

    def _bearing(self, target: str) -> Mask:
        return np.asarray((self.rows["rank"] > 0) | (self.rows["target_id"] == target))


@per_package
def gaps(tables: Tables, selected: tuple[str, ...], window: Window | None) -> Gaps:
    """Return the evidence gaps over the days of a window (none where there is no window).

    `selected` are the kinds of event that are asked for; none for all.
    """
    days = pd.date_range(*window) if window else pd.DatetimeIndex([])
    rows = tables.rows("evidence_gaps")
    kinds = [_KINDS + kind for kind in selected]
    rank = np.select(
        [rows["target_id"].notna(), rows["scope"].isin(kinds), rows["scope"] == "all"],
        [0, 1, 2],
        default=-1,
    )
    rows = rows.assign(rank=rank)[rank >= 0].reset_index(drop=True)
    starts, ends = (rows[column].to_numpy()[:, None] for column in ("starts_on", "ends_on"))
    held = (days.to_numpy() >= starts) & (days.to_numpy() <= ends)
    each_kind = [held[rows["scope"] == kind].any(axis=0) for kind in kinds]
    held[rows["rank"] == 1] &= np.all(each_kind, axis=0) if kinds else False
    return Gaps(rows, held, days)
