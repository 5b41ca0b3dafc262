"""What fails unforeseen: logged for those who run the server, said plainly to who asked."""

from __future__ import annotations

import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cstoviz.guard.problems import refusal

_LOG = logging.getLogger("cstoviz")


class Faults:
    """Answers what nothing else has caught, without a trace of where it happened."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; of an answer that has begun, only the log can tell."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception:
            _LOG.exception("a request to %s failed", scope["path"])
            if begun:
                raise
            await refusal(scope, 500, "fault")(scope, receive, send)
