"""What an event is tied to: its sources, declared targets, series, evidence gaps, neighbours."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import narwhals as nw

from cstoviz import text
from cstoviz.card.model import Gap, Other, Row, Series, Served, Source
from cstoviz.card.wording import period_words
from cstoviz.selection import Selection, apply
from cstoviz.tables import Frame, Tables, collect, how_many
from cstoviz.text import t
from cstoviz.weblinks import web_link

_LEVELS = (
    ("area", "priority_areas", "area_id", "chairmanship_id"),
    ("priority", "priorities", "priority_id", "area_id"),
    ("measure", "measures", "measure_id", "priority_id"),
)
_KIND = "kind:"


def sources(row: Row) -> tuple[Source, ...]:
    """Return the event's addresses, by the kind of their publishers, then in package order."""
    links = row.of("event_sources")
    known = row.tables.sources.filter(nw.col("source_id").is_in(list(links["source_id"])))
    rows = links.merge(collect(known), on="source_id")
    order = row.labels.order("publisher_kind")
    rank = rows["publisher_kind"].map(lambda kind: order.index(kind) if kind in order else 99)
    rows = rows.assign(rank=rank).sort_values("rank", kind="stable")
    return tuple(_source(row, one) for one in rows.itertuples())


def _source(row: Row, one: Any) -> Source:
    return Source(
        url=one.url,
        link=web_link(one.url),
        publisher=one.publisher if isinstance(one.publisher, str) else "",
        kind=row.labels.of("publisher_kind", one.publisher_kind),
        language=row.labels.of("language", one.language),
    )


def served(row: Row) -> tuple[Served, ...]:
    """Return the declared targets that the event serves, the direct ones first."""
    order = row.labels.order("strength")
    found = [_served(row, one) for one in row.of("codings").itertuples()]
    names = {row.labels.of("strength", code): place for place, code in enumerate(order)}
    return tuple(sorted(found, key=lambda each: names.get(each.strength, len(names))))


def _served(row: Row, one: Any) -> Served:
    term, path = _path(row, one.target_id)
    return Served(
        target=one.target_id,
        term=row.labels.of("chairmanship", term),
        path=path,
        strength=row.labels.of("strength", one.strength),
        meaning=row.meaning("strength", one.strength),
        basis=row.labels.of("coding_basis", one.basis),
        reason=row.labels.said("reason", one.reason),
    )


@lru_cache(maxsize=8)
def _parents(tables: Tables) -> Mapping[str, tuple[str, str]]:
    """Return the dimension and the parent of every target; of an area its chairmanship."""
    found: dict[str, tuple[str, str]] = {}
    for dimension, table, key, parent in _LEVELS:
        rows = tables.rows(table)
        found |= {k: (dimension, p) for k, p in zip(rows[key], rows[parent], strict=True)}
    return found


def _path(row: Row, target: str) -> tuple[str, tuple[str, ...]]:
    """Return a target's chairmanship, and the titles from its area down to it."""
    titles: list[str] = []
    while target in _parents(row.tables):
        dimension, parent = _parents(row.tables)[target]
        titles.insert(0, row.labels.of(dimension, target))
        target = parent
    return target, tuple(titles)


def unserved(row: Row) -> str:
    """Say why no declared target is named; "" where one is."""
    if len(row.of("codings")):
        return ""
    rows, day = row.tables.rows("chairmanships"), row.values["start_date"]
    terms = rows[(rows["starts_on"] <= day) & (rows["ends_on"] >= day)]["chairmanship_id"]
    if terms.empty:
        return t("event-card.unserved.no-term")
    declared = terms[terms.isin(row.tables.rows("priority_areas")["chairmanship_id"])]
    key = "none" if len(declared) else "no-targets"
    term = (declared if len(declared) else terms).iloc[-1]
    return t(f"event-card.unserved.{key}", term=row.labels.of("chairmanship", term))


def series(row: Row) -> tuple[Series, ...]:
    """Return the series of the event, each with its other events in order of days."""
    return tuple(
        Series(
            series=one.series_id,
            title=row.labels.of("series", one.series_id),
            relation=row.labels.of("relation", one.relation),
            others=_others(row, one.series_id),
        )
        for one in row.of("event_series").itertuples()
    )


def _others(row: Row, series_id: str) -> tuple[Other, ...]:
    rows = row.tables.rows("event_series")
    others = set(rows.loc[rows["series_id"] == series_id, "event_id"]) - {row.event}
    found = collect(row.tables.events.filter(nw.col("event_id").is_in(sorted(others))))
    found = found.sort_values(["start_date", "event_id"])
    return tuple(_other(row, one) for one in found.itertuples())


def _other(row: Row, one: Any) -> Other:
    return Other(
        event=one.event_id,
        title=row.labels.of("event", one.event_id),
        period=period_words(one.start_date, one.end_date, one.date_precision),
    )


def gaps(row: Row) -> tuple[Gap, ...]:
    """Return the evidence gaps of the whole record, or of the event's kind, on its days."""
    rows = row.tables.rows("evidence_gaps")
    meets = (rows["starts_on"] <= row.values["end_date"]) & (
        rows["ends_on"] >= row.values["start_date"]
    )
    bears = rows["scope"].isin(["all", f"{_KIND}{row.code('kind')}"])
    return tuple(_gap(row, one) for one in rows[meets & bears].itertuples())


def _gap(row: Row, one: Any) -> Gap:
    whole = one.scope == "all"
    return Gap(
        gap=one.gap_id,
        level=row.labels.of("level", one.level),
        concerns=t("event-card.gap.all") if whole else row.labels.of("kind", row.code("kind")),
        period=text.span(one.starts_on, one.ends_on),
        note=row.labels.of("gap", one.gap_id),
    )


def neighbours(row: Row, selection: Selection | None) -> tuple[Other | None, Other | None]:
    """Return the event before and the event after it in a selection; None where there is none.

    An event that is not in the selection has no neighbours.
    """
    if selection is None:
        return None, None
    events = apply(row.tables, selection.without_options()).events
    start, key = nw.col("start_date"), nw.col("event_id")
    day = row.values["start_date"]
    if not how_many(events.filter(key == row.event)):
        return None, None
    before = events.filter((start < day) | ((start == day) & (key < row.event)))
    after = events.filter((start > day) | ((start == day) & (key > row.event)))
    return _first(row, before, descending=True), _first(row, after, descending=False)


def _first(row: Row, events: Frame, *, descending: bool) -> Other | None:
    found = events.sort("start_date", "event_id", descending=descending).head(1)
    return next((_other(row, one) for one in collect(found).itertuples()), None)
