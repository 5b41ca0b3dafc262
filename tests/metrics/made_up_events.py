"""A made-up organisation of three states with five events, on the tables' own columns."""

from dataclasses import replace

import narwhals as nw
import pandas as pd

SCRIPT = "<script>alert(1)</script>"
ROWS = {
    "states": [
        {"iso3": "AAA", "name": "Aland"},
        {"iso3": "BBB", "name": "Borduria"},
        {"iso3": "CCC", "name": "Syldavia"},
    ],
    "memberships": [
        {"iso3": "AAA", "status": "member", "starts_on": "2000-01-01"},
        {"iso3": "BBB", "status": "member", "starts_on": "2000-01-01"},
        {"iso3": "CCC", "status": "member", "starts_on": "2000-01-01"},
        {"iso3": "CCC", "status": "suspended-participation", "starts_on": "2031-03-01"},
    ],
    "organs": [{"organ": "BOARD", "name": "Board of Ministers", "kind": "council"}],
    "organisations": [{"organisation_id": "un", "name": "United Nations", "kind": "un"}],
    "places": [{"place_id": "kom", "name": "Klow", "country_iso3": "CCC", "kind": "city"}],
    "events": [
        {
            "event_id": "e1", "title": SCRIPT, "start_date": "2031-01-10",
            "end_date": "2031-01-12", "date_precision": "day", "date_basis": "stated",
            "status": "reported", "kind": "exercise", "organ": "BOARD", "place_id": "kom",
            "venue": "Old hall", "place_basis": "inferred", "format": "in-person",
            "summary": "Units practised a crossing.", "personnel": 1200,
        },
        {
            "event_id": "e2", "title": "Déjà vu", "start_date": "2031-02-01",
            "end_date": "2031-02-28", "date_precision": "month", "date_basis": "inferred",
            "status": "reported", "kind": "summit", "organ": "someone", "country_iso3": "AAA",
            "place_basis": "stated", "format": "video", "summary": "=SUM(A1)", "equipment": 7,
        },
        {
            "event_id": "e3", "title": "Talks", "start_date": "2031-03-05",
            "end_date": "2031-03-05", "date_precision": "day", "date_basis": "stated",
            "status": "reported", "kind": "visit", "organ": "BOARD", "place_basis": "unknown",
            "format": "unknown", "summary": "Short", "personnel": 90,
        },
        {
            "event_id": "e4", "title": "Plan", "start_date": "2031-04-01",
            "end_date": "2031-04-01", "date_precision": "day", "date_basis": "stated",
            "status": "announced", "kind": "visit", "organ": "BOARD", "place_basis": "unknown",
            "format": "unknown", "summary": "Later",
        },
    ],
    "participations": [
        ("e1", "CCC", "state", "host", "inferred"),
        ("e1", "BBB", "state", "participant", "named"),
        ("e1", "AAA", "state", "chair", "named"),
        ("e1", "un", "organisation", "observer", "named"),
        ("e2", "ALL-MEMBERS", "collective", "participant", "collective"),
        ("e2", "AAA", "state", "host", "named"),
        ("e2", "BBB", "state", "absent", "named"),
        ("e3", "ALL-MEMBERS", "collective", "participant", "collective"),
    ],
    "sources": [
        ("s1", "https://paper.example/1", "paper.example", "media", "en"),
        ("s2", "javascript:alert(1)", None, "official", "ru"),
    ],
    "event_sources": [("e1", "s1"), ("e1", "s2"), ("e2", "s1"), ("e3", "s1")],
    "chairmanships": [
        {"chairmanship_id": "T1", "state_iso3": "AAA", "starts_on": "2031-01-01",
         "ends_on": "2031-02-28"},
        {"chairmanship_id": "T2", "state_iso3": "BBB", "starts_on": "2031-03-01",
         "ends_on": "2031-03-31"},
    ],
    "priority_areas": [
        {"area_id": "T1-1", "chairmanship_id": "T1", "ordinal": 1, "title": "Rivers"}
    ],
    "priorities": [
        {"priority_id": "T1-1.1", "area_id": "T1-1", "ordinal": 1, "title": "Bridges"}
    ],
    "measures": [
        {"measure_id": "T1-1.1.1", "priority_id": "T1-1.1", "ordinal": 1, "title": "Cross one"}
    ],
    "codings": [
        ("e1", "T1-1", "related", "settled", "A river was named"),
        ("e1", "T1-1.1.1", "direct", "agreed", "It crossed one"),
    ],
    "event_series": [
        ("crossings", "Crossings", "edition", "e3"),
        ("crossings", "Crossings", "edition", "e1"),
        ("crossings", "Crossings", "edition", "e2"),
    ],
    "evidence_gaps": [
        ("g1", "2031-01-12", "2031-01-20", "all", "thin", None, "Few reports"),
        ("g2", "2031-01-01", "2031-01-31", "kind:exercise", "none-found", None, "No list"),
        ("g3", "2031-01-01", "2031-01-31", "kind:summit", "thin", None, "Other kind"),
        ("g4", "2031-01-13", "2031-01-31", "all", "thin", None, "Other days"),
    ],
    "translations": [
        ("events", "e2", "title", "ru", "Учение «Мост»"),
        ("events", "e1", "title", "ru", "Переправа"),
        ("places", "kom", "name", "ru", "Клов"),
    ],
}  # fmt: skip
NO_ROWS = ("operations", "codings_single", "coding_disagreements")


def tables(real):
    """Return the made-up tables, with the real package's descriptor and vocabularies."""
    return replace(
        real,
        **{name: _frame(real, name, rows) for name, rows in ROWS.items()},
        **{name: _frame(real, name, []) for name in NO_ROWS},
    )


def _frame(real, name, rows):
    like = real.rows(name).iloc[:0]
    if rows and isinstance(rows[0], tuple):
        rows = [dict(zip(like.columns, row, strict=True)) for row in rows]
    made = pd.DataFrame(rows, columns=list(like.columns)).astype(like.dtypes)
    if name == "translations":
        made = pd.concat([real.rows(name).query("table == 'vocabulary'"), made], ignore_index=True)
    return nw.from_native(made).lazy()
