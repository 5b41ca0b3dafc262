"""Who took part with whom, in which role, and which outside organisations did."""

from __future__ import annotations

import narwhals as nw
import pandas as pd

from cstoviz.metrics.membership import members_shown, package_order
from cstoviz.metrics.participation import shaped, stayed_away
from cstoviz.selection import Selection, apply
from cstoviz.tables import Frame, Tables, collect, how_many

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
    counts = collect(pairs.group_by("state", "with_state").agg(nw.len().alias("events")))
    both = counts.set_index(["state", "with_state"])["events"]
    states = members_shown(tables, selection)
    rows = [(one, other) for one in states for other in states if one != other]
    frame = pd.DataFrame(rows, columns=["state", "with_state"])
    frame["events"] = [int(both.get(pair, 0)) for pair in rows]
    frame["n"] = [int(both.get((one, one), 0)) for one, _ in rows]
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
    order = list(tables.package.field("participations", "role").enum)
    cells = pd.MultiIndex.from_product([states, order], names=["state", "role"])
    frame = counts.reindex(cells).fillna(0).reset_index()
    frame["events"] = frame["named"] + frame["inferred"]
    return shaped(frame[(frame["events"] > 0) | frame["state"].isin(members)], _ROLES)


def _role_counts(tables: Tables, selection: Selection) -> pd.DataFrame:
    scope = apply(tables, selection.without_options())
    present = collect(
        scope.evidence.filter(nw.col("evidence") != "collective")
        .group_by("state", "role", "evidence")
        .agg(nw.len().alias("events"))
    )
    away = collect(stayed_away(tables, selection).group_by("state").agg(nw.len().alias("events")))
    away = away.assign(role="absent", evidence="named")
    rows = pd.concat([present, away], ignore_index=True)
    wide = rows.pivot_table(
        index=["state", "role"], columns="evidence", values="events", aggfunc="sum"
    )
    return wide.reindex(columns=pd.Index(["named", "inferred"]))


def organisations(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count the selected events in which each outside organisation took part, in any role.

    Out, most events first, then in package order: organisation, organisation_kind, named, inferred
    (how it is known), events (= named + inferred), n (selected events with an outside
    organisation).
    """
    rows = with_organisations(tables, selection)
    counts = collect(rows.group_by("participant", "basis").agg(nw.len().alias("events")))
    wide = counts.pivot_table(index="participant", columns="basis", values="events", aggfunc="sum")
    known = tables.rows("organisations")[["organisation_id", "kind"]]
    known = known.set_axis(["organisation", "organisation_kind"], axis=1)
    wide = wide.reindex(columns=pd.Index(["named", "inferred"])).fillna(0)
    frame = known.merge(wide, left_on="organisation", right_index=True)
    frame["events"] = frame["named"] + frame["inferred"]
    frame["n"] = how_many(rows.select("event_id").unique())
    return shaped(frame.sort_values("events", ascending=False, kind="stable"), _ORGANISATIONS)


def with_organisations(tables: Tables, selection: Selection) -> Frame:
    """Return the participations of outside organisations in the selected events, absences not."""
    took_part = apply(tables, selection.without_options()).participations
    return took_part.filter(
        nw.col("participant_kind") == "organisation", nw.col("role") != "absent"
    )
