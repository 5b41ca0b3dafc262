"""Outlets over HTTP, in the process of the pages: for programs, other sites and feed readers."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

ROUTES: tuple[BaseRoute, ...] = ()
"""What is answered; what answers is loaded when it is first asked."""


def _later(module: str, name: str) -> Callable[[Request], Response]:
    """Return what answers by a function of a module of this package, loaded when first asked."""

    def endpoint(request: Request) -> Response:
        answer: Callable[[Request], Response]
        answer = getattr(import_module(f"{__name__}.{module}"), name)
        return answer(request)

    return endpoint
