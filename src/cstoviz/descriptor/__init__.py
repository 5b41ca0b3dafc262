"""What `datapackage.json` declares: the package, its tables, and the rules of their columns.

Reading is lenient in form (what is missing or of another kind counts as not declared) and strict in
what the dashboard needs, which `schema` lists.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cstoviz.descriptor.schema import CODES, COLUMNS, LISTED, MOST_NAMED, expected, key
from cstoviz.patterns import sound
from cstoviz.problems import DESCRIPTOR, Problem, Rule
from cstoviz.tables import Field, Package

TYPES = frozenset({"string", "date", "integer", "number"})


@dataclass(frozen=True)
class Column:
    """One column and its rules: those of Table Schema that make sense, and those that do not."""

    field: Field
    constraints: Mapping[Rule, Any]
    senseless: Mapping[Rule, Any]


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
    """A whole descriptor: `document` is the file's content, `twice` names that two tables have."""

    document: Mapping[str, Any]
    package: Package
    tables: Mapping[str, Table]
    twice: tuple[str, ...]


def parse(document: object) -> Descriptor:
    """Return what a descriptor, as JSON gave it, declares; anything malformed counts as absent."""
    top = _mapping(document)
    resources = [_mapping(item) for item in _list(top.get("resources"))]
    tables = [_table(resource) for resource in resources if _text(resource, "name")]
    by_name = {table.name: table for table in tables}
    return Descriptor(top, _package(top, tables), by_name, _twice([t.name for t in tables]))


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
    for name in descriptor.twice:
        yield Problem(name, None, "", name, "table-twice", DESCRIPTOR)
    for name in COLUMNS:
        if name not in descriptor.tables:
            yield Problem(name, None, "", "", "missing-table", DESCRIPTOR)
    for table in descriptor.tables.values():
        yield from _check_columns(table)
        yield from _check_keys(table)
        yield from _check_constraints(table)
    for table_name, name, value in _named(descriptor):
        if len(value) > MOST_NAMED:
            yield Problem(table_name, None, name, value, "maxLength", str(MOST_NAMED))


def _named(descriptor: Descriptor) -> Iterator[tuple[str, str, str]]:
    """Give every name that a descriptor brings: the table or file, what it names, the name."""
    package = descriptor.package
    for name in ("name", "title", "version", "licence"):
        yield DESCRIPTOR, name, getattr(package, name)
    for table in descriptor.tables.values():
        yield table.name, "", table.name
        for column in table.columns:
            field = column.field
            yield from ((table.name, field.name, each) for each in (field.title, *field.enum))


def _check_columns(table: Table) -> Iterator[Problem]:
    declared = {column.field.name: column for column in table.columns}
    for name in _twice([column.field.name for column in table.columns]):
        yield Problem(table.name, None, name, name, "field-twice")
    for wanted in expected(table.name):
        if wanted.name not in declared:
            yield Problem(table.name, None, wanted.name, "", "missing-field", wanted.type)
            continue
        column = declared[wanted.name]
        if column.field.type != wanted.type:
            found = column.field.type
            yield Problem(table.name, None, wanted.name, found, "field-type", wanted.type)
        if wanted.required and not (wanted.in_key or column.constraints.get("required")):
            yield Problem(table.name, None, wanted.name, "", "missing-constraint", "required")
        if f"{table.name}.{wanted.name}" in LISTED and not column.field.enum:
            yield Problem(table.name, None, wanted.name, "", "missing-constraint", "enum")


def _check_keys(table: Table) -> Iterator[Problem]:
    wanted = key(table.name)
    if wanted and set(table.key) != set(wanted):
        yield Problem(table.name, None, "", ", ".join(table.key), "missing-key", ", ".join(wanted))
    for column in expected(table.name):
        goal = Reference((column.name,), column.refers, key(column.refers))
        if column.refers and goal not in table.references:
            to = f"{column.refers}.{', '.join(goal.targets)}"
            yield Problem(table.name, None, column.name, "", "missing-reference", to)
    declared = {column.field.name for column in table.columns}
    for name in sorted({*table.key, *_referring(table)}.difference(declared)):
        yield Problem(table.name, None, name, "", "missing-field")
    for each in table.references:
        if not each.columns or len(each.columns) != len(each.targets):
            goal_words = f"{each.table}.{', '.join(each.targets)}"
            yield Problem(table.name, None, ", ".join(each.columns), goal_words, "bad-reference")


def _referring(table: Table) -> Iterator[str]:
    return (name for reference in table.references for name in reference.columns)


def _check_constraints(table: Table) -> Iterator[Problem]:
    for column in table.columns:
        name, codes = column.field.name, CODES.get(f"{table.name}.{column.field.name}")
        if codes and not (column.field.enum and codes.issuperset(column.field.enum)):
            found, allowed = ", ".join(column.field.enum), ", ".join(sorted(codes))
            yield Problem(table.name, None, name, found, "vocabulary", allowed)
        for rule, setting in column.senseless.items():
            yield Problem(table.name, None, name, f"{rule}: {setting}", "bad-constraint")


def _twice(names: list[str]) -> tuple[str, ...]:
    return tuple(name for name, n in Counter(names).items() if n > 1)


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
        document=top,
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
    kind = _text(item, "type")
    kind = kind if kind in TYPES else "string"
    constraints: dict[Rule, Any] = {
        rule: rules[rule]
        for rule, sensible in SENSE.items()
        if rule in rules and sensible(rules[rule], kind)
    }
    field = Field(
        name=_text(item, "name"),
        type=kind,
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


def _is_truth(value: object, _: str) -> bool:
    return isinstance(value, bool)


def _is_length(value: object, kind: str) -> bool:
    return kind == "string" and isinstance(value, int) and not isinstance(value, bool)


def _is_pattern(value: object, _: str) -> bool:
    return isinstance(value, str) and sound(value)


def _is_limit(value: object, kind: str) -> bool:
    if kind == "date":
        day = _day(value) if isinstance(value, str) else None
        return day is not None and value == day.isoformat()
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and kind in {"integer", "number"}


SENSE: Mapping[Rule, Callable[[object, str], bool]] = {
    "required": _is_truth,
    "unique": _is_truth,
    "enum": lambda value, _: isinstance(value, list) and bool(value),
    "pattern": _is_pattern,
    "minimum": _is_limit,
    "maximum": _is_limit,
    "minLength": _is_length,
    "maxLength": _is_length,
}
"""The rules that are checked, each with what its setting has to be for a type of column."""


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
