"""A made-up organisation in the north with a few events at known points, written by hand."""

from dataclasses import replace

import narwhals as nw
import pandas as pd

STATES = [
    ("FIN", "FI", "Finland", "Helsinki"),
    ("SWE", "SE", "Sweden", "Stockholm"),
    ("NOR", "NO", "Norway", "Oslo"),
    ("DNK", "DK", "Denmark", "Copenhagen"),
]
MEMBERSHIPS = [
    ("FIN", "member", "2000-01-01", None),
    ("SWE", "member", "2031-02-01", None),
    ("NOR", "member", "2000-01-01", "2010-12-31"),
]
PLACES = [
    ("town", "Town", "FIN", "city", 60.0, 25.0, "a gazetteer"),
    ("twin", "Twin", "FIN", "city", 60.0, 25.0, "nearest town"),
    ("range", "<script>Range & more", "SWE", "training-ground", 65.0, 20.0, None),
    ("abroad", "Abroad", "DNK", "city", 55.7, 12.6, "a gazetteer"),
    ("helsinki", "Helsinki", "FIN", "city", 60.5, 25.5, "own"),
]
EVENTS = [
    # id, start, end, status, place, country, place_basis, format
    ("one", "2031-01-10", "2031-01-12", "reported", "town", "FIN", "stated", "in-person"),
    ("two", "2031-01-30", "2031-02-02", "reported", "town", "FIN", "inferred", None),
    ("three", "2031-02-05", "2031-02-05", "reported", "range", "SWE", "inferred", "hybrid"),
    ("four", "2031-02-06", "2031-02-06", "reported", "abroad", None, "stated", "in-person"),
    ("early", "2031-01-31", "2031-01-31", "reported", "range", "SWE", "stated", "in-person"),
    ("video", "2031-02-07", "2031-02-07", "reported", "town", "FIN", "inferred", "video"),
    ("call", "2031-02-08", "2031-02-08", "reported", None, None, "unknown", "video"),
    ("lost", "2031-03-01", "2031-03-01", "reported", None, "SWE", "unknown", None),
    ("adrift", "2031-03-02", "2031-03-02", "reported", None, None, "unknown", "hybrid"),
    ("plan", "2031-04-01", "2031-04-01", "announced", "twin", "FIN", "stated", None),
    ("off", "2031-04-02", "2031-04-02", "cancelled", "twin", "FIN", "stated", None),
]
PARTICIPATIONS = [
    ("one", "FIN", "state", "host", "named"),
    ("one", "DNK", "state", "observer", "named"),
    ("two", "FIN", "state", "host", "inferred"),
    ("two", "SWE", "state", "participant", "named"),
    ("two", "DNK", "state", "participant", "named"),
    ("three", "ALL-MEMBERS", "collective", "participant", "collective"),
    ("video", "SWE", "state", "absent", "named"),
]


def tables(real, **changed):
    """Return tables with these few rows; `changed` replaces the rows of a table."""
    rows = {
        "states": (("iso3", "iso2", "name", "capital"), STATES),
        "memberships": (("iso3", "status", "starts_on", "ends_on"), MEMBERSHIPS),
        "places": (
            ("place_id", "name", "country_iso3", "kind", "lat", "lon", "coord_basis"),
            PLACES,
        ),
        "events": (
            ("event_id", "start_date", "end_date", "status", "place_id", "country_iso3",
             "place_basis", "format"),
            EVENTS,
        ),
        "participations": (
            ("event_id", "participant", "participant_kind", "role", "basis"),
            PARTICIPATIONS,
        ),
    }  # fmt: skip
    return replace(
        real, **{name: _frame(real, name, *given, changed) for name, given in rows.items()}
    )


def _frame(real, name, columns, rows, changed):
    like = real.rows(name).iloc[:0]
    made = pd.DataFrame(changed.get(name, rows), columns=list(columns))
    if name == "events":
        made["title"] = "Event " + made["event_id"].astype("str")
        made["kind"] = "drill"
    return nw.from_native(made.reindex(columns=like.columns).astype(like.dtypes)).lazy()
