"""What there is: the index of the API, its views with what can be chosen, and the package."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from cstoviz import shown
from cstoviz.api import places
from cstoviz.api.answering import home, sent
from cstoviz.api.asked import only_language
from cstoviz.api.formats import FORMATS, JSON
from cstoviz.api.problems import Wrong, answered
from cstoviz.export.names import plain
from cstoviz.export.tables import dumped
from cstoviz.selection import Selection, choices
from cstoviz.tables import Tables
from cstoviz.text import language
from cstoviz.translations import package_in
from cstoviz.views.core import Option, View
from cstoviz.views.registry import views

MOST_CHOICES = 200
"""So many choices of an option are listed; a list of many places ends there."""


@answered
def index(request: Request, tables: Tables) -> Response:
    """Answer with what there is, and of what it is made."""
    only_language(request)
    place, package = f"{home(request)}{places.API}", package_in(tables, language())
    return sent(request, dumped({
        "title": package.title,
        "description": package.description,
        "version": package.version,
        "licence": package.licence,
        "licence_url": package.licence_url,
        "homepage": package.homepage,
        "links": {
            "openapi": f"{place}/openapi.json",
            "views": f"{place}/views",
            "events": f"{place}/events",
            "package": f"{place}/package.zip",
        },
    }), JSON)  # fmt: skip


@answered
def list_views(request: Request, tables: Tables) -> Response:
    """Answer with every view: what it answers, how it is counted, what can be chosen."""
    only_language(request)
    place = home(request)
    filters = {key: list(given) for key, given in choices(tables).items()}
    found = [_view(view, tables, place) for view in views().values()]
    return sent(request, dumped({"filters": filters, "views": found}), JSON)


def _view(view: View, tables: Tables, place: str) -> dict[str, Any]:
    return {
        "id": view.id,
        "question": view.question,
        "rule": view.rule,
        "options": [_option(option, tables) for option in view.options],
        "links": {
            "page": places.page_address(place, view.id, {}),
            "embed": places.embed_address(place, view.id, {}),
            **{each: places.view_address(place, view.id, each, {}) for each in FORMATS},
        },
    }


def _option(option: Option, tables: Tables) -> dict[str, Any]:
    offered = dict(option.offered(tables, Selection()))
    return {
        "key": option.key,
        "label": option.label,
        "default": option.default(tables, Selection()),
        "several": option.control == "several",
        "free": option.control == "search",
        "choices": dict(list(offered.items())[:MOST_CHOICES]),
        "number": len(offered),
    }


@answered
def package(request: Request, tables: Tables) -> Response:
    """Answer with the files of the package. Raises Wrong (404) where they are not at hand."""
    only_language(request)
    try:
        content = shown.files()
    except FileNotFoundError as error:
        raise Wrong(404, "no-files") from error
    name = plain(f"{tables.package.name}-{tables.package.version}")
    return sent(request, content, "application/zip", f"{name}.zip")
