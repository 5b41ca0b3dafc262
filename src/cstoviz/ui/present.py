"""The address at which a briefing is shown on a screen: a page of its own, without Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from cstoviz import text
from cstoviz.export.briefing import choice
from cstoviz.export.briefing.compose import compose
from cstoviz.package import PackageError
from cstoviz.selection import KEYS, Selection, from_query
from cstoviz.tables import Tables
from cstoviz.text import t
from cstoviz.ui import data
from cstoviz.views.registry import views

_KEPT = 32
_WAYS = ("slide", "auto", "theme")
"""Keys of the address that the page itself reads."""


def present(request: Request) -> Response:
    """Answer with the slides of the selection that the address holds."""
    query = {key: request.query_params.getlist(key) for key in request.query_params}
    with text.speaking(_language(query.get("lang", ()), request)):
        try:
            tables = data.kept()
        except PackageError:
            return HTMLResponse(_broken(), status_code=503)
        content = _slides(tables, *_wanted(query, tables), text.language(), _home(request))
    headers = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
    return HTMLResponse(content, headers=headers)


def _language(given: Sequence[str], request: Request) -> str:
    accepted = request.headers.get("accept-language", "")
    listed = [item.split(";")[0].strip() for item in accepted.split(",")]
    asked = [lang for lang in given if lang in text.languages()]
    return asked[0] if asked else text.best_language(listed)


def _home(request: Request) -> str:
    return str(request.url.replace(query="", fragment="")).rpartition("/")[0]


def _wanted(
    query: dict[str, list[str]], tables: Tables
) -> tuple[Selection, tuple[str, ...], tuple[str, ...]]:
    """Return the selection, the slides, and what of the address could not be taken."""
    options = {option.key for view in views().values() for option in view.options}
    kept = {key: given for key, given in query.items() if key in (*KEYS, *options)}
    selection, rejected = from_query(kept, tables)
    slides, strange = choice.read(",".join(query.get(choice.SLIDES, ())))
    known = (*KEYS, *options, *_WAYS, choice.SLIDES, "lang")
    wrong = [f"{each.key}={each.value}" for each in rejected]
    wrong += [f"{choice.SLIDES}={name}" for name in strange]
    return selection, slides, (*wrong, *(key for key in query if key not in known))


@lru_cache(maxsize=_KEPT)
def _slides(
    tables: Tables,
    selection: Selection,
    slides: tuple[str, ...],
    wrong: tuple[str, ...],
    _lang: str,
    home: str,
) -> str:
    from cstoviz.export.deck import deck_html  # noqa: PLC0415
    from cstoviz.export.making import silent  # noqa: PLC0415

    return deck_html(compose(tables, selection, slides, home, wrong), tables, silent)


def _broken() -> str:
    said = escape(t("app.broken"))
    return f'<!doctype html><html lang="{text.language()}"><title>{said}</title><h1>{said}</h1>'
