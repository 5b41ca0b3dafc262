"""The package that is shown, read and checked once per server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st

from cstoviz import shown
from cstoviz.problems import PackageError
from cstoviz.tables import Tables
from cstoviz.text import t

P = ParamSpec("P")
R = TypeVar("R")


def tables() -> Tables:
    """Return the tables shown. Raises PackageError when the package is broken."""
    if shown.at_hand():
        return shown.tables()
    with st.spinner(t("app.reading")):
        return shown.tables()


def warm_up() -> None:
    """Read the package before the first reader comes; what is wrong with it each page says."""
    with suppress(PackageError, FileNotFoundError):
        shown.files()


@contextmanager
def turn() -> Iterator[None]:
    """Count alone, where the package's engine serves one thread at a time."""
    with shown.tables().engine.turn():
        yield


def alone(work: Callable[P, R]) -> Callable[P, R]:
    """Return the same work, done beside a page, that waits for its turn."""

    @wraps(work)
    def waiting(*args: P.args, **named: P.kwargs) -> R:
        with turn():
            return work(*args, **named)

    return waiting
