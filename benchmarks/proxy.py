"""A real reverse proxy before processes of the dashboard: HAProxy, with the configuration that the
documentation gives as an example."""

from __future__ import annotations

import http.client
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from tools.machine import free_port

from benchmarks import servers
from benchmarks.measure import ROOT

CONFIGURATION = ROOT / "docs" / "proxy" / "haproxy.cfg"
PROCESSES = ("CSTOVIZ_FIRST", "CSTOVIZ_SECOND")
"""The variables of the configuration that name where processes answer."""

COOKIE = "cstoviz"
HEALTH = "/_stcore/health"


def program() -> str | None:
    """Return the path of HAProxy, or None."""
    return shutil.which("haproxy", path="/usr/sbin:/usr/local/sbin") or shutil.which("haproxy")


@contextmanager
def before(processes: Sequence[servers.Server]) -> Iterator[servers.Server]:
    """Run the proxy before one or two processes until it knows all that answer."""
    haproxy = program()
    assert haproxy is not None
    port = free_port()
    places = dict.fromkeys(PROCESSES, f"127.0.0.1:{free_port()}")
    places |= {
        name: f"127.0.0.1:{each.port}" for name, each in zip(PROCESSES, processes, strict=False)
    }
    environment = {"CSTOVIZ_ADDRESS": f"127.0.0.1:{port}", **places}
    with servers.started([haproxy, "-f", str(CONFIGURATION)], port, environment) as server:
        servers.await_answer(f"{server.address}{HEALTH}")
        _await_processes(server, len(processes))
        yield server


def _await_processes(proxy: servers.Server, wanted: int) -> None:
    """Wait until new readers come to so many processes, and to no other: the proxy begins by
    taking all for living."""
    deadline = time.monotonic() + servers.PATIENCE
    while time.monotonic() < deadline:
        answers = [_ask(proxy.port) for _ in range(8)]
        found = {replica for _, replica, _ in answers}
        if all(status == 200 for status, _, _ in answers) and len(found) == wanted:
            return
        time.sleep(0.1)
    raise TimeoutError(f"the proxy does not find {wanted} processes")


def cookies(port: int) -> Callable[[], str]:
    """Return what visits the proxy on a port anew, and returns the cookie that it has set.

    Raises AssertionError where a reader with that cookie comes to another process.
    """

    def visit() -> str:
        _, replica, cookie = _ask(port)
        assert cookie, "the proxy set no cookie"
        assert _ask(port, cookie)[1] == replica, "the reader came to another process"
        return cookie

    return visit


def _ask(port: int, cookie: str = "") -> tuple[int, str, str]:
    """Ask the proxy for a small answer; return its status, which process gave it, and the cookie
    of its own that was set with it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=servers.PATIENCE)
    connection.request("GET", HEALTH, headers={"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    given = [each.partition(";")[0] for each in answer.msg.get_all("set-cookie", [])]
    kept = next((each for each in given if each.startswith(f"{COOKIE}=")), "")
    return answer.status, answer.getheader("x-replica") or "", kept
