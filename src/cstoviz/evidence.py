"""Who took part in an event, and how that is known: named, inferred host, collective mention."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import narwhals as nw
import pandas as pd

from cstoviz import joins
from cstoviz.tables import ALL_MEMBERS, Frame, Tables, collect, per_package

_ENDS = ("suspended-participation", "withdrawn")


@dataclass(frozen=True, eq=False)
class Known:
    """What is known of who took part in any event.

    facts: what counts of it ("all", or only what is "stated")
    """

    tables: Tables
    facts: str

    @cached_property
    def evidence(self) -> Frame:
        """Return event_id, state, role, evidence (named, inferred, collective)."""
        rows = participation_evidence(self.tables)
        return rows.filter(nw.col("evidence") != "inferred") if self.facts == "stated" else rows

    @cached_property
    def participations(self) -> Frame:
        """Return the rows of that table."""
        rows = self.tables.participations
        return rows.filter(nw.col("basis") != "inferred") if self.facts == "stated" else rows

    @cached_property
    def showing(self) -> Frame:
        """Return event_id, once or more, of events that could show a state: named, or all."""
        present = (nw.col("participant_kind") == "state") & (nw.col("role") != "absent")
        rows = self.participations.filter(present | (nw.col("participant") == ALL_MEMBERS))
        return rows.select("event_id")


@lru_cache(maxsize=64)
def known_of(tables: Tables, facts: str) -> Known:
    """Return what is known of who took part in any event of these tables."""
    return Known(tables, facts)


@lru_cache(maxsize=24)
def with_states(known: Known, states: tuple[str, ...], accepted: tuple[str, ...]) -> Frame:
    """Return the events in which any of these states took part, by evidence that is accepted.

    Out: event_id, once for each of the states.
    """
    of_state = nw.col("state").is_in(states) & nw.col("evidence").is_in(accepted)
    return known.tables.engine.keep(known.evidence.filter(of_state).select("event_id"))


@lru_cache(maxsize=16)
def participation_evidence(tables: Tables) -> Frame:
    """Return one row per event and state that took part or may have.

    Out: event_id, state (iso3), role (null where collective), evidence: "named" (a source names
    it, in any role but absent), "inferred" (only its soil is known), "collective" (a source says
    "the member states" and has no row of its own for this member).
    """
    own = tables.participations.filter(nw.col("participant_kind") == "state").select(
        "event_id", nw.col("participant").alias("state"), "role", "basis"
    )
    present = own.filter(nw.col("role") != "absent").select(
        "event_id", "state", "role", nw.col("basis").alias("evidence")
    )
    return nw.concat([present, _collective(tables, own)], how="vertical")


def _collective(tables: Tables, own: Frame) -> Frame:
    mentioned = tables.participations.filter(nw.col("participant") == ALL_MEMBERS)
    events = joins.semi(tables.events, mentioned)
    members = membership_on_first_day(tables, events)
    others = members.join(own.select("event_id", "state"), on=["event_id", "state"], how="anti")
    return (others if tables.base else tables.engine.keep(others)).select(
        "event_id",
        "state",
        nw.lit(None, dtype=nw.String).alias("role"),
        nw.lit("collective").alias("evidence"),
    )


def membership_on_first_day(tables: Tables, events: Frame) -> Frame:
    """Return which states were members on the first day of each event: event_id, state.

    A status holds from `starts_on` to `ends_on`, both included; where a suspension or withdrawal
    shares a day with a membership, it wins.
    """
    days = events.select("event_id", "start_date")
    return days.join(_members_by_day(tables), on="start_date").select("event_id", "state")


@per_package
def members_by_day(tables: Tables) -> Mapping[pd.Timestamp, tuple[str, ...]]:
    """Return the members on each day on which an event begins; days without one are left out."""
    rows = collect(_members_by_day(tables)).sort_values(["start_date", "state"])
    found: dict[pd.Timestamp, tuple[str, ...]] = {}
    for day, state in zip(rows["start_date"], rows["state"], strict=True):
        found[day] = (*found.get(day, ()), state)
    return found


@per_package
def _members_by_day(tables: Tables) -> Frame:
    """Return which states were members on each day on which an event begins: start_date, state."""
    statuses = tables.memberships.select("iso3", "status", "starts_on", "ends_on")
    days = joins.distinct(tables.events.select("start_date")).join(statuses, how="cross")
    holding = days.filter(
        nw.col("starts_on") <= nw.col("start_date"),
        nw.col("ends_on").is_null() | (nw.col("ends_on") >= nw.col("start_date")),
    ).select("start_date", nw.col("iso3").alias("state"), "status")
    ended = holding.filter(nw.col("status").is_in(_ENDS)).select("start_date", "state")
    member = holding.filter(nw.col("status") == "member").select("start_date", "state")
    return joins.distinct(member).join(ended, on=["start_date", "state"], how="anti")
