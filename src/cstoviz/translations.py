"""Texts of a package in other languages: what the rows of its table `translations` stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from cstoviz.tables import Field, Package, Tables, per_package

Key = tuple[str, str, str]

KEYS: Mapping[str, tuple[str, ...]] = {
    "events": ("event_id",),
    "places": ("place_id",),
    "states": ("iso3",),
    "organs": ("organ",),
    "organisations": ("organisation_id",),
    "operations": ("name",),
    "chairmanships": ("chairmanship_id",),
    "priority_areas": ("area_id",),
    "priorities": ("priority_id",),
    "measures": ("measure_id",),
    "event_series": ("series_id",),
    "evidence_gaps": ("gap_id",),
    "sources": ("source_id",),
    "codings": ("event_id", "target_id"),
    "codings_single": ("event_id", "target_id", "coder"),
    "coding_disagreements": ("event_id", "target_id"),
}
"""The columns by which a translation names a row of a table; several are joined by `JOINT`."""

JOINT = "~"
VOCABULARY, PACKAGE, TABLES, COLUMNS = "vocabulary", "package", "tables", "columns"
ABOUT = (VOCABULARY, PACKAGE, TABLES, COLUMNS)
"""What stands in the column `table` for texts of the descriptor.

vocabulary: label or definition of a code, key `table.column.code`; package: title, description,
`audit.note`, `limits.1` ... or `changes.<version>` of the whole, key its name; tables: title or
description of a table, key its name; columns: the same of a column, key `table.column`.
"""

FREE_TEXTS: Mapping[str, tuple[str, ...]] = {
    "reason": ("codings", "codings_single"),
    "why": ("coding_disagreements",),
    "coord_basis": ("places",),
}
"""Columns of prose, with the tables that have them, that are translated text by text."""


def row_keys(table: str, rows: pd.DataFrame) -> pd.Series[str]:
    """Return the key of each row of a table as a translation writes it."""
    first, *others = (rows[column].astype("str") for column in KEYS[table])
    for column in others:
        first = first + JOINT + column
    return first


@per_package
def texts(tables: Tables, lang: str) -> Mapping[Key, str]:
    """Return every text in a language, by table, key and field."""
    rows = tables.rows("translations")
    rows = rows[rows["lang"] == lang]
    keys = zip(rows["table"], rows["key"], rows["field"], strict=True)
    return dict(zip(keys, rows["text"], strict=True))


@per_package
def free_texts(tables: Tables, lang: str) -> Mapping[tuple[str, str], str]:
    """Return the prose of `FREE_TEXTS` in a language, by column and the text as the row has it."""
    known, found = texts(tables, lang), {}
    translated = {(table, field) for table, _, field in known}
    for column, names in FREE_TEXTS.items():
        for name in (name for name in names if (name, column) in translated):
            rows = tables.rows(name)
            for key, said in zip(row_keys(name, rows), rows[column], strict=True):
                if (name, key, column) in known:
                    found[column, str(said)] = known[name, key, column]
    return found


@per_package
def package_in(tables: Tables, lang: str) -> Package:
    """Return what the descriptor says, in a language where it is translated, else as it stands."""
    package, known = tables.package, texts(tables, lang)
    whole = {field: said for (table, key, field), said in known.items()
             if table == PACKAGE and key == package.name}  # fmt: skip
    fields = {
        table: tuple(_field(f"{table}.{column.name}", column, known) for column in columns)
        for table, columns in package.fields.items()
    }
    return replace(
        package,
        title=whole.get("title", package.title),
        description=whole.get("description", package.description),
        fields=fields,
        document=_document(package.document, whole, known),
    )


def _field(key: str, column: Field, known: Mapping[Key, str]) -> Field:
    meanings = {
        code: known.get((VOCABULARY, f"{key}.{code}", "definition"), said)
        for code, said in column.definitions.items()
    }
    title = known.get((COLUMNS, key, "title"), column.title)
    description = known.get((COLUMNS, key, "description"), column.description)
    return replace(column, title=title, description=description, definitions=meanings)


def _document(
    said: Mapping[str, Any], whole: Mapping[str, str], known: Mapping[Key, str]
) -> Mapping[str, Any]:
    """Return the descriptor with those of its texts put in that a reader meets."""
    return {**said, **{name: put for name, put in _parts(said, whole, known) if put}}


def _parts(
    said: Mapping[str, Any], whole: Mapping[str, str], known: Mapping[Key, str]
) -> list[tuple[str, Any]]:
    audit = said.get("audit")
    resources, limits, changes = (_list(said, name) for name in ("resources", "limits", "changes"))
    return [
        ("limits", [whole.get(f"limits.{n}", text) for n, text in enumerate(limits, 1)]),
        ("changes", [_with(each, whole, "text", f"changes.{_version(each)}") for each in changes]),
        ("audit", _with(audit, whole, "note", "audit.note")),
        ("resources", [_resource(each, known) for each in resources]),
    ]


def _list(said: Mapping[str, Any], name: str) -> list[Any]:
    return said[name] if isinstance(said.get(name), list) else []


def _version(change: Any) -> str:
    return str(change.get("version")) if isinstance(change, Mapping) else ""


def _with(item: Any, whole: Mapping[str, str], name: str, field: str) -> Any:
    translated = isinstance(item, Mapping) and field in whole
    return {**item, name: whole[field]} if translated else item


def _resource(item: Any, known: Mapping[Key, str]) -> Any:
    if not isinstance(item, Mapping):
        return item
    found = {field: known.get((TABLES, str(item.get("name")), field)) for field in
             ("title", "description")}  # fmt: skip
    return {**item, **{field: said for field, said in found.items() if said}}
