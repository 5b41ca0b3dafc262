"""Two states or two periods side by side: the same count for both, its n, and the difference."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

import narwhals as nw
import pandas as pd

from cstoviz import joins
from cstoviz.labels import Labels
from cstoviz.metrics.counts import shaped, tally
from cstoviz.metrics.participation import showing_states
from cstoviz.metrics.sides import (
    SIDES,
    about_sides,
    chosen,
    held,
    kept,
    reach,
    side,
    sort_of,
)
from cstoviz.selection import Selection, apply, shown_period
from cstoviz.tables import Frame, Tables, how_many

MONTH = 30
"""Days to which a rate refers."""

_COUNTS = {
    **dict.fromkeys(("left", "right", "difference", "left_n", "right_n"), "Int64"),
    **dict.fromkeys(("left_share", "right_share", "share_difference"), "float64"),
    **dict.fromkeys(("left_rate", "right_rate"), "float64"),
    **dict.fromkeys(("left_days", "right_days", "left_events", "right_events", "of"), "Int64"),
}
_TIME = {
    "nth": "Int64", "left_month": "datetime64[us]", "right_month": "datetime64[us]",
    "left_gap_days": "Int64", "right_gap_days": "Int64", "left_gap": "str", "right_gap": "str",
    **_COUNTS,
}  # fmt: skip


class Counted(NamedTuple):
    """What one count counts: the columns that name its row, the parts and the unit counted."""

    keys: tuple[str, ...]
    parts: tuple[str, ...] = ()
    unit: str = "event"


@dataclass(frozen=True)
class Base:
    """What is compared: a metric, the rows behind it, one of its counts and what that is out of.

    `metric` and `behind` are those of a view; `n` None stands for all events of a side, otherwise
    it is what the column `n` of the metric counts. Where the metric has a column of the name of the
    one part that counts, or no part is named and it has a column `events`, that is the count. Rows
    that are `fixed` keep the order of the metric, and a side for which it has none cannot be
    counted; others stand with most events of both sides first.
    """

    metric: Callable[[Tables, Selection], pd.DataFrame]
    behind: Callable[[Tables, Selection], Frame]
    count: Counted
    n: Counted | None = None
    fixed: bool = False


def compare(base: Base, tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count both sides, row by row of what is compared.

    Out: the columns that name a row, left, right (counts, 0 where a side has no row), difference
    (right - left), left_n, right_n (what could count there), left_share, right_share (count / n,
    null where n is 0), share_difference, left_rate, right_rate (counts per 30 days), left_days,
    right_days (see `held`), left_events, right_events (events of each side), of (events that could
    show a state, without a state chosen; null for periods). Rows with most events of both sides
    first, then in package order; fixed rows as the metric has them, with null counts on a side for
    which it has none. No rows where there is nothing to choose from.
    """
    return _compare(base, tables, about_sides(tables, selection))


@lru_cache(maxsize=64)
def _compare(base: Base, tables: Tables, selection: Selection) -> pd.DataFrame:
    keys = list(base.count.keys)
    columns = {**dict.fromkeys(keys, "str"), **_COUNTS}
    if not chosen(tables, selection, "left"):
        return shaped(pd.DataFrame(), columns)
    found = [base.metric(tables, side(tables, selection, name)) for name in SIDES]
    frame = pd.concat([each[keys] for each in found]).drop_duplicates(ignore_index=True)
    for name, each in zip(SIDES, found, strict=True):
        given = None if base.fixed and each.empty else side(tables, selection, name)
        for column, counts in zip(
            (name, f"{name}_n"), _both(frame, each, base, tables, given), strict=True
        ):
            frame[column] = pd.Series(counts, index=frame.index, dtype="Int64")
    frame = _with_difference(frame, tables, selection)
    return shaped(frame if base.fixed else _ranked(frame, keys, tables), columns)


def _both(
    frame: pd.DataFrame,
    answered: pd.DataFrame,
    base: Base,
    tables: Tables,
    given: Selection | None,
) -> tuple[list[int] | None, list[int] | None]:
    """Return a side's counts, row by row of a frame, and what they are out of.

    They are taken from what the metric has answered for the side, as far as it says them.
    """
    if given is None:
        return None, None
    counts = _told(frame, answered, base.count)
    if counts is None:
        counts = _counts(frame, base.behind(tables, given), base.count)
    if base.n is None:
        return counts, [_events(tables, given)] * len(frame)
    n = _read(frame, answered, base.n.keys, "n")
    return counts, _counts(frame, base.behind(tables, given), base.n) if n is None else n


def _told(frame: pd.DataFrame, answered: pd.DataFrame, counted: Counted) -> list[int] | None:
    """Return the counts that a metric has answered, row by row of a frame; None where it has not.

    A metric that names no parts has a row wherever it counts any.
    """
    column, *others = counted.parts or ("events",)
    whole = not counted.parts
    return None if others else _read(frame, answered, counted.keys, column, whole=whole)


def _read(
    frame: pd.DataFrame,
    answered: pd.DataFrame,
    keys: Sequence[str],
    column: str,
    *,
    whole: bool = False,
) -> list[int] | None:
    """Return a column of an answer row by row of a frame; None where it is not in the answer.

    A row that the answer lacks counts 0 where that is `whole`, and is not in it otherwise.
    """
    if column not in answered or answered.empty:
        return None
    if not keys:
        return [int(answered[column].iloc[0])] * len(frame)
    known = dict(zip(_rows(answered, keys), answered[column], strict=True))
    wanted = list(_rows(frame, keys))
    if len(known) < len(answered) or not (whole or known.keys() >= set(wanted)):
        return None
    return [int(known.get(row, 0)) for row in wanted]


def _counts(frame: pd.DataFrame, rows: Frame, counted: Counted) -> list[int]:
    """Count the distinct units of the rows that belong to each row of a frame."""
    keys, unit = list(counted.keys), nw.col(counted.unit)
    units = _of_parts(rows, counted).filter(~unit.is_null()).select(*keys, counted.unit)
    units = joins.distinct(units)
    if not keys:
        return [how_many(units)] * len(frame)
    found = tally(units, *keys)
    return [found.get(row, 0) for row in _rows(frame, keys)]


def _rows(frame: pd.DataFrame, keys: Sequence[str]) -> Iterable[tuple[Any, ...]]:
    return zip(*(frame[key] for key in keys), strict=True)


def _with_difference(frame: pd.DataFrame, tables: Tables, selection: Selection) -> pd.DataFrame:
    frame["difference"] = frame["right"] - frame["left"]
    for name in SIDES:
        given = side(tables, selection, name)
        frame[f"{name}_days"] = held(tables, given).days
        frame[f"{name}_events"] = _events(tables, given)
        frame[f"{name}_share"] = frame[name] / frame[f"{name}_n"].where(frame[f"{name}_n"] > 0)
        frame[f"{name}_rate"] = frame[name] * MONTH / frame[f"{name}_days"]
    frame["share_difference"] = frame["right_share"] - frame["left_share"]
    whole = replace(selection.without_options(), states=(), match="any")
    by_period = sort_of(selection) == "periods"
    frame["of"] = pd.NA if by_period else showing_states(tables, whole)
    return frame


@lru_cache(maxsize=64)
def _events(tables: Tables, selection: Selection) -> int:
    return how_many(kept(tables, selection.without_options()).events)


def _ranked(frame: pd.DataFrame, keys: Sequence[str], tables: Tables) -> pd.DataFrame:
    labels = Labels(tables, "")
    by = {key: frame[key].map(lambda code, key=key: labels.slot(key, code)) for key in keys}
    ranks = pd.DataFrame({"": -(frame["left"] + frame["right"]), **by})
    return frame.iloc[ranks.sort_values(list(ranks.columns), kind="stable").index]


def behind(base: Base, tables: Tables, selection: Selection) -> Frame:
    """Return what both sides count: the columns of the rows behind the base, with another `part`.

    part: left, right (what counts), left-n, right-n (what it is out of).
    """
    if not chosen(tables, selection, "left"):
        needed = dict.fromkeys(["event", "part", base.count.unit, *base.count.keys])
        return tables.engine.lend(pd.DataFrame(columns=list(needed), dtype="str"))
    found = []
    for name in SIDES:
        given = side(tables, selection, name)
        rows = base.behind(tables, given)
        n = _of_parts(rows, base.n) if base.n else _all_events(tables, given, rows)
        found.append(_of_parts(rows, base.count).with_columns(part=nw.lit(name)))
        found.append(n.with_columns(part=nw.lit(f"{name}-n")))
    return nw.concat(found, how="vertical")


def _of_parts(rows: Frame, counted: Counted) -> Frame:
    return rows.filter(nw.col("part").is_in(counted.parts)) if counted.parts else rows


def _all_events(tables: Tables, selection: Selection, rows: Frame) -> Frame:
    """Return all selected events in the columns of rows: what these say beside them is null."""
    events = apply(tables, selection.without_options()).events
    others = {name: kind for name, kind in rows.collect_schema().items() if name != "event"}
    return events.select(
        nw.col("event_id").alias("event"),
        *(nw.lit(None, dtype=kind).alias(name) for name, kind in others.items()),
    ).select(rows.collect_schema().names())


def compare_months(base: Base, tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count both sides month by month, each month by its place in its own side's period.

    The metric of the base tells of each month `total`, which is compared, gap_days and gap.

    Out, in order: nth (1 for the first month of the period, 0 and less for months before it in
    which events of it began), left_month, right_month (first days; null where a side has no such
    month), left_gap_days, right_gap_days (days of the month in evidence gaps), left_gap, right_gap
    (the most particular of these), and the columns of `compare`, with null counts where a side has
    no such month or where no report reaches it.
    """
    return _compare_months(base, tables, about_sides(tables, selection))


@lru_cache(maxsize=16)
def _compare_months(base: Base, tables: Tables, selection: Selection) -> pd.DataFrame:
    if not chosen(tables, selection, "left"):
        return shaped(pd.DataFrame(), _TIME)
    left, right = (_months(base, tables, selection, name) for name in SIDES)
    frame = left.merge(right, on="nth", how="outer").sort_values("nth", ignore_index=True)
    frame = frame.astype(dict.fromkeys(SIDES, "Int64"))
    for name in SIDES:
        frame[f"{name}_n"] = _events(tables, side(tables, selection, name))
    return shaped(_with_difference(frame, tables, selection), _TIME)


def _months(base: Base, tables: Tables, selection: Selection, name: str) -> pd.DataFrame:
    given = side(tables, selection, name)
    first = shown_period(tables, given).start
    (key,) = base.count.keys
    months = base.metric(tables, given).drop_duplicates(key)[[key, "total", "gap_days", "gap"]]
    months["nth"] = [
        (month.year - first.year) * 12 + month.month - first.month + 1 for month in months[key]
    ]
    last = pd.Timestamp(reach(tables)) if reach(tables) else pd.NaT
    later = (months[key] > last) & ("announced" not in selection.status)
    counts = months.pop("total")
    months[name] = counts.where(~later | (counts > 0))
    return months.rename(
        columns={column: f"{name}_{column}" for column in ("gap_days", "gap")}
    ).rename(columns={key: f"{name}_month"})


def behind_months(base: Base, tables: Tables, selection: Selection) -> Frame:
    """Return the rows of `behind`, the month of each side in left_month or right_month."""
    rows = behind(base, tables, selection)
    (key,) = base.count.keys
    months = {f"{name}_month": nw.when(nw.col("part") == name).then(nw.col(key)) for name in SIDES}
    return rows.with_columns(**months).drop(key)
