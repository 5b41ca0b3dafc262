"""What the first page tells: figures with their change, months by kind, what is thin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import narwhals as nw
import numpy as np
import pandas as pd

from cstoviz import joins
from cstoviz.metrics.membership import members_shown
from cstoviz.metrics.targets import Mask, gaps
from cstoviz.selection import Period, Selection, apply, shown_period, whole_period
from cstoviz.tables import Frame, Tables, collect, how_many

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
    frame = pd.DataFrame({"figure": list(FIGURES), "value": _counted(tables, selection)})
    earlier = replace(selection, period=str(before)) if before else None
    frame["previous"] = _counted(tables, earlier) if earlier else pd.NA
    frame["previous_start"] = pd.Timestamp(before.start) if before else pd.NaT
    frame["previous_end"] = pd.Timestamp(before.end) if before else pd.NaT
    frame["gap_days"] = gap_days(tables, selection, now)
    frame["previous_gap_days"] = gap_days(tables, selection, before) if before else pd.NA
    frame = frame.assign(coincides=False).astype(_HEADLINES)
    thinner = frame["gap_days"] - frame["previous_gap_days"]
    frame["coincides"] = goes_along(frame["value"] - frame["previous"], thinner)
    return frame


def goes_along(change: pd.Series[int], thinner: pd.Series[float]) -> pd.Series[bool]:
    """Say whether a rise or fall goes the way that the evidence alone would make it go.

    A fall where evidence gaps grew, or a rise where they shrank. In: the change of a count, the
    change of its gaps; null in either gives false.
    """
    along = ((change < 0) & (thinner > 0)) | ((change > 0) & (thinner < 0))
    return along.fillna(False).astype("bool")


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


def _counted(tables: Tables, selection: Selection) -> list[int]:
    return [
        how_many(joins.distinct(rows.filter(~nw.col(column).is_null()).select(column)))
        for rows, column in _counting(tables, selection).values()
    ]


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
    outside = scope.participations.filter(
        nw.col("participant_kind") == "organisation", nw.col("role") != "absent"
    )
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
    months = events.select(nw.col("start_date").dt.truncate("1mo").alias("month"), "kind")
    counts = collect(months.group_by("month", "kind").agg(events=nw.len()))
    empty = [month for month in _months(tables, selection) if month not in set(counts["month"])]
    whole = pd.concat([counts, pd.DataFrame({"month": empty, "events": 0})], ignore_index=True)
    whole = whole.astype({"month": "datetime64[us]"})
    order = list(tables.package.field("events", "kind").enum)
    rank = whole["kind"].map(lambda kind: order.index(kind) if kind in order else len(order))
    whole = whole.assign(rank=rank).sort_values(["month", "rank", "kind"], ignore_index=True)
    whole = whole.merge(_changes(whole, tables, selection), on="month")
    return whole.reindex(columns=list(_MONTHS)).astype(_MONTHS)


def _changes(rows: pd.DataFrame, tables: Tables, selection: Selection) -> pd.DataFrame:
    """Return, per month: total, change, gap_days, gap, coincides."""
    period = shown_period(tables, selection)
    found = rows.groupby("month")["events"].sum().rename("total").astype("Int64").reset_index()
    months = pd.DatetimeIndex(found["month"])
    window = (pd.Timestamp(period.start), pd.Timestamp(period.end))
    holes = gaps(tables, selection.kinds, window).by_month("", months)
    found["gap_days"], found["gap"] = zip(*holes, strict=True) if holes else ((), ())
    inside = (months >= window[0]) & (months + pd.offsets.MonthEnd(0) <= window[1])
    found["change"] = found["total"].diff().where(inside & np.roll(inside, 1))
    thinner = (found["gap_days"] / months.days_in_month).diff()
    found["coincides"] = goes_along(found["change"], thinner)
    return found


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
