"""The events, and the targets, behind the numbers of coverage."""

from __future__ import annotations

import pandas as pd

from cstoviz.metrics.coverage import Coverage, coverage
from cstoviz.selection import Selection
from cstoviz.tables import Frame, Tables, collect, lazy

_LINKS = ["event", "target", "area", "month", "day", "strength", "reason", "part"]


def links(tables: Tables, selection: Selection) -> Frame:
    """Return which events are linked to which targets of the term.

    Out: event, target, area, month (first day), day (of the event's beginning), strength, reason,
    part (direct, related); and for each target of the term a row without event whose part is
    declared.
    """
    found = coverage(tables, selection)
    if found is None:
        return lazy(pd.DataFrame(columns=_LINKS, dtype="str"))
    linked = _linked(found)
    declared = found.targets[["target", "area"]].assign(part="declared")
    return lazy(pd.concat([linked, declared], ignore_index=True)[_LINKS])


def reached(tables: Tables, selection: Selection) -> Frame:
    """Return how each target of the term is reached, and by which events.

    Out: event (null where the target has none), target, area, strength, reason, part (covered,
    touched, nothing).
    """
    found = coverage(tables, selection)
    columns = [name for name in _LINKS if name not in ("month", "day")]
    if found is None:
        return lazy(pd.DataFrame(columns=columns, dtype="str"))
    states = found.targets[["target", "area"]].assign(part=found.reached().to_numpy())
    events = _linked(found)[["event", "target", "strength", "reason"]]
    return lazy(states.merge(events, on="target", how="left")[columns])


def in_brief(tables: Tables, selection: Selection) -> Frame:
    """Return the same for the chairmanship that coverage opens with."""
    return reached(tables, selection.without_options())


def served(tables: Tables, selection: Selection) -> Frame:
    """Return what the events that start in the term serve, per month.

    Out: event, month (first day), part (direct, related, outside).
    """
    found = coverage(tables, selection)
    if found is None:
        return lazy(pd.DataFrame(columns=["event", "month", "part"], dtype="str"))
    events = collect(found.events.select("event_id", "start_date"))
    linked = _linked(found)
    direct = events["event_id"].isin(linked.loc[linked["part"] == "direct", "event"])
    any_link = events["event_id"].isin(linked["event"])
    part = any_link.map({True: "related", False: "outside"}).where(~direct, "direct")
    month = events["start_date"].dt.to_period("M").dt.to_timestamp()
    rows = pd.DataFrame({"event": events["event_id"], "month": month, "part": part})
    return lazy(rows)


def _linked(found: Coverage) -> pd.DataFrame:
    rows = collect(found.links)
    rows = rows.rename(columns={"event_id": "event", "target_id": "target", "start_date": "day"})
    rows["month"] = rows["day"].dt.to_period("M").dt.to_timestamp()
    rows["part"] = rows["strength"]
    rows = rows.merge(found.targets[["target", "area"]], on="target")
    return rows[_LINKS]
