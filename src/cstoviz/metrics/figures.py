"""The headline figures of a selection: what `overview.figures_of` lists, counted."""

from __future__ import annotations

from functools import lru_cache

import narwhals as nw

from cstoviz import joins
from cstoviz.evidence import known_of
from cstoviz.metrics.counts import Counts
from cstoviz.metrics.membership import members_shown
from cstoviz.selection import Scope, Selection, apply
from cstoviz.tables import Frame, Tables, collect, how_many

OUTSIDE = (nw.col("participant_kind") == "organisation", nw.col("role") != "absent")
"""Which participations are of organisations that took part."""


def counted(tables: Tables, selection: Selection, known: Counts) -> list[int]:
    """Return the headline figures of a selection, in the order of `overview.FIGURES`.

    `known` says how many of its events have a state (iso3) by which evidence.
    """
    scope = apply(tables, selection.without_options())
    events, places = _events_and_places(scope)
    partners = joins.semi(_partners(tables, selection.facts), scope.events)
    sources = joins.semi(tables.event_sources, scope.events)
    return [
        events,
        sum((state, "named") in known for state in members_shown(tables, selection)),
        places,
        how_many(joins.distinct(partners.select("participant"))),
        how_many(joins.distinct(sources.select("source_id"))),
    ]


def _events_and_places(scope: Scope) -> tuple[int, int]:
    """Return how many events there are, and at how many places, but for those by video."""
    place = nw.when(nw.col("format").fill_null("") != "video").then(nw.col("place_id"))
    found = scope.events.select(
        events=nw.len(), places=place.n_unique(), unknown=place.is_null().any()
    )
    events, places, unknown = collect(found).iloc[0]
    return int(events), int(places - bool(unknown)) if events else 0


@lru_cache(maxsize=16)
def _partners(tables: Tables, facts: str) -> Frame:
    """Return the organisations that took part in any event: event_id, participant."""
    rows = known_of(tables, facts).participations.filter(*OUTSIDE)
    return tables.engine.keep(rows.select("event_id", "participant"))
