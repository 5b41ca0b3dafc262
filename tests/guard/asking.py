"""Requests to an application without a server."""

import asyncio
from contextlib import contextmanager

import httpx

from cstoviz.settings import PREFIX


class Asked:
    """An application that is asked as by a client of its own."""

    def __init__(self, app, peer="10.0.0.9", root=""):
        self.transport = httpx.ASGITransport(
            app, raise_app_exceptions=False, root_path=root, client=(peer, 5)
        )

    def send(self, method, address, **more):
        async def sent():
            async with httpx.AsyncClient(
                transport=self.transport, base_url="http://here.example"
            ) as client:
                return await client.request(method, address, **more)

        return asyncio.run(sent())

    def get(self, address, **more):
        return self.send("GET", address, **more)

    def post(self, address, **more):
        return self.send("POST", address, **more)


def ask(app, address, headers=None):
    """Return the answer to one request."""
    return Asked(app).get(address, headers=headers)


@contextmanager
def setting(monkeypatch, **values):
    """Let variables of the environment have other values."""
    with monkeypatch.context() as patch:
        for name, value in values.items():
            patch.setenv(f"{PREFIX}{name.upper()}", value)
        yield
