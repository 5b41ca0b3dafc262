"""Rows of the tables `sources` and `event_sources`: an address for each event, some for several."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd

from cstoviz.synthetic import rows
from cstoviz.synthetic.batch import Batch
from cstoviz.synthetic.chance import Chance
from cstoviz.tables import Tables

MORE = (0.75, 0.95)
"""The share of events with no further source, and with at most one; the others have two."""

REACH = 20
"""A further source is that of one of so many events before, the second of so many before them."""

SITE = "example.org"
"""The host of every address, which is reserved for examples (RFC 2606)."""


class Sources:
    """Made-up sources after those of a package; its tables are read once.

    Every real publisher has a made-up one of its kind, with its share of the sources.
    """

    def __init__(self, tables: Tables) -> None:
        real = tables.rows("sources")
        publishers = _publishers(real)
        self._publisher = rows.texts([f"{name}.{SITE}" for name in publishers])
        self._address = rows.texts([f"https://{SITE}/{name}/" for name in publishers])
        self._kind, self._language = (
            rows.texts(real[name]) for name in ("publisher_kind", "language")
        )

    def columns(self, batch: Batch, chance: Chance) -> rows.Columns:
        """Return the columns of the sources that report the batch's events first, one for each."""
        real = chance.below("source", len(self._publisher), len(batch))
        return {
            "source_id": rows.source_ids(batch.numbers),
            "url": rows.joined(rows.picked(self._address, real), rows.numbered(batch.numbers)),
            "publisher": rows.picked(self._publisher, real),
            "publisher_kind": rows.picked(self._kind, real),
            "language": rows.picked(self._language, real),
        }

    def links(self, batch: Batch, chance: Chance) -> rows.Columns:
        """Return the columns of the sources of the batch's events, event by event."""
        more = np.searchsorted(MORE, chance.draw("sources", len(batch)), side="right")
        owner, place = rows.spread(more + 1)
        back = place * REACH - chance.below("further source", REACH, len(owner))
        event = batch.numbers[owner]
        source = event - np.where(place == 0, 0, back)
        there = source > 0
        return {
            "event_id": rows.event_ids(event[there]),
            "source_id": rows.source_ids(source[there]),
        }


def _publishers(real: pd.DataFrame) -> list[str]:
    """Return a made-up publisher for each source: "agency-1" for the most frequent agency."""
    pairs: list[tuple[Any, Any]] = list(zip(real["publisher_kind"], real["publisher"], strict=True))
    seen: Counter[Any] = Counter()
    names = {}
    for kind, publisher in (pair for pair, _ in Counter(pairs).most_common()):
        seen[kind] += 1
        names[kind, publisher] = f"{kind}-{seen[kind]}"
    return [names[pair] for pair in pairs]
