"""Addresses of views: of the answer in every format, of the page that shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote, urlencode

from cstoviz import text
from cstoviz.selection import KEYS
from cstoviz.views.chapters import page_of

API = "/api/v1"
Query = Mapping[str, Sequence[str]]


def with_query(address: str, query: Query) -> str:
    """Return an address with a query and the present language."""
    return f"{address}?{urlencode({**query, 'lang': [text.language()]}, doseq=True)}"


def view_address(home: str, view: str, suffix: str, query: Query) -> str:
    """Return where a view answers a query in a format; without a suffix as the asker likes."""
    ending = f".{suffix}" if suffix else ""
    return with_query(f"{home}{API}/views/{quote(view)}{ending}", query)


def page_address(home: str, view: str, query: Query) -> str:
    """Return the page of the dashboard that shows a view's answer to a query."""
    path = page_of().get(view, "")
    return f"{with_query(f'{home}/{path}', query)}#{view}"


def event_address(home: str, event: str) -> str:
    """Return the page of the dashboard that opens an event's card."""
    return with_query(f"{home}/events", {"event": [event]})


def embed_address(home: str, view: str, query: Query) -> str:
    """Return the small page that shows a view's answer to a query on other sites."""
    return with_query(f"{home}/embed/{quote(view)}", query)


def preview_address(home: str, page: str, query: Query) -> str:
    """Return the picture of a page of the dashboard, of what a query selects."""
    return with_query(f"{home}/embed/page/{quote(page)}.png", query)


def feed_address(home: str, suffix: str, query: Query) -> str:
    """Return where the events of a query come as a feed: "atom", or a calendar: "ics"."""
    return with_query(f"{home}/feeds/events.{suffix}", _filter(query))


def events_address(home: str, query: Query) -> str:
    """Return where the events of a query come one by one."""
    return with_query(f"{home}{API}/events", _filter(query))


def _filter(query: Query) -> Query:
    """Return the part of a query that is the filter, without what single views add."""
    return {key: given for key, given in query.items() if key in KEYS}
