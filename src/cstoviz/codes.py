"""The code by which a mark, a cell or a row names the number that it shows.

A code is a column of a view's frame and the values that name the row, joined by "~":
`named~BLR`, `events~2025-05-01~council-session`. In the address the view's id stands in front.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

_JOINT = "~"


def number_code(column: str, *keys: Any) -> str:
    """Return the code of the number in a column, in the row that the keys name."""
    return _JOINT.join(_escaped(part) for part in (column, *map(key_text, keys)))


def parts_of(code: str) -> Sequence[str]:
    """Return the parts of a code as they were joined."""
    return [part.replace("%7E", _JOINT).replace("%25", "%") for part in code.split(_JOINT)]


def key_text(value: Any) -> str:
    """Return a value of a key column as a code holds it: days as ISO dates, "" for none."""
    if isinstance(value, str):
        return value
    if pd.isna(value):
        return ""
    return value.isoformat()[:10] if isinstance(value, date) else str(value)


def _escaped(part: str) -> str:
    return part.replace("%", "%25").replace(_JOINT, "%7E")
