"""The newest events of a selection as Atom (RFC 4287)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import Any

import pandas as pd
from lxml import etree

from cstoviz import text
from cstoviz.api import places
from cstoviz.card.wording import period_words
from cstoviz.context import context
from cstoviz.drawing.svg import allowed
from cstoviz.export.about import reports_through
from cstoviz.export.briefing.sources import by_event, sources_of_selection
from cstoviz.labels import Labels
from cstoviz.selection import Selection
from cstoviz.tables import Tables
from cstoviz.text import t
from cstoviz.translations import package_in
from cstoviz.views.core import answer
from cstoviz.views.registry import views
from cstoviz.views.rows import part
from cstoviz.weblinks import web_link
from cstoviz.words import scope_words

ATOM = "http://www.w3.org/2005/Atom"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MOST = 100
"""How many events a feed holds, the latest first."""


def atom_bytes(tables: Tables, selection: Selection, home: str) -> bytes:
    """Return the feed of a selection for a dashboard at an address.

    An entry bears the first day of its event: when a row was written is not recorded. The feed
    bears the day on which the package was made, else the last that its reports reach.
    """
    package = package_in(tables, text.language())
    query = selection.to_query()
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    feed.set(XML_LANG, text.language())
    own = places.with_query(f"{home}/feeds/events.atom", query)
    _text(feed, "id", _urn(package.name, "events", str(sorted(query.items())), text.language()))
    scope = scope_words(context(tables, selection))
    _text(feed, "title", t("feed.title", title=package.title, scope=scope))
    made = package.created or reports_through(tables) or date(2000, 1, 1)
    _text(feed, "updated", _moment(made))
    _link(feed, "self", own, "application/atom+xml")
    _link(feed, "alternate", places.with_query(f"{home}/events", query), "text/html")
    _text(feed, "rights", package.licence)
    author = etree.SubElement(feed, f"{{{ATOM}}}author")
    _text(author, "name", package.title)
    for entry in _entries(tables, selection, home):
        feed.append(entry)
    return bytes(etree.tostring(feed, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _entries(tables: Tables, selection: Selection, home: str) -> Sequence[Any]:
    found = part(answer(views()["events"], tables, selection), tables, 0, MOST)
    reported = by_event(tables, sources_of_selection(tables, selection))
    rows = found.frame.itertuples()
    return [
        _entry(row, found.context.labels, tables, home, reported.get(row.event, ())) for row in rows
    ]


def _entry(row: Any, labels: Labels, tables: Tables, home: str, sources: Sequence[Any]) -> Any:
    entry = etree.Element(f"{{{ATOM}}}entry")
    _text(entry, "id", _urn(tables.package.name, "event", row.event))
    _text(entry, "title", labels.of("event", row.event))
    day = _moment(pd.Timestamp(row.start).date())
    _text(entry, "published", day)
    _text(entry, "updated", day)
    _link(entry, "alternate", places.event_address(home, row.event), "text/html")
    for source in sources:
        if address := web_link(source.url):
            _link(entry, "via", address)
    category = etree.SubElement(entry, f"{{{ATOM}}}category")
    category.set("term", allowed(row.kind))
    category.set("label", allowed(labels.of("kind", row.kind)))
    _text(entry, "summary", _summary(row, labels))
    return entry


def _summary(row: Any, labels: Labels) -> str:
    days = period_words(row.start, row.end, row.date_precision)
    where = ", ".join(filter(None, [labels.of("place", row.place), labels.of("state", row.host)]))
    states = text.listed([labels.of("state", state) for state in row.states])
    status = labels.of("status", row.status)
    facts = " · ".join(filter(None, [days, status, where, states]))
    said = labels.text("events", row.event, "summary", row.summary)
    return "\n".join(filter(None, [facts, said if isinstance(said, str) else ""]))


def _text(parent: Any, name: str, value: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}{name}").text = allowed(value)


def _link(parent: Any, kind: str, address: str, media: str = "") -> None:
    link = etree.SubElement(parent, f"{{{ATOM}}}link")
    link.set("rel", kind)
    link.set("href", allowed(address))
    if media:
        link.set("type", media)


def _moment(day: date) -> str:
    return datetime.combine(day, time(), UTC).isoformat().replace("+00:00", "Z")


def _urn(*parts: str) -> str:
    """Return a name that the same things always have, wherever the dashboard stands."""
    digest = sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()
    return f"urn:sha256:{digest}"
