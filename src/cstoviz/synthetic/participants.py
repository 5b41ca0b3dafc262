"""Rows of the table `participations`: those of the real event, with some left out or put in."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from cstoviz.synthetic import rows
from cstoviz.synthetic.batch import Batch
from cstoviz.synthetic.chance import Chance, Ints, Mask
from cstoviz.tables import Tables

LEFT_OUT, STATE, ORGANISATION, AWAY = 0.08, 0.5, 0.1, 0.005
"""How many participants are left out, how many events get another state or organisation, and how
many of the named states are said to have stayed away."""

_COLUMNS = ("participant", "participant_kind", "role", "basis")


class Participants:
    """Made-up participants after those of a package; its tables are read once.

    A host is never left out, and nothing is put in twice. Rows to be put in are drawn from those of
    member states, and of organisations, that a real source names in the most common way.
    """

    def __init__(self, tables: Tables) -> None:
        events, real = tables.rows("events")["event_id"], tables.rows("participations")
        order = {event: place for place, event in enumerate(events)}
        real = real.assign(event=real["event_id"].map(order).astype("int64"))
        real = real.sort_values("event", kind="stable", ignore_index=True)
        self._columns = {name: rows.texts(real[name]) for name in _COLUMNS}
        self._absent = "absent" in tables.package.field("participations", "role").enum
        self._host = (real["role"] == "host").to_numpy()
        named = (real["basis"] == "named") & (real["role"] == "participant")
        state = named & real["participant"].isin(tables.members)
        self._state = state.to_numpy()
        self._pools = {
            STATE: np.flatnonzero(state),
            ORGANISATION: np.flatnonzero(named & (real["participant_kind"] == "organisation")),
        }
        self._counts = np.bincount(real["event"], minlength=len(events))
        self._first = np.cumsum(self._counts) - self._counts
        self._who, self._there = _there(real, len(events))

    def columns(self, batch: Batch, chance: Chance) -> rows.Columns:
        """Return the columns of the batch's participants, event by event."""
        parts = [self._kept(batch.template, chance)]
        parts += [self._put_in(share, batch.template, chance) for share in self._pools]
        owner, row = (np.concatenate(each) for each in zip(*parts, strict=True))
        order = np.argsort(owner, kind="stable")
        owner, row = owner[order], row[order]
        found = {name: rows.picked(values, row) for name, values in self._columns.items()}
        away = self._state[row] & chance.happens("away", AWAY if self._absent else 0, len(row))
        found["role"] = rows.instead(found["role"], away, "absent")
        return {"event_id": rows.event_ids(batch.numbers[owner]), **found}

    def _kept(self, template: Ints, chance: Chance) -> tuple[Ints, Ints]:
        """Return the event and the real row of every participant that is not left out."""
        owner, place = rows.spread(self._counts[template])
        row = self._first[template][owner] + place
        kept = self._host[row] | ~chance.happens("left out", LEFT_OUT, len(row))
        return owner[kept], row[kept]

    def _put_in(self, share: float, template: Ints, chance: Chance) -> tuple[Ints, Ints]:
        """Return the event and the real row of every participant that is put in."""
        pool, count = self._pools[share], len(template)
        if not len(pool):
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
        row = pool[chance.below(f"put in {share}", len(pool), count)]
        new = chance.happens(f"more {share}", share, count) & ~self._there[template, self._who[row]]
        return np.flatnonzero(new), row[new]


def _there(real: pd.DataFrame, events: int) -> tuple[Ints, Mask]:
    """Return a number for the participant of each row, and which of them each event has."""
    who: Any = pd.factorize(real["participant"])[0]
    there = np.zeros((events, int(who.max(initial=0)) + 1), dtype=bool)
    there[real["event"], who] = True
    return who, there
