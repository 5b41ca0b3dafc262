"""The package that is shown, read and checked once per server."""

from __future__ import annotations

import sys
import threading
from functools import lru_cache
from pathlib import Path

import streamlit as st

from cstoviz.package import PackageError, default_path, read_package
from cstoviz.tables import Tables
from cstoviz.text import t

_READING = threading.Lock()


def tables() -> Tables:
    """Return the tables shown. Raises PackageError when the package is broken."""
    if _kept.cache_info().currsize:
        return _kept(path())
    with _READING, st.spinner(t("app.reading")):
        return _kept(path())


def path() -> str:
    """Return where the package is: `--data`, `CSTOVIZ_DATA` or the repository's `data/`."""
    return str(default_path(sys.argv[1:]))


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
    return read_package(Path(place))
