"""Sets a report in a process that can be ended: when it takes too long, or nobody wants it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from time import monotonic

from cstoviz.export.making import NotMade, Progress
from cstoviz.text import number, t

LIMIT = 60.0
"""How many seconds setting a report may take."""

_LOOK = 0.1
"""Seconds from one look at the process to the next."""

TEMPLATES = ("report.typ", "parts.typ", "look.typ")
_HERE = resources.files("cstoviz.export.report")
_FONTS = resources.files("cstoviz") / "fonts"


def pressed(folder: Path, stamp: int, progress: Progress, limit: float = LIMIT) -> bytes:
    """Return the PDF that the templates make of a folder's report.json and pictures.

    stamp: the seconds since 1970 that the file bears; limit: seconds that it may take. `progress`
    is told again and again meanwhile and ends the process by raising. Raises NotMade when the
    process fails or takes longer.
    """
    for name in TEMPLATES:
        (folder / name).write_bytes((_HERE / name).read_bytes())
    with resources.as_file(_HERE / "setter.py") as setter, resources.as_file(_FONTS) as fonts:
        command = [sys.executable, "-P", str(setter), str(folder), str(fonts), str(stamp)]
        if run(command, progress, limit, folder / "errors.txt"):
            raise NotMade(t("report.failed")) from RuntimeError(_read(folder / "errors.txt"))
    return (folder / "report.pdf").read_bytes()


def _read(errors: Path) -> str:
    return errors.read_text("utf-8", errors="replace")


def run(command: Sequence[str], progress: Progress, limit: float, errors: Path) -> int:
    """Run a command and return how it ended; what it says of errors goes into a file.

    However this is left, the process has ended. Raises NotMade after `limit` seconds.
    """
    start = monotonic()
    with (
        errors.open("wb") as said,
        subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said
        ) as process,
    ):
        try:
            while True:
                gone = monotonic() - start
                if gone >= limit:
                    raise NotMade(t("report.late", seconds=number(round(limit))))
                progress(gone / limit, "")
                try:
                    return process.wait(min(_LOOK, limit - gone))
                except subprocess.TimeoutExpired:
                    continue
        finally:
            process.kill()
