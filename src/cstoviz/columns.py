"""From raw strings to typed columns, and the rules that a descriptor states for single tables.

Everywhere a frame's index holds the row numbers of its file, the header being row 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pandas as pd

from cstoviz.descriptor import Column, Reference, Table
from cstoviz.descriptor.schema import longest
from cstoviz.patterns import matched
from cstoviz.problems import Problem, Rule, each

Frames = Mapping[str, pd.DataFrame]

WHOLE = r"[+-]?[0-9]{1,18}"
DECIMAL = r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,2})?"
DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
EXAMPLES = {"date": "YYYY-MM-DD", "integer": "0, 1, 2, ...", "number": "12.34"}


def present(table: Table, raw: pd.DataFrame) -> pd.DataFrame:
    """Return the strings as they stand in the file, null where they say that a value is missing."""
    return raw.mask(raw.isin(table.missing))


def typed(table: Table, texts: pd.DataFrame) -> pd.DataFrame:
    """Return the declared columns in their types; what cannot be converted is null.

    Text becomes `str`, dates `datetime64[us]`, integers `Int64`, numbers `float64`.
    """
    fields = [column.field for column in table.columns]
    values = {field.name: CONVERT[field.type](texts[field.name]) for field in fields}
    return pd.DataFrame(values, index=texts.index)


def check(table: Table, texts: pd.DataFrame, values: pd.DataFrame) -> Iterator[Problem]:
    """Yield what breaks the rules of the columns and of the key."""
    for column in table.columns:
        yield from _check_column(table, column, texts, values[column.field.name])
    key = list(table.key)
    if key:
        whole = texts[texts[key].notna().all(axis=1)]
        yield from each(table.name, key, whole[whole.duplicated(key)], "unique")


def check_references(table: Table, texts: Frames) -> Iterator[Problem]:
    """Yield the values that do not stand in the table they refer to, where it could be read."""
    for reference in table.references:
        known = set(texts[reference.table]) if reference.table in texts else set()
        even = len(reference.columns) == len(reference.targets) > 0
        if even and known.issuperset(reference.targets):
            yield from _check_reference(table, reference, texts)


def _check_reference(table: Table, reference: Reference, frames: Frames) -> Iterator[Problem]:
    columns, targets = list(reference.columns), list(reference.targets)
    rows = frames[table.name][columns].dropna()
    known = pd.MultiIndex.from_frame(frames[reference.table][targets])
    missing = rows[~pd.MultiIndex.from_frame(rows).isin(known)]
    allowed = ", ".join(f"{reference.table}.{target}" for target in targets)
    yield from each(table.name, columns, missing, "reference", allowed)


def _check_column(
    table: Table, column: Column, texts: pd.DataFrame, values: pd.Series[Any]
) -> Iterator[Problem]:
    name, kind = column.field.name, column.field.type
    own = texts[[name]]
    there, right = own[name].notna(), values.notna()
    if column.constraints.get("required") or name in table.key:
        yield from each(table.name, [name], own[~there], "required")
    yield from each(table.name, [name], own[there & ~right], "type", EXAMPLES.get(kind, ""))
    constraints = _bounded(column)
    rules = [rule for rule in BREAKS if rule in constraints]
    written, values = (own[right], values[right]) if rules else (own, values)
    for rule in rules:
        setting = constraints[rule]
        broken = BREAKS[rule](written[name], values, setting)
        yield from each(table.name, [name], written[broken], rule, _allowed(setting))


def _bounded(column: Column) -> Mapping[Rule, Any]:
    """Return the rules of a column, of which free texts have one more: how long they may be."""
    if column.field.type != "string" or column.field.enum:
        return column.constraints
    most, declared = longest(column.field.name), column.constraints.get("maxLength")
    return {**column.constraints, "maxLength": most if declared is None else min(most, declared)}


def _allowed(setting: object) -> str:
    if isinstance(setting, list):
        return ", ".join(map(str, setting))
    return "" if isinstance(setting, bool) else str(setting)


def _text(values: pd.Series[Any]) -> pd.Series[Any]:
    return values.astype("str")


def _date(values: pd.Series[Any]) -> pd.Series[Any]:
    shaped = values.where(values.str.fullmatch(DAY, na=False))
    return pd.to_datetime(shaped, format="%Y-%m-%d", errors="coerce").astype("datetime64[us]")


def _integer(values: pd.Series[Any]) -> pd.Series[Any]:
    return values.where(values.str.fullmatch(WHOLE, na=False)).astype("Int64")


def _number(values: pd.Series[Any]) -> pd.Series[Any]:
    return values.where(values.str.fullmatch(DECIMAL, na=False)).astype("float64")


CONVERT: Mapping[str, Callable[[pd.Series[Any]], pd.Series[Any]]] = {
    "string": _text,
    "date": _date,
    "integer": _integer,
    "number": _number,
}


def _matches(text: pd.Series[Any], pattern: str) -> pd.Series[bool]:
    return pd.Series(matched(list(text), pattern), index=text.index, dtype=bool)


def _limit(values: pd.Series[Any], setting: object) -> Any:
    return pd.Timestamp(str(setting)) if values.dtype.kind == "M" else setting


BREAKS: Mapping[Rule, Callable[[pd.Series[Any], pd.Series[Any], Any], pd.Series[bool]]] = {
    "enum": lambda text, _, codes: ~text.isin(list(map(str, codes))),
    "pattern": lambda text, _, pattern: ~_matches(text, pattern),
    "unique": lambda text, _, wanted: text.duplicated() & bool(wanted),
    "minimum": lambda _, values, least: values < _limit(values, least),
    "maximum": lambda _, values, most: values > _limit(values, most),
    "minLength": lambda text, _, least: text.str.len() < least,
    "maxLength": lambda text, _, most: text.str.len() > most,
}
"""Which of the values that are there break a rule: (as written, as typed, setting) -> mask."""
