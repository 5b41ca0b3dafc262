"""A package's files and descriptor: what is wrong with them is told, and nothing half loaded."""

import shutil
from pathlib import Path
from typing import get_args

import pytest

from cstoviz import text
from cstoviz.package import default_path, read_package
from cstoviz.problems import Problem, Rule
from tests.packages import (
    broken,
    declaration,
    problems_of,
    set_descriptor,
)

D = "datapackage.json"


@pytest.fixture
def copy(tiny_path, tmp_path):
    """Return a copy of the made-up package, to be broken."""
    return broken(tiny_path, tmp_path / "package", str)


def rewrite(folder, table, old, new):
    file = folder / f"{table}.csv"
    content = file.read_bytes()
    assert old in content
    file.write_bytes(content.replace(old, new, 1))


FILES = {
    "missing file": (
        lambda folder: (folder / "organs.csv").unlink(),
        Problem("organs", None, "", "organs.csv", "missing-file", D),
    ),
    "empty file": (
        lambda folder: (folder / "organs.csv").write_bytes(b""),
        Problem("organs", None, "", "organs.csv", "no-header"),
    ),
    "wrong encoding": (
        lambda folder: rewrite(folder, "organs", b"Decides", b"D\xe9cide"),
        Problem("organs", 2, "", "e9", "encoding", "utf-8"),
    ),
    "header twice": (
        lambda folder: rewrite(folder, "organs", b"kind", b"name"),
        Problem(
            "organs",
            None,
            "",
            "organ, name, name, founded_on, source_urls, note",
            "header-twice",
        ),
    ),
    "open quote": (
        lambda folder: rewrite(folder, "organs", b"Decides", b'"Decides'),
        Problem("organs", None, "", "unexpected end of data", "csv"),
    ),
    "no JSON": (
        lambda folder: (folder / D).write_text("[1, 2", "utf-8"),
        Problem(D, None, "", "Expecting ',' delimiter: line 1 column 6 (char 5)", "json"),
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_broken_file_is_the_one_problem(copy, name):
    change, problem = FILES[name]
    change(copy)
    assert problems_of(copy) == [problem]


def test_columns_that_differ_from_those_declared_are_told(copy):
    rewrite(copy, "organs", b"note", b"remark")
    allowed = "organ, name, kind, founded_on, source_urls, note"
    assert problems_of(copy) == [
        Problem("organs", 1, "note", "", "missing-column", "organs.csv"),
        Problem("organs", 1, "remark", "remark", "undeclared-column", allowed),
    ]


def of(document, table):
    return next(item for item in document["resources"] if item["name"] == table)


def drop_field(document):
    del of(document, "organs")["schema"]["fields"][-1]


DECLARED = {
    "no title": (
        lambda d: d.update(title=""),
        Problem(D, None, "title", "", "required"),
    ),
    "a strange day": (
        lambda d: d.update(reportsThrough="spring"),
        Problem(D, None, "reportsThrough", "spring", "type", "YYYY-MM-DD"),
    ),
    "a table twice": (
        lambda d: d["resources"].append(of(d, "organs")),
        Problem("organs", None, "", "organs", "table-twice", D),
    ),
    "a column twice": (
        lambda d: of(d, "organs")["schema"]["fields"].append(declaration(d, "organs", "note")),
        Problem("organs", None, "note", "note", "field-twice"),
    ),
    "another type": (
        lambda d: declaration(d, "operations", "first_year").update(type="string", constraints={}),
        Problem("operations", None, "first_year", "string", "field-type", "integer"),
    ),
    "another key": (
        lambda d: of(d, "places")["schema"].update(primaryKey=["place_id", "name"]),
        Problem("places", None, "", "place_id, name", "missing-key", "place_id"),
    ),
    "no foreign key": (
        lambda d: of(d, "places")["schema"].pop("foreignKeys"),
        Problem("places", None, "country_iso3", "", "missing-reference", "states.iso3"),
    ),
    "an uneven foreign key": (
        lambda d: of(d, "places")["schema"]["foreignKeys"].append(
            {"fields": ["name"], "reference": {"resource": "states", "fields": ["iso3", "name"]}}
        ),
        Problem("places", None, "name", "states.iso3, name", "bad-reference"),
    ),
    "not required": (
        lambda d: declaration(d, "events", "title").pop("constraints"),
        Problem("events", None, "title", "", "missing-constraint", "required"),
    ),
    "no codes": (
        lambda d: declaration(d, "organs", "kind")["constraints"].pop("enum"),
        Problem("organs", None, "kind", "", "missing-constraint", "enum"),
    ),
    "a senseless limit": (
        lambda d: declaration(d, "organs", "note").update(constraints={"minimum": 5}),
        Problem("organs", None, "note", "minimum: 5", "bad-constraint"),
    ),
    "a strange code": (
        lambda d: declaration(d, "codings", "strength")["constraints"]["enum"].append("weak"),
        Problem(
            "codings",
            None,
            "strength",
            "direct, related, weak",
            "vocabulary",
            "direct, related",
        ),
    ),
    "a length": (
        lambda d: declaration(d, "chairmanships", "motto").update(constraints={"maxLength": 5}),
        Problem("chairmanships", 2, "motto", "Clear water for all", "maxLength", "5"),
    ),
    "a least length": (
        lambda d: declaration(d, "chairmanships", "motto").update(constraints={"minLength": 50}),
        Problem("chairmanships", 2, "motto", "Clear water for all", "minLength", "50"),
    ),
}


@pytest.mark.parametrize("name", DECLARED)
def test_a_wrong_declaration_is_the_one_problem(copy, name):
    edit, problem = DECLARED[name]
    set_descriptor(edit)(copy)
    assert problems_of(copy) == [problem]


def test_a_descriptor_without_a_table_or_column_says_which(copy):
    set_descriptor(lambda d: d["resources"].remove(of(d, "event_series")))(copy)
    set_descriptor(drop_field)(copy)
    allowed = "organ, name, kind, founded_on, source_urls"
    found = problems_of(copy)
    assert [problem for problem in found if problem.rule != "vocabulary-code"] == [
        Problem("organs", None, "note", "", "missing-field", "string"),
        Problem("organs", 1, "note", "note", "undeclared-column", allowed),
        Problem("event_series", None, "", "", "missing-table", D),
    ]


@pytest.mark.parametrize("content", ["{}", "[]", "3", '{"resources": [1, {"name": 2}]}'])
def test_a_descriptor_that_declares_nothing_lacks_every_table(copy, content):
    (copy / D).write_text(content, "utf-8")
    rules = [problem.rule for problem in problems_of(copy)]
    assert sorted(rules) == ["missing-table"] * 20 + ["required"] * 3


@pytest.mark.parametrize(
    "change",
    [
        {"path": "../outside.csv"},
        {"path": "/etc/passwd"},
        {"path": "a\0b"},
        {"path": ""},
        {"path": ["organs.csv"]},
    ],
)
def test_no_file_outside_of_the_package_is_read(copy, change):
    shutil.copy(copy / "organs.csv", copy.parent / "outside.csv")
    set_descriptor(lambda d: of(d, "organs").update(change))(copy)
    assert [(p.table, p.rule) for p in problems_of(copy)] == [("organs", "missing-file")]


@pytest.mark.parametrize(("encoding", "rule"), [("utf-99", "encoding"), ("a\0b", "encoding")])
def test_an_encoding_that_there_is_not_is_told(copy, encoding, rule):
    set_descriptor(lambda d: of(d, "organs").update(encoding=encoding))(copy)
    assert [(p.table, p.rule) for p in problems_of(copy)] == [("organs", rule)]


def test_a_byte_order_mark_other_separators_and_blank_lines_are_read(copy, tiny):
    content = (copy / "organs.csv").read_text("utf-8").replace(",", ";").replace("\n", "\r\n\r\n")
    (copy / "organs.csv").write_text(content, "utf-8-sig", newline="")
    set_descriptor(lambda d: of(d, "organs")["dialect"].update(delimiter=";"))(copy)
    assert read_package(copy).rows("organs").equals(tiny.rows("organs"))


def test_the_order_of_columns_in_a_file_is_free(copy, tiny):
    lines = (copy / "event_sources.csv").read_text("utf-8").splitlines()
    turned = [",".join(reversed(line.split(","))) for line in lines]
    (copy / "event_sources.csv").write_text("\n".join(turned), "utf-8")
    assert read_package(copy).rows("event_sources").equals(tiny.rows("event_sources"))


def test_which_package_is_shown(monkeypatch, tmp_path):
    monkeypatch.delenv("CSTOVIZ_DATA", raising=False)
    assert default_path([]) == Path(__file__).parents[1] / "data"
    monkeypatch.setenv("CSTOVIZ_DATA", str(tmp_path))
    assert default_path([]) == tmp_path
    assert default_path(["--data", "a"]) == Path("a")
    assert default_path(["--data", "a", "--data=b"]) == Path("b")
    assert default_path(["x", "--data"]) == tmp_path


@pytest.mark.parametrize(
    ("table", "column", "type_"),
    [("events", "start_date", "string"), ("places", "lat", "string"), ("events", "kind", "date")],
)
def test_a_column_of_another_type_is_told_though_other_rules_need_it(copy, table, column, type_):
    set_descriptor(lambda d: declaration(d, table, column).update(type=type_))(copy)
    assert "field-type" in {problem.rule for problem in problems_of(copy)}


def test_every_rule_has_words_and_every_word_a_rule():
    words = {key.removeprefix("rule.") for key in text.messages("en") if key.startswith("rule.")}
    assert words == set(get_args(Rule))
