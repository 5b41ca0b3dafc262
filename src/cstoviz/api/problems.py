"""What is wrong with a request, said to programs (RFC 9457, `application/problem+json`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from cstoviz import shown, text
from cstoviz.api.answering import home, opened
from cstoviz.package import PackageError
from cstoviz.requested import language_of, problem, words
from cstoviz.tables import Tables

METHODS = ("GET", "HEAD", "OPTIONS")
RETRY_AFTER = 30
"""Seconds after which a package that could not be read may have been mended."""

Handler = Callable[[Request, Tables], Response]


class Wrong(Exception):  # noqa: N818
    """A request that cannot be answered as it stands.

    slug: which problem it is, part of its type and of its texts `problem.<slug>` (title) and
    `problem.<slug>.detail`, in which `said` is filled in; more: further members of the document;
    headers: further headers of the answer. Texts come in the language of the moment of raising.
    """

    def __init__(
        self,
        status: int,
        slug: str,
        said: Mapping[str, object] | None = None,
        more: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.status, self.slug = status, slug
        self.title, self.detail = words(slug, said or {})
        self.more, self.headers = dict(more or {}), dict(headers or {})
        super().__init__(self.detail)


def answered(handler: Handler) -> Callable[[Request], Response]:
    """Return an endpoint made of what answers a request from the tables.

    It answers in the language asked for, counts when it is its turn, and says as a problem what is
    wrong: with the package, the method, or what the handler raises as `Wrong`.
    """

    @wraps(handler)
    def endpoint(request: Request) -> Response:
        return spoken(request, lambda: _from_tables(handler, request))

    return endpoint


def spoken(request: Request, answer: Callable[[], Response]) -> Response:
    """Return an answer in the language asked for; what it raises as `Wrong` becomes a problem."""
    with text.speaking(language_of(request)):
        try:
            response = _allowed(request) or answer()
        except Wrong as wrong:
            told = (wrong.title, wrong.detail)
            response = problem(request, wrong.status, wrong.slug, told, wrong.more, wrong.headers)
        response.headers.setdefault("Content-Language", text.language())
    return opened(response)


def _from_tables(handler: Handler, request: Request) -> Response:
    try:
        tables = shown.tables()
    except PackageError as error:
        headers = {"Retry-After": str(RETRY_AFTER)}
        raise Wrong(503, "broken-package", headers=headers) from error
    with tables.engine.turn():
        return handler(request, tables)


def _allowed(request: Request) -> Response | None:
    """Answer what asks for the methods; None for what reads. Raises Wrong for what would write."""
    allow = {"Allow": ", ".join(METHODS)}
    if request.method == "OPTIONS":
        asked = {
            "Access-Control-Allow-Methods": ", ".join(METHODS),
            "Access-Control-Allow-Headers": "Accept, Accept-Language, Authorization, If-None-Match",
            "Access-Control-Max-Age": "86400",
        }
        return Response(status_code=204, headers={**allow, **asked})
    if request.method not in METHODS:
        said = {"method": request.method, "methods": text.listed(METHODS)}
        raise Wrong(405, "method", said, headers=allow)
    return None


def lost(request: Request) -> Response:
    """Answer at an address below /api where there is nothing."""

    def nothing() -> Response:
        raise nowhere(request)

    return spoken(request, nothing)


def nowhere(request: Request) -> Wrong:
    """Return the problem of an address at which there is nothing."""
    index = f"{home(request)}/api/v1"
    return Wrong(404, "unknown-address", {"index": index}, {"index": index})
