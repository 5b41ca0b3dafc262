import csv
import io
import json
import zipfile
from importlib import import_module
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cstoviz.export import tables as export
from cstoviz.export.cells import harmless, plain, with_codes
from cstoviz.metrics.events import COLUMNS
from cstoviz.selection import Selection
from cstoviz.views.core import View, answer
from cstoviz.views.events import EVENTS
from tests.metrics import made_up_events

FORMATS = {
    "csv": export.csv_bytes,
    "xlsx": export.xlsx_bytes,
    "json": export.json_bytes,
    "parquet": export.parquet_bytes,
}
EVERY = Selection().with_options(columns=",".join(COLUMNS))
NOTHING = Selection(period="1999-01-01..1999-12-31")
ROOMS = sorted(p.stem for p in (Path(__file__).parents[2] / "src/cstoviz/views").glob("[!_]*.py"))
VIEWS = {
    value.id: value
    for room in ROOMS
    for value in vars(import_module(f"cstoviz.views.{room}")).values()
    if isinstance(value, View)
}


@pytest.fixture(scope="module")
def small(real):
    return made_up_events.tables(real)


def read_csv(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_opens_in_excel_and_reads_back(small):
    found = answer(EVENTS, small, EVERY)
    content = export.csv_bytes(found, small)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == 4
    head, *rows = read_csv(content)
    assert head == list(with_codes(found).columns)
    by_title = [dict(zip(head, row, strict=True)) for row in rows]
    assert [row["Event (code)"] for row in by_title] == ["e3", "e2", "e1"]
    last = by_title[2]
    assert last["Event"] == "<script>alert(1)</script>"
    assert (last["First day"], last["Last day"]) == ("2031-01-10", "2031-01-12")
    assert (last["States named"], last["States named (code)"]) == ("Aland; Borduria", "AAA; BBB")
    assert (last["Personnel"], last["Equipment"]) == ("1200", "")
    assert (last["Kind"], last["Kind (code)"]) == ("Exercise", "exercise")
    assert last["“The member states” mentioned"] == "false"


def test_no_text_of_a_csv_starts_a_formula(small):
    rows = read_csv(export.csv_bytes(answer(EVENTS, small, EVERY), small))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert "'=SUM(A1)" in rows[2]


@settings(max_examples=25, deadline=None)
@given(st.text(st.sampled_from("=+-@\t\r\n a1é"), max_size=6))
def test_any_text_is_harmless_and_not_lost(text):
    safe = harmless(text)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert safe in (text, f"'{text}")


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_each_mark_that_starts_a_formula_is_defused(mark):
    assert harmless(f"{mark}1") == f"'{mark}1"
    assert harmless(f"1{mark}") == f"1{mark}"


def test_xlsx_holds_real_dates_numbers_and_texts(small):
    found = answer(EVENTS, small, EVERY)
    book = openpyxl.load_workbook(io.BytesIO(export.xlsx_bytes(found, small)))
    assert book.sheetnames == ["Data", "About"]
    sheet = book["Data"]
    expected = with_codes(found)
    head, *rows = list(sheet.iter_rows(values_only=True))
    assert list(head) == list(expected.columns)
    for row, given_row in zip(rows, expected.itertuples(index=False), strict=True):
        shown = [v.date() if hasattr(v, "date") else v for v in row]
        assert shown == [None if plain(v) == "" else plain(v) for v in given_row]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d", "b"}
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert "=SUM(A1)" in [cell.value for cell in sheet[3]]


def test_the_about_sheet_says_what_the_table_is(small):
    asked = Selection(states=("AAA",), period="2031-01-01..2031-01-31")
    found = answer(EVENTS, small, asked)
    book = openpyxl.load_workbook(io.BytesIO(export.xlsx_bytes(found, small)))
    facts = {row[0].value: row[1].value for row in book["About"].iter_rows()}
    assert facts["Question"] == "Which events are on record?"
    assert facts["Result"] == "1 event, 10 to 12 January 2031."
    assert facts["How it is counted"].startswith("One row is one event")
    assert facts["Filter"] == "Aland, named, in reported events, 1 to 31 January 2031"
    assert facts["Events selected"] == "1 of 3 events"
    assert facts["Rows in the table"] == "1"
    assert facts["Licence"] == "CC BY 4.0"
    assert facts["Filter in the address"] == (
        "?states=AAA&period=2031-01-01..2031-01-31"
    )  # fmt: skip
    links = [cell.hyperlink.target for row in book["About"] for cell in row if cell.hyperlink]
    assert links == [small.package.licence_url]


def test_json_holds_codes_and_the_about_part(small):
    document = json.loads(export.json_bytes(answer(EVENTS, small, Selection()), small))
    assert document["view"] == "events"
    assert document["about"]["licence"] == "CC BY 4.0"
    assert document["columns"][0] == {"name": "event", "title": "Event"}
    first = document["rows"][2]
    assert (first["event"], first["start"], first["states"]) == ("e1", "2031-01-10", ["AAA", "BBB"])
    assert (first["personnel"], first["equipment"], first["all_members"]) == (1200, None, False)


NO_STATE_NAMED = Selection(kinds=("visit",))


@pytest.mark.parametrize("selection", [Selection(), NOTHING, NO_STATE_NAMED])
def test_parquet_reads_back_as_the_frame(small, selection):
    found = answer(EVENTS, small, selection)
    content = export.parquet_bytes(found, small)
    back = pd.read_parquet(io.BytesIO(content))
    back["states"] = back["states"].map(tuple).astype("object")
    pd.testing.assert_frame_equal(back, found.frame)
    schema = export.pq.read_schema(io.BytesIO(content))
    assert json.loads(schema.metadata[b"about"])["view"] == "events"
    assert str(schema.field("states").type) == "list<element: string>"


@pytest.mark.parametrize("make", FORMATS.values(), ids=FORMATS)
def test_the_same_answer_gives_the_same_bytes(real, make):
    found = answer(EVENTS, real, Selection(period="2024-09-01..2024-10-31"))
    assert make(found, real) == make(found, real)


@pytest.mark.parametrize("selection", [Selection(), NOTHING], ids=["all", "nothing"])
@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_every_view_goes_through_every_format(small, view, selection):
    found = answer(view, small, selection)
    for suffix, make in FORMATS.items():
        assert make(found, small), suffix
    rows = read_csv(export.csv_bytes(found, small))
    assert len(rows) == len(found.frame) + 1
    assert len(set(rows[0])) == len(rows[0]) >= len(found.columns)
    assert len(json.loads(export.json_bytes(found, small))["rows"]) == len(found.frame)


@pytest.mark.parametrize(
    ("selection", "name"),
    [
        (Selection(), "csto-activity_events.csv"),
        (Selection(states=("AAA", "BBB")), "csto-activity_events_AAA-BBB.csv"),
        (
            Selection(states=("AAA",), period="2031-01-01..2031-01-31", match="all"),
            "csto-activity_events_AAA_match-all_2031-01-01..2031-01-31.csv",
        ),
        (Selection().with_options(sort="-start"), "csto-activity_events.csv"),
        (Selection().with_options(sort="kind"), "csto-activity_events_sort-kind.csv"),
    ],
)
def test_a_file_is_named_by_what_is_in_it(small, selection, name):
    assert export.file_name(answer(EVENTS, small, selection), "csv") == name


@settings(max_examples=25, deadline=None)
@given(words=st.text(min_size=1), other=st.text(min_size=1))
def test_any_name_is_short_safe_and_its_own(small, words, other):
    found = [answer(EVENTS, small, Selection().with_options(q=text)) for text in (words, other)]
    names = [export.file_name(each, "parquet") for each in found]
    for name in names:
        assert len(name) <= 120
        assert name.isascii()
        assert not set(name) & set('/\\:*?"<>| \n\0')
        assert name.endswith(".parquet")
    same = found[0].query == found[1].query
    assert (names[0] == names[1]) == same


def test_a_workbook_is_dated_by_the_package_not_by_the_clock(small):
    content = export.xlsx_bytes(answer(EVENTS, small, Selection()), small)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.properties.created.date() == small.package.created
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
