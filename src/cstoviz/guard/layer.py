"""What the layers share that requests go through: they look at HTTP only, and at what is sent."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Layer(ABC):
    """A layer around the rest of the server; websockets pass by it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request over HTTP through the layer."""
        through = self.http if scope["type"] == "http" else self.app
        await through(scope, receive, send)

    @abstractmethod
    async def http(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on."""


class Begun:
    """Sends on, and remembers whether an answer has begun."""

    def __init__(self, send: Send) -> None:
        self.send, self.begun = send, False

    async def __call__(self, message: Message) -> None:
        """Send a part of an answer."""
        self.begun = True
        await self.send(message)


def at_start(send: Send, change: Callable[[MutableHeaders], None]) -> Send:
    """Return what sends on and changes the headers of the answer."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            change(MutableHeaders(scope=message))
        await send(message)

    return sending
