"""Who took part, and how often: with a lower and an upper bound, and what it is a share of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product
from typing import Any

import narwhals as nw
import pandas as pd

from cstoviz import joins
from cstoviz.metrics.counts import Counts, shaped, tally
from cstoviz.metrics.listing import ordered
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
    away = tally(stayed_away(tables, selection), "state")
    members, order = members_shown(tables, selection), package_order(tables)
    frame = _bands(known_by_state(tables, selection), ["state"], [(s,) for s in order])
    frame["absent"] = [away.get((state,), 0) for state in order]
    frame["member"] = [state in members for state in order]
    frame["suspended_from"] = suspended_from(tables, selection).reindex(frame["state"]).to_numpy()
    frame["n"] = showing_states(tables, selection)
    frame["share"] = shares(frame)
    frame = frame[frame["member"] | (frame["upper"] > 0) | (frame["absent"] > 0)]
    return shaped(frame.sort_values("lower", ascending=False, kind="stable"), _BY_STATE)


@lru_cache(maxsize=128)
def known_by_state(tables: Tables, selection: Selection) -> Counts:
    """Return how many events a selection without options keeps by (state, evidence)."""
    return tally(apply(tables, selection).evidence_once, "state", "evidence")


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
    day), state. Of many a part is listed, see `listing.ordered`; the attributes of the frame then
    say how many there are by state (`states`).
    """
    away = stayed_away(tables, selection)
    if selection.states:
        away = away.filter(nw.col("state").is_in(selection.states))
    by = ("start_date", "event_id", "state")
    rows = ordered(away, selection, *by, descending=[True, False, False])
    if rows.attrs:
        rows.attrs["states"] = _how_many_by_state(away)
    return shaped(rows.rename(columns={"event_id": "event", "start_date": "start"}), _ABSENCES)


def _how_many_by_state(away: Frame) -> dict[str, int]:
    """Count absences by state, most first."""
    counts = collect(away.group_by("state").agg(n=nw.len())).sort_values(
        ["n", "state"], ascending=[False, True]
    )
    return dict(zip(counts["state"], counts["n"], strict=True))


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
    return tables.engine.keep(nw.concat([anywhere.filter(chosen), within], how="vertical"))


def by_kind(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count, for each kind of activity and member state, the selected events it took part in.

    Out, kinds with most events first, then as the package orders them: kind, state, named,
    inferred, collective, lower, upper, n (events of the kind that could show a state), share
    (lower / n). Kinds without such an event have no row.
    """
    plain = selection.without_options()
    scope, totals = apply(tables, plain), _sums(_shown(tables, plain), 0)
    kinds = [kind for kind in _kind_order(tables, totals) if kind in totals]
    kinds = sorted(kinds, key=lambda kind: -totals[kind])
    cells = list(product(kinds, members_shown(tables, selection)))
    frame = _bands(tally(scope.evidence, "kind", "state", "evidence"), ["kind", "state"], cells)
    frame["n"] = [totals[kind] for kind, _ in cells]
    frame["share"] = shares(frame)
    return shaped(frame, _BY_KIND)


def over_time(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count, for each member state and month, the selected events it took part in.

    An event counts in the month of its first day. Out, by state in package order, then month (its
    first day; every month of the shown period and of the events): state, month, named, inferred,
    collective, lower, upper, n (events of the month that could show a state), suspended_from (the
    first day of a suspension that holds in the shown period, else null).
    """
    plain = selection.without_options()
    scope, totals = apply(tables, plain), _sums(_shown(tables, plain), 1)
    months = sorted({*_months(tables, selection), *totals})
    cells = list(product(members_shown(tables, selection), months))
    found = tally(_in_months(scope.evidence), "state", "month", "evidence")
    frame = _bands(found, ["state", "month"], cells)
    frame["n"] = [totals.get(month, 0) for _, month in cells]
    frame["suspended_from"] = suspended_from(tables, selection).reindex(frame["state"]).to_numpy()
    return shaped(frame, _OVER_TIME)


def showing_states(tables: Tables, selection: Selection) -> int:
    """Return how many events that a selection without options keeps could show a state.

    (Rows in memory know their number; an engine counts them once for all who ask.)
    """
    rows = _seen(tables, selection)
    return how_many(rows) if joins.in_memory(rows) else sum(_shown(tables, selection).values())


@lru_cache(maxsize=128)
def _shown(tables: Tables, selection: Selection) -> Counts:
    """Count the events that could show a state by (kind, month)."""
    return tally(_in_months(_seen(tables, selection)), "kind", "month")


def _seen(tables: Tables, selection: Selection) -> Frame:
    """Return what `showing` does; events in which one of the chosen states took part all do so."""
    scope = apply(tables, selection)
    if selection.states:
        return scope.events.select("event_id", "kind", "start_date")
    return showing(scope)


def _sums(counts: Counts, place: int) -> dict[Any, int]:
    """Add up counts by the code in one place of their keys."""
    found: dict[Any, int] = {}
    for key, n in counts.items():
        found[key[place]] = found.get(key[place], 0) + n
    return found


def shares(frame: pd.DataFrame) -> pd.Series[float]:
    """Return lower / n as a number from 0 to 1; null where n is 0."""
    return frame["lower"] / frame["n"].where(frame["n"] > 0)


@lru_cache(maxsize=128)
def showing(scope: Scope) -> Frame:
    """Return the events of a scope that could show a state: event_id, kind, start_date.

    One is named there in any role but absent, or all are.
    """
    return joins.semi(scope.events.select("event_id", "kind", "start_date"), scope.known.showing)


def _bands(counts: Counts, names: Sequence[str], cells: Sequence[tuple[Any, ...]]) -> pd.DataFrame:
    """Return a row per cell: its codes, named, inferred, collective, lower and upper."""
    codes = dict(zip(names, zip(*cells, strict=True), strict=True)) if cells else {}
    found = {each: [counts.get((*cell, each), 0) for cell in cells] for each in EVIDENCE}
    upper = [sum(parts) for parts in zip(*found.values(), strict=True)]
    frame = pd.DataFrame({**codes, **found, "lower": found["named"], "upper": upper})
    return frame.reindex(columns=[*names, *EVIDENCE, "lower", "upper"])


@lru_cache(maxsize=64)
def _absent_from(scope: Scope) -> Frame:
    absent = scope.participations.filter(
        nw.col("role") == "absent", nw.col("participant_kind") == "state"
    ).select("event_id", nw.col("participant").alias("state"))
    days = scope.events.select("event_id", "kind", "start_date")
    return scope.known.tables.engine.keep(joins.inner(absent, days))


def _kind_order(tables: Tables, found: Iterable[str]) -> list[str]:
    declared = list(tables.package.field("events", "kind").enum)
    return [*declared, *sorted(set(found) - set(declared))]


def _months(tables: Tables, selection: Selection) -> list[pd.Timestamp]:
    period = shown_period(tables, selection)
    return list(pd.date_range(period.start.replace(day=1), period.end, freq="MS").as_unit("us"))


def _in_months(rows: Frame) -> Frame:
    return rows.with_columns(month=nw.col("start_date").dt.truncate("1mo"))
