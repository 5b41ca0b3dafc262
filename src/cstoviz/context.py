"""What every chart and sentence may speak of beside its frame: names, periods, terms, gaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import narwhals as nw
import pandas as pd

from cstoviz import text
from cstoviz.labels import Labels
from cstoviz.selection import Period, Selection, apply
from cstoviz.tables import Tables, collect


@dataclass(frozen=True, eq=False)
class Context:
    """The surroundings of one answer.

    labels: names of codes; selection: the filter; period: the days that time axes show
    n: events that the selection keeps; total: events of the same status without the filter
    terms: chairmanship, start, end, of the terms that meet the period
    gaps: gap, start, end, level, note, of the evidence gaps of the whole record in the period
    """

    labels: Labels
    selection: Selection
    period: Period
    n: int
    total: int
    terms: pd.DataFrame
    gaps: pd.DataFrame


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
        gaps=_gaps(tables, period, labels),
    )


@lru_cache(maxsize=512)
def count(tables: Tables, selection: Selection) -> int:
    """Return how many events a selection keeps."""
    return len(collect(apply(tables, selection).events.select("event_id")))


def shown_period(tables: Tables, selection: Selection) -> Period:
    """Return the chosen period; without one, the whole months from the first event to the last."""
    scope = apply(tables, selection.without_options())
    if scope.period is not None:
        return scope.period
    return whole_period(tables, selection.status)


@lru_cache(maxsize=16)
def whole_period(tables: Tables, status: tuple[str, ...]) -> Period:
    """Return the whole months from the first to the last event of these statuses."""
    events = apply(tables, Selection(status=status)).events
    ends = collect(events.select(first=nw.col("start_date").min(), last=nw.col("end_date").max()))
    first, last = ends.loc[0, ["first", "last"]]
    if pd.isna(first):
        today = date.today()
        return Period(today.replace(month=1, day=1), today.replace(month=12, day=31))
    return Period(first.date().replace(day=1), (last + pd.offsets.MonthEnd(0)).date())


def _meets(rows: pd.DataFrame, period: Period) -> pd.DataFrame:
    start, end = pd.Timestamp(period.start), pd.Timestamp(period.end)
    return rows[(rows["starts_on"] <= end) & (rows["ends_on"] >= start)]


def _terms(tables: Tables, period: Period) -> pd.DataFrame:
    rows = _meets(tables.rows("chairmanships"), period)
    return pd.DataFrame(
        {
            "chairmanship": rows["chairmanship_id"],
            "start": rows["starts_on"],
            "end": rows["ends_on"],
        }
    ).reset_index(drop=True)


def _gaps(tables: Tables, period: Period, labels: Labels) -> pd.DataFrame:
    rows = tables.rows("evidence_gaps")
    rows = _meets(rows[rows["scope"] == "all"], period)
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
