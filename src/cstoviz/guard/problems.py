"""What is said to who is refused, or whose request failed: a problem document (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from cstoviz import text
from cstoviz.text import t

_MEDIA = "application/problem+json"
_TYPES = "/api/v1/problems#"
_ALWAYS = {
    "Cache-Control": "no-store",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Retry-After, RateLimit, RateLimit-Policy",
}
"""A page of another site that asks too often has to see that it does."""


def refusal(
    scope: Scope, status: int, slug: str, headers: Mapping[str, str] | None = None, n: int = 0
) -> Response:
    """Return an answer that says in the asker's language what is wrong; `n` is filled in."""
    request = Request(scope)
    given = request.query_params.getlist("lang")
    with text.speaking(text.wished_language(given, request.headers.get("accept-language", ""))):
        document = {
            "type": f"{_TYPES}{slug}",
            "title": t(f"problem.{slug}"),
            "status": status,
            "detail": t(f"problem.{slug}.detail", n=text.number(n)),
            "instance": scope["path"],
        }
        said = {"Content-Language": text.language(), "Vary": "Accept-Language"}
    content = json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    return Response(content, status, {**_ALWAYS, **said, **(headers or {})}, _MEDIA)
