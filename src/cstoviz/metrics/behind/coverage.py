"""The events, and the targets, behind the numbers of coverage."""

from __future__ import annotations

import narwhals as nw
import pandas as pd

from cstoviz.metrics import coverage as metrics
from cstoviz.metrics.coverage import Coverage, coverage
from cstoviz.selection import Selection
from cstoviz.tables import Frame, Tables

_LINKS = ["event", "target", "area", "month", "day", "strength", "reason", "part"]


def links(tables: Tables, selection: Selection) -> Frame:
    """Return which events are linked to which targets of the term.

    Out: event, target, area, month (first day), day (of the event's beginning), strength, reason,
    part (direct, related); and for each target of the term a row without event whose part is
    declared.
    """
    found = coverage(tables, selection)
    if found is None:
        return _nothing(tables, _LINKS)
    targets = tables.engine.lend(found.targets[["target", "area"]])
    linked = _linked(found, targets)
    kinds = linked.collect_schema()
    unlinked = [name for name in _LINKS if name not in ("target", "area", "part")]
    declared = targets.with_columns(
        *(nw.lit(None, dtype=kinds[name]).alias(name) for name in unlinked), part=nw.lit("declared")
    )
    return nw.concat([linked, declared.select(_LINKS)], how="vertical")


def reached(tables: Tables, selection: Selection) -> Frame:
    """Return how each target of the term is reached, and by which events.

    Out: event (null where the target has none), target, area, strength, reason, part (covered,
    touched, nothing).
    """
    found = coverage(tables, selection)
    columns = [name for name in _LINKS if name not in ("month", "day")]
    if found is None:
        return _nothing(tables, columns)
    states = found.targets[["target", "area"]].assign(part=found.reached.to_numpy())
    events = found.links.select(
        nw.col("event_id").alias("event"),
        nw.col("target_id").alias("target"),
        "strength",
        "reason",
    )
    targets = tables.engine.lend(states.astype("str"))
    return targets.join(events, on="target", how="left").select(columns)


def in_brief(tables: Tables, selection: Selection) -> Frame:
    """Return the same for the chairmanship that coverage opens with."""
    return reached(tables, selection.without_options())


def served(tables: Tables, selection: Selection) -> Frame:
    """Return what the events that start in the term serve, per month.

    Out: event, month (first day), part (direct, related, outside).
    """
    found = coverage(tables, selection)
    if found is None:
        return _nothing(tables, ["event", "month", "part"])
    linked = nw.when(nw.col("serves") == 1).then(nw.lit("related")).otherwise(nw.lit("outside"))
    return metrics.served(found).select(
        nw.col("event_id").alias("event"),
        "month",
        nw.when(nw.col("serves") == 2).then(nw.lit("direct")).otherwise(linked).alias("part"),
    )


def _nothing(tables: Tables, columns: list[str]) -> Frame:
    return tables.engine.lend(pd.DataFrame(columns=columns, dtype="str"))


def _linked(found: Coverage, targets: Frame) -> Frame:
    rows = found.links.select(
        nw.col("event_id").alias("event"),
        nw.col("target_id").alias("target"),
        nw.col("start_date").dt.truncate("1mo").alias("month"),
        nw.col("start_date").alias("day"),
        "strength",
        "reason",
        nw.col("strength").alias("part"),
    )
    return rows.join(targets, on="target").select(_LINKS)
