"""People and equipment that sources report for events, and how many events state none."""

from __future__ import annotations

from functools import lru_cache

import narwhals as nw
import pandas as pd

from cstoviz import joins
from cstoviz.metrics import listing
from cstoviz.metrics.counts import shaped
from cstoviz.metrics.listing import ROWS
from cstoviz.selection import Selection, apply
from cstoviz.tables import Frame, Tables, collect, how_many

_STRENGTH = {
    "event": "str",
    "kind": "str",
    "start": "datetime64[us]",
    "end": "datetime64[us]",
    "personnel": "Int64",
    "equipment": "Int64",
}
_KINDS = {
    "kind": "str",
    "events": "int64",
    "personnel": "int64",
    "equipment": "int64",
    "figures": "int64",
}


def reported_strength(tables: Tables, selection: Selection) -> pd.DataFrame:
    """List the selected events of the kinds that report strength, with what is reported.

    Those are the kinds of which at least one event of the whole package, of any status but
    cancelled, has a figure of people or equipment. Out, by first day: event, kind, start, end
    (days), personnel (people), equipment (units); null = no source states it.

    Of more events than `listing.MOST` the latest with a figure are listed, as many at most; the
    attributes of the frame (`attrs`) then say how many there are in all (`ROWS`), what
    `by_kind` counts (`kinds`), and by which text it is said that this is a part (`told`).
    """
    events = joins.semi(
        apply(tables, selection.without_options()).events, _reporting_kinds(tables), "kind"
    )
    all_rows = how_many(events)
    if all_rows <= listing.MOST:
        return _in_order(collect(events))
    figures = events.filter(_has_figure()).sort("start_date", "event_id", descending=[True, False])
    frame = _in_order(collect(figures.head(listing.MOST)))
    frame.attrs = {ROWS: all_rows, "kinds": _by_kind(events), "told": "strength.listed"}
    return frame


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows.rename(columns={"event_id": "event", "start_date": "start", "end_date": "end"})
    return shaped(rows.sort_values(["start", "event"]), _STRENGTH)


def by_kind(frame: pd.DataFrame) -> pd.DataFrame:
    """Count the events of `reported_strength`, listed or not, by kind.

    Out, kinds in the order of their first event: kind, events, personnel, equipment, figures (of
    how many events people, equipment, either are stated).
    """
    if "kinds" in frame.attrs:
        return pd.DataFrame(frame.attrs["kinds"], columns=list(_KINDS)).astype(_KINDS)
    marks = frame[["personnel", "equipment"]].notna()
    marks = marks.assign(kind=frame["kind"], events=1, figures=marks.any(axis=1))
    counts = marks.groupby("kind", sort=False).sum().reset_index()
    return counts[list(_KINDS)].astype(_KINDS)


def _by_kind(events: Frame) -> list[dict[str, object]]:
    stated = {name: ~nw.col(name).is_null() for name in ("personnel", "equipment")}
    figures = {name: mark.cast(nw.Int64) for name, mark in stated.items()}
    marks = events.with_columns(figures=_has_figure().cast(nw.Int64), **figures)
    counts = marks.group_by("kind").agg(
        nw.col("personnel", "equipment", "figures").sum(),
        events=nw.len(),
        first=nw.col("start_date").min(),
    )
    rows = collect(counts).sort_values(["first", "kind"])[list(_KINDS)]
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]


def _has_figure() -> nw.Expr:
    return ~nw.col("personnel").is_null() | ~nw.col("equipment").is_null()


@lru_cache(maxsize=8)
def _reporting_kinds(tables: Tables) -> Frame:
    told = tables.events.filter(_has_figure(), nw.col("status") != "cancelled")
    return tables.engine.keep(joins.distinct(told.select("kind")))
