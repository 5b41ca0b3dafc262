"""A package made to do harm is refused in words, or its texts do nothing; it never breaks more."""

import json
import os
import stat
import struct
import zipfile
from dataclasses import replace

import pytest

from cstoviz import package, zips
from cstoviz.engines import open_package
from cstoviz.engines.convert import convert
from cstoviz.package import read_package
from cstoviz.problems import PackageError, Problem
from cstoviz.tables import lazy
from tests.packages import add_row, broken, declaration, problems_of, set_cell, set_descriptor
from tests.test_package_zip import zipped

D = "datapackage.json"
OVERRIDE, ISOLATE = "\u202e", "\u2066"


def test_characters_that_act_become_marks_and_others_stay(tiny_path, tmp_path):
    title = f"a{OVERRIDE}b\x1b[31mc{ISOLATE}d\u200de\tf\x85g"
    tables = read_package(broken(tiny_path, tmp_path / "p", set_cell("events", 2, "title", title)))
    assert tables.rows("events")["title"][0] == "a\ufffdb\ufffd[31mc\ufffdd\u200de\tf\ufffdg"


def test_characters_of_the_descriptor_that_act_become_marks(tiny_path, tmp_path):
    change = set_descriptor(lambda document: document.update(title=f"Lakes{OVERRIDE}\0Union"))
    tables = read_package(broken(tiny_path, tmp_path / "p", change))
    assert tables.package.title == "Lakes\ufffd\ufffdUnion"


def test_a_value_that_is_wrong_is_told_inert_and_short(tiny_path, tmp_path):
    value = f"\x1b]0;x\x07{OVERRIDE}" + "k" * 1000
    (found,) = problems_of(broken(tiny_path, tmp_path / "p", set_cell("events", 2, "kind", value)))
    assert (found.table, found.row, found.field) == ("events", 2, "kind")
    assert found.value == "\ufffd]0;x\ufffd\ufffd" + "k" * 292 + "…"


@pytest.mark.parametrize(("length", "rules"), [(20_000, []), (20_001, ["too-long"])])
def test_a_text_may_be_so_long_and_no_longer(tiny_path, tmp_path, length, rules):
    change = set_cell("events", 3, "summary", "x" * length)
    found = problems_of(broken(tiny_path, tmp_path / "p", change))
    assert [each.rule for each in found] == rules
    for each in found:
        shown = "x" * 299 + "…"
        assert each == Problem("events", 3, "summary", shown, "too-long", "20,000")


NAMED = [("events", "title"), ("states", "name"), ("places", "place_id"), ("sources", "publisher")]


@pytest.mark.parametrize(("table", "column"), NAMED)
@pytest.mark.parametrize(("length", "rules"), [(500, []), (501, ["maxLength"])])
def test_a_name_may_be_shorter_than_prose(tiny_path, tmp_path, table, column, length, rules):
    change = set_cell(table, 2, column, "x" * length)
    found = problems_of(broken(tiny_path, tmp_path / "p", change))
    assert [each.rule for each in found if each.rule != "reference"] == rules
    for each in found:
        if each.rule == "maxLength":
            assert (each.table, each.row, each.field, each.allowed) == (table, 2, column, "500")


def test_a_stricter_limit_of_the_package_holds(tiny_path, tmp_path):
    def strict(document):
        declaration(document, "events", "title")["constraints"]["maxLength"] = 3

    found = problems_of(broken(tiny_path, tmp_path / "p", set_descriptor(strict)))
    assert {(each.field, each.rule, each.allowed) for each in found} == {
        ("title", "maxLength", "3")
    }


def test_a_name_of_the_descriptor_may_be_no_longer_than_others(tiny_path, tmp_path):
    def long(document):
        document["title"] = "t" * 501
        declaration(document, "events", "kind")["title"] = "k" * 501

    found = problems_of(broken(tiny_path, tmp_path / "p", set_descriptor(long)))
    assert [(each.table, each.field, each.rule) for each in found] == [
        (D, "title", "maxLength"),
        ("events", "kind", "maxLength"),
    ]


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        ("states,EST,name,ru,", ["maxLength"]),
        ("states,EST,note,ru,", []),
        ("package,{package},title,ru,", ["maxLength"]),
        ("package,{package},changes.2032.3.0,ru,", []),
    ],
)
def test_a_name_in_another_language_may_be_no_longer(tiny_path, tmp_path, line, rules):
    name = json.loads((tiny_path / D).read_text("utf-8"))["name"]
    change = add_row("translations", line.format(package=name) + "x" * 501)
    found = problems_of(broken(tiny_path, tmp_path / "p", change))
    assert [each.rule for each in found if each.rule != "unique"] == rules


@pytest.mark.parametrize("place", ["p.duckdb", "p"])
def test_an_engine_holds_names_and_prose_to_the_same_lengths(tiny_path, tmp_path, place):
    tables = read_package(tiny_path)
    states = tables.rows("states").assign(name="n" * 501)
    events = tables.rows("events").assign(summary="s" * 20_001, venue="v" * 20_000)
    convert(replace(tables, states=lazy(states), events=lazy(events)), tmp_path / place)
    with pytest.raises(PackageError) as refused:
        open_package(tmp_path / place)
    found = {(each.table, each.field, each.rule, each.allowed) for each in refused.value.problems}
    assert found == {
        ("states", "name", "maxLength", "500"),
        ("events", "summary", "maxLength", "20000"),
    }


@pytest.mark.parametrize("pattern", ["(a+)+", "(a|a)*", "(x+x+)+y"])
def test_a_pattern_takes_no_longer_than_its_text(tiny_path, tmp_path, pattern):
    def slow(document):
        declaration(document, "states", "note")["constraints"] = {"pattern": pattern}

    folder = broken(tiny_path, tmp_path / "p", set_descriptor(slow))
    folder = broken(folder, tmp_path / "q", set_cell("states", 2, "note", "a" * 400 + "b"))
    found = [each for each in problems_of(folder) if each.row == 2]
    assert [(each.field, each.rule, each.allowed) for each in found] == [
        ("note", "pattern", pattern)
    ]


@pytest.mark.parametrize("pattern", ["(", "(?=x)", "(a{1000}){1000}", r"(a)\1"])
def test_a_pattern_that_cannot_be_matched_is_named(tiny_path, tmp_path, pattern):
    def strange(document):
        declaration(document, "states", "note")["constraints"] = {"pattern": pattern}

    (found,) = problems_of(broken(tiny_path, tmp_path / "p", set_descriptor(strange)))
    assert (found.field, found.rule, found.value) == (
        "note",
        "bad-constraint",
        f"pattern: {pattern}",
    )


def test_a_file_that_is_too_large_is_not_read(tiny_path, tmp_path, monkeypatch):
    lines = (tiny_path / D).stat().st_size // 10
    folder = broken(tiny_path, tmp_path / "p", add_row("events", "a long line\n" * lines))
    monkeypatch.setattr(package, "MAX_BYTES", (folder / "events.csv").stat().st_size - 1)
    assert problems_of(folder) == [
        Problem(D, None, "", "events.csv", "file-size", f"{package.MAX_BYTES:,}")
    ]


def test_a_text_of_a_million_characters_is_refused(tiny_path, tmp_path):
    change = set_cell("events", 3, "summary", "x" * 1_000_000)
    assert problems_of(broken(tiny_path, tmp_path / "p", change)) == [
        Problem("events", 3, "", "", "too-long", "20,000")
    ]


def test_a_long_text_of_the_descriptor_is_refused(tiny_path, tmp_path):
    change = set_descriptor(lambda document: document["licenses"][0].update(title="x" * 20_001))
    assert problems_of(broken(tiny_path, tmp_path / "p", change)) == [
        Problem(D, None, "licenses[0].title", "x" * 20_001, "too-long", "20,000")
    ]


def test_a_quote_that_is_never_closed_is_refused(tiny_path, tmp_path):
    change = add_row("states", '"' + "x" * 200_000)
    assert problems_of(broken(tiny_path, tmp_path / "p", change)) == [
        Problem("states", 6, "", "", "too-long", "20,000")
    ]
    change = add_row("states", '"never closed')
    assert problems_of(broken(tiny_path, tmp_path / "q", change)) == [
        Problem("states", None, "", "unexpected end of data", "csv")
    ]


def test_a_table_of_very_many_columns_is_refused(tiny_path, tmp_path):
    def widen(folder):
        heads = ",".join(map(str, range(100_000)))
        (folder / "states.csv").write_text(f"{heads}\n" + "x\n" * 100_000, "utf-8")

    found = problems_of(broken(tiny_path, tmp_path / "p", widen))
    assert Problem("states", None, "", "100000", "columns", "1,000") in found


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("[" * 200_000, "json"),
        ("[" * 52 + "]" * 52, "json-depth"),
        ('{"a":' * 200_000, "json"),
        ('{"version": NaN}', "json"),
        ('{"version": -Infinity}', "json"),
        ('{"version": 1e999}', "json"),
        ('{"version": -1234567890123456789}', "json"),
        ('{"version": ' + "9" * 5000 + "}", "json"),
    ],
)
def test_a_descriptor_that_no_reader_should_take_is_refused(tiny_path, tmp_path, text, rule):
    folder = broken(tiny_path, tmp_path / "p", lambda folder: (folder / D).write_text(text))
    assert [each.rule for each in problems_of(folder)] == [rule]


@pytest.mark.parametrize("most", [10**18 - 1, 1e308])
def test_a_huge_number_in_a_rule_is_a_number(tiny_path, tmp_path, most):
    def edit(document):
        for resource in document["resources"]:
            for field in resource["schema"]["fields"]:
                if field["type"] in ("integer", "number"):
                    field.setdefault("constraints", {})["maximum"] = most

    assert problems_of(broken(tiny_path, tmp_path / "p", set_descriptor(edit))) == []


def test_a_link_out_of_the_folder_is_not_followed(tiny_path, tmp_path):
    (tmp_path / "secret.csv").write_text("iso3\nEST\n")

    def lead_out(folder):
        (folder / "states.csv").unlink()
        (folder / "states.csv").symlink_to(tmp_path / "secret.csv")

    found = problems_of(broken(tiny_path, tmp_path / "p", lead_out))
    assert Problem("states", None, "", "states.csv", "missing-file", D) in found


def test_a_pipe_in_the_folder_is_not_waited_for(tiny_path, tmp_path):
    def pipe(folder):
        (folder / "states.csv").unlink()
        os.mkfifo(folder / "states.csv")

    found = problems_of(broken(tiny_path, tmp_path / "p", pipe))
    assert Problem("states", None, "", "states.csv", "missing-file", D) in found


def test_a_zip_that_declares_less_than_it_holds_is_refused(tiny_path, tmp_path):
    target = zipped(tiny_path, tmp_path / "p.zip")
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.csv", b"\0" * 50_000_000)
    content = bytearray(target.read_bytes())
    at = content.rindex(b"bomb.csv") - 46
    content[at + 24 : at + 28] = struct.pack("<I", 10)
    target.write_bytes(content)
    assert [each.rule for each in problems_of(target)] == ["zip"]


def test_a_zip_of_links_or_strange_packing_is_refused(tiny_path, tmp_path):
    target = zipped(tiny_path, tmp_path / "p.zip")
    link = zipfile.ZipInfo("link.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(link, "/etc/hostname")
        archive.writestr("a.csv", "x" * 100, zipfile.ZIP_BZIP2)
        archive.writestr("b.csv", "x" * 100, zipfile.ZIP_LZMA)
    assert problems_of(target) == [
        Problem(D, None, "", "link.csv", "zip-link"),
        Problem(D, None, "", "a.csv", "zip-method", "stored, deflated"),
        Problem(D, None, "", "b.csv", "zip-method", "stored, deflated"),
    ]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_zip_with_a_name_twice_is_refused(tiny_path, tmp_path):
    target = zipped(tiny_path, tmp_path / "p.zip")
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("events.csv", "x")
    assert problems_of(target) == [Problem(D, None, "", "events.csv", "zip-twice")]


def test_a_zip_of_very_many_files_is_refused(tiny_path, tmp_path, monkeypatch):
    monkeypatch.setattr(zips, "MAX_FILES", 5)
    (found,) = problems_of(zipped(tiny_path, tmp_path / "p.zip"))
    assert (found.rule, found.allowed) == ("zip-files", "5")


def test_an_encrypted_zip_is_refused(tiny_path, tmp_path):
    target = zipped(tiny_path, tmp_path / "p.zip")
    content = bytearray(target.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    target.write_bytes(content)
    assert [each.rule for each in problems_of(target)] == ["zip"]


def test_what_a_descriptor_says_is_still_json(tiny_path, tmp_path):
    text = json.dumps({"resources": [{"name": OVERRIDE * 3}]})
    folder = broken(tiny_path, tmp_path / "p", lambda folder: (folder / D).write_text(text))
    assert problems_of(folder)
    assert all(OVERRIDE not in str(each) for each in problems_of(folder))


def test_texts_that_come_out_of_an_engine_are_inert(tiny, tmp_path):
    rows = tiny.rows("events").copy()
    rows.loc[0, "title"] = f"a{OVERRIDE}b\x1bc\nd"
    convert(replace(tiny, events=lazy(rows)), tmp_path / "lakes.duckdb")
    found = open_package(tmp_path / "lakes.duckdb").rows("events")
    assert found["title"][0] == "a\ufffdb\ufffdc\nd"
    assert found["title"][1] == rows["title"][1]
