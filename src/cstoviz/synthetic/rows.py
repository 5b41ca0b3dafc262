"""Columns as Arrow arrays: picked from given values, joined from texts, numbered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from cstoviz.synthetic.chance import Floats, Ints, Mask
from cstoviz.tables import Field

Columns = Mapping[str, Any]
"""Arrow arrays of one length by the name of their column."""

TYPES = {
    "string": pa.string(),
    "date": pa.timestamp("us"),
    "integer": pa.int64(),
    "number": pa.float64(),
}
"""The Arrow type of each type of the descriptor."""


def texts(values: Sequence[str | None] | pd.Series[Any]) -> Any:
    """Return texts as an Arrow array, null where there is none."""
    return pa.array(values, type=pa.string(), from_pandas=True)


def picked(values: Any, places: Ints) -> Any:
    """Return the values at some places of an Arrow array; null for a place below 0."""
    return values.take(pa.array(places, mask=places < 0))


def joined(*parts: Any) -> Any:
    """Join texts row by row; a part is an Arrow array or one text for all rows."""
    return pc.binary_join_element_wise(*parts, "")


def numbered(numbers: Ints, width: int = 1) -> Any:
    """Return whole numbers as texts, filled up with zeros to a width."""
    written = pc.cast(pa.array(numbers), pa.string())
    return pc.utf8_lpad(written, width=width, padding="0") if width > 1 else written


def event_ids(numbers: Ints) -> Any:
    """Return the keys of events by their number: "e00000001"."""
    return joined("e", numbered(numbers, 8))


def source_ids(numbers: Ints) -> Any:
    """Return the keys of sources by their number: "s0000000001"."""
    return joined("s", numbered(numbers, 10))


def days(values: Ints) -> Any:
    """Return days, counted from 1970 on, as timestamps at midnight."""
    return pa.array(values.astype("datetime64[D]").astype("datetime64[us]"))


def schema(fields: Sequence[Field]) -> Any:
    """Return the Arrow schema of a table."""
    return pa.schema([(field.name, TYPES[field.type]) for field in fields])


def table(fields: Sequence[Field], columns: Columns) -> Any:
    """Return the columns as an Arrow table in the order of the descriptor, null where none is."""
    length = len(next(iter(columns.values())))
    arrays = [
        columns[field.name] if field.name in columns else pa.nulls(length, TYPES[field.type])
        for field in fields
    ]
    return pa.table(arrays, schema=schema(fields))


def as_it_is(fields: Sequence[Field], rows: pd.DataFrame) -> Columns:
    """Return the rows of a table of a package as Arrow arrays."""
    return {
        field.name: pa.array(rows[field.name], type=TYPES[field.type], from_pandas=True)
        for field in fields
    }


def stacked(parts: Sequence[Columns]) -> Columns:
    """Put columns of the same names under each other."""
    names = list(parts[0])
    return {name: pa.chunked_array([part[name] for part in parts]) for name in names}


def spread(counts: Ints) -> tuple[Ints, Ints]:
    """Return, for lists of these lengths one after another, each item's list and place in it."""
    owner = np.repeat(np.arange(len(counts)), counts)
    before = np.repeat(np.cumsum(counts) - counts, counts)
    return owner, np.arange(len(owner)) - before


def whole_numbers(values: Floats) -> Any:
    """Return whole numbers that are held as floats, null where there is none."""
    missing = np.isnan(values)
    return pa.array(np.where(missing, 0, values).astype(np.int64), mask=missing)


def instead(values: Any, where: Mask, text: str) -> Any:
    """Return texts with another one in some rows."""
    return pc.if_else(pa.array(where), text, values)


def repeated(text: str, count: int) -> Any:
    """Return a text as often as is said."""
    return pa.repeat(pa.scalar(text, pa.string()), count)
