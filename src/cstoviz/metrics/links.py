"""The links between events and what a chairmanship declared, as a list."""

from __future__ import annotations

from functools import lru_cache

import narwhals as nw
import pandas as pd

from cstoviz import joins
from cstoviz.metrics.counts import shaped
from cstoviz.metrics.coverage import DATE, coverage
from cstoviz.metrics.listing import ordered, sum_of
from cstoviz.metrics.targets import TARGET, targets
from cstoviz.selection import Selection
from cstoviz.tables import Frame, Tables

_LINKS = {
    "event": "str", "start": DATE, **TARGET, "strength": "str", "coding_basis": "str",
    "reason": "str",
}  # fmt: skip


def links(tables: Tables, selection: Selection) -> pd.DataFrame:
    """List the links between events and targets of the term, with their reasons.

    Out, by day, then target: event, start (first day), target, ordinal, area,
    priority, measure, strength (direct, related), coding_basis (agreed, settled), reason. Of many
    a part is listed, see `listing.ordered`; the attributes of the frame then say how many `events`
    and `targets` all have, and how many are `direct`.
    """
    found = coverage(tables, selection)
    if found is None:
        return shaped(pd.DataFrame(), _LINKS)
    placed = joins.inner(found.links, _order(tables, found.term), "target_id")
    by = ("start_date", "order", "event_id")
    rows = ordered(
        placed,
        selection,
        *by,
        descending=[False] * len(by),
        events=nw.col("event_id").n_unique(),
        targets=nw.col("target_id").n_unique(),
        direct=sum_of(nw.col("strength") == "direct"),
    )
    rows = rows.rename(
        columns={
            "event_id": "event", "start_date": "start", "target_id": "target",
            "basis": "coding_basis",
        }
    )  # fmt: skip
    places = pd.Index(found.targets["target"]).get_indexer(pd.Index(rows["target"]))
    about = {name: found.targets[name].array.take(places) for name in TARGET if name != "target"}
    return shaped(rows.assign(**about), _LINKS)


@lru_cache(maxsize=64)
def _order(tables: Tables, term: str) -> Frame:
    """Return the place of each target of a term among all: target_id, order."""
    codes = targets(tables, term)["target"]
    return tables.engine.lend(pd.DataFrame({"target_id": codes, "order": range(len(codes))}))
