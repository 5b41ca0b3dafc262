"""Servers on free ports of this machine, started and stopped by the benchmarks."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.machine import end, free_port

from benchmarks.measure import ROOT

PATIENCE = 90.0
TREE = os.pathsep.join([str(ROOT), str(ROOT / "src")])
"""What is served is this tree, even where another one is installed."""


@dataclass(frozen=True)
class Server:
    """A process that serves: its port, when it was started (by `time.perf_counter` and as time of
    day) and its number."""

    port: int
    started: float
    started_at: float
    pid: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def memory(self) -> int:
        """Return the bytes of memory that the process holds (resident set)."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    def processor(self) -> float:
        """Return the seconds of a processor that the process has taken."""
        after = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(after[11]) + int(after[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def started(
    command: Sequence[str], port: int, environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Run a command that serves on a port; end it afterwards. Does not wait for its answers."""
    with tempfile.TemporaryFile() as log:
        began, at = time.perf_counter(), time.time()
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": TREE, **(environment or {})},
        )  # fmt: skip
        try:
            yield Server(port, began, at, process.pid)
        except BaseException:
            log.seek(0)
            sys.stderr.write(log.read().decode(errors="replace")[-4000:])
            raise
        finally:
            end(process)


def streamlit_command(script: str, port: int) -> list[str]:
    """Return the command that serves a Streamlit script as `make run` does, without a browser."""
    return [
        sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port),
        "--server.headless", "true", "--server.address", "127.0.0.1",
    ]  # fmt: skip


@contextmanager
def streamlit(script: str, environment: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Serve a Streamlit script and wait until its server answers."""
    port = free_port()
    with started(streamlit_command(script, port), port, environment) as server:
        await_answer(f"{server.address}/_stcore/health")
        yield server


@contextmanager
def dashboard() -> Iterator[Server]:
    """Serve the dashboard and wait until its server answers."""
    with streamlit("dashboard.py") as server:
        yield server


def await_answer(url: str, pause: float = 0.005) -> float:
    """Wait for an answer of a server that has just been started; return when it came."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=30) as answer:
                answer.read()
                return time.perf_counter()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(pause)
    raise TimeoutError(f"no answer from {url} within {PATIENCE:.0f} s")
