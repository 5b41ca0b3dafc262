"""Who took part, and how often: with a lower and an upper bound, and what it is a share of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

import narwhals as nw
import pandas as pd

from cstoviz import joins
from cstoviz.metrics.membership import members_shown, package_order, suspended_from
from cstoviz.selection import Scope, Selection, apply, shown_period
from cstoviz.tables import Frame, Tables, collect, how_many

EVIDENCE = ("named", "inferred", "collective")
_COUNTS = dict.fromkeys((*EVIDENCE, "lower", "upper", "n"), "int64")
_BY_STATE = {
    "state": "str",
    "member": "bool",
    "suspended_from": "datetime64[us]",
    **dict.fromkeys((*EVIDENCE, "absent", "lower", "upper"), "int64"),
    "share": "float64",
    "n": "int64",
}
_ABSENCES = {"event": "str", "start": "datetime64[us]", "state": "str"}
_BY_KIND = {"kind": "str", "state": "str", **_COUNTS, "share": "float64"}
_OVER_TIME = {
    "state": "str",
    "month": "datetime64[us]",
    **_COUNTS,
    "suspended_from": "datetime64[us]",
}


def by_state(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count, for each state, the selected events in which it took part or may have.

    Out, one row per state, most named first, then in package order: state, member (bool: a member
    on a day of the shown period, suspended or not), suspended_from (first day of a suspension that
    holds in the period, else null), named, inferred, collective, absent (see
    `stayed_away`), lower (= named), upper (= named +
    inferred + collective), share (lower / n; null where n is 0), n: events that could show a
    state; counts are of events. Members always have a row, other states only with a count.
    """
    return _by_state(tables, selection.without_options())


@lru_cache(maxsize=64)
def _by_state(tables: Tables, selection: Selection) -> pd.DataFrame:
    scope = apply(tables, selection)
    order = pd.Index(package_order(tables), name="state")
    absent = stayed_away(tables, selection).group_by("state").agg(absent=nw.len())
    away = collect(absent).set_index("state")["absent"]
    frame = _wide(scope.evidence, ["state"]).join(away, how="outer").reindex(order)
    frame = bounded(frame.fillna(0).astype("int64"))
    frame["member"] = frame.index.isin(members_shown(tables, selection))
    frame["suspended_from"] = suspended_from(tables, selection)
    frame["n"] = showing_states(scope)
    frame["share"] = shares(frame)
    frame = frame[frame["member"] | (frame["upper"] > 0) | (frame["absent"] > 0)]
    frame = frame.reset_index().sort_values("lower", ascending=False, kind="stable")
    return shaped(frame, _BY_STATE)


def members(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Return the rows of `by_state` of member states, without the column member."""
    frame = by_state(tables, selection)
    return frame[frame["member"]].drop(columns="member").reset_index(drop=True)


def guests(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Return the rows of `by_state` of states that are not members, as far as they can be.

    Out: state, named, inferred, absent, lower, upper, share, n; as in `by_state`.
    """
    frame = by_state(tables, selection)
    frame = frame[~frame["member"]].reset_index(drop=True)
    return frame[["state", "named", "inferred", "absent", "lower", "upper", "share", "n"]]


def absences(tables: Tables, selection: Selection) -> pd.DataFrame:
    """List the events from which, as sources state, a state stayed away.

    The states of the selection do not restrict the events (see `stayed_away`): they say whose
    absences are listed, all states' where none is chosen. Out, latest first: event, start (first
    day), state.
    """
    away = stayed_away(tables, selection)
    if selection.states:
        away = away.filter(nw.col("state").is_in(selection.states))
    rows = collect(away).rename(columns={"event_id": "event", "start_date": "start"})
    rows = rows.sort_values(["start", "event", "state"], ascending=[False, True, True])
    return shaped(rows, _ABSENCES)


def stayed_away(tables: Tables, selection: Selection) -> Frame:
    """Return who, as sources state, stayed away from what: event_id, kind, start_date, state.

    For states of the selection from any event that its other filters keep, as an event that a
    state stayed away from does not name it as taking part; for other states from selected events.
    """
    return _stayed_away(tables, selection.without_options())


@lru_cache(maxsize=64)
def _stayed_away(tables: Tables, selection: Selection) -> Frame:
    anywhere = _absent_from(apply(tables, replace(selection, states=())))
    if not selection.states:
        return anywhere
    chosen = nw.col("state").is_in(selection.states)
    within = joins.semi(anywhere.filter(~chosen), apply(tables, selection).events)
    return nw.concat([anywhere.filter(chosen), within], how="vertical")


def by_kind(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count, for each kind of activity and member state, the selected events it took part in.

    Out, kinds with most events first, then as the package orders them: kind, state, named,
    inferred, collective, lower, upper, n (events of the kind that could show a state), share
    (lower / n). Kinds without such an event have no row.
    """
    scope = apply(tables, selection.without_options())
    totals = collect(showing(scope).group_by("kind").agg(nw.len().alias("n")))
    kinds = totals.set_index("kind")["n"].reindex(_kind_order(tables, totals["kind"])).dropna()
    kinds = kinds.sort_values(ascending=False, kind="stable").astype("int64")
    evidence = joins.inner(scope.evidence, scope.events.select("event_id", "kind"))
    cells = pd.MultiIndex.from_product(
        [kinds.index, members_shown(tables, selection)], names=["kind", "state"]
    )
    frame = bounded(_filled(_wide(evidence, ["kind", "state"]), cells)).reset_index()
    frame["n"] = frame["kind"].map(kinds).astype("int64")
    frame["share"] = shares(frame)
    return shaped(frame, _BY_KIND)


def over_time(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count, for each member state and month, the selected events it took part in.

    An event counts in the month of its first day. Out, by state in package order, then month (its
    first day; every month of the shown period and of the events): state, month, named, inferred,
    collective, lower, upper, n (events of the month that could show a state), suspended_from (the
    first day of a suspension that holds in the shown period, else null).
    """
    scope = apply(tables, selection.without_options())
    per_month = _in_months(showing(scope)).group_by("month").agg(n=nw.len())
    totals = collect(per_month).set_index("month")["n"]
    months = sorted({*_months(tables, selection), *totals.index})
    cells = pd.MultiIndex.from_product(
        [members_shown(tables, selection), months], names=["state", "month"]
    )
    evidence = joins.inner(scope.evidence, scope.events.select("event_id", "start_date"))
    found = _wide(_in_months(evidence), ["state", "month"])
    frame = bounded(_filled(found, cells)).reset_index()
    frame["n"] = frame["month"].map(totals).astype("float64").fillna(0)
    frame["suspended_from"] = suspended_from(tables, selection).reindex(frame["state"]).to_numpy()
    return shaped(frame, _OVER_TIME)


@lru_cache(maxsize=128)
def showing_states(scope: Scope) -> int:
    """Return how many selected events could show a state: one is in any role but absent, or all."""
    return how_many(showing(scope))


def bounded(frame: pd.DataFrame) -> pd.DataFrame:
    """Add lower (= named) and upper (= named + inferred + collective) to a frame of counts."""
    return frame.assign(lower=frame["named"], upper=frame[list(EVIDENCE)].sum(axis=1))


def shares(frame: pd.DataFrame) -> pd.Series[float]:
    """Return lower / n as a number from 0 to 1; null where n is 0."""
    return frame["lower"] / frame["n"].where(frame["n"] > 0)


def shaped(frame: pd.DataFrame, types: Mapping[str, str]) -> pd.DataFrame:
    """Return the columns of `types` in their order and dtypes, with a fresh index."""
    return frame.reindex(columns=list(types)).astype(dict(types)).reset_index(drop=True)


@lru_cache(maxsize=128)
def showing(scope: Scope) -> Frame:
    """Return the events of a scope that could show a state: event_id, kind, start_date."""
    return joins.semi(scope.events.select("event_id", "kind", "start_date"), scope.known.showing)


def _wide(evidence: Frame, by: list[str]) -> pd.DataFrame:
    counts = collect(evidence.group_by(*by, "evidence").agg(nw.len().alias("events")))
    wide = counts.pivot_table(index=by, columns="evidence", values="events", aggfunc="sum")
    return wide.reindex(columns=pd.Index(EVIDENCE))


def _filled(counts: pd.DataFrame, cells: pd.MultiIndex) -> pd.DataFrame:
    whole = counts.reindex(columns=pd.Index(EVIDENCE)).reindex(cells)
    return whole.fillna(0).astype("int64")


@lru_cache(maxsize=64)
def _absent_from(scope: Scope) -> Frame:
    absent = scope.participations.filter(
        nw.col("role") == "absent", nw.col("participant_kind") == "state"
    ).select("event_id", nw.col("participant").alias("state"))
    return joins.inner(absent, scope.events.select("event_id", "kind", "start_date"))


def _kind_order(tables: Tables, found: pd.Series[str]) -> list[str]:
    declared = list(tables.package.field("events", "kind").enum)
    return [*declared, *sorted(set(found) - set(declared))]


def _months(tables: Tables, selection: Selection) -> list[pd.Timestamp]:
    period = shown_period(tables, selection)
    return list(pd.date_range(period.start.replace(day=1), period.end, freq="MS").as_unit("us"))


def _in_months(rows: Frame) -> Frame:
    return rows.with_columns(month=nw.col("start_date").dt.truncate("1mo"))
