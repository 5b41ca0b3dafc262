"""A running server, asked as strangers ask: what is shut, whose connections are taken, errors."""

import httpx
import pytest
from playwright.sync_api import expect
from websockets.exceptions import ConnectionClosedError, InvalidStatus
from websockets.sync.client import connect

from tests.browser.conftest import running

pytestmark = pytest.mark.browser

FAILING = """
import streamlit as st
from pathlib import Path
from cstoviz.ui.server import served

app = st.App(Path(__file__).with_name("main.py"), **served())
"""


def opened(server, origin=None):
    return connect(f"{server.replace('http', 'ws')}/_stcore/stream", origin=origin, proxy=None)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "", 200),
        ("GET", "no-such-page", 200),
        ("GET", "files/none.js", 404),
        ("POST", "", 405),
        ("POST", "_stcore/health", 405),
        ("PUT", "_stcore/upload_file/a/b", 404),
        ("GET", "_stcore/metrics", 404),
        ("GET", "_stcore/agent/openapi.json", 404),
        ("POST", "_stcore/agent/interact", 404),
        ("GET", "%2e%2e/%2e%2e/etc/passwd", 400),
    ],
)
def test_whatever_streamlit_answers_has_the_headers(server, method, path, status):
    answer = httpx.request(method, f"{server}/{path}")
    assert answer.status_code == status
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["server"] == "uvicorn"


def test_other_sites_may_not_read_what_is_streamlits_nor_send_orders(server):
    answer = httpx.get(f"{server}/_stcore/host-config", headers={"Origin": "https://other.example"})
    assert answer.json()["allowedOrigins"] == []
    assert "access-control-allow-origin" not in answer.headers


def test_only_pages_of_the_server_open_a_connection(server):
    with opened(server, origin=server):
        pass
    with pytest.raises(InvalidStatus) as refused:
        opened(server, origin="https://other.example")
    assert refused.value.response.status_code == 403


def test_a_message_of_a_browser_has_an_end(server):
    with opened(server, origin=server) as connection:
        connection.send(b"\x00" * 1_000_001)
        with pytest.raises(ConnectionClosedError) as closed:
            list(connection)
    assert closed.value.rcvd.code == 1009


def test_a_client_has_so_many_pages_open_and_so_many_answers_computed():
    bounds = {"CSTOVIZ_SESSIONS_PER_CLIENT": "1", "CSTOVIZ_REQUESTS_PER_MINUTE": "1"}
    with running(environment=bounds) as server:
        with opened(server):
            with pytest.raises(InvalidStatus) as refused:
                opened(server)
            assert refused.value.response.status_code == 403
        paths = ("present?slides=title", "present?slides=title", "files/charts.js", "")
        statuses = [httpx.get(f"{server}/{path}", timeout=60).status_code for path in paths]
    assert statuses == [200, 429, 200, 200]


def test_a_page_that_fails_shows_nothing_of_where_it_did(browser, tmp_path):
    (tmp_path / "dashboard.py").write_text(FAILING)
    (tmp_path / "main.py").write_text("secret = 'secret words'\nraise RuntimeError(secret)\n")
    with running(script=tmp_path / "dashboard.py") as server:
        page, frames = browser.new_page(), []

        def heard(frame):
            frames.append(frame if isinstance(frame, bytes) else frame.encode())

        page.on("websocket", lambda socket: socket.on("framereceived", heard))
        page.goto(server)
        expect(page.get_by_test_id("stException")).to_be_visible()
        shown = page.content()
        page.close()
    assert len(frames) > 2
    for hidden in ("secret", "RuntimeError", "Traceback"):
        assert hidden not in shown
        assert not any(hidden.encode() in frame for frame in frames)
