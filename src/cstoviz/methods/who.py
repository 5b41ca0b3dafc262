"""Examples of who took part: states, bounds, membership, absences, denominators."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import pandas as pd

from cstoviz import text
from cstoviz.evidence import membership_on_first_day
from cstoviz.methods.ground import WHOLE, Ground, first, see, see_number
from cstoviz.methods.model import Example, Point
from cstoviz.metrics import participation
from cstoviz.metrics.membership import SUSPENDED
from cstoviz.selection import Selection, apply
from cstoviz.tables import ALL_MEMBERS, collect
from cstoviz.text import number, percent, t
from cstoviz.views import events as event_views
from cstoviz.views.participation import ABSENCES, BY_STATE


def states(ground: Ground) -> Example:
    """Show the two members named most often: at least one of them, both, and by other bases."""
    rows = participation.members(ground.tables, WHOLE)
    rows = rows[rows["lower"] > 0].head(2)
    if len(rows) < 2:
        return Example()
    pair = tuple(str(code) for code in rows["state"])
    both = Selection(states=pair, match="all")
    one, other = (ground.n(Selection(states=(code,))) for code in pair)
    names = {"one": ground.state(pair[0]), "other": ground.state(pair[1])}
    counts = {"n": one, "m": other, "both": ground.n(both), "any": ground.n(Selection(states=pair))}
    widened = {
        basis: number(ground.n(Selection(states=pair[:1], basis=basis)))
        for basis in ("inferred", "collective")
    }
    said = t("methods.states.pair", **names, **{key: number(n) for key, n in counts.items()})
    more = t("methods.states.basis", state=names["one"], n=number(one), **widened)
    points = (Point(said, ground.named(first(ground.events(both)))), Point(more))
    return Example(points, see("events", event_views.EVENTS, both.to_query()))


def bounds(ground: Ground) -> Example:
    """Spell out one state's lower and upper bound, and the subtraction in its collective part."""
    rows = participation.members(ground.tables, WHOLE)
    rows = rows[(rows["named"] > 0) & (rows["collective"] > 0)]
    if rows.empty:
        return Example()
    order = ["inferred", "collective"]
    has_all = rows.assign(inferred=rows["inferred"] > 0)
    row = rows.loc[has_all.sort_values(order, ascending=False, kind="stable").index[0]]
    state = str(row["state"])
    evidence = collect(apply(ground.tables, WHOLE).evidence)
    mine = evidence[evidence["state"] == state]
    parts = [_part(ground, mine, str(kind), row) for kind in participation.EVIDENCE]
    added = t(
        "methods.bounds.sum",
        **{name: number(int(row[name])) for name in (*participation.EVIDENCE, "upper")},
    )
    points = (*parts, Point(_subtraction(ground, state, int(row["collective"]))), Point(added))
    return Example(points, see_number("participation", BY_STATE, "upper", state))


def _part(ground: Ground, mine: pd.DataFrame, kind: str, row: Any) -> Point:
    found = mine[mine["evidence"] == kind]
    rows = ground.reported[ground.reported["event_id"].isin(found["event_id"])]
    n = number(int(row[kind]))
    said = t(f"methods.bounds.{kind}", state=ground.state(str(row["state"])), n=n)
    return Point(said, ground.named(first(rows)))


def _subtraction(ground: Ground, state: str, collective: int) -> str:
    """Say how the collective part comes about: mentions, less own rows, less no membership."""
    mentioned = _mentioning(ground)
    own = mentioned & _with_own_row(ground, state)
    return t(
        "methods.bounds.subtraction",
        mentions=number(len(mentioned)),
        state=ground.state(state),
        own=number(len(own)),
        outside=number(len(mentioned) - len(own) - collective),
        n=number(collective),
    )


def membership(ground: Ground) -> Example:
    """Show a suspended state and the first event from that day on that does not count for it."""
    rows = ground.tables.rows("memberships")
    rows = rows[rows["status"] == SUSPENDED].sort_values("starts_on", ascending=False)
    for row in rows.itertuples():
        held = _left_out(ground, str(row.iso3), row.starts_on, row.ends_on)
        if len(held):
            return _suspension(ground, row, held)
    return Example()


def _suspension(ground: Ground, row: Any, held: pd.DataFrame) -> Example:
    state, start, end = str(row.iso3), row.starts_on, row.ends_on
    until = "methods.membership.open" if pd.isna(end) else "methods.membership.closed"
    when = t(until, start=text.day(start), end="" if pd.isna(end) else text.day(end))
    found = collect(apply(ground.tables, WHOLE).evidence)
    counted = found[(found["state"] == state) & (found["evidence"] == "collective")]
    said = t(
        "methods.membership.left-out",
        state=ground.state(state),
        when=when,
        n=number(len(held)),
        counted=number(len(counted)),
    )
    nearest = t("methods.membership.first", state=ground.state(state))
    points = (Point(said), Point(nearest, ground.named(first(held))))
    return Example(points, see_number("participation", BY_STATE, "collective", state))


def _left_out(ground: Ground, state: str, start: Any, end: Any) -> pd.DataFrame:
    """Return the reported events with a collective mention that a suspension keeps from a state."""
    events = ground.reported
    during = (events["start_date"] >= start) & (pd.isna(end) | (events["start_date"] <= end))
    mentioned = _mentioning(ground) - _with_own_row(ground, state)
    members = collect(membership_on_first_day(ground.tables, apply(ground.tables, WHOLE).events))
    counted = set(members.loc[members["state"] == state, "event_id"])
    return events[during & events["event_id"].isin(mentioned - counted)]


def _mentioning(ground: Ground) -> set[str]:
    """Return the reported events of which a source says "the member states"."""
    took_part = apply(ground.tables, WHOLE).participations
    rows = took_part.filter(nw.col("participant") == ALL_MEMBERS).select("event_id")
    return set(collect(rows)["event_id"])


def _with_own_row(ground: Ground, state: str) -> set[str]:
    rows = apply(ground.tables, WHOLE).participations.filter(nw.col("participant") == state)
    return set(collect(rows.select("event_id"))["event_id"])


def absences(ground: Ground) -> Example:
    """Show the state that, as sources state, stayed away most often."""
    rows = participation.absences(ground.tables, WHOLE)
    if rows.empty:
        return Example()
    counts = rows["state"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    state = str(counts.index[0])
    mine = rows[rows["state"] == state]
    said = t(
        "methods.absences.most",
        all=number(len(rows)),
        state=ground.state(state),
        n=number(len(mine)),
    )
    point = Point(said, ground.named(mine["event"].tail(1)))
    if state in set(participation.members(ground.tables, WHOLE)["state"]):
        return Example((point,), see_number("participation", BY_STATE, "absent", state))
    return Example((point,), see("participation", ABSENCES))


def denominators(ground: Ground) -> Example:
    """Show the share of the state named most often, and an event that could show no state."""
    rows = participation.members(ground.tables, WHOLE)
    if rows.empty or not rows["n"].iloc[0]:
        return Example()
    row, n = rows.iloc[0], int(rows["n"].iloc[0])
    showing = set(collect(participation.showing(apply(ground.tables, WHOLE)))["event_id"])
    silent = ground.reported[~ground.reported["event_id"].isin(showing)]
    said = t(
        "methods.denominators.share",
        all=number(ground.n()),
        silent=number(len(silent)),
        n=number(n),
        state=ground.state(str(row["state"])),
        lower=number(int(row["lower"])),
        share=percent(int(row["lower"]), n),
    )
    points = [Point(said)]
    if len(silent):
        points.append(Point(t("methods.denominators.silent"), ground.named(first(silent))))
    return Example(tuple(points), see_number("participation", BY_STATE, "n"))
