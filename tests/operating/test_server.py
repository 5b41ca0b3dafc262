"""A real process: what it logs, how it stops, what a wrong setting does, and where it may run."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from tools.machine import end, free_port
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from tests.browser.conftest import await_health
from tests.serving import status

ROOT = Path(__file__).parents[2]


@contextmanager
def process(tmp_path, root=ROOT, python=(sys.executable,), **environment):
    """Run the dashboard; yield its process, address and the file of its log."""
    port = free_port()
    command = [*python, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port),
               "--server.headless", "true", "--server.address", "127.0.0.1"]  # fmt: skip
    with (tmp_path / "log").open("w+b") as log:
        running = subprocess.Popen(
            command, cwd=root, stdout=subprocess.DEVNULL, stderr=log, stdin=subprocess.DEVNULL,
            env={**os.environ, "CSTOVIZ_LOG_FORMAT": "json", "CSTOVIZ_LOG_LEVEL": "DEBUG",
                 **environment},
        )  # fmt: skip
        address = f"http://127.0.0.1:{port}"
        try:
            await_health(running, address, log)
            yield running, address, tmp_path / "log"
        finally:
            end(running)


def bad_requests(address):
    """Send what is no request, and open a page as another site would."""
    place = address.removeprefix("http://").split(":")
    for sent in (
        b"SECRET\r\n\r\n",
        b"GET /SECRET HTTP/9.9\r\n\r\n",
        b"GET http://[SECRET HTTP/1.1\r\n\r\n",
    ):
        with socket.create_connection(place) as asking:
            asking.sendall(sent)
            asking.shutdown(socket.SHUT_WR)
            asking.recv(1000)
    stream = address.replace("http", "ws") + "/_stcore/stream?SECRET"
    with pytest.raises(InvalidStatus):
        connect(stream, origin="https://stranger.example")
    with connect(stream, additional_headers={"Cookie": "SECRET"}) as page:
        page.send(b"SECRET")


def test_every_line_of_the_log_is_json_and_none_tells_of_a_reader(tmp_path):
    with process(tmp_path) as (running, address, log):
        secret = {"Cookie": "session=SECRET", "User-Agent": "SECRET", "X-Forwarded-For": "SECRET"}
        assert status(f"{address}/present?states=BLR&q=SECRET", **secret) == 200
        assert status(f"{address}/api/SECRET?key=SECRET", **secret) == 404
        assert status(f"{address}/files/SECRET", **secret) == 404
        bad_requests(address)
        running.send_signal(signal.SIGTERM)
        assert running.wait(timeout=30) == 0
        text = log.read_text("utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    assert all({"time", "level", "logger", "message"} <= line.keys() for line in lines)
    asked = [line for line in lines if line["logger"] == "cstoviz.access"]
    routes = {(line["route"], line["status"]) for line in asked}
    assert {("/present", 200), ("/files/…", 404)} <= routes
    assert all(len(line["request"]) == 32 and line["ms"] >= 0 for line in asked)
    assert "SECRET" not in text
    assert "BLR" not in text
    of_a_site = [line["message"] for line in lines if "stranger.example" in line["message"]]
    assert len(of_a_site) == 1
    assert "127.0.0.1" not in text.replace(of_a_site[0], "")
    messages = [line["message"] for line in lines]
    assert "stopping" in messages
    assert any(each.startswith("shows package") for each in messages)
    assert any("starts; set: CSTOVIZ_LOG_FORMAT, CSTOVIZ_LOG_LEVEL" in each for each in messages)


def in_progress(address):
    with urllib.request.urlopen(f"{address}/metrics", timeout=60) as got:
        found = re.search(r"^cstoviz_requests_in_progress (\S+)", got.read().decode(), re.MULTILINE)
        return float(found[1])


def received(page):
    """Read what a page is sent until it is closed or nothing comes any more."""
    while True:
        page.recv(timeout=30)


def test_a_stop_finishes_what_is_being_made_and_closes_pages(tmp_path):
    waiting, deadline = threading.Event(), time.monotonic() + 60
    with (
        process(tmp_path) as (running, address, _log),
        connect(address.replace("http", "ws") + "/_stcore/stream") as page,
        socket.create_connection(address.removeprefix("http://").split(":")) as asking,
    ):
        asking.sendall(b"GET /present HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
        while in_progress(address) < 2 and time.monotonic() < deadline:
            waiting.wait(0.01)
        running.send_signal(signal.SIGTERM)
        with asking.makefile("rb") as answer:
            told = answer.read()
        assert told.startswith(b"HTTP/1.1 200 ")
        assert told.rstrip().endswith(b"</html>")
        with pytest.raises(ConnectionClosed) as closed:
            received(page)
        assert closed.value.rcvd.code == 1012
        assert running.wait(timeout=30) == 0
        with pytest.raises(urllib.error.URLError):
            status(f"{address}/healthz")


STUCK = """
import os, signal, threading
from cstoviz.operating import stopping
signal.signal(signal.SIGTERM, lambda *_: None)
stopping.listen(0.2)
os.kill(os.getpid(), signal.SIGTERM)
threading.Event().wait(50)
"""


def test_what_does_not_end_is_ended():
    told = subprocess.run(
        [sys.executable, "-c", STUCK], cwd=ROOT, capture_output=True, text=True, check=False,
        timeout=40,
    )  # fmt: skip
    assert told.returncode == 1
    assert "still running after 0.2 seconds" in told.stderr


def test_a_wrong_setting_stops_the_start_with_a_line_that_says_so():
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.headless",
               "true", "--server.port", str(free_port())]  # fmt: skip
    told = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
        env={**os.environ, "CSTOVIZ_WATCH": "often"},
    )  # fmt: skip
    assert told.returncode == 1
    assert told.stderr == (
        "cstoviz: CSTOVIZ_WATCH='often': a whole number from 0 to 86,400 is wanted\n"
    )


def test_a_setting_that_is_none_is_warned_of(tmp_path):
    with process(tmp_path, CSTOVIZ_WACTH="1") as (_, _address, log):
        text = log.read_text("utf-8")
    assert "CSTOVIZ_WACTH is no setting; CSTOVIZ_WATCH is one" in text


WITHOUT_ROOT = """
import ctypes, os, sys
for capability in (1, 2, 3):  # what lets root write and read where nobody may
    assert ctypes.CDLL(None).prctl(24, capability, 0, 0, 0) == 0 or os.geteuid() != 0
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


def test_it_runs_without_a_home_and_without_the_right_to_write(tmp_path):
    copy = tmp_path / "copy"
    for name in ("src", "pages", "static", "data", ".streamlit"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "dashboard.py", copy)
    subprocess.run(["chmod", "-R", "a-w", copy], check=True)
    nowhere = {"HOME": "/nonexistent", "PYTHONPATH": str(copy / "src")}
    writing = "open('src/x', 'w')"
    command = [sys.executable, "-c", WITHOUT_ROOT]
    refused = subprocess.run([*command, "-c", writing], cwd=copy, capture_output=True, check=False)
    assert b"PermissionError" in refused.stderr
    with process(tmp_path, copy, command, **nowhere) as (running, address, _log):
        assert status(f"{address}/present") == 200
        assert status(f"{address}/readyz") == 200
        running.send_signal(signal.SIGTERM)
        assert running.wait(timeout=30) == 0
    subprocess.run(["chmod", "-R", "u+w", copy], check=True)
