"""What fails unforeseen: logged for those who run the server, said plainly to who asked."""

from __future__ import annotations

import logging

from starlette.types import Receive, Scope, Send

from cstoviz.guard.layer import Begun, Layer
from cstoviz.guard.problems import refusal

_LOG = logging.getLogger("cstoviz")


class Faults(Layer):
    """Answers what nothing else has caught, without a trace of where it happened."""

    async def http(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; of an answer that has begun, only the log can tell."""
        sending = Begun(send)
        try:
            await self.app(scope, receive, sending)
        except Exception:
            _LOG.exception("a request to %s failed", scope["path"])
            if sending.begun:
                raise
            await refusal(scope, 500, "fault")(scope, receive, send)
