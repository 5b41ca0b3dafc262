"""What the first page tells: figures with their change, months by kind, what is thin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import narwhals as nw
import pandas as pd

from cstoviz import joins
from cstoviz.metrics.counts import tally
from cstoviz.metrics.figures import OUTSIDE, counted
from cstoviz.metrics.membership import members_shown
from cstoviz.metrics.participation import known_by_state
from cstoviz.metrics.rows import Row, framed
from cstoviz.metrics.targets import Mask, gaps
from cstoviz.selection import Period, Selection, apply, shown_period, whole_period
from cstoviz.tables import Frame, Tables, per_package

FIGURES = {
    "events": "event",
    "states-named": "state",
    "places": "place",
    "organisations": "organisation",
    "sources": "source",
}
"""The headline figures, and what each counts."""
LEVELS = ("not-searched", "none-found", "thin")
_KIND = "kind:"
_HEADLINES = {
    "figure": "str",
    "value": "Int64",
    "previous": "Int64",
    "previous_start": "datetime64[us]",
    "previous_end": "datetime64[us]",
    "gap_days": "Int64",
    "previous_gap_days": "Int64",
    "coincides": "bool",
}
_MONTHS = {
    "month": "datetime64[us]",
    "kind": "str",
    "events": "Int64",
    "total": "Int64",
    "change": "Int64",
    "gap_days": "Int64",
    "gap": "str",
    "coincides": "bool",
}
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
    previous_end (days), gap_days, previous_gap_days (days of either period in an evidence gap on
    everything counted), coincides (whether the change goes the way of the evidence: see
    `goes_along`).
    """
    before, now = compared_period(tables, selection), _reported_period(tables, selection)
    known = known_by_state(tables, selection.without_options())
    gap = gap_days(tables, selection, now)
    rows: list[Row] = [
        {"figure": figure, "value": value, "gap_days": gap}
        for figure, value in zip(FIGURES, counted(tables, selection, known), strict=True)
    ]
    if before is None:
        return framed([{**row, "coincides": False} for row in rows], _HEADLINES)
    earlier = replace(selection, period=str(before))
    known = tally(apply(tables, earlier.without_options()).evidence_once, "state", "evidence")
    gap_before = gap_days(tables, selection, before)
    for row, previous in zip(rows, counted(tables, earlier, known), strict=True):
        row |= {"previous": previous, "previous_gap_days": gap_before}
        row |= {"previous_start": before.start, "previous_end": before.end}
        row["coincides"] = goes_along(row["value"] - previous, gap - gap_before)
    return framed(rows, _HEADLINES)


def goes_along(change: float | None, thinner: float | None) -> bool:
    """Say whether a rise or fall goes the way that the evidence alone would make it go.

    A fall where evidence gaps grew, or a rise where they shrank. In: the change of a count, the
    change of its gaps; None in either gives false.
    """
    return change is not None and thinner is not None and change * thinner < 0


def gap_days(tables: Tables, selection: Selection, period: Period) -> int:
    """Return how many days of a period lie in an evidence gap on everything that is counted.

    That is a gap of the whole record, or one of each of the selected kinds.
    """
    return int(_bearing(tables, selection, period).any(axis=0).sum())


def _bearing(tables: Tables, selection: Selection, period: Period) -> Mask:
    holes = gaps(tables, selection.kinds, (pd.Timestamp(period.start), pd.Timestamp(period.end)))
    bearing: Mask = holes.held[(holes.rows["rank"] > 0).to_numpy()]
    return bearing


def _reported_period(tables: Tables, selection: Selection) -> Period:
    """Return the shown period, as far as reports reach where it begins before that."""
    shown, through = shown_period(tables, selection), _through(tables)
    if through is None or shown.start > through:
        return shown
    return Period(shown.start, min(shown.end, through))


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


def figures_of(tables: Tables, selection: Selection) -> Frame:
    """Return what the headline figures count: figure, event, state, place, organisation, source.

    Each figure counts the distinct codes of one column (see `FIGURES`); the others but event are
    null in its rows.
    """
    counting = _counting(tables, selection).items()
    parts = [_figure(figure, *counted) for figure, counted in counting]
    return nw.concat(parts, how="vertical")


def _counting(tables: Tables, selection: Selection) -> Mapping[str, tuple[Frame, str]]:
    """Return, by figure, the rows whose distinct codes of one column it counts."""
    scope = apply(tables, selection.without_options())
    named = scope.evidence_once.filter(
        nw.col("evidence") == "named",
        nw.col("state").is_in(members_shown(tables, selection)),
    )
    held = scope.events.filter(nw.col("format").fill_null("") != "video")
    outside = scope.participations.filter(*OUTSIDE)
    sources = joins.semi(tables.event_sources, scope.events)
    return {
        "events": (scope.events, "event_id"),
        "states-named": (named, "state"),
        "places": (held, "place_id"),
        "organisations": (outside, "participant"),
        "sources": (sources, "source_id"),
    }


def _figure(figure: str, rows: Frame, column: str) -> Frame:
    codes = rows.filter(~nw.col(column).is_null()).select(
        nw.col("event_id").alias("event"), nw.col(column).alias("code")
    )
    others = [unit for unit in FIGURES.values() if unit not in ("event", FIGURES[figure])]
    return codes.with_columns(
        nw.lit(figure).alias("figure"),
        *(nw.lit(None, dtype=nw.String).alias(unit) for unit in others),
        nw.col("code").alias(FIGURES[figure]),
    ).select("figure", *FIGURES.values())


def per_month(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count the selected events per month and kind, each in the month of its first day.

    Out, in order of months, then of the vocabulary: month (its first day), kind, events (count),
    and of the whole month: total (events of all kinds), change (against the month before; null
    where either is not wholly in the shown period), gap_days (days of the month, in the period, in
    an evidence gap on everything that is counted), gap (the most particular of them), coincides
    (whether the change goes the way of the evidence: see `goes_along`). Every month of the shown
    period has a row; one without events has no kind and 0 events.
    """
    events = apply(tables, selection.without_options()).events
    starting = events.select("kind", month=nw.col("start_date").dt.truncate("1mo"))
    counts = tally(starting, "month", "kind")
    months = sorted({*_months(tables, selection), *(month for month, _ in counts)})
    declared = list(tables.package.field("events", "kind").enum)
    kinds = [*declared, *sorted({kind for _, kind in counts} - set(declared))]
    by_month = {
        month: [(kind, counts[month, kind]) for kind in kinds if (month, kind) in counts]
        for month in months
    }
    rows = [
        {**about, "kind": kind, "events": events}
        for month, about in _changes(by_month, tables, selection).items()
        for kind, events in by_month[month] or [(None, 0)]
    ]
    return framed(rows, _MONTHS)


def _changes(
    by_month: Mapping[pd.Timestamp, Sequence[tuple[str, int]]], tables: Tables, selection: Selection
) -> Mapping[pd.Timestamp, Row]:
    """Return, for each month: month, total, change, gap_days, gap, coincides."""
    holes = _holes(tables, selection.kinds, shown_period(tables, selection), tuple(by_month))
    found: dict[pd.Timestamp, Row] = {}
    before: Row = {"whole": False}
    for (month, held), hole in zip(by_month.items(), holes, strict=True):
        row: Row = {**hole, "month": month, "total": sum(events for _, events in held)}
        comparable = before["whole"] and row["whole"]
        row["change"] = row["total"] - before["total"] if comparable else None
        thinner = row["share"] - before["share"] if comparable else None
        row["coincides"] = goes_along(row["change"], thinner)
        found[month] = before = row
    return found


@per_package
def _holes(
    tables: Tables, kinds: tuple[str, ...], period: Period, listed: tuple[pd.Timestamp, ...]
) -> list[Row]:
    """Return, for each month listed: gap_days, gap, share (of its days), whole (in the period)."""
    window, months = (pd.Timestamp(period.start), pd.Timestamp(period.end)), _index(listed)
    holes = gaps(tables, kinds, window).by_month("", months)
    inside = (months >= window[0]) & (months + pd.offsets.MonthEnd(0) <= window[1])
    return [
        {"gap_days": days, "gap": gap, "share": days / length, "whole": bool(whole)}
        for (days, gap), length, whole in zip(holes, months.days_in_month, inside, strict=True)
    ]


def _index(months: Sequence[pd.Timestamp]) -> pd.DatetimeIndex:
    return pd.DatetimeIndex(months, dtype="datetime64[us]")


def _months(tables: Tables, selection: Selection) -> list[pd.Timestamp]:
    period = shown_period(tables, selection)
    return list(pd.date_range(period.start.replace(day=1), period.end, freq="MS").as_unit("us"))


def thin_evidence(tables: Tables, selection: Selection) -> pd.DataFrame:
    """List the evidence gaps that bear on the selection's period and kinds.

    Out, those of everything first, then by day: start, end (days, within the period), days
    (count), level (thin, not-searched, none-found), whole (whether it concerns everything), kind
    (the one it concerns, null otherwise), gap (its key).
    """
    return _thin(tables, shown_period(tables, selection), selection.kinds)


@per_package
def _thin(tables: Tables, period: Period, kinds: tuple[str, ...]) -> pd.DataFrame:
    first, last = pd.Timestamp(period.start), pd.Timestamp(period.end)
    rows = tables.rows("evidence_gaps")
    rows = rows[(rows["starts_on"] <= last) & (rows["ends_on"] >= first)]
    rows = rows[rows["scope"].map(lambda scope: _bears_on(scope, kinds)).astype(bool)]
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


def _bears_on(scope: str, kinds: tuple[str, ...]) -> bool:
    of_kind = scope.startswith(_KIND) and bool(kinds)
    return not of_kind or scope.removeprefix(_KIND) in kinds


def thin_days(frame: pd.DataFrame) -> int:
    """Return on how many days evidence on everything is thin or missing, each counted once."""
    days: set[pd.Timestamp] = set()
    for row in frame[frame["whole"]].itertuples():
        days.update(pd.date_range(row.start, row.end))
    return len(days)
