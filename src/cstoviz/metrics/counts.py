"""Counts of rows by their codes, and the shape in which metrics give them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals as nw
import pandas as pd

from cstoviz.tables import Frame, collect

Counts = Mapping[tuple[Any, ...], int]


def tally(rows: Frame, *by: str) -> Counts:
    """Return how many rows there are of each combination of values in the columns named."""
    counts = collect(rows.group_by(*by).agg(rows_of=nw.len()))
    keys = zip(*(counts[name] for name in by), strict=True)
    return dict(zip(keys, counts["rows_of"].tolist(), strict=True))


def shaped(frame: pd.DataFrame, types: Mapping[str, str]) -> pd.DataFrame:
    """Return the columns of `types` in their order and dtypes, with a fresh index."""
    found = frame.reindex(columns=list(types)).reset_index(drop=True)
    others = {name: kind for name, kind in types.items() if str(found.dtypes[name]) != kind}
    return found.astype(others) if others else found
