"""Outlets over HTTP, in the process of the pages: for programs, other sites and feed readers."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, request_response
from starlette.types import Receive, Scope, Send


class _Later:
    """What answers by a function of a module of this package, loaded when first asked.

    The function runs in a thread of its own and sees requests of every method.
    """

    def __init__(self, module: str, name: str) -> None:
        self._module, self._name = module, name
        self._app = request_response(self._answer)

    def _answer(self, request: Request) -> Response:
        answer: Callable[[Request], Response]
        answer = getattr(import_module(f"{__name__}.{self._module}"), self._name)
        return answer(request)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._app(scope, receive, send)


def _route(path: str, module: str, name: str) -> Route:
    return Route(path, _Later(module, name), name=f"{module}.{name}")


LOST = (
    _route("/api", "problems", "lost"),
    _route("/api/{rest:path}", "problems", "lost"),
)
"""What is answered at addresses below /api that nothing else has; these come last."""

ROUTES: tuple[BaseRoute, ...] = LOST
"""What is answered; what answers is loaded when it is first asked."""
