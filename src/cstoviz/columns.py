"""From raw strings to typed columns, and the rules that a descriptor states for single tables.

Everywhere a frame's index holds the row numbers of its file, the header being row 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pandas as pd

from cstoviz.descriptor import Column, Reference, Table
from cstoviz.problems import Problem, each

Frames = Mapping[str, pd.DataFrame]

WHOLE = r"[+-]?\d{1,18}"
DECIMAL = r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?"
DAY = r"\d{4}-\d{2}-\d{2}"
EXAMPLES = {"date": "YYYY-MM-DD", "integer": "0, 1, 2, ...", "number": "12.34"}


def typed(table: Table, raw: pd.DataFrame) -> pd.DataFrame:
    """Return the columns in their types; what is missing or cannot be converted is null.

    Text becomes `str`, dates `datetime64[us]`, integers `Int64`, numbers `float64`.
    """
    present = raw.mask(raw.isin(table.missing))
    return pd.DataFrame(
        {
            column.field.name: CONVERT[column.field.type](present[column.field.name])
            for column in table.columns
        },
        index=raw.index,
    )


def check(table: Table, raw: pd.DataFrame, frame: pd.DataFrame) -> Iterator[Problem]:
    """Yield what breaks the rules of the columns and of the key, values as they stand in the file."""
    present = raw.mask(raw.isin(table.missing))
    for column in table.columns:
        yield from _check_column(table, column, present, frame[column.field.name])
    key = list(table.key)
    if key:
        twice = present[present.duplicated(key) & present[key].notna().all(axis=1)]
        yield from each(table.name, key, twice, "unique")


def check_references(table: Table, present: Frames) -> Iterator[Problem]:
    """Yield the values that do not stand in the table they refer to."""
    for reference in table.references:
        if reference.table in present and table.name in present:
            yield from _check_reference(table, reference, present)


def _check_reference(table: Table, reference: Reference, frames: Frames) -> Iterator[Problem]:
    columns, targets = list(reference.columns), list(reference.targets)
    if not set(targets) <= set(frames[reference.table].columns):
        return
    rows = frames[table.name][columns].dropna()
    known = pd.MultiIndex.from_frame(frames[reference.table][targets])
    missing = rows[~pd.MultiIndex.from_frame(rows).isin(known)]
    allowed = ", ".join(f"{reference.table}.{target}" for target in targets)
    yield from each(table.name, columns, missing, "reference", allowed)


def _check_column(
    table: Table, column: Column, present: pd.DataFrame, values: pd.Series[Any]
) -> Iterator[Problem]:
    name, kind = column.field.name, column.field.type
    text = present[name]
    if column.constraints.get("required") is True or name in table.key:
        yield from each(table.name, [name], present[text.isna()], "required")
    wrong = text.notna() & values.isna()
    yield from each(table.name, [name], present[wrong], "type", EXAMPLES.get(kind, ""))
    right = present[values.notna()]
    for rule, setting in column.constraints.items():
        if rule in BREAKS:
            broken = BREAKS[rule](right[name], values[right.index], setting)
            allowed = ", ".join(map(str, setting)) if isinstance(setting, list) else setting
            yield from each(table.name, [name], right[broken], rule, _allowed(rule, allowed))


def _allowed(rule: str, setting: object) -> object:
    return "" if rule == "unique" else setting


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


def _limit(values: pd.Series[Any], setting: object) -> Any:
    return pd.Timestamp(str(setting)) if values.dtype.kind == "M" else setting


BREAKS: Mapping[str, Callable[[pd.Series[Any], pd.Series[Any], Any], pd.Series[bool]]] = {
    "enum": lambda text, _, codes: ~text.isin(list(map(str, codes))),
    "pattern": lambda text, _, pattern: ~text.str.fullmatch(pattern),
    "unique": lambda text, _, wanted: text.duplicated() & bool(wanted),
    "minimum": lambda _, values, least: values < _limit(values, least),
    "maximum": lambda _, values, most: values > _limit(values, most),
    "minLength": lambda text, _, least: text.str.len() < least,
    "maxLength": lambda text, _, most: text.str.len() > most,
}
"""Which of the values that are there break a rule: (as written, as typed, setting) -> mask."""
