"""Opens a data package wherever it lies: a folder or zip of CSV files, DuckDB, Parquet, Spark.

A package of CSV files is read into memory and checked row by row. The others stay where they are:
filters and counts run in their engine, and only results reach Python.
"""

from __future__ import annotations

from pathlib import Path

from cstoviz.package import default_path, folder_of, given_place, read_package
from cstoviz.problems import DESCRIPTOR
from cstoviz.tables import Tables

__all__ = ["open_package", "package_place"]

SPARK = "sc://"
DATABASES = (".duckdb", ".db")


def package_place(argv: list[str]) -> str:
    """Return where the package to show is: an address of Spark, or else a path.

    `argv` are the arguments after the name of the program, see `package.default_path`.
    """
    given = given_place(argv)
    return given if given.startswith(SPARK) else str(default_path(argv))


def open_package(place: str | Path) -> Tables:
    """Open and check the package at a place.

    That is a folder or zip of CSV files, a DuckDB file (`.duckdb`, `.db`), a folder of Parquet
    files, or the address of a Spark Connect server with a schema, `sc://host:port/schema`. Raises
    PackageError with what is wrong with it.
    """
    where = str(place)
    if where.startswith(SPARK):
        from cstoviz.engines.spark import open_spark  # noqa: PLC0415

        return open_spark(where)
    path = Path(where)
    if path.suffix in DATABASES and path.is_file():
        from cstoviz.engines.duck import open_database  # noqa: PLC0415

        return open_database(path)
    if is_parquet(path):
        from cstoviz.engines.duck import open_parquet  # noqa: PLC0415

        return open_parquet(path)
    return read_package(path)


def is_parquet(path: Path) -> bool:
    """Say whether a path is a package whose events lie in a Parquet file."""
    folder = folder_of(path)
    try:
        return (folder / DESCRIPTOR).is_file() and (folder / "events.parquet").is_file()
    except OSError:
        return False
