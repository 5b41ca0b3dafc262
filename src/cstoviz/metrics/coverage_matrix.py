"""Which targets of a chairmanship the selected events serve in which months."""

from __future__ import annotations

import pandas as pd

from cstoviz.metrics.counts import shaped
from cstoviz.metrics.coverage import DATE, coverage
from cstoviz.metrics.targets import TARGET, Window, gaps, targets, term_days
from cstoviz.selection import Selection
from cstoviz.tables import Tables, per_package

_MATRIX = {
    "chairmanship": "str", **TARGET, "month": DATE, "direct": "int64", "related": "int64",
    "applicable": "bool", "gap_days": "int64", "gap": "str",
}  # fmt: skip


def matrix(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count the events coded to each target of the term by the month in which they start.

    Out, one row per target and month of the term: chairmanship, target, ordinal, area, priority,
    measure, month (first day), direct, related (events), applicable (the month meets the period),
    gap_days (days of the month, in term and period, in an evidence gap that bears on the target),
    gap (the most particular of them, null for none). No rows where the period does not meet the
    term.
    """
    found = coverage(tables, selection)
    if found is None or found.days is None:
        return shaped(pd.DataFrame(), _MATRIX)
    rows = _cells(tables, found.term).copy()
    months = list(_months(tables, found.term))
    keys = (found.counts[name] for name in ("target", "month", "strength"))
    events = dict(zip(zip(*keys, strict=True), found.counts["events"].tolist(), strict=True))
    for strength in ("direct", "related"):
        rows[strength] = [
            events.get((target, month, strength), 0) for target in found.area_of for month in months
        ]
    met = [_meets(month, found.window) for month in months]
    rows["applicable"] = met * len(found.targets)
    cells = _gap_cells(tables, found.term, selection.kinds, found.window)
    rows["gap_days"], rows["gap"] = zip(*cells, strict=True)
    return shaped(rows, _MATRIX)


@per_package
def _cells(tables: Tables, term: str) -> pd.DataFrame:
    """Return chairmanship, the columns of targets, and month: a row per target and month."""
    months = pd.DataFrame({"month": _months(tables, term)})
    return targets(tables, term).merge(months, how="cross").assign(chairmanship=term)


def _meets(month: pd.Timestamp, window: Window | None) -> bool:
    if window is None:
        return False
    return bool(month <= window[1] and month + pd.offsets.MonthEnd(0) >= window[0])


@per_package
def _gap_cells(
    tables: Tables, term: str, kinds: tuple[str, ...], window: Window | None
) -> list[tuple[int, str | None]]:
    """Return the days in gaps, and the gap, of each target of a term and month, in their order."""
    holes, months = gaps(tables, kinds, window), _months(tables, term)
    return [
        cell
        for target in targets(tables, term)["target"]
        for cell in holes.by_month(target, months)
    ]


@per_package
def _months(tables: Tables, term: str) -> pd.DatetimeIndex:
    start, end = term_days(tables, term)
    return pd.date_range(start.replace(day=1), end, freq="MS", unit="us")
