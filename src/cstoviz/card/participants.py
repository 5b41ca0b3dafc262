"""Who took part in an event, and how that is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw
import pandas as pd

from cstoviz import text
from cstoviz.card.model import Group, Participant, Row
from cstoviz.evidence import membership_on_first_day
from cstoviz.tables import ALL_MEMBERS, collect
from cstoviz.text import t

GROUPS = ("states", "hosts", "organisations", "absent")
_SUSPENDED = "suspended-participation"


def groups(row: Row) -> tuple[Group, ...]:
    """Return the participants by how they are known; groups without one are left out."""
    rows = row.of("participations")
    rows = rows[rows["participant"] != ALL_MEMBERS]
    found: dict[str, list[Participant]] = {key: [] for key in GROUPS}
    for one in _in_order(row, rows):
        found[_group(one)].append(_participant(row, one))
    return tuple(
        Group(key, t(f"event-card.group.{key}"), tuple(members))
        for key, members in found.items()
        if members
    )


def _group(one: dict[str, Any]) -> str:
    if one["role"] == "absent":
        return "absent"
    if one["participant_kind"] == "organisation":
        return "organisations"
    return "states" if one["basis"] == "named" else "hosts"


def _in_order(row: Row, rows: pd.DataFrame) -> list[dict[str, Any]]:
    roles, labels = row.labels.order("role"), row.labels

    def rank(one: dict[str, Any]) -> tuple[int, int]:
        role = roles.index(one["role"]) if one["role"] in roles else len(roles)
        place = labels.slot(one["participant_kind"], one["participant"])
        return role, place if place >= 0 else 10**6

    return sorted(({str(k): v for k, v in r.items()} for r in rows.to_dict("records")), key=rank)


def _participant(row: Row, one: dict[str, Any]) -> Participant:
    return Participant(
        code=one["participant"],
        name=row.labels.of(one["participant_kind"], one["participant"]),
        role=row.labels.of("role", one["role"]),
        known=row.labels.of("evidence", one["basis"]),
    )


def collective(row: Row) -> str:
    """Say who "the member states" of a source were on the first day; "" where none speaks of them.

    Members with a row of their own are not repeated; those with suspended participation are named
    apart, as they are not counted.
    """
    participants = row.of("participations")["participant"]
    if ALL_MEMBERS not in set(participants):
        return ""
    own = set(participants)
    members = [state for state in _members(row) if state not in own]
    suspended = {state: day for state, day in _suspended(row).items() if state not in own}
    said = [_who(row, members)]
    said += [
        t("event-card.suspended", state=row.labels.of("state", state), day=text.day(day))
        for state, day in suspended.items()
    ]
    return " ".join(said)


def _who(row: Row, members: Sequence[str]) -> str:
    if not members:
        return t("event-card.collective.none")
    names = text.listed([row.labels.of("state", state) for state in members])
    return t("event-card.collective", states=names)


def _members(row: Row) -> list[str]:
    events = row.tables.events.filter(nw.col("event_id") == row.event)
    found = set(collect(membership_on_first_day(row.tables, events))["state"])
    return [state for state in row.labels.order("state") if state in found]


def _suspended(row: Row) -> dict[str, Any]:
    """Return the members with suspended participation on the first day, each with since when."""
    rows, day = row.tables.rows("memberships"), row.values["start_date"]
    holding = rows[(rows["starts_on"] <= day) & ~(rows["ends_on"] < day)]
    members = set(holding.loc[holding["status"] == "member", "iso3"])
    ended = holding[(holding["status"] == _SUSPENDED) & holding["iso3"].isin(members)]
    return dict(zip(ended["iso3"], ended["starts_on"], strict=True))
