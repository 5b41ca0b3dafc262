"""Which states are members in a period, and from which day on one's participation is suspended."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import narwhals as nw
import pandas as pd

from cstoviz.selection import Period, Selection, shown_period
from cstoviz.tables import Tables, collect, per_package

SUSPENDED = "suspended-participation"
_BELONGS = ("member", SUSPENDED)


class Status(NamedTuple):
    """What a state is from one day to another, both included; without an end up to now."""

    status: str
    start: date
    end: date | None

    def holds(self, day: date) -> bool:
        """Say whether the state is that on a day."""
        return self.start <= day and (self.end is None or self.end >= day)


def members_shown(tables: Tables, selection: Selection) -> tuple[str, ...]:
    """Return the states (iso3) that are members on a day of the shown period, in package order.

    A state whose participation is suspended is still a member; one that has withdrawn is not.
    """
    return _members_in(tables, shown_period(tables, selection))


@per_package
def _members_in(tables: Tables, period: Period) -> tuple[str, ...]:
    return tuple(
        iso3 for iso3, held in _statuses(tables, period).items() if _belongs_once(held, period)
    )


def suspended_from(tables: Tables, selection: Selection) -> pd.Series[pd.Timestamp]:
    """Return, by state (iso3), the first day of a suspension that holds in the shown period."""
    return _suspended_in(tables, shown_period(tables, selection))


@per_package
def _suspended_in(tables: Tables, period: Period) -> pd.Series[pd.Timestamp]:
    days = {
        iso3: min(each.start for each in held if each.status == SUSPENDED)
        for iso3, held in _statuses(tables, period).items()
        if any(each.status == SUSPENDED for each in held)
    }
    return pd.Series(days, dtype="datetime64[us]", name="suspended_from").rename_axis("state")


def package_order(tables: Tables) -> list[str]:
    """Return all states (iso3) in package order, those that were ever members first."""
    states = list(tables.rows("states")["iso3"])
    return [*tables.members, *(iso3 for iso3 in states if iso3 not in tables.members)]


@per_package
def members_of_record(tables: Tables) -> set[str]:
    """Return the states (iso3) that were members, suspended or not, during the record of events."""
    events = tables.events.filter(nw.col("status") != "cancelled")
    days = collect(events.select(first=nw.col("start_date").min(), last=nw.col("end_date").max()))
    terms = tables.rows("memberships").query("status == 'member'")
    ended = terms["ends_on"].notna() & (terms["ends_on"] < days["first"].iloc[0])
    return set(terms.loc[~ended & ~(terms["starts_on"] > days["last"].iloc[0]), "iso3"])


@per_package
def _statuses(tables: Tables, period: Period) -> dict[str, list[Status]]:
    """Return, by state in package order, its statuses of the days of a period."""
    found: dict[str, list[Status]] = {iso3: [] for iso3 in package_order(tables)}
    for row in tables.rows("memberships").itertuples():
        end = None if pd.isna(row.ends_on) else row.ends_on.date()
        held = Status(str(row.status), row.starts_on.date(), end)
        if held.start <= period.end and (end is None or end >= period.start):
            found[str(row.iso3)].append(held)
    return found


def _belongs_once(held: list[Status], period: Period) -> bool:
    """Look at each day on which a status can change; between them it stays as it is."""
    after = {each.end + timedelta(days=1) for each in held if each.end is not None}
    changes = {period.start, *(each.start for each in held), *after}
    return any(_belongs(held, day) for day in changes if period.start <= day <= period.end)


def _belongs(held: list[Status], day: date) -> bool:
    now = {each.status for each in held if each.holds(day)}
    return not now.isdisjoint(_BELONGS) and "withdrawn" not in now
