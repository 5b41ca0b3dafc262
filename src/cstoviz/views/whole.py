"""How many rows a list has, whether or not all of them are at hand."""

from __future__ import annotations

import pandas as pd

from cstoviz.metrics.listing import ROWS
from cstoviz.text import number, t


def whole(frame: pd.DataFrame, name: str = ROWS) -> int:
    """Return how many rows a list has; or another number that a metric gives of a whole list."""
    return int(frame.attrs.get(name, len(frame)))


def cut(frame: pd.DataFrame) -> list[str]:
    """Say how many rows there are where not all are at hand.

    The attribute `told` of a frame is the key of the text that says it, where it is not the usual.
    """
    if whole(frame) <= len(frame):
        return []
    said = frame.attrs.get("told", "rows.first")
    return [t(said, n=number(len(frame)), all=number(whole(frame)))]
