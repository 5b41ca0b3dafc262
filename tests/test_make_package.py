"""`cstoviz make-package`: the package is sound, as asked for, and the same each time."""

import csv
import json
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from cstoviz import text
from cstoviz.cli import program
from cstoviz.descriptor import schema
from cstoviz.package import read_package
from cstoviz.synthetic.make import JUDGED, MADE, write
from cstoviz.synthetic.rows import TYPES
from cstoviz.tables import ALL_MEMBERS, collect
from cstoviz.translations import package_in

EVENTS = 3000
FEW = 60


def run(*arguments):
    """Run the command; return its exit code, what it printed, and what it complained of."""
    result = CliRunner().invoke(program(), ["make-package", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout, result.stderr


def silent(_done):
    """Tell nobody."""


def made(tables, folder, total=FEW, seed=1, **more):
    """Write a package and return its folder."""
    write(tables, folder, total, seed, silent, **more)
    return folder


def in_bytes(folder):
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def as_csv(source, folder):
    """Write a package of Parquet files as one of CSV files, and return its folder."""
    folder.mkdir()
    document = json.loads((source / "datapackage.json").read_text("utf-8"))
    for resource in document["resources"]:
        table = pq.read_table(source / resource["path"])
        resource |= {"path": f"{resource['name']}.csv", "format": "csv"}
        with (folder / resource["path"]).open("w", encoding="utf-8", newline="") as file:
            lines = csv.writer(file)
            lines.writerow(table.column_names)
            lines.writerows(map(written, row.values()) for row in table.to_pylist())
    (folder / "datapackage.json").write_text(json.dumps(document), "utf-8")
    return folder


def written(value):
    return value.date().isoformat() if hasattr(value, "date") else value


@pytest.fixture(scope="module")
def package(real, tmp_path_factory):
    return made(real, tmp_path_factory.mktemp("made") / "p", EVENTS)


@pytest.fixture(scope="module")
def found(package, tmp_path_factory):
    """Return the made-up package as the dashboard reads one: checked by every rule."""
    return read_package(as_csv(package, tmp_path_factory.mktemp("csv") / "p"))


@pytest.fixture(scope="module")
def events(found):
    return found.rows("events")


def test_it_passes_every_check(found, real):
    assert list(found.package.fields) == list(real.package.fields)
    for name in schema.COLUMNS:
        if name not in (*MADE, "translations"):
            pd.testing.assert_frame_equal(found.rows(name), real.rows(name))


def test_a_small_package_of_another_organisation_passes_too(tiny, tmp_path):
    for total in (1, 2, 50):
        folder = made(tiny, tmp_path / f"p{total}", total)
        known = read_package(as_csv(folder, tmp_path / f"csv{total}"))
        assert len(known.rows("events")) == total


def test_tables_are_as_large_as_asked_for(found):
    sizes = {name: len(found.rows(name)) / EVENTS for name in MADE}
    assert sizes["events"] == sizes["sources"] == 1
    assert sizes["participations"] == pytest.approx(3, abs=0.15)
    assert sizes["event_sources"] == pytest.approx(1.3, abs=0.05)
    assert sizes["codings"] == pytest.approx(0.7, abs=0.05)
    assert sizes["event_series"] == pytest.approx(158 / 207, abs=0.01)


def test_some_events_are_coded_twice(found):
    single, codings = found.rows("codings_single"), found.rows("codings")
    judged = codings[codings["event_id"].isin(single["event_id"])]
    assert 0.4 * JUDGED < judged["event_id"].nunique() <= JUDGED
    assert len(single) == pytest.approx(2 * len(judged), rel=0.1)


def test_samples_stay_small(real, tmp_path):
    folder = made(real, tmp_path / "p", 60_000)
    for name in ("codings_single", "coding_disagreements", "event_series"):
        rows = pq.read_table(folder / f"{name}.parquet").to_pandas()
        assert 0 < len(rows) <= 20_000
        assert not rows.duplicated(list(schema.key(name))).any()
    single = pq.read_table(folder / "codings_single.parquet").to_pandas()
    assert single["event_id"].nunique() <= JUDGED


def test_frequencies_are_those_of_the_real_package(events, real):
    then = real.rows("events")
    for name in ("kind", "organ", "country_iso3", "place_basis", "format", "date_basis"):
        shares = events[name].value_counts(normalize=True, dropna=False)
        wanted = then[name].value_counts(normalize=True, dropna=False)
        assert (shares - wanted.reindex(shares.index)).abs().max() < 0.03, name
    assert events["place_id"].isna().mean() == pytest.approx(59 / 207, abs=0.05)
    assert set(events["status"]) == {"reported", "announced", "cancelled"}
    assert set(events["date_precision"]) == {"day", "month"}
    assert events["personnel"].notna().mean() == pytest.approx(11 / 207, abs=0.02)


def test_days_lie_in_the_span_of_the_real_ones(events, real):
    then, through = real.rows("events"), pd.Timestamp(real.package.through)
    assert events["start_date"].min() >= then["start_date"].min().replace(day=1)
    assert events["start_date"].max() <= then["start_date"].max()
    assert events[events["status"] == "reported"]["end_date"].max() <= through
    assert (events["start_date"] <= through).mean() == pytest.approx(194 / 207, abs=0.01)
    years = events["start_date"].dt.year.value_counts(normalize=True)
    assert years[2024] == pytest.approx(years[2025], abs=0.03)


def test_participants_are_of_every_sort(found, real):
    sorts = ["participant_kind", "role", "basis"]
    rows, then = found.rows("participations"), real.rows("participations")
    shares, wanted = (each.value_counts(sorts, normalize=True) for each in (rows, then))
    assert set(shares.index) == set(wanted.index)
    assert (shares - wanted).abs().max() < 0.06
    assert ALL_MEMBERS in set(rows["participant"])
    hosts = rows[rows["role"] == "host"].merge(found.rows("events"), on="event_id")
    assert (hosts["participant"] == hosts["country_iso3"]).all()


def test_publishers_are_made_up_and_of_every_kind(found, real):
    rows, then = found.rows("sources"), real.rows("sources")
    shares, wanted = (each["publisher_kind"].value_counts(normalize=True) for each in (rows, then))
    assert (shares - wanted).abs().max() < 0.03
    assert rows["publisher"].str.fullmatch(r"(official|agency|media)-\d+\.example\.org").all()
    assert rows["url"].str.startswith("https://example.org/").all()


def test_what_coders_said_fits_what_was_settled(found):
    pair = ["event_id", "target_id"]
    single = found.rows("codings_single").pivot(index=pair, columns="coder", values="strength")
    single = single.astype(object).where(single.notna(), "none")
    apart = found.rows("coding_disagreements").set_index(pair)
    links = found.rows("codings")
    links = links[links["event_id"].isin({event for event, _ in single.index})].set_index(pair)
    same = single[single["A"] == single["B"]]
    assert set(same.index) == set(links[links["basis"] == "agreed"].index)
    assert (same["A"] == links.loc[same.index, "strength"]).all()
    assert (single.loc[apart.index] == apart[["coder_a", "coder_b"]].to_numpy()).all(axis=None)
    settled = apart[apart["settled"] != "none"]
    assert set(settled.index) == set(links[links["basis"] == "settled"].index)
    assert len(apart) - len(settled) > 0


def test_it_says_that_it_is_made_up(found, events):
    assert found.package.name == "csto-activity-synthetic"
    assert found.package.title.startswith("Made-up data after: ")
    assert "audit" not in found.package.document
    assert "changes" not in found.package.document
    assert package_in(found, "ru").title.startswith("Вымышленные данные по образцу: Деятельность")
    assert events["title"].str.fullmatch(r".+, no\. \d+ \(made up\)").all()
    assert events["summary"].str.startswith("Made up. ").all()
    assert found.package.document["sources"] == [
        {
            "title": "cstoviz make-package --events 3000 --seed 1, "
            "after: Activity of the CSTO, 2024–2026"
        }
    ]


def test_files_are_parquet_in_the_types_of_the_descriptor(package, real):
    document = json.loads((package / "datapackage.json").read_text("utf-8"))
    assert [each["name"] for each in document["resources"]] == list(real.package.fields)
    for each in document["resources"]:
        assert each["path"] == f"{each['name']}.parquet"
        assert each["format"] == "parquet"
        assert not {"encoding", "dialect"} & set(each)
        wanted = [(field["name"], TYPES[field["type"]]) for field in each["schema"]["fields"]]
        assert pq.read_schema(package / each["path"]).equals(pa.schema(wanted))
    names = {file.name for file in package.iterdir()}
    assert names == {"datapackage.json", *(f"{name}.parquet" for name in real.package.fields)}


def test_no_translation_is_left_without_its_row(found):
    assert set(found.rows("translations")["table"]).isdisjoint(MADE)


def test_the_same_seed_gives_the_same_bytes(real, tmp_path):
    first, again = (in_bytes(made(real, tmp_path / name)) for name in "ab")
    assert first == again
    other = in_bytes(made(real, tmp_path / "c", seed=2))
    differing = {name for name in first if first[name] != other[name]}
    assert {"events.parquet", "participations.parquet", "event_sources.parquet"} <= differing
    assert "states.parquet" not in differing


def test_rows_do_not_depend_on_how_many_are_made_at_a_time(real, tmp_path):
    whole = made(real, tmp_path / "whole")
    parts = made(real, tmp_path / "parts", batch=7)
    for name in real.package.fields:
        file = f"{name}.parquet"
        assert pq.read_table(parts / file).equals(pq.read_table(whole / file)), name
    assert pq.ParquetFile(parts / "events.parquet").num_row_groups == -(-FEW // 7)
    assert pq.ParquetFile(parts / "events.parquet").metadata.row_group(0).num_rows == 7


def test_progress_is_told(real, tmp_path):
    told = []
    write(real, tmp_path / "p", 20, 1, told.append, batch=5)
    assert told == [0.25, 0.5, 0.75, 1.0]


def test_no_half_package_stays(real, tmp_path):
    def called_off(_done):
        raise KeyboardInterrupt

    (tmp_path / "there").mkdir()
    for name in ("new", "there"):
        with pytest.raises(KeyboardInterrupt):
            write(real, tmp_path / name, 20, 1, called_off)
    assert list(tmp_path.rglob("*")) == [tmp_path / "there"]


def test_the_command_makes_a_package(tmp_path):
    code, said, why = run("--events", "1_0", "--seed", 3, "--out", tmp_path / "p")
    rows = pq.read_table(tmp_path / "p" / "participations.parquet").num_rows
    assert (code, why) == (0, "")
    assert said == f"{tmp_path / 'p'}: 10 events, {rows} participations, made up from seed 3\n"


def test_another_package_can_be_the_model(tiny, tiny_path, tmp_path):
    assert run("--events", 10, "--data", tiny_path, "--out", tmp_path / "p")[0] == 0
    kinds = set(pq.read_table(tmp_path / "p" / "events.parquet")["kind"].to_pylist())
    assert kinds <= set(collect(tiny.events)["kind"])


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--events", 0], "Error: --events takes a number from 1 on, not 0\n"),
        (["--events", -5], "Error: --events takes a number from 1 on, not -5\n"),
        (["--events", 5, "--seed", -1], "Error: --seed takes a number from 0 on, not -1\n"),
    ],
)
def test_what_is_impossible_is_refused(tmp_path, arguments, why):
    assert run(*arguments, "--out", tmp_path / "p") == (2, "", why)
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_not_written_over(tmp_path):
    file, folder = tmp_path / "file", tmp_path / "folder"
    file.write_text("mine")
    folder.mkdir()
    (folder / "mine").write_text("mine")
    for out in (file, folder):
        refused = f"Error: {out} is there already and is no empty folder\n"
        assert run("--events", 5, "--out", out) == (2, "", refused)
    assert len(list(tmp_path.rglob("*"))) == 3


def test_an_empty_folder_is_filled(tmp_path):
    assert run("--events", 5, "--out", tmp_path)[0] == 0
    assert (tmp_path / "datapackage.json").is_file()


def test_a_broken_model_is_told_as_by_check(tmp_path):
    code, _, why = run("--events", 5, "--data", tmp_path / "nowhere", "--out", tmp_path / "p")
    assert code == 1
    assert "datapackage.json" in why


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("mine")
    code, _, why = run("--events", 5, "--out", tmp_path / "file" / "p")
    assert code == 3
    assert "was not made" in why


def test_the_command_speaks_russian(tmp_path):
    with text.speaking("ru"):
        _, _, why = run("--events", 0, "--out", Path(tmp_path / "p"))
    assert why == "Ошибка: --events принимает число от 1, а не 0\n"
