"""Events, one by one, with who took part and where each was reported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from cstoviz import text
from cstoviz.api import ENDINGS, places
from cstoviz.api.answering import home, sent
from cstoviz.api.answers import liked, told
from cstoviz.api.asked import only_language
from cstoviz.api.formats import FORMATS, JSON, Format
from cstoviz.api.problems import Wrong, answered
from cstoviz.card import EventCard, event_card
from cstoviz.export.tables import dumped
from cstoviz.tables import Tables
from cstoviz.views.registry import views
from cstoviz.views.rows import every_column


@answered
def all_events(request: Request, tables: Tables) -> Response:
    """Answer with the events of a selection, as the asker likes best."""
    return _listed(request, tables, liked(request))


def _as(ending: str) -> Callable[[Request], Response]:
    """Return what answers with the events of a selection in a format."""
    return answered(lambda request, tables: _listed(request, tables, FORMATS[ending]))


events_json, events_html, events_csv, events_parquet = map(_as, ENDINGS)


def _listed(request: Request, tables: Tables, made: Format) -> Response:
    return told(request, tables, views()["events"], made, every_column if made.attached else None)


@answered
def one_event(request: Request, tables: Tables) -> Response:
    """Answer with everything that is known of an event. Raises Wrong (404) where there is none."""
    only_language(request)
    name = str(request.path_params["event"])
    found = event_card(tables, name, text.language())
    if found is None:
        raise Wrong(404, "unknown-event", {"name": name[:120]})
    return sent(request, dumped(event_document(found, home(request))), JSON)


def event_document(found: EventCard, place: str) -> dict[str, Any]:
    """Return a card for programs: its parts by name, and where the dashboard shows it."""
    return {**asdict(found), "links": {"page": places.event_address(place, found.event)}}
