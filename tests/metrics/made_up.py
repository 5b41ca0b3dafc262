"""A made-up organisation with two chairmanships, written by hand on the tables' own columns."""

from dataclasses import replace

import narwhals as nw
import pandas as pd

TERMS = [
    ("T1", "ARM", "2030-01-01", "2030-12-31"),
    ("T2", "BLR", "2031-01-01", "2031-03-31"),
    ("T3", "KAZ", "2031-04-01", "2031-06-30"),
    ("T4", "KGZ", "2031-07-01", "2031-09-30"),
]
AREAS = [("T1-1", "T1", 1), ("T2-1", "T2", 1), ("T2-2", "T2", 2), ("T3-1", "T3", 1)]
PRIORITIES = [("T2-1.2", "T2-1", 2), ("T2-1.1", "T2-1", 1)]
MEASURES = [("T2-1.1.1", "T2-1.1", 1), ("T2-1.1.2", "T2-1.1", 2)]
EVENTS = [
    ("old", "2030-12-31", "2031-01-02", "reported", "talk"),
    ("first", "2031-01-10", "2031-01-10", "reported", "drill"),
    ("across", "2031-01-30", "2031-02-02", "reported", "drill"),
    ("touching", "2031-02-05", "2031-02-05", "reported", "talk"),
    ("other", "2031-02-20", "2031-02-20", "reported", "talk"),
    ("planned", "2031-03-01", "2031-03-01", "announced", "drill"),
    ("called-off", "2031-03-02", "2031-03-02", "cancelled", "drill"),
    ("next", "2031-04-01", "2031-04-01", "reported", "talk"),
]
CODINGS = [
    ("old", "T1-1", "direct", "agreed", "why old"),
    ("first", "T2-1.1.1", "direct", "agreed", "why first"),
    ("first", "T2-2", "related", "settled", "a named part"),
    ("across", "T2-1.1.1", "direct", "agreed", "why across"),
    ("across", "T2-1.2", "related", "agreed", "in part"),
    ("touching", "T2-1.2", "direct", "agreed", "why touching"),
    ("planned", "T2-1.1.2", "direct", "agreed", "why planned"),
]
SINGLE = [
    ("first", "T2-1.1.1", "A", "direct"),
    ("first", "T2-1.1.1", "B", "direct"),
    ("first", "T2-2", "A", "related"),
    ("touching", "T2-1.2", "A", "direct"),
    ("touching", "T2-1.2", "B", "related"),
]
GAPS = [
    ("whole", "2031-02-10", "2031-02-19", "all", "thin", None),
    ("again", "2031-02-15", "2031-02-28", "all", "none-found", None),
    ("own", "2030-12-01", "2031-02-01", "topic:drills", "thin", "T2-1.1.2"),
    ("drills", "2031-03-01", "2031-03-15", "kind:drill", "thin", None),
    ("talks", "2031-03-15", "2031-03-31", "kind:talk", "thin", None),
    ("words", "2031-01-01", "2031-03-31", "topic:words", "thin", None),
]


def tables(real, **changed):
    """Return tables with these few rows; `changed` replaces rows of a table."""
    rows = {
        "chairmanships": (("chairmanship_id", "state_iso3", "starts_on", "ends_on"), TERMS),
        "priority_areas": (("area_id", "chairmanship_id", "ordinal"), AREAS),
        "priorities": (("priority_id", "area_id", "ordinal"), PRIORITIES),
        "measures": (("measure_id", "priority_id", "ordinal"), MEASURES),
        "events": (("event_id", "start_date", "end_date", "status", "kind"), EVENTS),
        "codings": (("event_id", "target_id", "strength", "basis", "reason"), CODINGS),
        "codings_single": (("event_id", "target_id", "coder", "strength"), SINGLE),
        "evidence_gaps": (
            ("gap_id", "starts_on", "ends_on", "scope", "level", "target_id"),
            GAPS,
        ),
        "participations": (("event_id", "participant", "participant_kind", "role", "basis"), []),
    }
    frames = {
        name: _frame(real, name, columns, changed.get(name, given))
        for name, (columns, given) in rows.items()
    }
    return replace(real, **frames)


def _frame(real, name, columns, rows):
    like = real.rows(name).iloc[:0]
    made = pd.DataFrame(rows, columns=list(columns))
    for field in ("area_id", "priority_id", "measure_id"):
        if columns[0] == field:
            made["title"] = "Title of " + made[field].astype("str")
    if name == "evidence_gaps":
        made["note"] = "Note on " + made["gap_id"].astype("str")
    if name == "events":
        made["title"] = "Event " + made["event_id"].astype("str")
    return nw.from_native(made.reindex(columns=like.columns).astype(like.dtypes)).lazy()
