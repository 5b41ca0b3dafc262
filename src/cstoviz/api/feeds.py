"""The events of a selection as a feed of news and as a calendar that one subscribes to."""

from __future__ import annotations

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from cstoviz import text
from cstoviz.api.answering import home, sent
from cstoviz.api.asked import selection_of
from cstoviz.api.atom import atom_bytes
from cstoviz.api.keeping import kept
from cstoviz.api.problems import answered
from cstoviz.export.briefing.compose import compose
from cstoviz.export.calendar import calendar_bytes
from cstoviz.export.making import silent
from cstoviz.export.names import plain
from cstoviz.selection import Selection
from cstoviz.tables import Tables

EVERY = timedelta(hours=12)
"""How often a calendar that is subscribed to is worth asking for."""


@answered
def atom(request: Request, tables: Tables) -> Response:
    """Answer with the newest events of a selection as an Atom feed."""
    selection, place = selection_of(request, tables), home(request)
    key = ("atom", tables, selection, place, text.language())
    content = kept.get(key, lambda: atom_bytes(tables, selection, place))
    return sent(request, content, "application/atom+xml")


@answered
def calendar(request: Request, tables: Tables) -> Response:
    """Answer with the events of a selection as a calendar."""
    selection, place = selection_of(request, tables), home(request)
    key = ("calendar", tables, selection, place, text.language())
    content = kept.get(key, lambda: _calendar(tables, selection, place))
    name = plain(tables.package.name)
    return sent(request, content, "text/calendar", f"{name}.ics")


def _calendar(tables: Tables, selection: Selection, place: str) -> bytes:
    briefing = compose(tables, selection, (), place)
    return calendar_bytes(briefing, tables, silent, EVERY)
