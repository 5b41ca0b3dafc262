"""The package that this server shows: read and checked once, and again when a newer one comes.

A newer package is taken over whole, or refused and the old one kept; whoever holds tables keeps
them to the end of what it does.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from cstoviz import caches
from cstoviz.archive import package_zip
from cstoviz.engines import SPARK, open_package, package_place
from cstoviz.package import folder_of
from cstoviz.problems import PackageError, Problem
from cstoviz.tables import Memory, Tables

LOG = logging.getLogger("cstoviz.package")
MOST_FILES = 10_000
"""Of a folder so many files are looked at."""

MOST_LOGGED = 20
MOST_KEPT = 50_000_000
"""The files of a package are kept, as a zip, where that has at most so many bytes."""

Mark = tuple[object, ...]
"""Stands for the files of a package as they are now; another mark, other files."""

Found = Literal["same", "unsettled", "taken", "refused"]


@dataclass(frozen=True)
class Refused:
    """A package that could not be taken over: when, and everything that is wrong with it."""

    at: datetime
    problems: Sequence[Problem]


@dataclass(frozen=True)
class State:
    """What is shown, since when, and what was refused since then.

    tables: None as long as nothing could be read; taken, refusals: how often since the start
    """

    tables: Tables | None = None
    since: datetime | None = None
    taken: int = 0
    refusals: int = 0
    refused: Refused | None = None


@dataclass
class _Shelf:
    """What this process holds."""

    where: str = ""
    state: State = field(default_factory=State)
    mark: Mark = ()
    seen: Mark = ()
    files: bytes | None = None
    reading: threading.Lock = field(default_factory=threading.Lock)


_shelf = _Shelf()


def place() -> str:
    """Return where the package is: `--data`, `CSTOVIZ_DATA` or the repository's `data/`."""
    return package_place(sys.argv[1:])


def state() -> State:
    """Return what is shown now, and what was refused."""
    return _shelf.state


def at_hand() -> bool:
    """Say whether there are tables to show without reading any."""
    return _shelf.state.tables is not None and _shelf.where == place()


def tables() -> Tables:
    """Return the tables shown. Raises PackageError when there is none but a broken package."""
    found = _shelf.state.tables
    return found if found is not None and _shelf.where == place() else _first()


def files() -> bytes:
    """Return the files of the package that is shown as a zip, also where others lie there by now.

    Raises FileNotFoundError where they are not at hand: a package in an engine is not copied, and
    of a large one that has been changed since nothing is kept.
    """
    found = tables()
    with _shelf.reading:
        if _shelf.files is not None:
            return _shelf.files
        if not isinstance(found.engine, Memory) or not _unchanged():
            raise FileNotFoundError(place())
        content = package_zip(found, Path(place()))
        if len(content) <= MOST_KEPT:
            _shelf.files = content
        return content


def forget() -> None:
    """Show nothing until tables are asked for again."""
    with _shelf.reading:
        _forget()


def _forget() -> None:
    _shelf.where, _shelf.state, _shelf.files = place(), State(), None
    _shelf.mark = _shelf.seen = ()
    caches.clear()


def look() -> Found:
    """Look whether other files lie in place, and take their package over if it is sound.

    Files are read once they have stayed the same from one look to the next, and only taken if they
    are still the same afterwards.
    """
    with _shelf.reading:
        if _shelf.where != place():
            _forget()
        mark = _mark(place())
        if mark == _shelf.mark:
            _shelf.seen = mark
            return "same"
        if mark != _shelf.seen:
            _shelf.seen = mark
            return "unsettled"
        return _take(mark)


def watch(seconds: float, ended: threading.Event, after: Callable[[Found], object]) -> None:
    """Look again and again until `ended` is set; `after` is told when something was found."""
    while not ended.wait(seconds):
        try:
            found = look()
        except Exception:
            LOG.exception("could not look for a newer package")
            continue
        if found in ("taken", "refused"):
            after(found)


def _unchanged() -> bool:
    """Say whether the files that are shown still lie in place."""
    return _shelf.state.refused is None and _mark(place()) == _shelf.mark


def _first() -> Tables:
    """Return the tables, read now. A package that was refused is not read again unchanged."""
    with _shelf.reading:
        if _shelf.where != place():
            _forget()
        if _shelf.state.tables is None:
            mark = _mark(place())
            if mark != _shelf.mark or _shelf.state.refused is None:
                _take(mark)
        if _shelf.state.tables is None:
            raise PackageError(_shelf.state.refused.problems if _shelf.state.refused else ())
        return _shelf.state.tables


def _take(mark: Mark) -> Found:
    """Read the package and put it in place of the old one, or note what is wrong with it."""
    where = place()
    try:
        found = open_package(where)
    except PackageError as error:
        if _mark(where) != mark and at_hand():
            return "unsettled"
        _refuse(mark, error)
        return "refused"
    if _mark(where) != mark and at_hand():
        return "unsettled"
    _put(mark, found)
    return "taken"


def _put(mark: Mark, found: Tables) -> None:
    before = _shelf.state
    now = datetime.now(UTC)
    _shelf.mark, _shelf.files = mark, None
    _shelf.state = replace(before, tables=found, since=now, taken=before.taken + 1, refused=None)
    if before.tables is not None:
        caches.clear()
    LOG.info("shows package %s, version %s", found.package.name, found.package.version)


def _refuse(mark: Mark, error: PackageError) -> None:
    before = _shelf.state
    refused = Refused(datetime.now(UTC), error.problems)
    _shelf.mark = mark
    _shelf.state = replace(before, refused=refused, refusals=before.refusals + 1)
    kept = "what was shown before stays" if before.tables is not None else "there is none to show"
    LOG.error("package refused, %s; %d problems", kept, len(error.problems))
    for each in error.problems[:MOST_LOGGED]:
        said = (each.table, each.row, each.field, each.value[:200], each.rule, each.allowed[:200])
        LOG.error("package refused: table %s, row %s, field %s, value %r: %s %s", *said)


def _mark(where: str) -> Mark:
    """Return what changes when the files of a package do; of Spark nothing is known."""
    if where.startswith(SPARK):
        return (where,)
    try:
        path = Path(where).resolve()
        folder = folder_of(path)
        files = sorted(folder.rglob("*"))[:MOST_FILES] if folder.is_dir() else [path]
        return (str(path), *(_of(file) for file in files if file.is_file()))
    except OSError as error:
        return (where, str(error))


def _of(file: Path) -> Mark:
    found = file.stat()
    return (str(file), found.st_mtime_ns, found.st_size, found.st_ino)
