"""The description of the API (OpenAPI 3.1), made of the views and of what the package has."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from cstoviz import text
from cstoviz.api import problems
from cstoviz.api.answering import home, sent
from cstoviz.api.answers import MOST_ROWS, PAGE, SIZE
from cstoviz.api.asked import LANGUAGE, SEVERAL, only_language
from cstoviz.api.formats import FORMATS, JSON, Part
from cstoviz.api.metadata import MEDIA as LINKED
from cstoviz.api.schemas import SCHEMAS
from cstoviz.export.tables import dumped
from cstoviz.requested import MEDIA
from cstoviz.selection import KEYS, Selection, choices
from cstoviz.tables import Tables
from cstoviz.text import t
from cstoviz.translations import package_in
from cstoviz.views.core import MOST_WRITTEN, Option, View, answer
from cstoviz.views.registry import views

Spec = dict[str, Any]


@problems.answered
def description(request: Request, tables: Tables) -> Response:
    """Answer with the description, of the package as it is now."""
    only_language(request)
    return sent(request, dumped(described(tables, home(request))), JSON)


def described(tables: Tables, place: str) -> Spec:
    """Return the description of the API at an address."""
    package = package_in(tables, text.language())
    return {
        "openapi": "3.1.0",
        "info": {
            "title": package.title,
            "version": version("cstoviz"),
            "description": f"{package.description}\n\n{t('api.about')}",
            "license": {"name": package.licence, "url": package.licence_url or place},
        },
        "servers": [{"url": place}],
        "paths": _paths(tables),
        "components": {"schemas": SCHEMAS, "responses": _responses(),
                       "parameters": _parameters(tables)},
    }  # fmt: skip


def _paths(tables: Tables) -> Spec:
    made: Spec = {
        "/api/v1": _read(t("api.index"), _json("Index")),
        "/api/v1/views": _read(t("api.views"), _json("Views")),
        "/api/v1/openapi.json": _read(t("api.openapi"), _json("Any")),
        "/api/v1/package.zip": _read(t("api.package"), {"application/zip": _binary()}, ("404",)),
        "/api/v1/dataset.jsonld": _read(t("api.dataset"), _linked()),
        "/api/v1/catalog.jsonld": _read(t("api.catalogue"), _linked()),
        "/api/v1/problems": _read(t("api.problems"), {"text/html": {"schema": {"type": "string"}}}),
    }
    for view in views().values():
        made |= _of_view(view, tables)
    made |= _listed("/api/v1/events", views()["events"], tables, t("api.events"))
    event = {"name": "event", "in": "path", "required": True, "schema": {"type": "string"},
             "example": _first_event(tables)}  # fmt: skip
    made["/api/v1/events/{event}"] = _read(t("api.event"), _json("Event"), ("404",), [event])
    return made


def _of_view(view: View, tables: Tables) -> Spec:
    return _listed(f"/api/v1/views/{view.id}", view, tables, view.question)


def _listed(path: str, view: View, tables: Tables, summary: str) -> Spec:
    """Describe a view at its address, and at that of every format."""
    contents = {made.suffix: {made.media_type: _content(made.suffix)} for made in FORMATS.values()}
    parameters = [*_references(), *(_option(option, tables) for option in view.options)]
    paged = [*parameters, _reference(PAGE), _reference(SIZE)]
    whole = {media: schema for each in contents.values() for media, schema in each.items()}
    described = {path: _read(summary, whole, ("406",), parameters, view.rule)}
    for suffix, content in contents.items():
        own = paged if suffix == "json" else parameters
        described[f"{path}.{suffix}"] = _read(summary, content, (), own, view.rule)
    return described


def _content(suffix: str) -> Spec:
    if suffix == "json":
        return {"schema": {"$ref": "#/components/schemas/Answer"}}
    return _binary() if suffix == "parquet" else {"schema": {"type": "string"}}


def _json(schema: str) -> Spec:
    return {JSON: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}


def _linked() -> Spec:
    return {LINKED: {"schema": {"type": "object"}}}


def _binary() -> Spec:
    return {"schema": {"type": "string", "contentMediaType": "application/octet-stream"}}


def _read(
    summary: str,
    content: Mapping[str, Any],
    problems_too: Sequence[str] = (),
    parameters: Sequence[Spec] = (),
    explained: str = "",
) -> Spec:
    """Describe what can be read at an address."""
    found = {"description": "OK", "content": dict(content)}
    wrong = ("400", "405", "429", "503", *problems_too)
    answers = {"200": found, "304": {"$ref": "#/components/responses/304"},
               **{code: {"$ref": f"#/components/responses/{code}"} for code in wrong}}  # fmt: skip
    given = list(parameters) or [_reference(LANGUAGE)]
    if not any(each.get("$ref") == _reference(LANGUAGE)["$ref"] for each in given):
        given.append(_reference(LANGUAGE))
    told: Spec = {"summary": summary, "parameters": given, "responses": answers}
    return {"get": {**told, "description": explained} if explained else told}


def _responses() -> Spec:
    problem = {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    named = ("400", "404", "405", "406", "429", "503")
    told: Spec = {
        code: {"description": t(f"api.status.{code}"), "content": problem} for code in named
    }
    return told | {"304": {"description": t("api.status.304")}}


def _reference(key: str) -> Spec:
    return {"$ref": f"#/components/parameters/{key}"}


def _references() -> list[Spec]:
    return [_reference(key) for key in (*KEYS, LANGUAGE)]


def _parameters(tables: Tables) -> Spec:
    """Describe the keys that all views share."""
    allowed = dict(choices(tables))
    made = {key: _key(key, allowed.get(key)) for key in KEYS}
    made[LANGUAGE] = _parameter(LANGUAGE, {"type": "string", "enum": list(text.languages())})
    for key, most, default in ((PAGE, 10**9, Part.page), (SIZE, MOST_ROWS, Part.size)):
        schema = {"type": "integer", "minimum": 1, "maximum": most, "default": default}
        made[key] = _parameter(key, schema)
    return made


def _key(key: str, codes: Sequence[str] | None) -> Spec:
    schema: Spec = {"type": "string"}
    if codes is not None:
        schema["enum"] = list(codes)
    else:
        schema["examples"] = ["2025", "2025-01-01..2025-06-30", "last-12-months"]
    if key in SEVERAL:
        schema = {"type": "array", "items": schema}
    return _parameter(key, schema)


def _option(option: Option, tables: Tables) -> Spec:
    """Describe what a view adds to the filter."""
    if option.control == "search":
        return _parameter(option.key, {"type": "string", "maxLength": MOST_WRITTEN})
    codes = [code for code in option.offered(tables, Selection()) if code]
    if option.control == "several":
        one = "|".join(map(re.escape, codes))
        return _parameter(option.key, {"type": "string", "pattern": f"^({one})(,({one}))*$"})
    if option.follows:
        return _parameter(option.key, {"type": "string", "examples": codes[:3]})
    return _parameter(option.key, {"type": "string", "enum": codes})


def _parameter(name: str, schema: Spec) -> Spec:
    told: Spec = {"name": name, "in": "query", "required": False, "schema": schema}
    told["description"] = t(f"api.key.{name}") if text.has(f"api.key.{name}") else name
    if schema.get("type") == "array":
        told |= {"style": "form", "explode": True}
    return told


def _first_event(tables: Tables) -> str:
    found = answer(views()["latest-events"], tables, Selection()).frame["event"]
    return next(iter(found), "")
