"""Which events count under which rule: one number per event, so that all rules are counted at once.

An event has a mark, the sum of what holds for it of `FLAGS`, which is the same for every selection.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import narwhals as nw

from cstoviz import joins
from cstoviz.evidence import known_of
from cstoviz.rules import BASE, part_events
from cstoviz.selection import BASES, FACTS, STATUSES, Scope, Selection, apply, officially_known
from cstoviz.tables import Frame, Tables, collect, per_package

FLAGS = {
    "reported": 1, "announced": 2, "official": 4, "stated": 8, "shows": 16, "shows_stated": 32,
    "part": 64,
}  # fmt: skip
"""reported, announced: its status; official: it has an official source; stated: its date is; shows:
it could show a state, shows_stated: also without what is inferred; part: it is one of a series."""


def scope_under(rule: str, tables: Tables, selection: Selection) -> Scope:
    """Return the events of which a rule counts some (see `counts`): of both statuses, mostly."""
    wide = replace(selection.without_options(), status=STATUSES)
    if rule == "stated" and selection.states and selection.basis != BASES[0]:
        wide = replace(wide, facts=FACTS[1])
    return apply(tables, wide)


def counts(rule: str, mark: int, selection: Selection) -> bool:
    """Say whether a rule counts an event of this mark; of "series" those that are no parts."""
    if rule != "announced" and not any(mark & FLAGS[status] for status in selection.status):
        return False
    if rule == "series":
        return not mark & FLAGS["part"]
    return rule not in ("official", "stated") or bool(mark & FLAGS[rule])


@lru_cache(maxsize=12)
def marked(scope: Scope) -> Frame:
    """Return event_id and mark of the events of a scope."""
    tables = scope.known.tables
    rows = joins.inner(scope.events.select("event_id"), marks(tables))
    return tables.engine.keep(rows)


@per_package
def marks(tables: Tables) -> Frame:
    """Return event_id and mark of every event."""
    one = nw.lit(1)
    shown = (
        joins.distinct(known_of(tables, facts).showing).with_columns(one.alias(name))
        for facts, name in zip(FACTS, ("shows", "shows_stated"), strict=True)
    )
    parts = tables.engine.lend(part_events(tables)[["event_id"]].assign(part=1))
    rows = tables.events.select("event_id", "status", "date_basis")
    for found in (officially_known(tables).with_columns(official=one), *shown, parts):
        rows = joins.left(rows, found)
    told = {"reported": "status", "announced": "status", "stated": "date_basis"}
    held = [
        nw.col(told[flag]) == flag if flag in told else ~nw.col(flag).is_null() for flag in FLAGS
    ]
    mark = nw.lit(0)
    for holds, worth in zip(held, FLAGS.values(), strict=True):
        mark = mark + nw.when(holds).then(nw.lit(worth)).otherwise(nw.lit(0))
    return tables.engine.keep(rows.select("event_id", mark=mark))


def parts_of(tables: Tables, selection: Selection) -> list[str]:
    """Return which parts of a series a selection keeps."""
    scope = scope_under("series", tables, selection)
    parts = collect(marked(scope).filter(nw.col("mark") >= FLAGS["part"]))
    listed = zip(parts["event_id"], parts["mark"], strict=True)
    return [event for event, mark in listed if counts(BASE, mark, selection)]
