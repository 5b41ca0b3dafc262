"""The whole data package as one zip, which can itself be read as a package."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

from cstoviz.tables import Tables

DESCRIPTOR = "datapackage.json"
BESIDE = ("README.md", "LICENSE")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def package_zip(tables: Tables, place: Path) -> bytes:
    """Return the package in a folder, or in a zip, as a zip; the same files give the same bytes.

    In it are the descriptor, the files that it names and, where there are, README.md and LICENSE.
    `tables` are those read from it, dated by its day of creation. Raises FileNotFoundError when a
    file that the descriptor names is missing or lies outside of the folder.
    """
    made = tables.package.created
    stamp = (made.year, made.month, made.day, 0, 0, 0) if made and made.year >= 1980 else _EPOCH
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in sorted(_files(place)):
            item = zipfile.ZipInfo(name, stamp)
            item.compress_type = zipfile.ZIP_DEFLATED
            item.external_attr = 0o644 << 16
            archive.writestr(item, content)
    return out.getvalue()


def _files(place: Path) -> Iterator[tuple[str, bytes]]:
    if place.is_file() and zipfile.is_zipfile(place):
        with zipfile.ZipFile(place) as archive:
            yield from _chosen(zipfile.Path(archive, _top(archive)))
        return
    yield from _chosen((place.parent if place.name == DESCRIPTOR else place).resolve())


def _top(archive: zipfile.ZipFile) -> str:
    """Return the folder of the descriptor in a zip, the one nearest to the top."""
    found = [name for name in archive.namelist() if name.rpartition("/")[2] == DESCRIPTOR]
    if not found:
        raise FileNotFoundError(DESCRIPTOR)
    return min(found, key=len).removesuffix(DESCRIPTOR)


def _chosen(folder: Path | zipfile.Path) -> Iterator[tuple[str, bytes]]:
    document = (folder / DESCRIPTOR).read_bytes()
    yield DESCRIPTOR, document
    resources = json.loads(document.decode("utf-8-sig"))["resources"]
    for name in dict.fromkeys(str(resource["path"]) for resource in resources):
        yield name, _inside(folder, name).read_bytes()
    for name in BESIDE:
        if (folder / name).is_file():
            yield name, (folder / name).read_bytes()


def _inside(folder: Path | zipfile.Path, name: str) -> Path | zipfile.Path:
    file = folder / name
    outside = isinstance(file, Path) and not file.resolve().is_relative_to(str(folder))
    if outside or ".." in Path(name).parts or not file.is_file():
        raise FileNotFoundError(name)
    return file
