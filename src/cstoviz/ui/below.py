"""A dashboard below a path (`server.baseUrlPath`): its own routes answer there too."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from cstoviz.guard.policies import base_path


class Below:
    """Tells the routes which part of a path is the place of the dashboard (`root_path` of ASGI).

    Streamlit finds its own routes with that part, and is told nothing.
    """

    def __init__(self, app: ASGIApp, routes: Sequence[BaseRoute]) -> None:
        self.app, self.routes = app, routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        base = base_path()
        if base and scope["type"] == "http" and scope["path"].startswith(f"{base}/"):
            moved = {**scope, "root_path": base}
            if any(route.matches(moved)[0] is not Match.NONE for route in self.routes):
                scope = moved
        await self.app(scope, receive, send)
