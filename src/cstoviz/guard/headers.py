"""The headers by which a browser keeps pages safe, on every answer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from starlette.datastructures import MutableHeaders
from starlette.types import Receive, Scope, Send

from cstoviz.guard import policies
from cstoviz.guard.client import secure
from cstoviz.guard.layer import Layer, at_start
from cstoviz.settings import settings

_POLICY = "Content-Security-Policy"


class Headers(Layer):
    """Adds the headers to whatever the server answers; what an answer says itself stays."""

    async def http(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and its answer back with the headers."""
        await self.app(scope, receive, at_start(send, lambda headers: _add(headers, scope)))


def _add(headers: MutableHeaders, scope: Scope) -> None:
    given = settings()
    path = policies.asked(scope)
    framing = policies.framing(path, given.frame_ancestors, given.embed_ancestors)
    own = headers.get(_POLICY) or policies.policy(path)
    headers[_POLICY] = f"{own}; frame-ancestors {framing}"
    is_open = policies.below(path, policies.OPEN)
    for name, value in _fixed(framing, is_open, secure(scope, given.trusted_proxies)):
        headers.setdefault(name, value)


@lru_cache(maxsize=16)
def _fixed(framing: str, is_open: bool, is_secure: bool) -> tuple[tuple[str, str], ...]:
    return tuple(_each(framing, is_open, is_secure))


def _each(framing: str, is_open: bool, is_secure: bool) -> Iterator[tuple[str, str]]:
    yield "X-Content-Type-Options", "nosniff"
    yield "Referrer-Policy", "strict-origin-when-cross-origin"
    yield "Permissions-Policy", policies.FEATURES
    yield "Cross-Origin-Opener-Policy", "same-origin"
    yield "Cross-Origin-Resource-Policy", "cross-origin" if is_open else "same-origin"
    yield "X-Permitted-Cross-Domain-Policies", "none"
    older = {"'self'": "SAMEORIGIN", "'none'": "DENY"}.get(framing)
    if older:
        yield "X-Frame-Options", older
    if is_secure:
        yield "Strict-Transport-Security", "max-age=31536000"
