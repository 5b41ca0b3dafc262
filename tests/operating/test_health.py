"""What programs that watch a server are told."""

import contextlib
import threading

import httpx
import pytest
from starlette.applications import Starlette

from cstoviz import operating, shown
from cstoviz.operating import monitor, stopping
from cstoviz.operating.observed import Observed
from tests.packages import write_tiny
from tests.serving import rewrite, shown_from

APP = Starlette(routes=list(operating.ROUTES), middleware=list(operating.MIDDLEWARE))


@pytest.fixture
def folder(tmp_path):
    with shown_from(write_tiny(tmp_path / "package")) as made:
        yield made


def ask(path, **headers):
    import asyncio

    async def asked():
        transport = httpx.ASGITransport(app=APP)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return await client.get(path, headers=headers)

    return asyncio.run(asked())


@pytest.mark.usefixtures("folder")
def test_a_server_is_alive_before_it_has_read_anything():
    answer = ask("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.usefixtures("folder")
def test_it_is_ready_once_there_is_a_package_and_asking_reads_none():
    answer = ask("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {
        "ready": False, "reason": "reading", "taken": 0, "refusals": 0, "refused": None,
    }  # fmt: skip
    shown.tables()
    told = ask("/readyz")
    assert told.status_code == 200
    assert told.json()["version"] == "2032.4.0"
    assert told.json()["ready"] is True


def test_a_broken_package_is_a_reason_and_a_refused_one_is_told(folder):
    shown.tables()
    rewrite(folder, "participations", ",EST,", ",XXX,")
    shown.look()
    shown.look()
    told = ask("/readyz").json()
    assert told["ready"] is True
    assert told["refused"]["problems"] > 0
    shown.forget()
    with pytest.raises(shown.PackageError):
        shown.tables()
    told = ask("/readyz")
    assert (told.status_code, told.json()["reason"]) == (503, "broken package")


@pytest.mark.usefixtures("folder")
def test_a_server_that_stops_is_not_ready(monkeypatch):
    shown.tables()
    ended = []
    monkeypatch.setattr(stopping, "STOPPING", threading.Event())
    monkeypatch.setattr("cstoviz.operating.health.STOPPING", stopping.STOPPING)
    monkeypatch.setattr(stopping.threading, "Timer", lambda *given: ended.append(given) or Quiet())
    stopping.begin(7)
    assert ask("/readyz").json()["reason"] == "stopping"
    assert ended[0][0] == 7
    stopping.begin(7)
    assert len(ended) == 1


class Quiet:
    def start(self):
        """Do nothing."""


@pytest.mark.usefixtures("folder")
def test_metrics_tell_of_answers_by_pattern_and_of_the_package(monkeypatch):
    shown.tables()
    ask("/healthz?states=SECRET")
    ask("/nowhere/SECRET")
    told = ask("/metrics")
    assert told.headers["content-type"].startswith("text/plain; version=")
    lines = told.text.splitlines()
    assert any(each.startswith('cstoviz_requests_total{method="GET",route="/healthz",status="200"}')
               for each in lines)  # fmt: skip
    assert any('route="other",status="404"' in each for each in lines)
    assert any(each.startswith('cstoviz_package{name="lakes') for each in lines)
    assert "cstoviz_package_refused_now 0.0" in lines
    assert 'cstoviz_package_rows{table="events"} 20.0' in lines
    assert "SECRET" not in told.text
    monkeypatch.setenv("CSTOVIZ_METRICS", "off")
    assert ask("/metrics").status_code == 404


def test_a_request_keeps_its_name_if_it_has_one():
    assert ask("/healthz", **{"X-Request-ID": "abc-1"}).headers["x-request-id"] == "abc-1"
    made = ask("/healthz", **{"X-Request-ID": "a b\tc" * 30}).headers["x-request-id"]
    assert len(made) == 32


async def gone(_scope, _receive, _send):
    """Answer nothing, as where nobody waits any more."""


async def broken(_scope, _receive, _send):
    raise RuntimeError("broken")


@pytest.mark.parametrize(("app", "status"), [(gone, "499"), (broken, "500")])
def test_who_has_gone_is_no_failure_of_the_server(app, status):
    import asyncio

    scope = {"type": "http", "method": "PURGE", "path": "/", "headers": [], "query_string": b""}
    before = seen(status)
    with contextlib.suppress(RuntimeError):
        asyncio.run(Observed(app)(scope, None, None))
    assert seen(status) == before + 1


def seen(status):
    return monitor.REQUESTS.labels("other", "other", status)._value.get()
