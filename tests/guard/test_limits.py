"""How often, how many at a time and how long clients may let the server compute."""

import asyncio
import time

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from cstoviz.guard.limits import Limits, Rates
from cstoviz.guard.places import NoPlace, Places
from tests.guard.asking import Asked


class Held:
    """An answer that is computed until it is let go, as a thread is that nothing can end."""

    def __init__(self):
        self.begun, self.go_on, self.ended = asyncio.Event(), asyncio.Event(), 0

    async def __call__(self, scope, receive, send):
        self.begun.set()
        await self.go_on.wait()
        self.ended += 1
        await PlainTextResponse("computed")(scope, receive, send)


@pytest.fixture
def now(monkeypatch):
    """Stop the clock that limits are counted by; a test moves it on."""
    at = [1_800_000_000.0]
    monkeypatch.setattr(time, "time", lambda: at[0])
    return at


def app_of(endpoint=lambda _: PlainTextResponse("said")):
    routes = [Route(path, endpoint) for path in ("/api/v1", "/embed/x", "/feeds/x", "/present")]
    return Limits(Starlette(routes=[*routes, Route("/files/x", endpoint)]))


async def sent(app, path="/api/v1", peer="10.0.0.9"):
    """Ask an application; return what it sends."""
    said = []

    async def send(message):
        said.append(message)

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    await app(scope(path, peer), receive, send)
    return said


def scope(path, peer):
    return {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "headers": [],
        "query_string": b"", "client": (peer, 5), "scheme": "http", "server": ("here.example", 80),
    }  # fmt: skip


@pytest.mark.parametrize("path", ["/api/v1", "/embed/x", "/feeds/x", "/present"])
def test_who_asks_too_often_is_told_when_to_ask_again(monkeypatch, now, path):
    monkeypatch.setenv("CSTOVIZ_REQUESTS_PER_MINUTE", "2")
    app = app_of()
    asked = Asked(app)
    first = asked.get(path)
    assert (first.status_code, first.headers["ratelimit-policy"]) == (200, '"minute";q=2;w=60')
    assert first.headers["ratelimit"].startswith('"minute";r=1;t=')
    assert asked.get(path).headers["ratelimit"].startswith('"minute";r=0;t=')
    refused = asked.get(path)
    assert refused.status_code == 429
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["type"] == "/api/v1/problems#too-often"
    assert "2 requests a minute" in refused.json()["detail"]
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert Asked(app, "10.0.0.8").get(path).status_code == 200
    now[0] += 121
    assert asked.get(path).status_code == 200


@pytest.mark.usefixtures("now")
def test_files_are_not_counted_and_nought_means_no_limit(monkeypatch):
    monkeypatch.setenv("CSTOVIZ_REQUESTS_PER_MINUTE", "1")
    asked = Asked(app_of())
    assert [asked.get("/files/x").status_code for _ in range(3)] == [200] * 3
    monkeypatch.setenv("CSTOVIZ_REQUESTS_PER_MINUTE", "0")
    asked = Asked(app_of())
    assert [asked.get("/api/v1").status_code for _ in range(3)] == [200] * 3


@pytest.mark.usefixtures("now")
def test_a_refusal_is_in_the_language_of_who_asks(monkeypatch):
    monkeypatch.setenv("CSTOVIZ_REQUESTS_PER_MINUTE", "1")
    asked = Asked(app_of())
    asked.get("/api/v1")
    refused = asked.get("/api/v1?lang=ru")
    assert (refused.json()["title"], refused.headers["content-language"]) == (
        "Слишком много запросов", "ru",
    )  # fmt: skip


@pytest.mark.usefixtures("now")
def test_what_is_remembered_of_clients_is_bounded(monkeypatch):
    monkeypatch.setattr("cstoviz.guard.limits.CLIENTS", 10)
    rates = Rates(5)
    for n in range(1000):
        rates.hit(f"client {n}")
    assert len(rates.storage.storage) <= 21


def test_a_client_has_so_many_places_and_all_have_so_many():
    async def told():
        places = Places(most=3, each=2, patience=0)
        await places.take("a")
        await places.take("a")
        with pytest.raises(NoPlace) as own:
            await places.take("a")
        await places.take("b")
        with pytest.raises(NoPlace) as other:
            await places.take("c")
        await places.give_back("a")
        await places.take("c")
        return own.value.own, other.value.own, places.held

    assert asyncio.run(told()) == (True, False, {"a": 1, "b": 1, "c": 1})


def test_who_waits_gets_the_place_that_becomes_free():
    async def told():
        places = Places(most=1, each=1, patience=60)
        await places.take("a")
        waiting = asyncio.create_task(places.take("b"))
        await asyncio.sleep(0)
        assert places.waiting == 1
        await places.give_back("a")
        await waiting
        return places.held, places.waiting

    assert asyncio.run(told()) == ({"b": 1}, 0)


def test_only_so_many_wait(monkeypatch):
    monkeypatch.setattr("cstoviz.guard.places.WAITING", 0)

    async def told():
        places = Places(most=1, each=1, patience=60)
        await places.take("a")
        with pytest.raises(NoPlace):
            await places.take("b")

    asyncio.run(told())


@pytest.mark.parametrize(("peer", "status"), [("10.0.0.9", 429), ("10.0.0.8", 503)])
def test_too_many_at_a_time_are_told_to_come_again(monkeypatch, peer, status):
    monkeypatch.setenv("CSTOVIZ_ANSWERS_AT_ONCE", "1")
    monkeypatch.setenv("CSTOVIZ_ANSWERS_PER_CLIENT", "1")

    async def told():
        held = Held()
        app = Limits(held)
        app.places.patience = 0
        first = asyncio.create_task(sent(app))
        await held.begun.wait()
        refused = await sent(app, peer=peer)
        held.go_on.set()
        return refused[0], (await first)[0]

    refused, first = asyncio.run(told())
    assert (refused["status"], first["status"]) == (status, 200)
    assert (b"retry-after", b"5") in refused["headers"]


def test_an_answer_that_takes_too_long_is_given_up_and_keeps_its_place():
    async def told():
        held = Held()
        app = Limits(held)
        app.seconds = 0
        answer = await sent(app)
        kept = dict(app.places.held)
        held.go_on.set()
        while app.places.held:
            await asyncio.sleep(0)
        return answer, kept, held.ended

    answer, kept, ended = asyncio.run(told())
    assert answer[0]["status"] == 503
    assert b"too-long-computed" in answer[1]["body"]
    assert len(answer) == 2
    assert (kept, ended) == ({"10.0.0.9": 1}, 1)
