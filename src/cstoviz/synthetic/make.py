"""Makes a made-up package: rows in batches, each written before the next is made."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import pyarrow.parquet as pq

from cstoviz.synthetic import rows, series
from cstoviz.synthetic.batch import Calendar
from cstoviz.synthetic.chance import Chance
from cstoviz.synthetic.codings import Codings
from cstoviz.synthetic.document import document, translations
from cstoviz.synthetic.events import Events
from cstoviz.synthetic.participants import Participants
from cstoviz.synthetic.sources import Sources
from cstoviz.tables import Field, Tables

DESCRIPTOR = "datapackage.json"
BATCH = 100_000
JUDGED = 300
"""Of how many events at the most the single codings are told."""

MADE = (
    "events", "participations", "sources", "event_sources", "codings", "codings_single",
    "coding_disagreements", "event_series",
)  # fmt: skip
"""The tables whose rows are made up; the others are taken over."""

Progress = Callable[[float], None]
"""Told again and again how much is done, from 0 to 1."""

_MANY_VALUES = {"event_id", "source_id", "title", "summary", "url"}


def write(
    tables: Tables, out: Path, total: int, seed: int, progress: Progress, batch: int = BATCH
) -> Mapping[str, int]:
    """Write a package with so many made-up events into a folder; return the rows of each table.

    It has the tables of the given package, each as a Parquet file, and the frequencies of its rows.
    The same tables, count and seed give the same bytes; `batch`, how many events are made at a
    time, changes only how the files are divided into groups of rows. The folder is made if need
    be; whatever goes wrong, no half package stays in it. Raises ValueError for a package without
    events, OSError when a file cannot be written.
    """
    if tables.rows("events").empty:
        raise ValueError("no events to make others after")
    said = document(tables, MADE, f"--events {total} --seed {seed}")
    with _whole(out):
        with _Files(tables, out) as files:
            _take_over(tables, files)
            _make(tables, files, total, seed, batch, progress)
        written = json.dumps(said, ensure_ascii=False, indent=2) + "\n"
        (out / DESCRIPTOR).write_text(written, "utf-8")
    return files.counts


def _take_over(tables: Tables, files: _Files) -> None:
    for name, fields in files.fields.items():
        if name not in MADE:
            known = translations(tables, MADE) if name == "translations" else tables.rows(name)
            files.add(name, rows.as_it_is(fields, known))


def _make(
    tables: Tables, files: _Files, total: int, seed: int, batch: int, progress: Progress
) -> None:
    maker = _Maker(tables, total, Chance(seed))
    for first in range(1, total + 1, batch):
        last = min(first + batch - 1, total)
        for name, columns in maker.made(first, last):
            files.add(name, columns)
        progress(last / total)
    for name, columns in maker.judged():
        files.add(name, columns)
    files.add("event_series", series.columns(tables, total))


class _Maker:
    """Makes the rows of all tables, batch by batch, and keeps those of the single codings."""

    def __init__(self, tables: Tables, total: int, chance: Chance) -> None:
        self._chance = chance
        self._calendar = Calendar(tables.rows("events"), tables.package, total)
        self._events, self._participants = Events(tables), Participants(tables)
        self._sources, self._codings = Sources(tables), Codings(tables)
        self._every = -(-total // JUDGED)
        self._single: list[rows.Columns] = []
        self._apart: list[rows.Columns] = []

    def made(self, first: int, last: int) -> Iterator[tuple[str, rows.Columns]]:
        """Yield the rows of the events of these numbers, by table."""
        chance = self._chance
        batch = self._calendar.batch(np.arange(first, last + 1), chance)
        yield "events", self._events.columns(batch, chance)
        yield "participations", self._participants.columns(batch, chance)
        yield "sources", self._sources.columns(batch, chance)
        yield "event_sources", self._sources.links(batch, chance)
        links, codings = self._codings.links(batch, chance)
        yield "codings", codings
        judged = links.only((links.number - 1) % self._every == 0)
        single, apart = self._codings.coded(judged, batch, chance)
        self._single.append(single)
        self._apart.append(apart)

    def judged(self) -> Iterator[tuple[str, rows.Columns]]:
        """Yield the single codings of some of the events made so far, by table."""
        yield "codings_single", rows.stacked(self._single)
        yield "coding_disagreements", rows.stacked(self._apart)


class _Files:
    """The Parquet files of a package, each begun when its first rows come."""

    def __init__(self, tables: Tables, out: Path) -> None:
        self.fields: Mapping[str, tuple[Field, ...]] = {
            name: fields for name, fields in tables.package.fields.items() if hasattr(tables, name)
        }
        self.counts = dict.fromkeys(self.fields, 0)
        self._out = out
        self._open: dict[str, Any] = {}

    def __enter__(self) -> _Files:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        for file in self._open.values():
            file.close()

    def add(self, name: str, columns: rows.Columns) -> None:
        """Write further rows of a table as a group."""
        found = rows.table(self.fields[name], columns)
        self._file(name).write_table(found, row_group_size=max(1, found.num_rows))
        self.counts[name] += found.num_rows

    def _file(self, name: str) -> Any:
        if name not in self._open:
            schema = rows.schema(self.fields[name])
            self._open[name] = pq.ParquetWriter(
                self._out / f"{name}.parquet",
                schema,
                compression="zstd",
                use_dictionary=[column for column in schema.names if column not in _MANY_VALUES],
            )
        return self._open[name]


@contextlib.contextmanager
def _whole(out: Path) -> Iterator[None]:
    """Make the folder if need be; take away what was written if the block does not end well."""
    new = not out.exists()
    out.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        for file in (*out.glob("*.parquet"), out / DESCRIPTOR):
            file.unlink(missing_ok=True)
        if new:
            out.rmdir()
        raise
