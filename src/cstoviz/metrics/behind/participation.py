"""The events behind the numbers of who took part."""

from __future__ import annotations

import narwhals as nw

from cstoviz.metrics.participation import showing, stayed_away
from cstoviz.metrics.together import with_organisations
from cstoviz.selection import Selection, apply
from cstoviz.tables import Frame, Tables

_COLUMNS = ["event", "state", "kind", "month", "role", "part"]


def by_state(tables: Tables, selection: Selection) -> Frame:
    """Return what `metrics.participation` counts: event, state, kind, month, role, part.

    part: named, inferred, collective (how a state took part), absent (it stayed away), showing
    (the event could show a state; state and role are null). month: the first day of the month in
    which the event begins.
    """
    scope = apply(tables, selection.without_options())
    present = scope.evidence.rename({"evidence": "part"})
    seen = showing(scope).with_columns(
        nw.lit(None, dtype=nw.String).alias("state"),
        nw.lit(None, dtype=nw.String).alias("role"),
        nw.lit("showing").alias("part"),
    )
    rows = [_named(frame) for frame in (present, seen, _away(tables, selection))]
    return nw.concat(rows, how="vertical")


def _named(rows: Frame) -> Frame:
    return rows.with_columns(
        nw.col("event_id").alias("event"), nw.col("start_date").dt.truncate("1mo").alias("month")
    ).select(_COLUMNS)


def _away(tables: Tables, selection: Selection) -> Frame:
    return stayed_away(tables, selection).with_columns(
        nw.lit("absent").alias("role"), nw.lit("absent").alias("part")
    )


def together(tables: Tables, selection: Selection) -> Frame:
    """Return which events name which pairs of states: event, state, with_state, part.

    part: both (the event names both), named (it names `state`; with_state is null).
    """
    evidence = apply(tables, selection.without_options()).evidence
    named = evidence.filter(nw.col("evidence") == "named").select("event_id", "state")
    pairs = named.join(named.select("event_id", nw.col("state").alias("with_state")), on="event_id")
    both = pairs.filter(nw.col("state") != nw.col("with_state")).with_columns(part=nw.lit("both"))
    alone = named.with_columns(
        nw.lit(None, dtype=nw.String).alias("with_state"), nw.lit("named").alias("part")
    )
    rows = nw.concat([both, alone.select("event_id", "state", "with_state", "part")])
    return rows.rename({"event_id": "event"})


def roles(tables: Tables, selection: Selection) -> Frame:
    """Return in which role a state stands in which event: event, state, role, part.

    part: named or inferred; a stated absence is named.
    """
    rows = by_state(tables, selection).filter(nw.col("part").is_in(("named", "inferred", "absent")))
    said = nw.when(nw.col("part") == "absent").then(nw.lit("named")).otherwise(nw.col("part"))
    return rows.with_columns(said.alias("part")).select("event", "state", "role", "part")


def organisations(tables: Tables, selection: Selection) -> Frame:
    """Return which outside organisations took part: event, organisation, role, part.

    part: named or inferred.
    """
    rows = with_organisations(tables, selection)
    return rows.select(
        nw.col("event_id").alias("event"),
        nw.col("participant").alias("organisation"),
        "role",
        nw.col("basis").alias("part"),
    )
