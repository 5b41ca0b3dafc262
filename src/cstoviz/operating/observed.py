"""Every request counted and logged: by the pattern of its address, never by the address itself."""

from __future__ import annotations

import logging
import re
import time
import uuid
from dataclasses import dataclass, field

from starlette.datastructures import Headers, MutableHeaders
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cstoviz.operating import monitor

LOG = logging.getLogger("cstoviz.access")
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH")
QUIET = ("/healthz", "/readyz", "/metrics", "/files/…", "/…", "/_stcore/health")
"""Patterns whose good answers are not logged: nobody looks for them, and they are most."""

REQUEST_ID = "X-Request-ID"
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_OTHER = "other"
LEFT = 499
"""Stands for the status of an answer that never began, as who asked had gone."""


@dataclass
class _Answer:
    """What is known of an answer at its end."""

    name: str
    began: float = field(default_factory=time.perf_counter)
    status: int = LEFT
    size: int = 0


class Observed:
    """Counts and logs what passes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and note how it ended."""
        if scope["type"] == "http":
            await self._request(scope, receive, send)
        elif scope["type"] == "websocket":
            with monitor.SESSIONS.track_inprogress():
                await self.app(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        told = _Answer(_name(scope))

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                told.status = message["status"]
                MutableHeaders(scope=message).setdefault(REQUEST_ID, told.name)
            elif message["type"] == "http.response.body":
                told.size += len(message.get("body", b""))
            await send(message)

        with monitor.RUNNING.track_inprogress():
            try:
                await self.app(scope, receive, sending)
            except Exception:
                told.status = 500
                raise
            finally:
                _note(scope, told)


def _name(scope: Scope) -> str:
    """Return the name that a request came with, if it is one, else a new one."""
    given = Headers(scope=scope).get(REQUEST_ID, "")
    return given if _ID.fullmatch(given) else uuid.uuid4().hex


def _note(scope: Scope, told: _Answer) -> None:
    took = time.perf_counter() - told.began
    route, method = pattern(scope), scope["method"]
    method = method if method in METHODS else _OTHER
    monitor.REQUESTS.labels(route, method, str(told.status)).inc()
    monitor.SECONDS.labels(route).observe(took)
    good = told.status < 400
    level = logging.DEBUG if good and route in QUIET else logging.INFO
    facts = {"method": method, "route": route, "status": told.status, "request": told.name}
    facts |= {"ms": round(took * 1000, 1), "bytes": told.size}
    LOG.log(level, "%s %s %s", method, route, told.status, extra=facts)


def pattern(scope: Scope) -> str:
    """Return the pattern of the address that was asked: "/api/v1/views/{view}"; one of few."""
    endpoint, router = scope.get("endpoint"), scope.get("router")
    for route in getattr(router, "routes", ()):
        if isinstance(route, Route) and route.endpoint is endpoint:
            return route.path
        if isinstance(route, Mount) and route.app is endpoint:
            return f"{route.path}/…"
    return _OTHER
