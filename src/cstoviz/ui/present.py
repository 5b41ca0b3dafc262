"""The address at which a briefing is shown on a screen: a page of its own, without Streamlit."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from cstoviz import shown, text
from cstoviz.export.briefing import choice
from cstoviz.export.briefing.asked import Asked, Query, options, read
from cstoviz.export.briefing.compose import compose
from cstoviz.export.deck import deck_html, policy
from cstoviz.export.making import silent
from cstoviz.package import PackageError
from cstoviz.requested import language_of, query_of
from cstoviz.selection import KEYS
from cstoviz.tables import Tables
from cstoviz.text import t

_KEPT = 32
_WAYS = ("slide", "auto", "theme", "lang")
"""Keys of the address that the page itself reads."""


def present(request: Request) -> Response:
    """Answer with the slides of the selection that the address holds."""
    query = query_of(request)
    with text.speaking(language_of(request)):
        try:
            tables = shown.tables()
        except PackageError:
            return HTMLResponse(_broken(), status_code=503)
        with tables.engine.turn():
            found = read(query, tables)
            content = _slides(tables, found, _wrong(found, query), text.language(), _home(request))
    headers = {"Cache-Control": "no-cache", "Content-Security-Policy": policy()}
    return HTMLResponse(content, headers=headers)


def _home(request: Request) -> str:
    return str(request.url.replace(query="", fragment="")).rpartition("/")[0]


def _wrong(found: Asked, query: Query) -> tuple[str, ...]:
    """Return what of an address could not be taken, as it stands there."""
    known = {*KEYS, *options(), *_WAYS, choice.SLIDES}
    values = (f"{each.key}={each.value}" for each in found.wrong)
    return (*values, *(key for key in query if key not in known))


@lru_cache(maxsize=_KEPT)
def _slides(tables: Tables, found: Asked, wrong: tuple[str, ...], _lang: str, home: str) -> str:
    told = compose(tables, found.selection, found.slides, home, wrong)
    return deck_html(told, tables, silent)


def _broken() -> str:
    said = escape(t("app.broken"))
    return f'<!doctype html><html lang="{text.language()}"><title>{said}</title><h1>{said}</h1>'
