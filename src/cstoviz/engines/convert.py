"""Writes a package for an engine: into a DuckDB file, or as a folder of Parquet files."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from cstoviz.descriptor import schema
from cstoviz.descriptor.parquet import in_parquet
from cstoviz.engines import DATABASES
from cstoviz.engines.declared import DOCUMENT
from cstoviz.problems import DESCRIPTOR
from cstoviz.tables import Tables


def convert(tables: Tables, place: Path) -> None:
    """Write a package to a DuckDB file (`.duckdb`, `.db`), or else as a folder of Parquet files.

    The place is written last of all under its name, so that nobody reads half of it. Raises
    FileExistsError where something is there already.
    """
    if place.exists():
        raise FileExistsError(place)
    write = _database if place.suffix in DATABASES else _folder
    with tempfile.TemporaryDirectory(dir=place.absolute().parent) as scratch:
        new = Path(scratch) / place.name
        write(tables, new)
        new.rename(place)


def _database(tables: Tables, place: Path) -> None:
    connection = duckdb.connect(place)
    for name in schema.COLUMNS:
        _each(connection, tables, name, f'CREATE TABLE "{name}" AS SELECT * FROM "of_python"')
    document = json.dumps(tables.package.document, ensure_ascii=False)
    connection.execute(f"CREATE TABLE {DOCUMENT} AS SELECT ? AS document", [document])
    connection.close()


def _folder(tables: Tables, place: Path) -> None:
    place.mkdir()
    connection = duckdb.connect()
    for name in schema.COLUMNS:
        _each(connection, tables, name, f"COPY of_python TO '{_literal(place / name)}.parquet'")
    document = _in_parquet(tables.package.document)
    text = json.dumps(document, ensure_ascii=False, indent=2)
    (place / DESCRIPTOR).write_text(text, encoding="utf-8")


def _each(connection: Any, tables: Tables, name: str, command: str) -> None:
    connection.register("of_python", tables.rows(name))
    connection.execute(command)
    connection.unregister("of_python")


def _literal(path: Path) -> str:
    return str(path).replace("'", "''")


def _in_parquet(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a descriptor whose tables lie in Parquet files beside it, `<table>.parquet`."""
    known = [item for item in document["resources"] if item["name"] in schema.COLUMNS]
    return {**document, "resources": [in_parquet(item) for item in known]}
