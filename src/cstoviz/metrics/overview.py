"""What the first page tells: figures with their change, months by kind, what is thin."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import narwhals as nw
import pandas as pd

from cstoviz.metrics.membership import members_shown
from cstoviz.selection import Period, Scope, Selection, apply, shown_period, whole_period
from cstoviz.tables import Frame, Tables, collect

FIGURES = ("events", "states-named", "places", "organisations", "sources")
LEVELS = ("not-searched", "none-found", "thin")
_KIND = "kind:"
_HEADLINES = {
    "figure": "str",
    "value": "Int64",
    "previous": "Int64",
    "previous_start": "datetime64[us]",
    "previous_end": "datetime64[us]",
}
_MONTHS = {"month": "datetime64[us]", "kind": "str", "events": "Int64"}
_THIN = {
    "start": "datetime64[us]",
    "end": "datetime64[us]",
    "days": "Int64",
    "level": "str",
    "whole": "bool",
    "kind": "str",
    "gap": "str",
}


def headlines(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count what the selection holds, and what the preceding period of equal length held.

    Out, one row per figure: figure (events; states-named: members in the shown period that are
    named as taking part; places: with an event not held by video; organisations: named; sources:
    addresses), value, previous (null where there is nothing to compare with), previous_start,
    previous_end (days).
    """
    before = compared_period(tables, selection)
    frame = pd.DataFrame({"figure": FIGURES, "value": _figures(tables, selection)})
    earlier = replace(selection, period=str(before)) if before else None
    frame["previous"] = _figures(tables, earlier) if earlier else pd.NA
    frame["previous_start"] = pd.Timestamp(before.start) if before else pd.NaT
    frame["previous_end"] = pd.Timestamp(before.end) if before else pd.NaT
    return frame.astype(_HEADLINES)


def compared_period(tables: Tables, selection: Selection) -> Period | None:
    """Return the period of equal length before the chosen one, as far as reports reach.

    None without a chosen period, and where that period begins before the record does.
    """
    chosen, through = apply(tables, selection.without_options()).period, _through(tables)
    if chosen is None or through is None or chosen.start > through:
        return None
    before = Period(chosen.start, min(chosen.end, through)).preceding()
    return before if before.start >= whole_period(tables, ("reported",)).start else None


def _through(tables: Tables) -> date | None:
    last = tables.last_reported
    return tables.package.through or (last.date() if last is not None else None)


def _figures(tables: Tables, selection: Selection) -> list[int]:
    scope = _reached(tables, selection)
    named = scope.evidence.filter(
        nw.col("evidence") == "named",
        nw.col("state").is_in(members_shown(tables, selection)),
    )
    held = scope.events.filter(nw.col("format").fill_null("") != "video")
    outside = _of(scope, tables.participations).filter(
        nw.col("participant_kind") == "organisation", nw.col("role") != "absent"
    )
    return [
        _distinct(scope.events, "event_id"),
        _distinct(named, "state"),
        _distinct(held, "place_id"),
        _distinct(outside, "participant"),
        _distinct(_of(scope, tables.event_sources), "source_id"),
    ]


def _reached(tables: Tables, selection: Selection) -> Scope:
    return apply(tables, selection.without_options())


def _of(scope: Scope, rows: Frame) -> Frame:
    return rows.join(scope.events.select("event_id"), on="event_id", how="semi")


def _distinct(rows: Frame, column: str) -> int:
    return len(collect(rows.select(column).drop_nulls().unique()))


def per_month(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count the selected events per month and kind, each in the month of its first day.

    Out, in order of months, then of the vocabulary: month (its first day), kind, events (count).
    Every month of the shown period has a row; one without events has no kind and 0 events.
    """
    events = apply(tables, selection.without_options()).events
    days = collect(events.select("start_date", "kind"))
    counts = (
        days.assign(month=days["start_date"].dt.to_period("M").dt.to_timestamp())
        .groupby(["month", "kind"], as_index=False)
        .size()
        .rename(columns={"size": "events"})
    )
    empty = [month for month in _months(tables, selection) if month not in set(counts["month"])]
    whole = pd.concat([counts, pd.DataFrame({"month": empty, "events": 0})], ignore_index=True)
    order = list(tables.package.field("events", "kind").enum)
    rank = whole["kind"].map(lambda kind: order.index(kind) if kind in order else len(order))
    whole = whole.assign(rank=rank).sort_values(["month", "rank", "kind"], ignore_index=True)
    return whole.reindex(columns=list(_MONTHS)).astype(_MONTHS)


def _months(tables: Tables, selection: Selection) -> list[pd.Timestamp]:
    period = shown_period(tables, selection)
    return list(pd.date_range(period.start.replace(day=1), period.end, freq="MS").as_unit("us"))


def thin_evidence(tables: Tables, selection: Selection) -> pd.DataFrame:
    """List the evidence gaps that bear on the selection's period and kinds.

    Out, those of everything first, then by day: start, end (days, within the period), days
    (count), level (thin, not-searched, none-found), whole (whether it concerns everything), kind
    (the one it concerns, null otherwise), gap (its key).
    """
    period = shown_period(tables, selection)
    first, last = pd.Timestamp(period.start), pd.Timestamp(period.end)
    rows = tables.rows("evidence_gaps")
    rows = rows[(rows["starts_on"] <= last) & (rows["ends_on"] >= first)]
    rows = rows[rows["scope"].map(lambda scope: _bears_on(scope, selection)).astype(bool)]
    frame = pd.DataFrame(
        {
            "start": rows["starts_on"].clip(lower=first),
            "end": rows["ends_on"].clip(upper=last),
            "level": rows["level"],
            "whole": rows["scope"] == "all",
            "kind": rows["scope"]
            .where(rows["scope"].str.startswith(_KIND))
            .str.removeprefix(_KIND),
            "gap": rows["gap_id"],
        }
    )
    frame["days"] = (frame["end"] - frame["start"]).dt.days + 1
    frame = frame.sort_values(
        ["whole", "start", "gap"], ascending=[False, True, True], ignore_index=True
    )
    return frame.reindex(columns=list(_THIN)).astype(_THIN)


def _bears_on(scope: str, selection: Selection) -> bool:
    of_kind = scope.startswith(_KIND) and bool(selection.kinds)
    return not of_kind or scope.removeprefix(_KIND) in selection.kinds


def thin_days(frame: pd.DataFrame) -> int:
    """Return on how many days evidence on everything is thin or missing, each counted once."""
    days: set[pd.Timestamp] = set()
    for row in frame[frame["whole"]].itertuples():
        days.update(pd.date_range(row.start, row.end))
    return len(days)
