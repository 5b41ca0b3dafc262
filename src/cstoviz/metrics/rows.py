"""Frames made of rows that were counted in Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

Row = dict[str, Any]


def framed(rows: Sequence[Row], types: Mapping[str, str]) -> pd.DataFrame:
    """Return rows as a frame with the columns and dtypes of `types`; what a row lacks is null."""
    return pd.DataFrame(
        {name: pd.Series([row.get(name) for row in rows], dtype=types[name]) for name in types}
    )
