import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from cstoviz.archive import package_zip
from cstoviz.package import read_package

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def test_it_can_be_read_as_a_package_and_gives_itself_again(real, tmp_path):
    content = package_zip(real, DATA)
    zipped = tmp_path / "package.zip"
    zipped.write_bytes(content)
    again = read_package(zipped)
    assert again.package == real.package
    assert again.rows("events").equals(real.rows("events"))
    assert package_zip(again, zipped) == content


def test_only_what_the_descriptor_names_and_what_belongs_to_it(real, folder):
    (folder / "secret.txt").write_text("no", encoding="utf-8")
    (folder / "README.md").write_text("What it is", encoding="utf-8")
    (folder / "LICENSE").write_text("CC BY 4.0", encoding="utf-8")
    document = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    named = {resource["path"] for resource in document["resources"]}
    with zipfile.ZipFile(io.BytesIO(package_zip(real, folder))) as archive:
        assert set(archive.namelist()) == named | {"datapackage.json", "README.md", "LICENSE"}
        assert archive.read("events.csv") == (folder / "events.csv").read_bytes()
        created = real.package.created
        stamp = (created.year, created.month, created.day, 0, 0, 0)
        assert {item.date_time for item in archive.infolist()} == {stamp}


def test_the_descriptor_may_be_given_instead_of_its_folder(real):
    assert package_zip(real, DATA / "datapackage.json") == package_zip(real, DATA)


def test_a_zip_with_a_folder_on_top_comes_out_flat(real, tmp_path):
    nested = tmp_path / "nested.zip"
    with zipfile.ZipFile(nested, "w") as archive:
        for file in DATA.iterdir():
            archive.write(file, f"csto/{file.name}")
    assert package_zip(real, nested) == package_zip(real, DATA)


@pytest.mark.parametrize("path", ["../outside.csv", "missing.csv"])
def test_a_file_outside_or_missing_is_refused(real, folder, path):
    (folder.parent / "outside.csv").write_text("secret", encoding="utf-8")
    file = folder / "datapackage.json"
    document = json.loads(file.read_text(encoding="utf-8"))
    document["resources"][0]["path"] = path
    file.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(FileNotFoundError):
        package_zip(real, folder)


def test_a_zip_without_a_descriptor_is_refused(real, tmp_path):
    empty = tmp_path / "empty.zip"
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(FileNotFoundError):
        package_zip(real, empty)
