"""The rules that a descriptor declares: limits, keys and references, and how they are applied."""

from pathlib import Path

import pytest

from cstoviz.package import default_path
from cstoviz.problems import Problem
from tests.packages import add_row, broken, declaration, problems_of, set_cell, set_descriptor


def limit_day(rule, setting):
    """Return a change that sets the first or last day that an event may start on."""

    def edit(document):
        declaration(document, "events", "start_date")["constraints"][rule] = setting

    return set_descriptor(edit)


@pytest.mark.parametrize(
    ("rule", "setting", "row", "value"),
    [
        ("minimum", "2031-02-10", 2, "2031-01-15"),
        ("maximum", "2032-04-01", 21, "2032-05-01"),
    ],
)
def test_a_day_can_be_too_early_or_too_late(tiny_path, tmp_path, rule, setting, row, value):
    broken(tiny_path, tmp_path / "p", limit_day(rule, setting))
    expected = Problem("events", row, "start_date", value, rule, setting)
    assert problems_of(tmp_path / "p") == [expected]


@pytest.mark.parametrize("rule", ["minimum", "maximum"])
@pytest.mark.parametrize(
    "setting", ["2031-06-01 or so", "2031-W01-1", "2031-06-01T00:00:00Z", "20310601", "None", 5]
)
def test_a_limit_that_is_no_plain_day_is_told(tiny_path, tmp_path, rule, setting):
    broken(tiny_path, tmp_path / "p", limit_day(rule, setting))
    expected = Problem("events", None, "start_date", f"{rule}: {setting}", "bad-constraint")
    assert problems_of(tmp_path / "p") == [expected]


def test_a_home_that_there_is_not_is_a_folder_that_is_not_there(monkeypatch):
    monkeypatch.delenv("CSTOVIZ_DATA", raising=False)
    path = "~nobody-of-that-name/data"
    assert default_path(["--data", path]) == Path(path)
    assert [problem.rule for problem in problems_of(Path(path))] == ["missing-file"]


def test_a_blank_cell_of_a_key_is_told_even_where_it_is_not_declared_required(tiny_path, tmp_path):
    def edit(document):
        declaration(document, "event_series", "series_id").pop("constraints")

    folder = broken(tiny_path, tmp_path / "p", set_descriptor(edit))
    assert problems_of(folder) == []
    set_cell("event_series", 2, "series_id", "")(folder)
    assert problems_of(folder) == [Problem("event_series", 2, "series_id", "", "required")]


def test_two_rows_without_a_key_lack_it_and_are_not_the_same(tiny_path, tmp_path):
    line = ",EE2031-2.1.2,A,related,Twice"
    folder = broken(tiny_path, tmp_path / "p", add_row("codings_single", line))
    add_row("codings_single", line)(folder)
    assert problems_of(folder) == [
        Problem("codings_single", row, "event_id", "", "required") for row in (22, 23)
    ]


@pytest.mark.parametrize(
    ("table", "column"), [("event_series", "event_id"), ("places", "country_iso3")]
)
def test_a_file_without_a_column_of_a_key_or_reference_lacks_just_that(
    tiny_path, tmp_path, table, column
):
    def change(folder):
        file = folder / f"{table}.csv"
        file.write_text(file.read_text("utf-8").replace(column, "other", 1), "utf-8")

    found = problems_of(broken(tiny_path, tmp_path / "p", change))
    assert [(p.table, p.row, p.field, p.rule) for p in found] == [
        (table, 1, column, "missing-column"),
        (table, 1, "other", "undeclared-column"),
    ]


def test_a_key_or_reference_of_a_column_that_is_not_declared_is_told(tiny_path, tmp_path):
    def edit(document):
        organs = next(item for item in document["resources"] if item["name"] == "organs")
        goal = {"resource": "states", "fields": ["iso3"]}
        organs["schema"]["foreignKeys"] = [{"fields": ["seat"], "reference": goal}]

    folder = broken(tiny_path, tmp_path / "p", set_descriptor(edit))
    assert problems_of(folder) == [Problem("organs", None, "seat", "", "missing-field")]
