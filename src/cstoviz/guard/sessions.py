"""How many pages a client may have open at a time."""

from __future__ import annotations

from collections import Counter

from starlette.types import ASGIApp, Receive, Scope, Send

from cstoviz.guard.client import client
from cstoviz.settings import settings

_LATER = 1013
"""The code by which a connection is closed that may be tried again later (RFC 6455)."""


class Sessions:
    """Refuses a further connection to who has as many as one may have."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count a connection while it is open."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        given = settings()
        who = client(scope, given.trusted_proxies)
        if self.open[who] >= given.sessions_per_client:
            await receive()
            await send({"type": "websocket.close", "code": _LATER, "reason": ""})
            return
        self.open[who] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.open -= Counter({who: 1})
