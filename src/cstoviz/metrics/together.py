"""Who took part with whom, in which role, and which outside organisations did."""

from __future__ import annotations

from itertools import permutations, product

import narwhals as nw
import pandas as pd

from cstoviz import joins
from cstoviz.metrics.counts import Counts, shaped, tally
from cstoviz.metrics.membership import members_shown, package_order
from cstoviz.metrics.participation import stayed_away
from cstoviz.selection import Selection, apply
from cstoviz.tables import Frame, Tables, how_many

_TOGETHER = {
    "state": "str",
    "with_state": "str",
    "events": "int64",
    "n": "int64",
    "share": "float64",
}
_ROLES = {"state": "str", "role": "str", "named": "int64", "inferred": "int64", "events": "int64"}
_ORGANISATIONS = {
    "organisation": "str",
    "organisation_kind": "str",
    "named": "int64",
    "inferred": "int64",
    "events": "int64",
    "n": "int64",
}

_KNOWN = ("named", "inferred")


def together(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count, for each pair of member states, the selected events that name both.

    Out, in package order, one row per ordered pair of different states: state, with_state, events
    (naming both), n (events naming `state`), share (events / n; null where n is 0).
    """
    named = (
        apply(tables, selection.without_options())
        .evidence.filter(nw.col("evidence") == "named")
        .select("event_id", "state")
    )
    pairs = named.join(named.select("event_id", nw.col("state").alias("with_state")), on="event_id")
    both = tally(pairs, "state", "with_state")
    cells = list(permutations(members_shown(tables, selection), 2))
    frame = pd.DataFrame(cells, columns=["state", "with_state"])
    frame["events"] = [both.get(cell, 0) for cell in cells]
    frame["n"] = [both.get((one, one), 0) for one, _ in cells]
    frame["share"] = frame["events"] / frame["n"].where(frame["n"] > 0)
    return shaped(frame, _TOGETHER)


def roles(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count the selected events by the role that a state had in them.

    Absences are those of `participation.by_state`. Out, member states first, then others with a
    count, roles as the package orders them: state, role, named, inferred (a host known only from
    the place), events (= named + inferred). Members have every role, others those with a count.
    """
    counts = _role_counts(tables, selection)
    members = members_shown(tables, selection)
    states = [*members, *(s for s in package_order(tables) if s not in members)]
    cells = list(product(states, tables.package.field("participations", "role").enum))
    frame = pd.DataFrame(cells, columns=["state", "role"])
    for known in _KNOWN:
        frame[known] = [counts.get((*cell, known), 0) for cell in cells]
    frame["events"] = frame["named"] + frame["inferred"]
    return shaped(frame[(frame["events"] > 0) | frame["state"].isin(members)], _ROLES)


def _role_counts(tables: Tables, selection: Selection) -> Counts:
    evidence = apply(tables, selection.without_options()).evidence
    present = evidence.filter(nw.col("evidence") != "collective")
    away = tally(stayed_away(tables, selection), "state")
    absent = {(state, "absent", "named"): n for (state,), n in away.items()}
    return {**tally(present, "state", "role", "evidence"), **absent}


def organisations(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count the selected events in which each outside organisation took part, in any role.

    Out, most events first, then in package order: organisation, organisation_kind, named, inferred
    (how it is known), events (= named + inferred), n (selected events with an outside
    organisation).
    """
    rows = with_organisations(tables, selection).select("event_id", "participant", "basis")
    rows = tables.engine.keep(rows)
    counts = tally(rows, "participant", "basis")
    frame = tables.rows("organisations")[["organisation_id", "kind"]]
    frame = frame.set_axis(["organisation", "organisation_kind"], axis=1)
    for known in _KNOWN:
        frame[known] = [counts.get((each, known), 0) for each in frame["organisation"]]
    frame["events"] = frame["named"] + frame["inferred"]
    frame["n"] = how_many(joins.distinct(rows.select("event_id")))
    frame = frame[frame["events"] > 0]
    return shaped(frame.sort_values("events", ascending=False, kind="stable"), _ORGANISATIONS)


def with_organisations(tables: Tables, selection: Selection) -> Frame:
    """Return the participations of outside organisations in the selected events, absences not."""
    took_part = apply(tables, selection.without_options()).participations
    return took_part.filter(
        nw.col("participant_kind") == "organisation", nw.col("role") != "absent"
    )
