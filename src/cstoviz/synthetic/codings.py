"""Rows of the table `codings`, and of the two that show how two coders arrived at some of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from cstoviz.synthetic import rows
from cstoviz.synthetic.batch import Batch
from cstoviz.synthetic.chance import Chance, Ints, Mask
from cstoviz.synthetic.plan import Plan
from cstoviz.tables import Tables

MORE = 0.25
"""How many events are linked once more than the real event."""

STRENGTHS = ("direct", "related", "none")
NONE = 2
CODERS = ("A", "B")
REASON, WHY = "Made up: no reason is given", "Made up: no ground is given"


@dataclass(frozen=True, eq=False)
class Links:
    """Links of made-up events to declared targets; no pair stands twice.

    number: of the event; target: its place in the plan; strength: a place among `STRENGTHS`;
    settled: whether the coders differed.
    """

    number: Ints
    target: Ints
    strength: Ints
    settled: Mask

    def __len__(self) -> int:
        return len(self.number)

    def only(self, kept: Ints | Mask) -> Links:
        """Return some of the links: where a mask holds, or at some places."""
        return Links(self.number[kept], self.target[kept], self.strength[kept], self.settled[kept])


class Codings:
    """Made-up links after those of a package; its tables are read once."""

    def __init__(self, tables: Tables) -> None:
        real = tables.rows("codings")
        counts = real["event_id"].value_counts()
        self._counts = tables.rows("events")["event_id"].map(counts).fillna(0).to_numpy(np.int64)
        self._strength = _places(real["strength"])
        self._settled = (real["basis"] == "settled").to_numpy()
        self._bases = rows.texts(real["basis"])
        self._plan = Plan(tables)
        self._differences = _Differences(tables)

    def links(self, batch: Batch, chance: Chance) -> tuple[Links, rows.Columns]:
        """Return the links of the batch's events, and their columns, event by event."""
        more = chance.happens("more links", MORE if len(self._strength) else 0, len(batch))
        owner, _ = rows.spread(self._counts[batch.template] + more)
        target = self._plan.drawn(batch.start[owner], chance.draw("target", len(owner)))
        real = chance.below("coding", max(1, len(self._strength)), len(owner))
        owner, target, real = _once(owner, target, real)
        links = Links(batch.numbers[owner], target, self._strength[real], self._settled[real])
        return links, self._pair(links) | {
            "strength": _strengths(links.strength),
            "basis": rows.picked(self._bases, real),
            "reason": rows.repeated(REASON, len(links)),
        }

    def coded(
        self, links: Links, batch: Batch, chance: Chance
    ) -> tuple[rows.Columns, rows.Columns]:
        """Return the columns of `codings_single` and `coding_disagreements` for some links.

        Among the disagreements are pairs that only one coder linked and that are no links.
        """
        both = self._with_rejected(links, batch, chance)
        a, b = self._differences.drawn(both, chance)
        apart = both.settled | (both.strength == NONE)
        disagreements = self._pair(both.only(apart)) | {
            "coder_a": _strengths(a[apart]),
            "coder_b": _strengths(b[apart]),
            "settled": _strengths(both.strength[apart]),
            "why": rows.repeated(WHY, int(apart.sum())),
        }
        return self._single(both, np.stack([a, b], axis=1)), disagreements

    def _single(self, links: Links, values: Ints) -> rows.Columns:
        pair, coder = np.nonzero(values != NONE)
        return self._pair(links.only(pair)) | {
            "coder": rows.picked(rows.texts(CODERS), coder),
            "strength": _strengths(values[pair, coder]),
            "reason": rows.repeated(REASON, len(pair)),
        }

    def _with_rejected(self, links: Links, batch: Batch, chance: Chance) -> Links:
        """Add pairs that were settled to be no links, as many for each link as in the package."""
        chosen = chance.happens("rejected", self._differences.rejected, len(links))
        number = links.number[chosen]
        day = batch.start[number - batch.numbers[0]] if len(number) else number
        target = self._plan.drawn(day, chance.draw("rejected target", len(number)))
        number = np.concatenate([links.number, number])
        target = np.concatenate([links.target, target])
        strength = np.concatenate([links.strength, np.full(int(chosen.sum()), NONE)])
        settled = np.concatenate([links.settled, chosen[chosen]])
        number, target, strength, settled = _once(number, target, strength, settled)
        return Links(number, target, strength, settled)

    def _pair(self, links: Links) -> dict[str, Any]:
        targets = rows.picked(self._plan.targets, links.target)
        return {"event_id": rows.event_ids(links.number), "target_id": targets}


class _Differences:
    """What the coders of a package said where they differed, by what was settled."""

    def __init__(self, tables: Tables) -> None:
        real = tables.rows("coding_disagreements")
        a, b, settled = (_places(real[name]) for name in ("coder_a", "coder_b", "settled"))
        self._said = {}
        for place in range(len(STRENGTHS)):
            known = settled == place
            told = (a[known], b[known]) if known.any() else (np.array([place]), np.array([NONE]))
            self._said[place] = told
        self.rejected = float((settled == NONE).sum()) / max(1, len(tables.rows("codings")))

    def drawn(self, links: Links, chance: Chance) -> tuple[Ints, Ints]:
        """Return what each of two coders said of each link, as places among `STRENGTHS`."""
        a, b = links.strength.copy(), links.strength.copy()
        chances = chance.draw("difference", len(links))
        for place, (first, second) in self._said.items():
            apart = links.settled & (links.strength == place)
            row = (chances[apart] * len(first)).astype(np.int64)
            a[apart], b[apart] = first[row], second[row]
        return a, b


def _once(owner: Ints, target: Ints, *others: Any) -> list[Any]:
    """Keep the first of each pair that has a target, in the order of owners and targets."""
    there = np.flatnonzero(target >= 0)
    width = int(target.max(initial=0)) + 1
    _, first = np.unique((owner * width + target)[there], return_index=True)
    return [each[there[first]] for each in (owner, target, *others)]


def _places(values: Any) -> Ints:
    return np.array([STRENGTHS.index(value) for value in values], dtype=np.int64)


def _strengths(places: Ints) -> Any:
    return rows.picked(rows.texts(STRENGTHS), places)
