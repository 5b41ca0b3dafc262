"""Examples of how a thing is known: places, sources, what is stated, gaps."""

from __future__ import annotations

from typing import Any

import pandas as pd

from cstoviz import text
from cstoviz.methods.ground import WHOLE, Ground, days, first, see, see_number
from cstoviz.methods.model import Example, Point
from cstoviz.metrics import overview, places
from cstoviz.selection import OFFICIAL, Selection, apply
from cstoviz.tables import collect
from cstoviz.text import number, t
from cstoviz.views import events as event_views
from cstoviz.views.maps import MAP_PLACES
from cstoviz.views.overview import HEADLINES, PER_MONTH, THIN


def place(ground: Ground) -> Example:
    """Add up the events on the map and beside it, with one of each."""
    mapped = collect(places.mapped(ground.tables, apply(ground.tables, WHOLE)))
    beside = places.beside_events(ground.tables, WHOLE)
    if mapped.empty and beside.empty:
        return Example()
    video = beside[beside["off_map"] == places.VIDEO]
    said = t(
        "methods.place.sum",
        mapped=number(len(mapped)),
        video=number(len(video)),
        nowhere=number(len(beside) - len(video)),
        all=number(ground.n()),
    )
    points = [Point(said)]
    inferred = mapped[mapped["place_basis"] == "inferred"].sort_values(["start_date", "event_id"])
    nowhere = beside[beside["off_map"] != places.VIDEO]
    for key, events in (
        ("inferred", first(inferred)),
        ("video", tuple(video["event"].tail(1))),
        ("nowhere", tuple(nowhere["event"].tail(1))),
    ):
        if events:
            points.append(Point(t(f"methods.place.{key}"), ground.named(events)))
    return Example(tuple(points), see("map", MAP_PLACES))


def sources(ground: Ground) -> Example:
    """Show the event with most sources, and how many events rest on one."""
    rows = ground.tables.rows("event_sources")
    rows = rows[rows["event_id"].isin(ground.reported["event_id"])]
    if rows.empty:
        return Example()
    counts = rows.groupby("event_id").size().reindex(ground.reported["event_id"]).fillna(0)
    most = str(counts.sort_values(ascending=False, kind="stable").index[0])
    said = t(
        "methods.sources.most",
        events=number(ground.n()),
        sources=number(rows["source_id"].nunique()),
        single=number(int((counts == 1).sum())),
        n=number(int(counts.max())),
    )
    return Example(
        (Point(said, ground.named([most])),), see_number("overview", HEADLINES, "value", "sources")
    )


def stated(ground: Ground) -> Example:
    """Show what "only what sources state" leaves out: events, places, participants."""
    chosen = Selection(facts="stated")
    kept = set(ground.events(chosen)["event_id"])
    rows = ground.reported
    placed = rows["event_id"].isin(kept) & (rows["place_basis"] == "inferred")
    took_part = collect(apply(ground.tables, WHOLE).participations)
    inferred = took_part[took_part["event_id"].isin(kept) & (took_part["basis"] == "inferred")]
    gone, unplaced = rows[~rows["event_id"].isin(kept)], rows[placed]
    if not len(gone) + len(unplaced) + len(inferred):
        return Example()
    said = t(
        "methods.stated.kept",
        all=number(len(rows)),
        gone=number(len(gone)),
        n=number(len(kept)),
        places=number(len(unplaced)),
        participants=number(len(inferred)),
    )
    points = [Point(said)]
    if len(gone):
        points.append(Point(t("methods.stated.gone"), ground.named(first(gone))))
    if len(unplaced):
        points.append(Point(t("methods.stated.unplaced"), ground.named(first(unplaced))))
    return Example(tuple(points), see("events", event_views.EVENTS, chosen.to_query()))


def official(ground: Ground) -> Example:
    """Show what "at least one official source" keeps, and an event that it leaves out."""
    chosen = Selection(sources=OFFICIAL)
    kept = ground.events(chosen)
    gone = ground.reported[~ground.reported["event_id"].isin(kept["event_id"])]
    if gone.empty:
        return Example()
    said = t(
        "methods.official.kept",
        n=number(len(kept)),
        all=number(ground.n()),
        gone=number(len(gone)),
    )
    points = (Point(said), Point(t("methods.official.gone"), ground.named(first(gone))))
    return Example(points, see("events", event_views.EVENTS, chosen.to_query()))


def gaps(ground: Ground) -> Example:
    """Show the longest evidence gap on everything within the record."""
    rows = overview.thin_evidence(ground.tables, Selection(period=str(ground.record)))
    rows = rows[rows["whole"]]
    if rows.empty:
        return Example()
    row = rows.sort_values("days", ascending=False, kind="stable").iloc[0]
    within = Selection(period=days(row["start"], row["end"]))
    notes = ground.tables.rows("evidence_gaps").set_index("gap_id")["note"]
    gap = str(row["gap"])
    said = t(
        "methods.gaps.longest",
        days=text.span(row["start"], row["end"]),
        length=number(int(row["days"])),
        level=ground.labels.of("level", row["level"]),
        note=ground.labels.text("evidence_gaps", gap, "note", notes[gap]),
        n=number(ground.n(within)),
    )
    events = ground.events(within)
    query = {"period": [within.period]}
    return Example((Point(said, ground.named(first(events))),), see("overview", THIN, query))


def coincides(ground: Ground) -> Example:
    """Show the largest change between months that goes the way of the gaps, and one that does not.

    An evidence gap counts here by the share of the month's days that lie in one.
    """
    rows = overview.per_month(ground.tables, WHOLE).drop_duplicates("month", ignore_index=True)
    rows["before"] = rows["total"].shift()
    rows["gaps_before"] = rows["gap_days"].shift()
    rows["month_before"] = rows["month"].shift()
    rows = rows[rows["change"].fillna(0) != 0]
    marked, others = _largest(rows[rows["coincides"]]), _largest(rows[~rows["coincides"]])
    if marked is None:
        return Example()
    points = [Point(_changed(marked, "marked"))]
    if others is not None:
        points.append(Point(_changed(others, "not")))
    return Example(tuple(points), see_number("overview", PER_MONTH, "total", marked["month"]))


def _largest(rows: pd.DataFrame) -> Any:
    """Return the row with the largest change, the first of several; None without one."""
    if rows.empty:
        return None
    sizes = rows["change"].abs().astype("int64")
    return rows.loc[sizes.sort_values(ascending=False, kind="stable").index[0]]


def _changed(row: Any, which: str) -> str:
    return t(
        f"methods.coincides.{which}",
        month=text.month(row["month"]),
        before=text.month(row["month_before"]),
        n=number(int(row["total"])),
        m=number(int(row["before"])),
        gap_days=number(int(row["gap_days"])),
        length=number(row["month"].days_in_month),
        gaps_before=number(int(row["gaps_before"])),
        length_before=number(row["month_before"].days_in_month),
    )
