"""Files that are made beside the page: how far each is, its result, and how it is called off."""

from __future__ import annotations

import contextvars
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from cstoviz.export.making import CalledOff, NotMade, Progress
from cstoviz.settings import settings
from cstoviz.text import t

AT_ONCE = 2
"""How many files one server makes at a time; further ones wait for their turn."""

PATIENCE = 180.0
"""Seconds after which a file that is still not made is given up."""

_PLACES = threading.BoundedSemaphore(AT_ONCE)
_COUNTING = threading.Lock()
_unended = 0
"""How many files are being made or wait to be."""

Work = Callable[[Progress], bytes]


@dataclass(eq=False)
class Job:
    """A file in the making. `share` is how much is done, `what` what is being made, in words.

    content: the file once it is made; failed: why it was not, in words; `CalledOff` leaves neither.
    """

    name: str
    share: float = 0.0
    what: str = ""
    content: bytes | None = None
    failed: str = ""
    off: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def running(self) -> bool:
        """Whether it is still being made and wanted."""
        return not self.ended.is_set() and not self.off.is_set()

    def call_off(self) -> None:
        """Say that nobody wants it any more; it ends at its next step."""
        self.off.set()


def start(name: str, work: Work) -> Job:
    """Begin to make a file in a thread of its own, in the present language.

    Where as many wait as may wait, none begins: the job has failed, and says so.
    """
    job = Job(name, what=t("jobs.waiting"))
    if not _counted():
        job.failed = t("jobs.full")
        job.ended.set()
        return job
    surroundings = contextvars.copy_context()
    threading.Thread(target=surroundings.run, args=(_run, job, work), daemon=True).start()
    return job


def _counted() -> bool:
    """Count one file more, if there may be one."""
    global _unended  # noqa: PLW0603
    with _COUNTING:
        if _unended >= AT_ONCE + settings().files_waiting:
            return False
        _unended += 1
        return True


def _uncounted() -> None:
    global _unended  # noqa: PLW0603
    with _COUNTING:
        _unended -= 1


def _run(job: Job, work: Work) -> None:
    try:
        while not _PLACES.acquire(timeout=0.2):
            if job.off.is_set():
                return
        try:
            job.content = work(_telling(job))
        finally:
            _PLACES.release()
    except CalledOff:
        pass
    except NotMade as error:
        job.failed = str(error)
    except Exception as error:
        job.failed = t("jobs.failed", why=type(error).__name__)
    finally:
        _uncounted()
        job.ended.set()


def _telling(job: Job) -> Progress:
    """Return what a maker tells its progress to, which ends it when nobody waits any more."""
    deadline = time.monotonic() + PATIENCE

    def progress(done: float, what: str) -> None:
        if job.off.is_set():
            raise CalledOff
        if time.monotonic() > deadline:
            raise NotMade(t("jobs.too-long", seconds=round(PATIENCE)))
        job.share = min(max(done, job.share), 1.0)
        job.what = what or job.what

    return progress
