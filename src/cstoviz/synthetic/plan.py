"""The declared targets that events can be linked to, by term."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cstoviz.synthetic import rows
from cstoviz.synthetic.batch import counted
from cstoviz.synthetic.chance import Floats, Ints
from cstoviz.tables import Tables


class Plan:
    """The terms of a package with their lowest targets, drawn as often as its links name them.

    In a term that no link names, each target is drawn as often as another.
    """

    def __init__(self, tables: Tables) -> None:
        terms = tables.rows("chairmanships")
        found = _lowest(tables)
        named = tables.rows("codings")["target_id"].value_counts()
        found["weight"] = found["target"].map(named).fillna(0).to_numpy(dtype=np.float64)
        self.targets = rows.texts(found["target"])
        self._terms = [
            (int(first), int(last), *_weighed(found[found["term"] == term]))
            for term, first, last in zip(
                terms["chairmanship_id"],
                counted(terms["starts_on"]),
                counted(terms["ends_on"]),
                strict=True,
            )
        ]

    def drawn(self, day: Ints, chances: Floats) -> Ints:
        """Return the place of a target of the term that each day lies in; -1 where there is none.

        chances: a number from 0 to 1 for each day, by which the target is chosen.
        """
        found = np.full(len(day), -1)
        for first, last, places, weights in self._terms:
            inside = (day >= first) & (day <= last)
            if len(places):
                found[inside] = places[np.searchsorted(weights, chances[inside], side="right")]
        return found


def _weighed(targets: pd.DataFrame) -> tuple[Ints, Floats]:
    """Return the places of a term's targets, and up to which number each is chosen."""
    weights = targets["weight"].to_numpy()
    weights = weights if weights.any() else np.ones(len(weights))
    places, chosen = targets.index.to_numpy(), weights > 0
    sums = np.cumsum(weights[chosen])
    return places[chosen], sums[:-1] / max(sums[-1:].sum(), 1.0)


def _lowest(tables: Tables) -> pd.DataFrame:
    """Return target, term of every target without a level below, the highest level first."""
    areas, priorities, measures = map(tables.rows, ("priority_areas", "priorities", "measures"))
    term = dict(zip(areas["area_id"], areas["chairmanship_id"], strict=True))
    middle = dict(zip(priorities["priority_id"], priorities["area_id"].map(term), strict=True))
    low = dict(zip(measures["measure_id"], measures["priority_id"].map(middle), strict=True))
    above = {*priorities["area_id"], *measures["priority_id"]}
    found = [pair for pair in {**term, **middle, **low}.items() if pair[0] not in above]
    return pd.DataFrame(found, columns=["target", "term"])
