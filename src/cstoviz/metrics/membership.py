"""Which states are members in a period, and from which day on one's participation is suspended."""

from __future__ import annotations

import narwhals as nw
import pandas as pd

from cstoviz.selection import Period, Selection, shown_period
from cstoviz.tables import Tables, collect, per_package

SUSPENDED = "suspended-participation"
_BELONGS = ("member", SUSPENDED)


def members_shown(tables: Tables, selection: Selection) -> tuple[str, ...]:
    """Return the states (iso3) that are members on a day of the shown period, in package order.

    A state whose participation is suspended is still a member; one that has withdrawn is not.
    """
    return _members_in(tables, shown_period(tables, selection))


@per_package
def _members_in(tables: Tables, period: Period) -> tuple[str, ...]:
    return tuple(
        iso3 for iso3, rows in _statuses(tables, period).items() if _belongs_once(rows, period)
    )


def suspended_from(tables: Tables, selection: Selection) -> pd.Series[pd.Timestamp]:
    """Return, by state (iso3), the first day of a suspension that holds in the shown period."""
    days = {
        iso3: rows.loc[rows["status"] == SUSPENDED, "starts_on"].min()
        for iso3, rows in _statuses(tables, shown_period(tables, selection)).items()
        if (rows["status"] == SUSPENDED).any()
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
def _statuses(tables: Tables, period: Period) -> dict[str, pd.DataFrame]:
    rows = tables.rows("memberships")
    open_ended = rows["ends_on"].isna()
    holding = rows[
        (rows["starts_on"] <= pd.Timestamp(period.end))
        & (open_ended | (rows["ends_on"] >= pd.Timestamp(period.start)))
    ]
    return {iso3: holding[holding["iso3"] == iso3] for iso3 in package_order(tables)}


def _belongs_once(rows: pd.DataFrame, period: Period) -> bool:
    """Look at each day on which a status can change; between them it stays as it is."""
    first, last = pd.Timestamp(period.start), pd.Timestamp(period.end)
    changes = {first, *rows["starts_on"], *(rows["ends_on"].dropna() + pd.Timedelta(days=1))}
    return any(_belongs(rows, day) for day in changes if first <= day <= last)


def _belongs(rows: pd.DataFrame, day: pd.Timestamp) -> bool:
    on_day = (rows["starts_on"] <= day) & (rows["ends_on"].isna() | (rows["ends_on"] >= day))
    statuses = set(rows.loc[on_day, "status"])
    return bool(statuses & set(_BELONGS)) and "withdrawn" not in statuses
