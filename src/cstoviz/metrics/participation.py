"""Who took part, and how often: with a lower and an upper bound, and what it is a share of."""

from __future__ import annotations

import narwhals as nw
import pandas as pd

from cstoviz.selection import Scope, Selection, apply
from cstoviz.tables import ALL_MEMBERS, Frame, Tables, collect

EVIDENCE = ("named", "inferred", "collective")


def by_state(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count, for each state, the selected events in which it took part or may have.

    Out, one row per state, most named first, then in package order: state, member (bool: a member
    on a day of the selection), named, inferred, collective, absent, lower (= named), upper
    (= named + inferred + collective), n: events that could show a state; all counts of events.
    Members always have a row, other states only with a count.
    """
    scope = apply(tables, selection)
    counts = _wide(scope.evidence)
    order = pd.Index(_order(tables), name="state")
    frame = counts.join(_absences(tables, scope), how="outer").reindex(order).fillna(0).astype(int)
    frame["lower"] = frame["named"]
    frame["upper"] = frame[list(EVIDENCE)].sum(axis=1)
    frame["member"] = frame.index.isin(tables.members)
    frame["n"] = showing_states(tables, scope)
    frame = frame[frame["member"] | (frame["upper"] > 0) | (frame["absent"] > 0)]
    frame = frame.reset_index().sort_values("lower", ascending=False, kind="stable")
    columns = ["state", "member", *EVIDENCE, "absent", "lower", "upper", "n"]
    return frame[columns].reset_index(drop=True)


def _order(tables: Tables) -> list[str]:
    states = list(tables.rows("states")["iso3"])
    return [*tables.members, *(iso3 for iso3 in states if iso3 not in tables.members)]


def _wide(evidence: Frame) -> pd.DataFrame:
    counts = collect(evidence.group_by("state", "evidence").agg(nw.len().alias("events")))
    wide = counts.pivot_table(index="state", columns="evidence", values="events", aggfunc="sum")
    return wide.reindex(columns=pd.Index(EVIDENCE))


def _absences(tables: Tables, scope: Scope) -> pd.DataFrame:
    absent = tables.participations.filter(
        nw.col("role") == "absent", nw.col("participant_kind") == "state"
    ).join(scope.events.select("event_id"), on="event_id", how="semi")
    counts = collect(absent.group_by("participant").agg(nw.len().alias("absent")))
    return counts.set_index("participant").rename_axis("state")


def showing_states(tables: Tables, scope: Scope) -> int:
    """Return how many selected events could show a state: one is in any role but absent, or all."""
    shown = tables.participations.filter(
        (nw.col("participant_kind") == "state") & (nw.col("role") != "absent")
        | (nw.col("participant") == ALL_MEMBERS)
    )
    kept = scope.events.select("event_id").join(
        shown.select("event_id").unique(), on="event_id", how="semi"
    )
    return len(collect(kept))
