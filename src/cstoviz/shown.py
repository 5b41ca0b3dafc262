"""The package that this server shows, read and checked once, whoever asks for it."""

from __future__ import annotations

import sys
import threading
from functools import lru_cache

from cstoviz.engines import open_package, package_place
from cstoviz.tables import Tables

_READING = threading.Lock()


def place() -> str:
    """Return where the package is: `--data`, `CSTOVIZ_DATA` or the repository's `data/`."""
    return package_place(sys.argv[1:])


def at_hand() -> bool:
    """Say whether the package has been read."""
    return _kept.cache_info().currsize > 0


def tables() -> Tables:
    """Return the tables shown. Raises PackageError when the package is broken."""
    if at_hand():
        return _kept(place())
    with _READING:
        return _kept(place())


@lru_cache(maxsize=1)
def _kept(path: str) -> Tables:
    return open_package(path)
