"""What a request over HTTP is told in words: the language it asks for, why it is not answered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from cstoviz import text
from cstoviz.text import t

MEDIA = "application/problem+json"
TYPES = "/api/v1/problems#"


def language_of(request: Request) -> str:
    """Return the language of an answer: the one in the address, else the browser's."""
    given = request.query_params.getlist("lang")
    return text.wished_language(given, request.headers.get("accept-language", ""))


def query_of(request: Request) -> dict[str, list[str]]:
    """Return every key of an address with all of its values."""
    return {key: request.query_params.getlist(key) for key in request.query_params}


def words(slug: str, said: Mapping[str, object]) -> tuple[str, str]:
    """Return title and detail of a problem, with what is to be filled in."""
    return t(f"problem.{slug}"), t(f"problem.{slug}.detail", **said)


def problem(
    request: Request,
    status: int,
    slug: str,
    told: tuple[str, str],
    more: Mapping[str, Any],
    headers: Mapping[str, str],
) -> Response:
    """Return a problem as an answer (RFC 9457): title and detail, and further members."""
    document = {
        "type": f"{request.scope.get('root_path', '')}{TYPES}{slug}",
        "title": told[0],
        "status": status,
        "detail": told[1],
        "instance": request.scope["path"],
        **more,
    }
    content = json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    always = {"Cache-Control": "no-store", "Vary": "Accept-Language"}
    return Response(content, status, {**always, **headers}, MEDIA)
