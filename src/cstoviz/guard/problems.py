"""What is said to who is refused, or whose request failed: a problem document (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from cstoviz import text
from cstoviz.requested import language_of, problem, words

_ALWAYS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Retry-After, RateLimit, RateLimit-Policy",
}
"""A page of another site that asks too often has to see that it does."""


def refusal(
    scope: Scope, status: int, slug: str, headers: Mapping[str, str] | None = None, n: int = 0
) -> Response:
    """Return an answer that says in the asker's language what is wrong; `n` is filled in."""
    request = Request(scope)
    with text.speaking(language_of(request)):
        told = words(slug, {"n": text.number(n)})
        said = {**_ALWAYS, "Content-Language": text.language(), **(headers or {})}
        return problem(request, status, slug, told, {}, said)
