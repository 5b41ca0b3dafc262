"""Everything that is known of one event, in words: what its card shows, and nothing of how."""

from __future__ import annotations

import narwhals as nw

from cstoviz import text
from cstoviz.card.links import gaps, neighbours, series, served, sources, unserved
from cstoviz.card.model import (
    EventCard,
    Fact,
    Gap,
    Group,
    Other,
    Participant,
    Row,
    Series,
    Served,
    Source,
)
from cstoviz.card.participants import collective, groups
from cstoviz.card.wording import facts
from cstoviz.labels import Labels
from cstoviz.selection import Selection
from cstoviz.tables import Tables, collect

__all__ = [
    "EventCard",
    "Fact",
    "Gap",
    "Group",
    "Other",
    "Participant",
    "Series",
    "Served",
    "Source",
    "event_card",
]


def event_card(
    tables: Tables, event_id: str, lang: str, selection: Selection | None = None
) -> EventCard | None:
    """Return the card of an event in a language; None for an unknown event.

    With a selection the card names the events before and after it therein.
    """
    found = collect(tables.events.filter(nw.col("event_id") == event_id))
    if found.empty:
        return None
    with text.speaking(lang):
        return _card(Row(tables, Labels(tables, lang), found.iloc[0].to_dict()), selection)


def _card(row: Row, selection: Selection | None) -> EventCard:
    previous, following = neighbours(row, selection)
    return EventCard(
        event=row.event,
        title=row.labels.of("event", row.event),
        summary=row.text("summary"),
        facts=facts(row),
        groups=groups(row),
        collective=collective(row),
        sources=sources(row),
        served=served(row),
        unserved=unserved(row),
        series=series(row),
        gaps=gaps(row),
        previous=previous,
        following=following,
    )
