"""A made-up organisation whose states come, go, stay away and are suspended, written by hand."""

from dataclasses import replace

import narwhals as nw
import pandas as pd

STATES = [("AAA", "Aland"), ("DDD", "Dland"), ("BBB", "Bland"), ("CCC", "Cland"), ("EEE", "Eland")]
MEMBERSHIPS = [
    ("AAA", "member", "2000-01-01", None),
    ("BBB", "member", "2000-01-01", None),
    ("BBB", "suspended-participation", "2030-02-10", None),
    ("CCC", "member", "2000-01-01", "2029-12-31"),
    ("EEE", "member", "2000-01-01", None),
    ("EEE", "withdrawn", "2029-06-01", None),
]
EVENTS = [
    ("new-year", "2029-12-30", "2030-01-02", "reported", "talk", None, None),
    ("drill-one", "2030-01-10", "2030-01-10", "reported", "drill", 100, None),
    ("together", "2030-01-20", "2030-01-20", "reported", "talk", None, None),
    ("again", "2030-02-15", "2030-02-15", "reported", "talk", None, None),
    ("drill-two", "2030-02-20", "2030-02-21", "reported", "drill", None, None),
    ("guests-only", "2030-03-05", "2030-03-05", "reported", "visit", None, None),
    ("planned", "2030-03-06", "2030-03-06", "announced", "drill", None, 7),
]
PARTICIPATIONS = [
    ("new-year", "CCC", "state", "participant", "named"),
    ("new-year", "BBB", "state", "participant", "named"),
    ("drill-one", "AAA", "state", "host", "named"),
    ("drill-one", "BBB", "state", "participant", "named"),
    ("drill-one", "DDD", "state", "observer", "named"),
    ("drill-one", "o1", "organisation", "observer", "named"),
    ("together", "ALL-MEMBERS", "collective", "participant", "collective"),
    ("together", "AAA", "state", "chair", "named"),
    ("again", "ALL-MEMBERS", "collective", "participant", "collective"),
    ("again", "BBB", "state", "absent", "named"),
    ("drill-two", "AAA", "state", "host", "inferred"),
    ("drill-two", "BBB", "state", "absent", "named"),
    ("guests-only", "o1", "organisation", "participant", "inferred"),
    ("guests-only", "o2", "organisation", "participant", "named"),
    ("planned", "AAA", "state", "participant", "named"),
]
ORGANISATIONS = [("o2", "Second body", "un"), ("o1", "First body", "other")]


def tables(real, **changed):
    """Return tables with these few rows; `changed` replaces rows of a table."""
    event = ("event_id", "start_date", "end_date", "status", "kind", "personnel", "equipment")
    rows = {
        "states": (("iso3", "name"), STATES),
        "memberships": (("iso3", "status", "starts_on", "ends_on"), MEMBERSHIPS),
        "events": (event, EVENTS),
        "participations": (
            ("event_id", "participant", "participant_kind", "role", "basis"),
            PARTICIPATIONS,
        ),
        "organisations": (("organisation_id", "name", "kind"), ORGANISATIONS),
        "evidence_gaps": (("gap_id",), []),
    }
    return replace(
        real,
        **{name: _frame(real, name, c, changed.get(name, r)) for name, (c, r) in rows.items()},
    )


def _frame(real, name, columns, rows):
    like = real.rows(name).iloc[:0]
    made = pd.DataFrame(rows, columns=list(columns))
    if name == "events":
        made["title"] = "Event " + made["event_id"].astype("str")
    return nw.from_native(made.reindex(columns=like.columns).astype(like.dtypes)).lazy()
