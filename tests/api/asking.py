"""Asks the routes in process, as a program does over HTTP."""

import asyncio
from contextlib import contextmanager

import httpx
from starlette.applications import Starlette

from cstoviz import api, shown

HOME = "http://here.example:81"


def ask(path, method="GET", headers=None, routes=None):
    """Return the answer to one request."""

    async def asked():
        transport = httpx.ASGITransport(app=Starlette(routes=list(routes or api.ROUTES)))
        async with httpx.AsyncClient(transport=transport, base_url=HOME) as client:
            return await client.request(method, path, headers=headers)

    return asyncio.run(asked())


@contextmanager
def showing(tables, monkeypatch):
    """Let the server show these tables."""
    with monkeypatch.context() as patch:
        patch.setattr(shown, "tables", lambda: tables)
        yield
