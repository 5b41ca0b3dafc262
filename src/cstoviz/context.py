"""What every chart and sentence may speak of beside its frame: names, periods, terms, gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import pandas as pd

from cstoviz import text
from cstoviz.labels import Labels
from cstoviz.selection import Period, Selection, apply, shown_period
from cstoviz.tables import Tables, how_many, per_package


@dataclass(frozen=True, eq=False)
class Context:
    """The surroundings of one answer.

    labels: names of codes; selection: the filter; period: the days that time axes show
    n: events that the selection keeps; total: events of the same status without the filter
    terms: chairmanship, start, end, of the terms that meet the period
    gaps: gap, start, end, level, note, of the evidence gaps in the period, of the whole record and
        of each selected kind
    """

    labels: Labels
    selection: Selection
    period: Period
    n: int
    total: int
    terms: pd.DataFrame
    gaps: pd.DataFrame

    @property
    def gap_days(self) -> int:
        """On how many days of the period the evidence on what is selected is thin or missing."""
        rows = zip(self.gaps["start"], self.gaps["end"], strict=True)
        days = [range(start.toordinal(), end.toordinal() + 1) for start, end in rows]
        return len(set().union(*days))

    @cached_property
    def thin_months(self) -> Mapping[pd.Timestamp, tuple[int, tuple[str, ...]]]:
        """Of each month (its first day) that meets an evidence gap: on how many days, and why."""
        days: dict[pd.Timestamp, set[int]] = {}
        notes: dict[pd.Timestamp, dict[str, None]] = {}
        rows = zip(self.gaps["start"], self.gaps["end"], self.gaps["note"], strict=True)
        for start, end, note in rows:
            for month in pd.date_range(start.replace(day=1), end, freq="MS"):
                first = start.day if start > month else 1
                last = min((end - month).days + 1, month.days_in_month)
                days.setdefault(month, set()).update(range(first, last + 1))
                notes.setdefault(month, {})[note] = None
        return {month: (len(found), tuple(notes[month])) for month, found in days.items()}


def context(tables: Tables, selection: Selection) -> Context:
    """Return the surroundings of a selection, in the present language."""
    return _context(tables, selection, text.language())


@lru_cache(maxsize=256)
def _context(tables: Tables, selection: Selection, lang: str) -> Context:
    labels = Labels(tables, lang)
    period = shown_period(tables, selection)
    return Context(
        labels=labels,
        selection=selection,
        period=period,
        n=count(tables, selection.without_options()),
        total=count(tables, Selection(status=selection.status)),
        terms=_terms(tables, period),
        gaps=_gaps(tables, selection.kinds, period, lang),
    )


@lru_cache(maxsize=512)
def count(tables: Tables, selection: Selection) -> int:
    """Return how many events a selection keeps."""
    return how_many(apply(tables, selection).events)


def _meets(rows: pd.DataFrame, period: Period) -> pd.DataFrame:
    start, end = pd.Timestamp(period.start), pd.Timestamp(period.end)
    return rows[(rows["starts_on"] <= end) & (rows["ends_on"] >= start)]


@per_package
def _terms(tables: Tables, period: Period) -> pd.DataFrame:
    rows = _meets(tables.rows("chairmanships"), period)
    return pd.DataFrame(
        {
            "chairmanship": rows["chairmanship_id"],
            "start": rows["starts_on"],
            "end": rows["ends_on"],
        }
    ).reset_index(drop=True)


@per_package
def _gaps(tables: Tables, kinds: tuple[str, ...], period: Period, lang: str) -> pd.DataFrame:
    labels = Labels(tables, lang)
    rows = tables.rows("evidence_gaps")
    scopes = ["all", *(f"kind:{kind}" for kind in kinds)]
    rows = _meets(rows[rows["scope"].isin(scopes)], period)
    notes = [
        labels.text("evidence_gaps", gap, "note", note)
        for gap, note in zip(rows["gap_id"], rows["note"], strict=True)
    ]
    return pd.DataFrame(
        {
            "gap": rows["gap_id"],
            "start": rows["starts_on"].clip(lower=pd.Timestamp(period.start)),
            "end": rows["ends_on"].clip(upper=pd.Timestamp(period.end)),
            "level": rows["level"],
            "note": notes,
        }
    ).reset_index(drop=True)
