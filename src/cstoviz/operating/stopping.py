"""An orderly stop: programs are told at once, what runs is finished, but not for ever."""

from __future__ import annotations

import logging
import os
import signal
import threading
from types import FrameType
from typing import Any

LOG = logging.getLogger("cstoviz.server")
STOPPING = threading.Event()
"""Set once the process has been asked to stop."""


def listen(seconds: float) -> None:
    """Note when the process is asked to stop, and end it after so many seconds at the latest.

    The server finishes what it is at and the process ends with code 0; a server that does not know
    `should_exit` does what it did before. Only in the main thread.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    before = signal.getsignal(signal.SIGTERM)

    def asked(number: int, frame: FrameType | None) -> None:
        begin(seconds)
        server: Any = getattr(before, "__self__", None)
        if hasattr(server, "should_exit"):
            server.should_exit = True
        elif callable(before):
            before(number, frame)

    if callable(before):
        signal.signal(signal.SIGTERM, asked)


def begin(seconds: float) -> None:
    """Say that the process stops, and see to it that it does."""
    if STOPPING.is_set():
        return
    STOPPING.set()
    LOG.info("stopping")
    last = threading.Timer(seconds, _end, [seconds])
    last.daemon = True
    last.start()


def _end(seconds: float) -> None:
    LOG.error("something was still running after %s seconds; stopped all the same", seconds)
    os._exit(1)
