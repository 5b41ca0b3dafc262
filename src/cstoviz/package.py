"""Reads a data package, from a folder or a zip, and checks it wholly. The only room that reads files.

A package is read whole or not at all: whatever is wrong with it comes in one `PackageError`.
"""

from __future__ import annotations

import csv
import io
import json
import os
import zipfile
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path, PurePosixPath

import narwhals as nw
import pandas as pd

from cstoviz import checks, columns, descriptor
from cstoviz.columns import Frames
from cstoviz.descriptor import Descriptor, Table
from cstoviz.problems import DESCRIPTOR, PackageError, Problem
from cstoviz.tables import Tables

__all__ = ["PackageError", "Problem", "default_path", "read_package"]

MAX_BYTES = 500_000_000
"""How large the files of a zip may be in all, unpacked."""

Reader = Callable[[str], bytes]
"""Returns the content of a file by its path in the package. Raises OSError where there is none."""


def default_path(argv: Sequence[str]) -> Path:
    """Return where the package to show is: `--data PATH`, else `CSTOVIZ_DATA`, else `data/`.

    `argv` are the arguments after the name of the program; the last `--data` counts. `data/` is the
    repository's, or the working directory's where the code was installed without its repository.
    """
    given = os.environ.get("CSTOVIZ_DATA", "")
    for argument, following in zip(argv, [*argv[1:], ""], strict=True):
        if argument == "--data" and following:
            given = following
        elif argument.startswith("--data="):
            given = argument.removeprefix("--data=")
    return Path(given).expanduser() if given else _own_data()


def _own_data() -> Path:
    for folder in Path(__file__).resolve().parents:
        if (folder / "data" / DESCRIPTOR).is_file():
            return folder / "data"
    return Path.cwd() / "data"


def read_package(path: Path | str) -> Tables:
    """Read and check the package in a folder, or in a zip with the descriptor on top.

    Raises PackageError with every problem found; nothing is ever half loaded.
    """
    read = _opened(Path(path))
    declared = descriptor.parse(_json(read))
    problems = list(descriptor.check(declared))
    raws: dict[str, pd.DataFrame] = {}
    for table in declared.tables.values():
        found = list(_raw(table, read, raws))
        problems += found
    problems += _check(declared, raws)
    if problems:
        raise PackageError(problems)
    return _tables(declared, raws)
