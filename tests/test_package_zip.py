"""A package in a zip reads as its folder does; what is no package is refused."""

import zipfile

import pytest

from cstoviz import zips
from cstoviz.package import read_package
from cstoviz.problems import Problem
from tests.packages import problems_of

D = "datapackage.json"


def zipped(folder, target, top=""):
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, f"{top}{file.name}")
    return target


@pytest.mark.parametrize("top", ["", "lakes-union/"])
def test_a_zip_reads_as_its_folder_does(tiny_path, tiny, tmp_path, top):
    tables = read_package(zipped(tiny_path, tmp_path / "p.zip", top))
    assert tables.package == tiny.package
    assert tables.rows("events").equals(tiny.rows("events"))


def test_what_a_system_adds_to_a_zip_is_overlooked(tiny_path, tmp_path):
    target = zipped(tiny_path, tmp_path / "p.zip", "lakes/")
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("__MACOSX/lakes/._events.csv", "x")
    assert problems_of(target) == []


@pytest.mark.parametrize("name", ["../x.csv", "/x.csv", "a/../../x.csv", "a\\x.csv", "c:x.csv"])
def test_a_zip_that_would_write_outside_is_refused(tiny_path, tmp_path, name):
    target = zipped(tiny_path, tmp_path / "p.zip")
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(name, "x")
    assert problems_of(target) == [Problem(D, None, "", name, "zip-path")]


def test_a_zip_too_large_is_refused(tiny_path, tmp_path, monkeypatch):
    monkeypatch.setattr(zips, "MAX_BYTES", 1000)
    target = zipped(tiny_path, tmp_path / "p.zip")
    assert problems_of(target) == [Problem(D, None, "", "", "zip-size", "1,000")]


def test_a_damaged_zip_is_refused(tiny_path, tmp_path):
    target = zipped(tiny_path, tmp_path / "p.zip")
    content = bytearray(target.read_bytes())
    content[200:260] = b"\0" * 60
    target.write_bytes(content)
    assert [problem.rule for problem in problems_of(target)] == ["zip"]
    target.write_bytes(b"no zip")
    assert problems_of(target) == [Problem(D, None, "", "File is not a zip file", "zip")]


def test_a_zip_or_folder_without_a_descriptor_is_none(tmp_path):
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.writestr("events.csv", "x")
    path = str(tmp_path / "p.zip")
    assert problems_of(tmp_path / "p.zip") == [Problem(D, None, "", path, "missing-file", D)]
    for place in (tmp_path, tmp_path / "none", tmp_path / ("x" * 300), tmp_path / "a\0b"):
        assert [problem.rule for problem in problems_of(place)] == ["missing-file"]


def test_the_descriptor_itself_may_be_named(tiny_path, tiny):
    assert read_package(tiny_path / D).package == tiny.package
