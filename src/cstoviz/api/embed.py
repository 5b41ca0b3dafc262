"""One view as a small page for a frame on another site."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from cstoviz import text
from cstoviz.api.answering import home, sent
from cstoviz.api.answers import view_named, whole_number
from cstoviz.api.asked import selection_of, wrong_value
from cstoviz.api.keeping import kept
from cstoviz.api.page import THEMES, small_page
from cstoviz.api.problems import answered
from cstoviz.tables import Tables
from cstoviz.views.core import answer

THEME, HEIGHT = "theme", "height"
LEAST, MOST = 160, 2_000
"""Pixels that the picture of an embedded view may be high."""


@answered
def embedded(request: Request, tables: Tables) -> Response:
    """Answer with a view's answer alone, in a theme and up to a height."""
    view = view_named(str(request.path_params["view"]))
    selection = selection_of(request, tables, view, (THEME, HEIGHT))
    theme = _theme(request)
    height = whole_number(request, HEIGHT, 0, MOST, LEAST)
    found, place = answer(view, tables, selection), home(request)
    key = ("embed", found, theme, height, place, text.language())
    content = kept.get(key, lambda: small_page(found, tables, place, theme, height).encode())
    return sent(request, content, "text/html")


def _theme(request: Request) -> str:
    given = request.query_params.getlist(THEME) or [THEMES[0]]
    if len(given) > 1 or given[0] not in THEMES:
        raise wrong_value(THEME, given[-1], THEMES)
    return given[0]
