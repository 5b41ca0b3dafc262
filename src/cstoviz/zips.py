"""Reads a package in a zip into memory, and refuses a zip that is made to do harm."""

from __future__ import annotations

import lzma
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from cstoviz.problems import DESCRIPTOR, PackageError, Problem

MAX_BYTES = 500_000_000
"""How large the files of a zip may be in all, unpacked."""

MAX_FILES = 1_000
"""How many files a zip may hold."""

METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How files may be packed: what unpacks in pieces, however much is hidden in it."""

UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What reading a damaged, encrypted or strange zip raises."""


def files_of(path: Path) -> Mapping[str, bytes]:
    """Return the files of a package in a zip by name; nothing is written anywhere.

    Raises PackageError for a zip that cannot be read, has no descriptor, or is not safe.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = [item for item in archive.infolist() if not item.is_dir()]
            if problems := list(_unsafe(members)):
                raise PackageError(problems)
            top = _top([item.filename for item in members], str(path))
            wanted = [item for item in members if item.filename.startswith(top)]
            return {item.filename.removeprefix(top): _content(archive, item) for item in wanted}
    except UNREADABLE as error:
        raise PackageError([Problem(DESCRIPTOR, None, "", str(error), "zip")]) from error


def _content(archive: zipfile.ZipFile, item: zipfile.ZipInfo) -> bytes:
    """Unpack as many bytes as are declared; a file that hides more fails at its checksum."""
    with archive.open(item) as file:
        return file.read(item.file_size + 1)


def _unsafe(members: Sequence[zipfile.ZipInfo]) -> Iterator[Problem]:
    if len(members) > MAX_FILES:
        yield Problem(DESCRIPTOR, None, "", str(len(members)), "zip-files", f"{MAX_FILES:,}")
        return
    for name, times in Counter(item.filename for item in members).items():
        if name.startswith("/") or {"..", "\\", ":"} & _parts(name):
            yield Problem(DESCRIPTOR, None, "", name, "zip-path")
        if times > 1:
            yield Problem(DESCRIPTOR, None, "", name, "zip-twice")
    for item in members:
        if stat.S_ISLNK(item.external_attr >> 16):
            yield Problem(DESCRIPTOR, None, "", item.filename, "zip-link")
        if item.compress_type not in METHODS:
            yield Problem(DESCRIPTOR, None, "", item.filename, "zip-method", "stored, deflated")
    if sum(item.file_size for item in members) > MAX_BYTES:
        yield Problem(DESCRIPTOR, None, "", "", "zip-size", f"{MAX_BYTES:,}")


def _parts(name: str) -> set[str]:
    return {*PurePosixPath(name).parts, *(mark for mark in ("\\", ":") if mark in name)}


def _top(names: Sequence[str], path: str) -> str:
    """Return the folder of the descriptor: "" or that of the single top folder."""
    tops = {name.partition("/")[0] for name in names} - {"__MACOSX"}
    folders = ["", *(f"{top}/" for top in tops if len(tops) == 1)]
    for folder in folders:
        if f"{folder}{DESCRIPTOR}" in names:
            return folder
    raise PackageError([Problem(DESCRIPTOR, None, "", path, "missing-file", DESCRIPTOR)])
