"""Packages in DuckDB: a database file, or Parquet files that DuckDB reads where they lie."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd

from cstoviz import descriptor
from cstoviz.documents import document
from cstoviz.engines.declared import DOCUMENT, opened
from cstoviz.package import folder_of
from cstoviz.problems import DESCRIPTOR, PackageError, Problem
from cstoviz.tables import Frame, Tables

SETTINGS = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}
"""Nothing is fetched from a network, and no variable of the program is taken for a table."""

MOST_KEPT = 2_000_000
"""Up to how many rows are kept in memory between the views of a selection."""


_TURN = threading.RLock()
"""One for all: while a newer package takes the place of an older one, both are asked."""


class Duck:
    """One connection to DuckDB, used by one thread at a time."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        connection.execute("SET TimeZone = 'UTC'")

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Let no other thread use the connection meanwhile."""
        with _TURN:
            yield

    def lend(self, rows: pd.DataFrame) -> Frame:
        """Return rows of Python as a frame of this engine."""
        with self.turn():
            frame: Frame = nw.from_native(self.connection.from_df(rows))
        return frame

    def keep(self, rows: Frame) -> Frame:
        """Return the rows as a table in memory, for as long as it is used; many stay a query."""
        with self.turn():
            table = nw.to_native(rows).limit(MOST_KEPT + 1).to_arrow_table()
            if len(table) > MOST_KEPT:
                return rows
            frame: Frame = nw.from_native(self.connection.from_arrow(table))
        return frame

    def find(self, name: str) -> Frame | None:
        """Return a table of the database, None where there is none."""
        return self.relation(partial(self.connection.table, _quoted(name)))

    def relation(self, take: Any) -> Frame | None:
        """Return what DuckDB finds, None where it finds nothing that it can read."""
        try:
            frame: Frame = nw.from_native(take())
        except duckdb.Error:
            return None
        return frame


def open_database(path: Path) -> Tables:
    """Open a DuckDB file for reading. Raises PackageError with what is wrong with it."""
    try:
        connection = _attached(path)
    except duckdb.Error as error:
        raise PackageError([Problem(DESCRIPTOR, None, "", str(error), "database")]) from error
    duck = Duck(connection)
    try:
        found: Sequence[Any] = connection.sql(f"SELECT document FROM {DOCUMENT}").fetchall()
    except duckdb.Error as error:
        problem = Problem(DESCRIPTOR, None, "", DOCUMENT, "missing-table", path.name)
        raise PackageError([problem]) from error
    return opened(document(str((found or [[""]])[0][0])), duck.find, duck)


def _attached(path: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection to the file as it is now.

    By its path alone DuckDB would return the file that it has open under this path already, also
    where another has taken its place.
    """
    connection = duckdb.connect(config=dict(SETTINGS))
    name = str(path).replace("'", "''")
    connection.execute(f"ATTACH '{name}' AS package (READ_ONLY)")
    connection.execute("USE package")
    return connection


def open_parquet(path: Path) -> Tables:
    """Open a folder of Parquet files, or its descriptor. Raises PackageError as `opened` does."""
    folder = folder_of(path)
    content = document((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    files = {table.name: table.path for table in descriptor.parse(content).tables.values()}
    duck = Duck(duckdb.connect(config=dict(SETTINGS)))

    def find(name: str) -> Frame | None:
        file = (folder / files[name]).resolve()
        if not file.is_relative_to(folder.resolve()) or not file.is_file():
            return None
        return duck.relation(partial(duck.connection.read_parquet, str(file)))

    return opened(content, find, duck)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
