"""The package that is shown, read and checked once per server."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

import streamlit as st

from cstoviz.engines import open_package, package_place
from cstoviz.problems import PackageError
from cstoviz.tables import Tables
from cstoviz.text import t

P = ParamSpec("P")
R = TypeVar("R")
_READING = threading.Lock()


def tables() -> Tables:
    """Return the tables shown. Raises PackageError when the package is broken."""
    if _kept.cache_info().currsize:
        return _kept(path())
    with _READING, st.spinner(t("app.reading")):
        return _kept(path())


def path() -> str:
    """Return where the package is: `--data`, `CSTOVIZ_DATA` or the repository's `data/`."""
    return package_place(sys.argv[1:])


def warm_up() -> None:
    """Read the package before the first reader comes; what is wrong with it each page says."""
    try:
        kept()
    except PackageError:
        return


def kept() -> Tables:
    """Return the tables shown, outside of a page. Raises PackageError when they are broken."""
    with _READING:
        return _kept(path())


@lru_cache(maxsize=1)
def _kept(place: str) -> Tables:
    return open_package(place)


@contextmanager
def turn() -> Iterator[None]:
    """Count alone, where the package's engine serves one thread at a time."""
    with _kept(path()).engine.turn():
        yield


def alone(work: Callable[P, R]) -> Callable[P, R]:
    """Return the same work, done beside a page, that waits for its turn."""

    @wraps(work)
    def waiting(*args: P.args, **named: P.kwargs) -> R:
        with turn():
            return work(*args, **named)

    return waiting
