"""The dashboard through nginx, with the configuration that is given as an example."""

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from contextlib import closing, contextmanager

import pytest
from tools.machine import end, free_port

from tests.browser.conftest import ROOT, Watched
from tests.programs import program

pytestmark = pytest.mark.browser
GIVEN = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")


def certificate(folder):
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    made += ["-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext"]
    made += ["subjectAltName=DNS:localhost", "-keyout", f"{folder}/dashboard.key"]
    subprocess.run([*made, "-out", f"{folder}/dashboard.pem"], check=True, capture_output=True)


def here(folder, behind, ports):
    """Return the example with the places of this machine in it."""
    places = {
        "server 127.0.0.1:8501": f"server {behind.removeprefix('http://')}",
        "dashboard.example": "localhost",
        "/etc/nginx/tls": str(folder),
        "/run/nginx.pid": f"{folder}/pid",
        "/dev/stdout": f"{folder}/access",
        "listen 443": f"listen 127.0.0.1:{ports[0]}",
        "listen 80": f"listen 127.0.0.1:{ports[1]}",
        "https://$host$request_uri": f"https://$host:{ports[0]}$request_uri",
        "worker_processes auto": "worker_processes 1",
    }
    text = GIVEN
    for example, place in places.items():
        assert example in text, example
        text = text.replace(example, place)
    inside = [f"{kind}_temp_path {folder}/{kind};"
              for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")]  # fmt: skip
    return text.replace("http {", "\n".join(["http {", *inside]), 1)


def await_port(process, port):
    """Wait until something listens."""
    waiting, deadline = threading.Event(), time.monotonic() + 20
    while time.monotonic() < deadline and process.poll() is None:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except OSError:
            waiting.wait(0.05)
    return pytest.fail("nginx did not start")


@contextmanager
def proxy(folder, behind):
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") or program("nginx")
    ports = free_port(), free_port()
    certificate(folder)
    (folder / "nginx.conf").write_text(here(folder, behind, ports), "utf-8")
    command = [nginx, "-c", folder / "nginx.conf", "-g", "daemon off;"]
    running = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    try:
        await_port(running, ports[0])
        yield ports
    finally:
        end(running)


@pytest.fixture(scope="module")
def ports(server, tmp_path_factory):
    with proxy(tmp_path_factory.mktemp("nginx"), server) as found:
        yield found


@pytest.fixture
def reader(browser, ports):
    context = browser.new_context(ignore_https_errors=True)
    yield Watched(context.new_page(), f"https://localhost:{ports[0]}")
    context.close()


def ask(port, path, name="localhost"):
    """Return status, headers and body of what is answered over TLS."""
    trusting = ssl._create_unverified_context()
    with closing(http.client.HTTPSConnection(name, port, context=trusting, timeout=60)) as asked:
        asked.request("GET", path)
        answer = asked.getresponse()
        return answer.status, answer.headers, answer.read()


@pytest.mark.parametrize("path", ["", "participation?states=BLR&states=KGZ", "coverage"])
def test_pages_work_through_the_proxy(reader, path):
    sockets = []
    reader.page.on("websocket", lambda socket: sockets.append(socket.url))
    reader.open(path)
    assert [re.sub(r":\d+/", "/", url) for url in sockets] == ["wss://localhost/_stcore/stream"]
    reader.assert_quiet()


def test_a_click_is_answered_through_the_proxy(reader):
    page = reader.open("")
    page.locator(".st-key-menu a").nth(1).click()
    reader.rest()
    assert page.url.startswith(f"{reader.address}/")
    assert page.url != f"{reader.address}/"
    reader.assert_quiet()


def test_programs_are_answered_by_their_names_of_things(ports):
    status, headers, body = ask(ports[0], "/api/v1/views")
    assert status == 200
    assert f"https://localhost:{ports[0]}/api/v1/views/".encode() in body
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert re.fullmatch("[0-9a-f]{32}", headers["X-Request-ID"])
    assert headers["Server"] in (None, "nginx")


@pytest.mark.parametrize("path", ["/metrics", "/readyz"])
def test_what_is_for_those_who_run_the_server_stays_behind_the_proxy(ports, path):
    status, _, body = ask(ports[0], path)
    assert status == 404
    assert b"cstoviz" not in body


def test_that_the_process_lives_is_told(ports):
    assert ask(ports[0], "/healthz")[0] == 200


def test_another_name_is_refused(ports):
    with pytest.raises(ssl.SSLError):
        ask(ports[0], "/", name="127.0.0.1")


def test_what_is_not_encrypted_is_sent_on(ports):
    with closing(http.client.HTTPConnection("127.0.0.1", ports[1], timeout=60)) as asked:
        asked.request("GET", "/map?states=BLR", headers={"Host": "localhost"})
        answer = asked.getresponse()
        assert answer.status == 301
        assert answer.headers["Location"] == f"https://localhost:{ports[0]}/map?states=BLR"
