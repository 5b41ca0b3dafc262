"""What is not let in, how often a page may be open, and what is said of failures."""

import asyncio
import logging

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from cstoviz import guard
from cstoviz.guard.doors import HEADERS, KEYS, LARGEST, LONGEST
from cstoviz.guard.sessions import Sessions
from tests.guard.asking import Asked


async def read(request):
    return PlainTextResponse(str(len(await request.body())))


def fail(_request):
    raise RuntimeError("secret place")


@pytest.fixture
def asked():
    routes = [Route("/{path:path}", read, methods=["GET", "POST", "PUT"])]
    failing = Route("/api/v1/failing", fail)
    return Asked(Starlette(routes=[failing, *routes], middleware=[*guard.MIDDLEWARE]))


def test_an_address_has_an_end(asked):
    assert asked.get("/x?q=" + "a" * (LONGEST - 4)).status_code == 200
    answer = asked.get("/x?q=" + "a" * (LONGEST - 3))
    assert (answer.status_code, answer.json()["title"]) == (414, "The address is too long")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_an_address_has_so_many_keys(asked):
    assert asked.get("/x?" + "&".join(["a=1"] * KEYS)).status_code == 200
    assert asked.get("/x?" + "&".join(["a=1"] * (KEYS + 1))).status_code == 400


def test_the_headers_of_a_request_have_an_end(asked):
    assert asked.get("/x", headers={"x-long": "a" * (HEADERS - 500)}).status_code == 200
    assert asked.get("/x", headers={"x-long": "a" * HEADERS}).status_code == 431


async def _parts(n):
    for _ in range(n):
        yield b"a" * 1024


@pytest.mark.parametrize("many", [True, False])
def test_a_request_brings_so_much(asked, many):
    size = LARGEST + 1024 if many else LARGEST
    status = 413 if many else 200
    assert asked.post("/x", content=b"a" * size).status_code == status
    assert asked.post("/x", content=_parts(size // 1024)).status_code == status


@pytest.mark.parametrize("length", ["-1", "a", "²"])
def test_a_length_that_is_none_is_refused(asked, length):
    answer = asked.get("/x", headers={"content-length": length.encode()})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "path",
    ["_stcore/upload_file/a/b", "_stcore/metrics", "_stcore/agent/interact", "_stcore/agent/mcp"],
)
@pytest.mark.parametrize("method", ["GET", "PUT", "POST"])
def test_doors_that_no_page_uses_are_shut(asked, method, path):
    assert asked.send(method, f"/{path}").status_code == 404
    assert asked.send(method, f"/base/{path}").status_code == 404


def test_a_failure_is_logged_and_says_nothing_of_where_it_was(asked, caplog):
    with caplog.at_level(logging.ERROR, "cstoviz"):
        answer = asked.get("/api/v1/failing")
    assert (answer.status_code, answer.json()["type"]) == (500, "/api/v1/problems#fault")
    assert answer.headers["content-security-policy"]
    assert not {"secret", "Traceback", "RuntimeError", ".py"} & {*answer.text.split()}
    assert "secret" not in answer.text
    assert "secret place" in caplog.text


def test_a_client_has_so_many_pages_open(monkeypatch):
    monkeypatch.setenv("CSTOVIZ_SESSIONS_PER_CLIENT", "1")

    async def told():
        go_on, closed = asyncio.Event(), []

        async def page(_scope, _receive, _send):
            await go_on.wait()

        async def receive():
            return {"type": "websocket.connect"}

        async def send(message):
            closed.append(message["type"])

        def opened(peer):
            scope = {"type": "websocket", "client": (peer, 1), "headers": [], "scheme": "ws"}
            return asyncio.create_task(app(scope, receive, send))

        app = Sessions(page)
        first, other = opened("10.0.0.1"), opened("10.0.0.2")
        await opened("10.0.0.1")
        refused = list(closed)
        go_on.set()
        await asyncio.gather(first, other)
        await opened("10.0.0.1")
        return refused, closed, app.open

    assert asyncio.run(told()) == (["websocket.close"], ["websocket.close"], {})
