"""Closed doors where a sign-in is asked for: no data without a person or a key that may."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from cstoviz.guard import people
from cstoviz.guard.layer import Layer, at_start
from cstoviz.guard.policies import asked, base_path, below
from cstoviz.guard.problems import refusal

CLOSED = ("/api", "/embed", "/feeds", "/present", "/media", "/metrics")
"""What holds data, or tells of readers; pages themselves ask who reads them."""

BY_ADDRESS = ("/feeds",)
"""Where a key may stand in the address, as programs that read feeds can send no header."""

KEY = "key"
_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="cstoviz"'}


class SignIn(Layer):
    """Lets pass who may; costs nothing where no sign-in is asked for."""

    async def http(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if not people.on() or not _closed(scope):
            await self.app(scope, receive, send)
            return
        status = _refused(Request(scope))
        if status:
            slug, more = ("sign-in", _CHALLENGE) if status == 401 else ("not-allowed", {})
            await refusal(scope, status, slug, more)(scope, receive, send)
            return
        _without_key(scope)
        await self.app(scope, receive, at_start(send, _private))


def _closed(scope: Scope) -> bool:
    """Say whether a request asks for what is closed.

    Streamlit answers below `server.baseUrlPath`, the routes here beside it: either may be meant.
    """
    path, base = asked(scope), base_path()
    return below(path, CLOSED) or below(path, [f"{base}{each}" for each in CLOSED])


def _refused(request: Request) -> int:
    """Return the status with which a request is refused; 0 for one that passes."""
    key = _key(request)
    if key:
        return 0 if people.knows(key) else 401
    claims = people.claims_of(request.cookies)
    if not claims.get("is_logged_in"):
        return 401
    return 0 if people.admits(claims) else 403


def _key(request: Request) -> str:
    kind, _, value = Headers(scope=request.scope).get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return value.strip() or "-"
    if below(asked(request.scope), BY_ADDRESS):
        return request.query_params.get(KEY, "")
    return ""


def _without_key(scope: Scope) -> None:
    """Take a key out of the address, so that no answer repeats it and no log holds it."""
    given = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    kept = [each for each in given if each[0] != KEY]
    if len(kept) < len(given):
        scope["query_string"] = urlencode(kept).encode("latin-1")


def _private(headers: MutableHeaders) -> None:
    """Let no cache keep for others what one may see."""
    kept = headers.get("cache-control", "no-cache").replace("public", "private")
    headers["Cache-Control"] = kept if "private" in kept else f"private, {kept}"
    headers.add_vary_header("Cookie, Authorization")
