"""Every rule of rows, broken once in the made-up package, gives exactly the problem expected."""

import pytest

from cstoviz.problems import PackageError, Problem
from tests.packages import add_row, broken, problems_of, set_cell

STATUS = "reported, announced, cancelled"
ROLES = "host, chair, participant, observer, absent"
LEAF = "measures.measure_id, priorities.priority_id, priority_areas.area_id"
ANY_TARGET = "priority_areas.area_id, priorities.priority_id, measures.measure_id"
KINDS = "kind:regatta, kind:council, kind:workshop, kind:survey"
AREA = "area_id, chairmanship_id, ordinal, title, source_ref, source_urls"
TRANSLATED = (
    "events, places, states, organs, organisations, operations, chairmanships, priority_areas,"
    " priorities, measures, event_series, evidence_gaps, sources, codings, codings_single,"
    " coding_disagreements, vocabulary, package, tables, columns"
)

CELLS = [
    ("events", 2, "title", "", "required", ""),
    ("events", 2, "start_date", "15.01.2031", "type", "YYYY-MM-DD"),
    ("events", 2, "start_date", "2031-02-30", "type", "YYYY-MM-DD"),
    ("events", 6, "personnel", "12.5", "type", "0, 1, 2, ..."),
    ("events", 6, "personnel", "9" * 19, "type", "0, 1, 2, ..."),
    ("places", 2, "lat", "north", "type", "12.34"),
    ("places", 2, "lat", "NaN", "type", "12.34"),
    ("events", 2, "status", "held", "enum", STATUS),
    ("participations", 4, "role", "guest", "enum", ROLES),
    ("events", 6, "personnel", "-5", "minimum", "0"),
    ("operations", 2, "first_year", "2999", "maximum", "2100"),
    ("sources", 2, "url", "javascript:alert(1)", "pattern", r"^https?://\S+$"),
    ("states", 2, "iso2", "EE\n", "pattern", "^[A-Z]{2}$"),
    ("events", 2, "organ", "Nobody", "reference", "organs.organ"),
    ("operations", 2, "recurring_target", "EE2031-9", "reference", ANY_TARGET),
    ("event_sources", 2, "source_id", "s00000000ff", "reference", "sources.source_id"),
    ("events", 2, "end_date", "2031-01-14", "end-before-start", ">= 2031-01-15"),
    ("memberships", 4, "ends_on", "2027-12-31", "end-before-start", ">= 2028-01-01"),
    ("evidence_gaps", 3, "ends_on", "2032-04-15", "end-before-start", ">= 2032-04-16"),
    ("participations", 3, "participant", "XXX", "participant", "states.iso3"),
    ("participations", 2, "participant", "ALL", "participant", "ALL-MEMBERS"),
    ("participations", 10, "participant", "club", "participant", "organisations.organisation_id"),
    ("participations", 2, "basis", "named", "collective-basis", "collective"),
    ("participations", 3, "basis", "collective", "collective-basis", "named, inferred"),
    ("events", 2, "country_iso3", "LVA", "place-country", "EST"),
    ("events", 2, "place_basis", "unknown", "place-basis", "stated, inferred"),
    ("events", 3, "place_basis", "stated", "place-basis", "unknown"),
    ("codings", 2, "target_id", "EE2031-1.1", "lowest-target", LEAF),
    ("codings_single", 2, "target_id", "EE2031-1", "lowest-target", LEAF),
    ("coding_disagreements", 2, "target_id", "EE2031-7", "lowest-target", LEAF),
    ("evidence_gaps", 5, "target_id", "EE2031-2", "lowest-target", LEAF),
    ("evidence_gaps", 4, "scope", "kind:summit", "enum", KINDS),
    ("translations", 2, "table", "nothing", "enum", TRANSLATED),
    ("translations", 2, "key", "2031-01-15-nothing", "reference", "events.event_id"),
    ("translations", 3, "field", "colour", "enum", AREA),
    ("translations", 4, "key", "events.kind.summit", "vocabulary-code", ""),
    ("translations", 4, "key", "events.colour.red", "vocabulary-code", ""),
]
"""A cell, the value put into it, the rule that this breaks and what would be allowed."""


@pytest.mark.parametrize(("table", "row", "column", "value", "rule", "allowed"), CELLS)
def test_a_wrong_value_is_the_one_problem(
    tiny_path, tmp_path, table, row, column, value, rule, allowed
):
    broken(tiny_path, tmp_path / "p", set_cell(table, row, column, value))
    assert problems_of(tmp_path / "p") == [Problem(table, row, column, value, rule, allowed)]


ROWS = {
    "a key twice": (
        add_row("states", "EST,XX,E,E,E,"),
        Problem("states", 6, "iso3", "EST", "unique"),
    ),
    "a key of two columns twice": (
        add_row("event_sources", "2031-01-15-first-council,s0000000001"),
        Problem(
            "event_sources",
            36,
            "event_id, source_id",
            "2031-01-15-first-council, s0000000001",
            "unique",
        ),
    ),
    "too few cells": (
        add_row("codings", "2032-02-05-council"),
        Problem("codings", 12, "", "1", "row-length", "5"),
    ),
    "too many cells": (
        add_row("places", "x,X,EST,city,58.5,25.5,a,b"),
        Problem("places", 8, "", "8", "row-length", "7"),
    ),
    "a source of no event": (
        add_row("event_sources", "2031-01-15-nothing,s0000000001"),
        Problem(
            "event_sources", 36, "event_id", "2031-01-15-nothing", "reference", "events.event_id"
        ),
    ),
    "a participant inferred": (
        set_cell("participations", 6, "basis", "inferred"),
        Problem(
            "participations",
            6,
            "role, basis",
            "participant, inferred",
            "state-basis",
            "named; host, inferred",
        ),
    ),
    "a term that ends before it starts": (
        add_row("chairmanships", "LV2033,LVA,2033-01-01,2032-12-31,,https://lakes.example.org,"),
        Problem("chairmanships", 4, "ends_on", "2032-12-31", "end-before-start", ">= 2033-01-01"),
    ),
    "an absence inferred": (
        set_cell("participations", 34, "basis", "inferred"),
        Problem(
            "participations",
            34,
            "role, basis",
            "absent, inferred",
            "state-basis",
            "named; host, inferred",
        ),
    ),
    "a place too far east": (
        set_cell("places", 5, "lon", "30.5"),
        Problem(
            "places",
            5,
            "lat, lon",
            "56.946, 30.5",
            "outside-country",
            "55.57..58.16, 20.92..28.3",
        ),
    ),
    "a place in the wrong country": (
        set_cell("places", 5, "lat", "40.5"),
        Problem(
            "places",
            5,
            "lat, lon",
            "40.5, 24.1059",
            "outside-country",
            "55.57..58.16, 20.92..28.3",
        ),
    ),
    "an event without a source": (
        set_cell("event_sources", 5, "source_id", ""),
        Problem("event_sources", 5, "source_id", "", "required"),
    ),
}
"""Rules of whole rows: the change, and the problem."""


@pytest.mark.parametrize("name", ROWS)
def test_a_wrong_row_is_the_one_problem(tiny_path, tmp_path, name):
    change, problem = ROWS[name]
    broken(tiny_path, tmp_path / "p", change)
    assert problems_of(tmp_path / "p") == [problem]


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("start_date", "2031-05-02", "2031-05-02, 2031-05-31"),
        ("end_date", "2031-05-30", "2031-05-01, 2031-05-30"),
    ],
)
def test_an_event_of_month_precision_spans_the_month(tiny_path, tmp_path, column, value, told):
    broken(tiny_path, tmp_path / "p", set_cell("events", 8, column, value))
    fields, whole = "start_date, end_date", "2031-05-01..2031-05-31"
    assert problems_of(tmp_path / "p") == [Problem("events", 8, fields, told, "whole-month", whole)]


@pytest.mark.parametrize("table", ["codings", "codings_single", "coding_disagreements"])
@pytest.mark.parametrize("event", ["2032-02-05-council", "2031-12-30-winter-regatta"])
def test_an_event_is_coded_in_its_own_term(tiny_path, tmp_path, table, event):
    row, target = (2, "EE2031-2.1.2") if event < "2031-12-31" else (3, "EE2031-1.1.1")
    broken(tiny_path, tmp_path / "p", set_cell(table, row, "event_id", event))
    set_cell(table, row, "target_id", target)(tmp_path / "p")
    told = f"{event}, {target}"
    term = "EE2031 2031-01-01..2031-12-31"
    wrong = Problem(table, row, "event_id, target_id", told, "own-term", term)
    assert problems_of(tmp_path / "p") == ([] if event < "2031-12-31" else [wrong])


def test_a_term_holds_its_first_and_its_last_day(tiny_path, tmp_path):
    folder = broken(
        tiny_path, tmp_path / "p", set_cell("chairmanships", 2, "ends_on", "2031-12-30")
    )
    set_cell("chairmanships", 2, "starts_on", "2031-01-15")(folder)
    assert problems_of(folder) == []
    set_cell("chairmanships", 2, "starts_on", "2031-01-16")(folder)
    rows = [("codings", 2), ("codings_single", 2), ("codings_single", 3)]
    assert [(p.table, p.row, p.rule) for p in problems_of(folder)] == [
        (table, row, "own-term") for table, row in rows
    ]


@pytest.mark.parametrize(
    ("lon", "rules"), [("178.4", []), ("-179.9", []), ("0", ["outside-country"])]
)
def test_a_country_may_lie_across_the_antimeridian(tiny_path, tmp_path, lon, rules):
    folder = broken(tiny_path, tmp_path / "p", add_row("states", "FJI,FJ,Fiji,Fiji,Suva,"))
    add_row("places", f"suva,Suva,FJI,city,-17.5,{lon},a gazetteer")(folder)
    assert [problem.rule for problem in problems_of(folder)] == rules


def test_nothing_of_another_organisation_is_in_the_made_up_package(tiny_path):
    written = "".join(file.read_text("utf-8") for file in tiny_path.iterdir())
    for word in ("CSTO", "ОДКБ", "KG2025", "ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK"):
        assert word not in written


def test_an_event_needs_a_source(tiny_path, tmp_path):
    def change(folder):
        file = folder / "event_sources.csv"
        lines = file.read_text("utf-8").splitlines(keepends=True)
        file.write_text("".join(line for line in lines if "lone-survey" not in line), "utf-8")

    broken(tiny_path, tmp_path / "p", change)
    event = "2031-04-20-lone-survey"
    expected = Problem("events", 7, "event_id", event, "sourced", "event_sources.event_id")
    assert problems_of(tmp_path / "p") == [expected]


def test_all_problems_are_told_at_once_in_the_order_of_the_tables(tiny_path, tmp_path):
    folder = tmp_path / "p"
    broken(tiny_path, folder, set_cell("translations", 4, "text", ""))
    for change in (
        set_cell("places", 3, "kind", "island"),
        set_cell("events", 9, "status", "held"),
        set_cell("events", 4, "title", ""),
    ):
        change(folder)
    assert [(p.table, p.row, p.rule) for p in problems_of(folder)] == [
        ("events", 4, "required"),
        ("events", 9, "enum"),
        ("places", 3, "enum"),
        ("translations", 4, "required"),
    ]


def test_the_error_lists_its_problems_as_text():
    error = PackageError([Problem("events", 2, "title", "", "required")])
    assert "events" in str(error)
    assert "required" in str(error)


def test_the_made_up_package_has_no_problem_and_is_typed(tiny):
    events = tiny.rows("events").set_index("event_id")
    assert len(events) == 20
    assert str(events["start_date"].dtype) == "datetime64[us]"
    assert str(events["personnel"].dtype) == "Int64"
    assert events["personnel"].sum() == 220
    assert tiny.members == ("EST", "FIN", "LVA")
    assert tiny.package.field("events", "kind").enum == ("regatta", "council", "workshop", "survey")
    assert str(tiny.package.through) == "2032-04-15"
    assert str(tiny.last_reported.date()) == "2032-04-01"
