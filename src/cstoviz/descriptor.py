"""What `datapackage.json` declares: the package, its tables, and the rules of their columns.

Reading is lenient in form (what is missing or of another kind counts as not declared) and strict in
what the dashboard needs: every table and column of `COLUMNS`, with its type, and the codes of
`CODES`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cstoviz.problems import DESCRIPTOR, Problem
from cstoviz.tables import Field, Package

_PRIORITY = "ordinal:integer title source_ref source_urls"
COLUMNS: Mapping[str, str] = {
    "events": "event_id title start_date:date end_date:date date_precision date_basis status kind"
    " organ place_id country_iso3 venue place_basis format summary personnel:integer"
    " equipment:integer",
    "participations": "event_id participant participant_kind role basis",
    "sources": "source_id url publisher publisher_kind language",
    "event_sources": "event_id source_id",
    "places": "place_id name country_iso3 kind lat:number lon:number coord_basis",
    "states": "iso3 iso2 name official_name capital note",
    "memberships": "iso3 status starts_on:date ends_on:date date_precision source_urls note",
    "organs": "organ name kind founded_on source_urls note",
    "organisations": "organisation_id organisation name kind",
    "operations": "name original_name kind aim first_year:integer recurring_target source_urls"
    " note",
    "chairmanships": "chairmanship_id state_iso3 starts_on:date ends_on:date motto source_urls"
    " note",
    "priority_areas": f"area_id chairmanship_id {_PRIORITY}",
    "priorities": f"priority_id area_id {_PRIORITY}",
    "measures": f"measure_id priority_id {_PRIORITY}",
    "codings": "event_id target_id strength basis reason",
    "codings_single": "event_id target_id coder strength reason",
    "coding_disagreements": "event_id target_id coder_a coder_b settled why",
    "event_series": "series_id series_title relation event_id",
    "evidence_gaps": "gap_id starts_on:date ends_on:date scope level target_id note",
    "translations": "table key field lang text",
}
"""The columns that every package has, by table; text unless another type stands behind a colon."""

CODES: Mapping[str, frozenset[str]] = {
    name: frozenset(codes.split())
    for name, codes in {
        "events.date_precision": "day month",
        "events.date_basis": "stated inferred",
        "events.status": "reported announced cancelled",
        "events.place_basis": "stated inferred unknown",
        "events.format": "in-person video hybrid unknown",
        "participations.participant_kind": "state organisation collective",
        "participations.role": "host chair participant observer absent",
        "participations.basis": "named collective inferred",
        "codings.strength": "direct related",
        "codings_single.strength": "direct related",
        "evidence_gaps.level": "thin not-searched none-found",
    }.items()
}
"""Codes on whose meaning the counting rules rest: a package may use fewer, but no others."""

TYPES = frozenset({"string", "date", "integer", "number"})


@dataclass(frozen=True)
class Column:
    """One column and its rules: those of Table Schema that make sense, and those that do not."""

    field: Field
    constraints: Mapping[str, Any]
    senseless: Mapping[str, Any]


@dataclass(frozen=True)
class Reference:
    """Columns whose values have to stand in columns of another table."""

    columns: tuple[str, ...]
    table: str
    targets: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One table: where it is, how it is written, what its columns hold."""

    name: str
    path: str
    encoding: str
    delimiter: str
    missing: tuple[str, ...]
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    references: tuple[Reference, ...]


@dataclass(frozen=True)
class Descriptor:
    """A whole descriptor, read; `document` is what stands in the file."""

    document: Mapping[str, Any]
    package: Package
    tables: Mapping[str, Table]


def parse(document: object) -> Descriptor:
    """Return what a descriptor, as JSON gave it, declares; anything malformed counts as absent."""
    top = _mapping(document)
    resources = [_mapping(item) for item in _list(top.get("resources"))]
    tables = [_table(resource) for resource in resources if _text(resource, "name")]
    return Descriptor(top, _package(top, tables), {table.name: table for table in tables})


def check(descriptor: Descriptor) -> Iterator[Problem]:
    """Yield what the descriptor lacks of what the dashboard needs."""
    package = descriptor.package
    for name in ("name", "title", "version"):
        if not getattr(package, name):
            yield Problem(DESCRIPTOR, None, name, "", "required")
    for name in ("created", "reportsThrough"):
        value = _text(descriptor.document, name)
        if value and _day(value) is None:
            yield Problem(DESCRIPTOR, None, name, value, "type", "YYYY-MM-DD")
    for name in COLUMNS:
        if name not in descriptor.tables:
            yield Problem(name, None, "", "", "missing-table", DESCRIPTOR)
    for table in descriptor.tables.values():
        yield from _check_columns(table)
        yield from _check_constraints(table)


def _check_columns(table: Table) -> Iterator[Problem]:
    declared = {column.field.name: column.field for column in table.columns}
    for name, kind in expected(table.name):
        if name not in declared:
            yield Problem(table.name, None, name, "", "missing-field", kind)
        elif declared[name].type != kind:
            yield Problem(table.name, None, name, declared[name].type, "field-type", kind)
    used = {*table.key, *(name for reference in table.references for name in reference.columns)}
    for name in sorted(used.difference(declared)):
        yield Problem(table.name, None, name, "", "missing-field")


def _check_constraints(table: Table) -> Iterator[Problem]:
    for column in table.columns:
        name, codes = column.field.name, CODES.get(f"{table.name}.{column.field.name}")
        if codes and not (column.field.enum and codes.issuperset(column.field.enum)):
            found, allowed = ", ".join(column.field.enum), ", ".join(sorted(codes))
            yield Problem(table.name, None, name, found, "vocabulary", allowed)
        for rule, setting in column.senseless.items():
            yield Problem(table.name, None, name, f"{rule}: {setting}", "bad-constraint")


def expected(table: str) -> list[tuple[str, str]]:
    """Return the columns that a table has to have, each with its type."""
    pairs = (item.partition(":") for item in COLUMNS.get(table, "").split())
    return [(name, kind or "string") for name, _, kind in pairs]


def _package(top: Mapping[str, Any], tables: list[Table]) -> Package:
    licence = _mapping(next(iter(_list(top.get("licenses"))), None))
    return Package(
        name=_text(top, "name"),
        title=_text(top, "title"),
        description=_text(top, "description"),
        version=_text(top, "version"),
        licence=_text(licence, "title") or _text(licence, "name"),
        licence_url=_text(licence, "path"),
        homepage=_text(top, "homepage"),
        created=_day(_text(top, "created")),
        through=_day(_text(top, "reportsThrough")),
        fields={table.name: tuple(column.field for column in table.columns) for table in tables},
    )


def _table(resource: Mapping[str, Any]) -> Table:
    schema = _mapping(resource.get("schema"))
    return Table(
        name=_text(resource, "name"),
        path=_text(resource, "path"),
        encoding=_text(resource, "encoding") or "utf-8",
        delimiter=_text(_mapping(resource.get("dialect")), "delimiter") or ",",
        missing=tuple(map(str, _list(schema.get("missingValues")))) or ("",),
        key=_names(schema.get("primaryKey")),
        columns=tuple(_column(_mapping(item)) for item in _list(schema.get("fields"))),
        references=tuple(
            _reference(_mapping(item), _text(resource, "name"))
            for item in _list(schema.get("foreignKeys"))
        ),
    )


def _column(item: Mapping[str, Any]) -> Column:
    rules = _mapping(item.get("constraints"))
    constraints = {
        rule: value for rule, value in rules.items() if rule in SENSE and SENSE[rule](value)
    }
    kind = _text(item, "type")
    field = Field(
        name=_text(item, "name"),
        type=kind if kind in TYPES else "string",
        title=_text(item, "title") or _text(item, "name"),
        description=_text(item, "description"),
        enum=tuple(map(str, _list(constraints.get("enum")))),
        definitions={str(k): str(v) for k, v in _mapping(item.get("definitions")).items()},
    )
    senseless = {rule: rules[rule] for rule in SENSE if rule in rules and rule not in constraints}
    return Column(field, constraints, senseless)


def _reference(item: Mapping[str, Any], own: str) -> Reference:
    other = _mapping(item.get("reference"))
    table = _text(other, "resource") or own
    return Reference(_names(item.get("fields")), table, _names(other.get("fields")))


def _is_pattern(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(re.compile(value))
    except re.error:
        return False


def _is_limit(value: object) -> bool:
    if isinstance(value, str):
        return _day(value) is not None
    return isinstance(value, int | float) and not isinstance(value, bool)


SENSE: Mapping[str, Callable[[object], bool]] = {
    "required": lambda value: isinstance(value, bool),
    "unique": lambda value: isinstance(value, bool),
    "enum": lambda value: isinstance(value, list),
    "pattern": _is_pattern,
    "minimum": _is_limit,
    "maximum": _is_limit,
    "minLength": lambda value: isinstance(value, int),
    "maxLength": lambda value: isinstance(value, int),
}
"""The rules that are checked, each with what its setting has to be."""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _names(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(map(str, _list(value)))


def _text(item: Mapping[str, Any], key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
