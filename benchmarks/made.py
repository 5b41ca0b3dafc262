"""Made-up packages of the size asked, in every form, kept in `build/benchmarks/packages/`.

A package is made anew when the data package that it is made after has another version.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb

from benchmarks import measure
from cstoviz.descriptor import schema
from cstoviz.problems import DESCRIPTOR

KEPT = measure.ROOT / "build" / "benchmarks" / "packages"
CSV = {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}


def parquet(events: int) -> Path:
    """Return a folder of Parquet files with so many events, by `cstoviz make-package`."""
    return _kept(f"{events}", lambda path: _run("make-package", "--events", events, "--out", path))


def database(events: int) -> Path:
    """Return the same package as a DuckDB file, by `cstoviz convert`."""
    folder = parquet(events)
    return _kept(f"{events}.duckdb", lambda path: _run("convert", "--data", folder, "--out", path))


def csv(events: int) -> Path:
    """Return the same package as a folder of CSV files."""
    folder = parquet(events)
    return _kept(f"{events}-csv", lambda path: _as_csv(folder, path))


def remove(path: Path) -> None:
    """Delete a package made here."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def _kept(name: str, make: Callable[[Path], None]) -> Path:
    version = json.loads((measure.ROOT / "data" / DESCRIPTOR).read_text("utf-8"))["version"]
    path = KEPT / f"{version}-{name}"
    if not path.exists():
        measure.note(f"making {path.name}")
        KEPT.mkdir(parents=True, exist_ok=True)
        make(path)
    return path


def _run(*arguments: object) -> None:
    """Run a command of `cstoviz` in a process of its own, whose memory ends with it."""
    command = "import sys; from cstoviz.cli import app; app()"
    subprocess.run(
        [sys.executable, "-c", command, *map(str, arguments)], cwd=measure.ROOT, check=True
    )


def _as_csv(folder: Path, path: Path) -> None:
    path.mkdir()
    connection = duckdb.connect()
    for name in schema.COLUMNS:
        rows = connection.read_parquet(str(folder / f"{name}.parquet"))
        rows.to_csv(str(path / f"{name}.csv"), header=True, timestamp_format="%Y-%m-%d")
    document = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
    for resource in document["resources"]:
        resource.update(CSV, path=f"{resource['name']}.csv")
    (path / DESCRIPTOR).write_text(json.dumps(document, ensure_ascii=False), "utf-8")


def rows(folder: Path, table: str) -> int:
    """Return how many rows a table of a folder of Parquet files has."""
    count = "SELECT count(*) FROM read_parquet(?)"
    found = duckdb.execute(count, [str(folder / f"{table}.parquet")]).fetchone()
    return int(found[0]) if found else 0
