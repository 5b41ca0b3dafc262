"""Reads a data package, from a folder or a zip, and checks it wholly; nothing else reads files.

A package is read whole or not at all: whatever is wrong with it comes in one `PackageError`.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pandas as pd

from cstoviz import checks, columns, descriptor
from cstoviz.columns import Frames
from cstoviz.descriptor import Descriptor, Table, schema
from cstoviz.documents import MOST_CHARACTERS, document
from cstoviz.inert import inert
from cstoviz.problems import DESCRIPTOR, PackageError, Problem, Rule
from cstoviz.tables import Memory, Tables, lazy
from cstoviz.zips import MAX_BYTES, files_of

__all__ = ["PackageError", "Problem", "default_path", "read_package"]

MOST_COLUMNS = 1_000
"""How many columns a table may have."""

Reader = Callable[[str], bytes]
"""Returns the content of a file by its path in the package. Raises OSError where there is none."""


def default_path(argv: Sequence[str]) -> Path:
    """Return where the package to show is: `--data PATH`, else `CSTOVIZ_DATA`, else `data/`.

    `argv` are the arguments after the name of the program; the last `--data` counts. `data/` is the
    repository's, or the working directory's where the code was installed without its repository.
    """
    given = given_place(argv)
    return Path(os.path.expanduser(given)) if given else _own_data()  # noqa: PTH111


def given_place(argv: Sequence[str]) -> str:
    """Return the place that arguments or `CSTOVIZ_DATA` name, see `default_path`; "" for none."""
    given = os.environ.get("CSTOVIZ_DATA", "")
    for argument, following in zip(argv, [*argv[1:], ""], strict=False):
        if argument == "--data" and following:
            given = following
        elif argument.startswith("--data="):
            given = argument.removeprefix("--data=")
    return given


def folder_of(path: Path) -> Path:
    """Return the folder of a package that is named by its folder or by its descriptor."""
    return path.parent if path.name == DESCRIPTOR else path


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
    texts = _texts(declared, read, problems)
    values = {name: columns.typed(_known(declared, texts, name), texts[name]) for name in texts}
    problems += _broken(declared, texts, values)
    if problems:
        raise PackageError(_in_order(problems, list(declared.tables)))
    frames = {name: frame.reset_index(drop=True) for name, frame in values.items()}
    known = {name: lazy(frames[name]) for name in schema.COLUMNS}
    return Tables(declared.package, **known, engine=Memory(), base=None)


def _texts(declared: Descriptor, read: Reader, problems: list[Problem]) -> dict[str, pd.DataFrame]:
    """Return the tables that could be read, as strings, and add what was in the way of others."""
    texts: dict[str, pd.DataFrame] = {}
    for table in declared.tables.values():
        try:
            raw, ragged = _raw(table, read)
        except PackageError as error:
            problems += error.problems
            continue
        texts[table.name] = columns.present(table, raw)
        problems += [*ragged, *_check_header(table, list(raw.columns))]
    return texts


def _known(declared: Descriptor, texts: Frames, name: str) -> Table:
    """Return a table's declaration without the columns that its file lacks."""
    table, header = declared.tables[name], set(texts[name].columns)
    return replace(
        table,
        columns=tuple(column for column in table.columns if column.field.name in header),
        key=table.key if header.issuperset(table.key) else (),
        references=tuple(r for r in table.references if header.issuperset(r.columns)),
    )


def _broken(declared: Descriptor, texts: Frames, values: Frames) -> Iterator[Problem]:
    """Yield what breaks a rule, first of columns, then between tables."""
    for name in texts:
        table = _known(declared, texts, name)
        yield from columns.check(table, texts[name], values[name])
        yield from columns.check_references(table, texts)
    whole = {name: values[name] for name in values if _is_whole(_known(declared, texts, name))}
    yield from checks.check(whole, declared.package)


def _is_whole(table: Table) -> bool:
    """Say whether a table has every column that it has to have, in its type."""
    there = {(column.field.name, column.field.type) for column in table.columns}
    return there.issuperset((column.name, column.type) for column in schema.expected(table.name))


def _in_order(problems: Iterable[Problem], tables: Sequence[str]) -> list[Problem]:
    """Order by table and row, each problem once; a row of the wrong length has no other."""
    order = {name: place for place, name in enumerate([DESCRIPTOR, *tables])}
    once = list(dict.fromkeys(problems))
    ragged = {(each.table, each.row) for each in once if each.rule == "row-length"}
    kept = [p for p in once if p.rule == "row-length" or (p.table, p.row) not in ragged]
    return sorted(kept, key=lambda p: (order.get(p.table, len(order)), p.row or 0))


def _json(read: Reader) -> object:
    try:
        text = _decoded(DESCRIPTOR, read(DESCRIPTOR), "utf-8")
    except OSError as error:
        raise _refused(DESCRIPTOR, str(error), "missing-file", DESCRIPTOR) from error
    return document(text)


def _raw(table: Table, read: Reader) -> tuple[pd.DataFrame, list[Problem]]:
    """Return a file's rows as strings, indexed by row number, and its rows of a wrong length.

    Raises PackageError when the file is missing or is no CSV in the declared encoding.
    """
    try:
        text = _decoded(table.name, read(table.path), table.encoding)
    except OSError as error:
        raise _refused(table.name, table.path, "missing-file", DESCRIPTOR) from error
    try:
        rows = _rows(table, inert(text, table.delimiter))
    except (csv.Error, TypeError, ValueError) as error:
        raise _refused(table.name, str(error), "csv") from error
    if not any(rows[:1]):
        raise _refused(table.name, table.path, "no-header")
    return _framed(table.name, rows[0], rows[1:])


def _rows(table: Table, text: str) -> list[list[str]]:
    """Return the rows of a CSV. Raises PackageError for the first text that is too long."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text), delimiter=table.delimiter, strict=True):
            rows.append(row)
            if len("".join(row)) > MOST_CHARACTERS:
                _refuse_long(table.name, rows)
    except csv.Error as error:
        if "limit" in str(error):
            number, most = len(rows) + 1, f"{MOST_CHARACTERS:,}"
            raise PackageError([Problem(table.name, number, "", "", "too-long", most)]) from error
        raise
    return rows


def _refuse_long(table: str, rows: list[list[str]]) -> None:
    for place, value in enumerate(rows[-1]):
        if len(value) > MOST_CHARACTERS:
            name = "".join(rows[0][place : place + 1])
            most = f"{MOST_CHARACTERS:,}"
            raise PackageError([Problem(table, len(rows), name, value, "too-long", most)])


def _framed(
    table: str, header: list[str], rows: list[list[str]]
) -> tuple[pd.DataFrame, list[Problem]]:
    if len(header) > MOST_COLUMNS:
        raise _refused(table, str(len(header)), "columns", f"{MOST_COLUMNS:,}")
    if len(set(header)) < len(header):
        raise _refused(table, ", ".join(header), "header-twice")
    width = len(header)
    filled = {number: row for number, row in enumerate(rows, start=2) if row}
    ragged = [
        Problem(table, number, "", str(len(row)), "row-length", str(width))
        for number, row in filled.items()
        if len(row) != width
    ]
    cells = [(row + [""] * width)[:width] for row in filled.values()]
    return pd.DataFrame(cells, index=list(filled), columns=header, dtype="str"), ragged


def _check_header(table: Table, header: Sequence[str]) -> Iterator[Problem]:
    declared = [column.field.name for column in table.columns]
    for name in declared:
        if name not in header:
            yield Problem(table.name, 1, name, "", "missing-column", table.path)
    for name in header:
        if name not in declared:
            yield Problem(table.name, 1, name, name, "undeclared-column", ", ".join(declared))


def _decoded(table: str, content: bytes, encoding: str) -> str:
    name = "utf-8-sig" if encoding.lower().replace("_", "-") in {"utf-8", "utf8"} else encoding
    try:
        return content.decode(name)
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        value = content[error.start : error.start + 1].hex()
        raise PackageError([Problem(table, row, "", value, "encoding", encoding)]) from error
    except (LookupError, ValueError) as error:
        raise _refused(table, encoding, "encoding", "utf-8") from error


def _refused(table: str, value: str, rule: Rule, allowed: str = "") -> PackageError:
    return PackageError([Problem(table, None, "", value, rule, allowed)])


def _opened(path: Path) -> Reader:
    """Return how to read the files of a package. Raises PackageError when there is none."""
    folder = folder_of(path)
    try:
        if (folder / DESCRIPTOR).is_file():
            return partial(_from_folder, folder.resolve())
        if path.is_file():
            return partial(_from_memory, files_of(path))
    except OSError as error:  # a name too long, a folder that may not be read
        raise _refused(DESCRIPTOR, str(path), "missing-file", f"{DESCRIPTOR}, *.zip") from error
    raise _refused(DESCRIPTOR, str(path), "missing-file", f"{DESCRIPTOR}, *.zip")


def _from_folder(folder: Path, name: str) -> bytes:
    try:
        file = (folder / name).resolve()
    except ValueError as error:  # a name that no file can have
        raise FileNotFoundError(name) from error
    if not name or not file.is_relative_to(folder) or not file.is_file():
        raise FileNotFoundError(name)
    if file.stat().st_size > MAX_BYTES:
        raise _refused(DESCRIPTOR, name, "file-size", f"{MAX_BYTES:,}")
    return file.read_bytes()


def _from_memory(files: Mapping[str, bytes], name: str) -> bytes:
    if name not in files:
        raise FileNotFoundError(name)
    return files[name]
