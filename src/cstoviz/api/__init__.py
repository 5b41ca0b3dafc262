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


ENDINGS = ("json", "html", "csv", "parquet")
"""How the address of an answer can end; `formats.py` makes them."""

LOST = (
    _route("/api", "problems", "lost"),
    _route("/api/{rest:path}", "problems", "lost"),
    _route("/embed/{rest:path}", "problems", "lost"),
    _route("/feeds/{rest:path}", "problems", "lost"),
)
"""What is answered at addresses below these that nothing else has; these come last."""

ROUTES: tuple[BaseRoute, ...] = (
    _route("/api/v1", "index", "index"),
    _route("/api/v1/openapi.json", "openapi", "description"),
    _route("/api/v1/views", "index", "list_views"),
    _route("/api/v1/views/{view}", "answers", "one_view"),
    _route("/api/v1/events", "events", "all_events"),
    *(_route(f"/api/v1/events.{each}", "events", f"events_{each}") for each in ENDINGS),
    _route("/api/v1/events/{event}", "events", "one_event"),
    _route("/api/v1/problems", "kinds", "kinds"),
    _route("/api/v1/package.zip", "index", "package"),
    _route("/api/v1/dataset.jsonld", "metadata", "dataset"),
    _route("/api/v1/catalog.jsonld", "metadata", "catalogue"),
    _route("/embed/page/{page}.png", "previews", "picture"),
    _route("/embed/{view}", "embed", "embedded"),
    _route("/feeds/events.atom", "feeds", "atom"),
    _route("/feeds/events.ics", "feeds", "calendar"),
    *LOST,
)
"""What is answered; what answers is loaded when it is first asked."""
