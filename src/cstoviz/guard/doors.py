"""Which requests are let in at all: their length, their body, and what of Streamlit is shut."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope, Send

from cstoviz.guard.layer import Begun, Layer
from cstoviz.guard.problems import refusal

LONGEST = 8_000
"""Bytes of an address; the longest that the pages make has a few hundred."""
KEYS = 200
"""Keys with values in an address."""
HEADERS = 32 * 1024
"""Bytes of the headers of a request; those of a signed-in reader have a few thousand."""
LARGEST = 64 * 1024
"""Bytes of what comes with a request; nothing here takes more than a form."""

_SHUT = ("_stcore/upload_file/", "_stcore/metrics", "_stcore/agent/")
"""Doors of Streamlit that lead nowhere here: no page takes files, figures are at /metrics."""


class TooLarge(Exception):  # noqa: N818
    """More comes with a request than is taken."""


class Doors(Layer):
    """Refuses what no page and no route here can mean."""

    async def http(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is let in."""
        wrong = _wrong(scope)
        if wrong:
            await refusal(scope, *wrong)(scope, receive, send)
            return
        sending, taken = Begun(send), 0

        async def receiving() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > LARGEST:
                raise TooLarge
            return message

        try:
            await self.app(scope, receiving, sending)
        except TooLarge:
            if not sending.begun:
                await refusal(scope, 413, "too-large", n=LARGEST)(scope, receive, send)


def _wrong(scope: Scope) -> tuple[int, str] | None:
    query: bytes = scope["query_string"]
    if len(scope.get("raw_path") or scope["path"].encode()) + len(query) > LONGEST:
        return 414, "too-long"
    if query.count(b"&") >= KEYS:
        return 400, "too-many-keys"
    if any(f"/{door}" in f"{scope['path']}/" for door in _SHUT):
        return 404, "shut"
    if sum(len(name) + len(value) for name, value in scope["headers"]) > HEADERS:
        return 431, "too-many-headers"
    length = Headers(scope=scope).get("content-length", "0")
    if not length.isascii() or not length.isdigit() or int(length) > LARGEST:
        return 413, "too-large"
    return None
