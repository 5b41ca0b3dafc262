"""How far two codings of the same events agree, beyond what chance would give."""

from __future__ import annotations

from typing import Any

import krippendorff
import narwhals as nw
import numpy as np
import pandas as pd

from cstoviz.metrics.targets import declared_terms, targets, term_days
from cstoviz.selection import Selection
from cstoviz.tables import Tables, collect

Counts = np.ndarray[Any, np.dtype[np.int64]]

_VALUES = ("direct", "related")
_COLUMNS = {"figure": "str", "value": "float64", "previous": "float64"}


def coding_agreement(tables: Tables, selection: Selection) -> pd.DataFrame:  # noqa: ARG001
    """Return figures of how far the coders agree, over the whole record whatever the selection.

    A unit is a pair of an event and a lowest target of the term in which it starts; a coder's value
    is direct, related or none (no row). Out: figure, value, previous (null), for
    coding-alpha (Krippendorff's alpha, nominal; null where it is not defined), coding-units (pairs
    judged), coding-linked (pairs that a coder linked), coding-identical (per cent of those on
    which all coders gave the same value). No rows with fewer than two coders.
    """
    rows = tables.rows("codings_single")
    coders = rows["coder"].nunique()
    if coders < 2:
        return pd.DataFrame(columns=list(_COLUMNS)).astype(_COLUMNS)
    linked = _value_counts(rows, coders)
    units = judged_pairs(tables)
    none = np.tile([0, 0, coders], (units - len(linked), 1))
    identical = int((linked.max(axis=1) == coders).sum())
    values = {
        "coding-alpha": _alpha(np.vstack([linked, none])),
        "coding-units": units,
        "coding-linked": len(linked),
        "coding-identical": round(100 * identical / len(linked), 1),
    }
    figures = pd.DataFrame({"figure": list(values), "value": list(values.values())})
    return figures.assign(previous=np.nan).astype(_COLUMNS)


def _value_counts(rows: pd.DataFrame, coders: int) -> Counts:
    pairs = [rows["event_id"], rows["target_id"]]
    counts = pd.crosstab(pairs, rows["strength"]).reindex(columns=list(_VALUES), fill_value=0)
    counts["none"] = coders - counts.sum(axis=1)
    return np.asarray(counts, dtype=np.int64)


def _alpha(counts: Counts) -> float:
    if (counts.sum(axis=0) > 0).sum() < 2:
        return float("nan")
    return float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))


def judged_pairs(tables: Tables) -> int:
    """Return how many pairs of an event and a lowest target of the term of its start there are."""
    pairs = 0
    for term in declared_terms(tables):
        start, end = term_days(tables, term)
        starting = tables.events.filter(nw.col("start_date") >= start, nw.col("start_date") <= end)
        pairs += len(collect(starting.select("event_id"))) * len(targets(tables, term))
    return pairs
