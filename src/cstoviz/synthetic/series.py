"""Rows of the table `event_series`: some of the events in threes."""

from __future__ import annotations

import numpy as np

from cstoviz.synthetic import rows
from cstoviz.synthetic.chance import Ints
from cstoviz.tables import Tables

MOST = 20_000
"""How many rows the table has at the most."""

SIZE = 3
RELATIONS = ("part", "edition")


def columns(tables: Tables, total: int) -> rows.Columns:
    """Return the columns of the table for so many events, at the package's share of them.

    Parts of one thing follow each other, editions lie a third of the record apart.
    """
    real = len(tables.rows("event_series")) / len(tables.rows("events"))
    count = min(MOST, round(total * min(real, 1.0)))
    chosen = np.arange(count) * total // max(count, 1) + 1
    parts = _whole(chosen[0::2])
    editions = _whole(chosen[1::2]).reshape(SIZE, -1).T.reshape(-1)
    events = np.concatenate([parts, editions])
    number = rows.numbered(np.arange(len(events)) // SIZE + 1)
    relation = (np.arange(len(events)) >= len(parts)).astype(np.int64)
    return {
        "series_id": rows.joined("series-", number),
        "series_title": rows.joined("Series ", number, " (made up)"),
        "relation": rows.picked(rows.texts(RELATIONS), relation),
        "event_id": rows.event_ids(events),
    }


def _whole(events: Ints) -> Ints:
    """Leave out the last events that make no whole series."""
    return events[: len(events) // SIZE * SIZE]
