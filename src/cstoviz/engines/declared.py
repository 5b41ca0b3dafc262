"""Checks a package that stays in an engine: what is declared, what is there, what rows hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from operator import and_
from typing import Any

import narwhals as nw
import pandas as pd

from cstoviz import descriptor
from cstoviz.descriptor import Column, Descriptor, Reference, Table, schema
from cstoviz.problems import PackageError, Problem
from cstoviz.tables import Engine, Frame, Tables, collect

DOCUMENT = "datapackage"
"""The table of a database or schema whose only row and column, `document`, holds the descriptor."""

SHOWN = 5
"""How many wrong rows of one rule are named."""

TYPES: Mapping[str, tuple[str, ...]] = {
    "string": ("String", "Categorical", "Enum"),
    "date": ("Datetime", "Date"),
    "integer": ("Int64", "Int32", "Int16", "Int8", "UInt64", "UInt32", "UInt16", "UInt8"),
    "number": ("Float64", "Float32", "Int64", "Int32"),
}
"""What a column of each Table Schema type may be in an engine."""

Finder = Callable[[str], Frame | None]
"""Returns a table of the engine by its name, None where there is none."""


def opened(content: object, find: Finder, engine: Engine) -> Tables:
    """Return the tables of a package in an engine. Raises PackageError with what is wrong."""
    declared = descriptor.parse(content)
    problems = list(descriptor.check(declared))
    there = {name: find(name) for name in declared.tables}
    frames = {name: frame for name, frame in there.items() if frame is not None}
    for name in declared.tables.keys() - frames.keys():
        problems.append(Problem(name, None, "", declared.tables[name].path, "missing-file"))
    for name, frame in frames.items():
        problems += _columns(declared.tables[name], frame)
    if not problems:
        frames = {name: _shaped(declared.tables[name], frame) for name, frame in frames.items()}
        problems += _rows(declared, frames)
    if problems:
        raise PackageError(problems)
    known = {name: frames[name] for name in schema.COLUMNS}
    return Tables(declared.package, **known, engine=engine, base=None)


def _columns(table: Table, frame: Frame) -> Iterator[Problem]:
    there = frame.collect_schema()
    for column in table.columns:
        name, kind = column.field.name, column.field.type
        if name not in there:
            yield Problem(table.name, None, name, "", "missing-column", table.path)
        elif type(there[name]).__name__ not in TYPES[kind]:
            yield Problem(table.name, None, name, str(there[name]), "field-type", kind)


def _shaped(table: Table, frame: Frame) -> Frame:
    """Keep the declared columns in their order; days become points in time at midnight."""
    there = frame.collect_schema()
    return frame.select(*(_typed(column, there[column.field.name]) for column in table.columns))


def _typed(column: Column, there: Any) -> nw.Expr:
    found, kind = nw.col(column.field.name), column.field.type
    wanted = {"date": nw.Datetime("us"), "integer": nw.Int64(), "number": nw.Float64()}.get(kind)
    return found if wanted is None or there == wanted else found.cast(wanted)


def _rows(declared: Descriptor, frames: Mapping[str, Frame]) -> Iterator[Problem]:
    for name, frame in frames.items():
        table = declared.tables[name]
        yield from _required(table, frame)
        yield from _listed(table, frame)
        yield from _long(table, frame)
        yield from _unique(table, frame)
        for reference in table.references:
            yield from _referring(table.name, frame, reference, frames)


def _required(table: Table, frame: Frame) -> Iterator[Problem]:
    needed = [c.field.name for c in table.columns if c.constraints.get("required")]
    needed = list(dict.fromkeys([*table.key, *needed]))
    if needed:
        stated = {name: nw.col(name).count() for name in needed}
        counts = collect(frame.select(nw.len().alias("_rows"), **stated)).iloc[0]
        for name in needed:
            if missing := int(counts["_rows"] - counts[name]):
                yield Problem(table.name, None, name, "", "required", f"{missing:,}")


def _listed(table: Table, frame: Frame) -> Iterator[Problem]:
    """Look for codes that are not listed: first whether there are any, then which."""
    listed = {c.field.name: c.field.enum for c in table.columns if c.field.enum}
    if not listed:
        return
    wrong = {name: _unlisted(name, codes) for name, codes in listed.items()}
    marked = {name: nw.when(found).then(1).otherwise(0).sum() for name, found in wrong.items()}
    counts = collect(frame.select(**marked)).iloc[0]
    for name in (name for name in listed if not pd.isna(counts[name]) and counts[name]):
        for value in collect(frame.filter(wrong[name]).select(name).unique().head(SHOWN))[name]:
            yield Problem(table.name, None, name, str(value), "enum", ", ".join(listed[name]))


def _long(table: Table, frame: Frame) -> Iterator[Problem]:
    """Look for texts that are too long, in columns whose values no other table or list bounds."""
    bounded = {name for reference in table.references for name in reference.columns}
    most = {
        column.field.name: schema.longest(column.field.name)
        for column in table.columns
        if column.field.type == "string" and not column.field.enum
    }
    free = [name for name in most if name not in bounded]
    if not free:
        return
    found = collect(frame.select(**{name: _characters(name).max() for name in free})).iloc[0]
    for name in free:
        if not pd.isna(found[name]) and found[name] > most[name]:
            rows = frame.filter(_characters(name) > most[name]).select(name).head(SHOWN)
            for value in collect(rows)[name]:
                yield Problem(table.name, None, name, str(value), "maxLength", str(most[name]))


def _characters(name: str) -> nw.Expr:
    return nw.col(name).cast(nw.String).str.len_chars()


def _unlisted(name: str, codes: Sequence[str]) -> nw.Expr:
    return ~nw.col(name).is_null() & ~nw.col(name).is_in(codes)


def _unique(table: Table, frame: Frame) -> Iterator[Problem]:
    if not table.key:
        return
    counted = frame.group_by(*table.key).agg(nw.len().alias("rows"))
    for row in collect(counted.filter(nw.col("rows") > 1).head(SHOWN)).itertuples(index=False):
        value = ", ".join(str(part) for part in row[:-1])
        yield Problem(table.name, None, ", ".join(table.key), value, "unique")


def _referring(
    name: str, frame: Frame, reference: Reference, frames: Mapping[str, Frame]
) -> Iterator[Problem]:
    own, goal = list(reference.columns), list(reference.targets)
    there = reduce(and_, (~nw.col(column).is_null() for column in own))
    targets = frames[reference.table].select(*goal)
    lost = frame.filter(there).join(targets, left_on=own, right_on=goal, how="anti")
    for row in collect(lost.select(*own).unique().head(SHOWN)).itertuples(index=False):
        value = ", ".join(map(str, row))
        allowed = f"{reference.table}.{', '.join(goal)}"
        yield Problem(name, None, ", ".join(own), value, "reference", allowed)
