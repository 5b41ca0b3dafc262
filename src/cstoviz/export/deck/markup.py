"""Pieces of the page's HTML; every text in them is made harmless here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from urllib.parse import quote, urlencode

from cstoviz.export.briefing.model import Briefing, Slide
from cstoviz.inert import ACTING
from cstoviz.weblinks import web_link

_FORBIDDEN = re.compile(f"[{ACTING}\ud800-\udfff]")
"""Characters that no page may have, and those that turn the direction of what follows."""


def safe(text: object) -> str:
    """Return a text that is nothing but text in HTML, as content or in a quoted attribute."""
    return escape(_FORBIDDEN.sub("", str(text)), quote=True)


def anchor(text: str, address: str) -> str:
    """Return a text as a link; only the text where the address is none of the web."""
    link = web_link(address)
    if not link:
        return safe(text)
    return f'<a href="{safe(link)}" target="_blank" rel="noopener noreferrer">{safe(text)}</a>'


def attributes(**given: object) -> str:
    """Return attributes of an element: `data_view="x"` for data-view; "" is left out."""
    named = ((name.rstrip("_").replace("_", "-"), value) for name, value in given.items())
    return "".join(f' {name}="{safe(value)}"' for name, value in named if value not in ("", None))


def dashboard(briefing: Briefing, slide: Slide, **more: str) -> str:
    """Return the address that opens a slide in the dashboard, with further keys of the address.

    "" where the dashboard's address is not known, or is none of the web.
    """
    whole = web_link(briefing.link(slide.address)) if slide.address else ""
    if not whole or not more:
        return whole
    front, mark, part = whole.partition("#")
    joint = "&" if "?" in front else "?"
    return f"{front}{joint}{urlencode(more, quote_via=quote)}{mark}{part}"


def items(texts: Iterable[str]) -> str:
    """Return list items of pieces of HTML."""
    return "".join(f"<li>{each}</li>" for each in texts)
