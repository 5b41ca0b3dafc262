"""The repository's own data: sound here and for other tools, sourced, told in two languages."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cstoviz.tables import collect
from tests.packages import problems_of

DATA = Path(__file__).parents[1] / "data"
DESCRIPTOR = json.loads((DATA / "datapackage.json").read_text("utf-8"))
TRANSLATED = {
    "events": ("event_id", "title summary venue"),
    "states": ("iso3", "name official_name"),
    "organs": ("organ", "organ name"),
    "organisations": ("organisation_id", "organisation name"),
    "operations": ("name", "name aim"),
    "places": ("place_id", "name"),
    "chairmanships": ("chairmanship_id", "motto"),
    "priority_areas": ("area_id", "title"),
    "priorities": ("priority_id", "title"),
    "measures": ("measure_id", "title"),
    "event_series": ("series_id", "series_title"),
    "evidence_gaps": ("gap_id", "note"),
}


def translated(real, table, field, lang):
    rows = real.rows("translations")
    rows = rows[(rows["table"] == table) & (rows["field"] == field) & (rows["lang"] == lang)]
    return set(rows["key"])


@pytest.mark.parametrize(
    ("table", "key", "field"),
    [
        (table, key, field)
        for table, (key, fields) in TRANSLATED.items()
        for field in fields.split()
    ],
)
def test_every_text_has_russian(real, table, key, field):
    rows = real.rows(table).dropna(subset=[field])
    assert set(rows[key]) - translated(real, table, field, "ru") == set()


CODES = [
    pytest.param(
        f"{resource['name']}.{field['name']}", field, id=f"{resource['name']}.{field['name']}"
    )
    for resource in DESCRIPTOR["resources"]
    for field in resource["schema"]["fields"]
    if "enum" in field.get("constraints", {})
]
UNLABELLED = {"memberships.date_precision", "operations.kind", "codings_single.strength"}
"""Read as the vocabularies of the same codes elsewhere, or shown nowhere."""


@pytest.mark.parametrize(("column", "field"), CODES)
def test_every_code_is_defined_and_used_codes_have_labels(real, column, field):
    codes = field["constraints"]["enum"]
    assert set(field["definitions"]) == set(codes)
    shown = column.split(".")[0] not in {"coding_disagreements", "codings_single"}
    for lang in ("en", "ru") if shown and column not in UNLABELLED else ():
        assert {f"{column}.{code}" for code in codes} <= translated(
            real, "vocabulary", "label", lang
        )


def test_every_event_has_a_source_and_every_source_an_event(real):
    links = real.rows("event_sources")
    assert set(links["event_id"]) == set(real.rows("events")["event_id"])
    assert set(links["source_id"]) == set(real.rows("sources")["source_id"])


def test_agreed_links_are_those_on_which_both_codings_agree(real):
    single = real.rows("codings_single").pivot(
        index=["event_id", "target_id"], columns="coder", values="strength"
    )
    same = single[single["A"] == single["B"]]["A"].to_dict()
    final = real.rows("codings").set_index(["event_id", "target_id"])
    assert final[final["basis"] == "agreed"]["strength"].to_dict() == same
    differing = set(single.index) - set(same)
    told = real.rows("coding_disagreements").set_index(["event_id", "target_id"])["settled"]
    assert set(told.index) == differing
    settled = final[final["basis"] == "settled"]["strength"].to_dict()
    assert settled == told[told != "none"].to_dict()


def test_every_column_of_every_table_is_titled_and_described():
    for resource in DESCRIPTOR["resources"]:
        assert resource["title"]
        assert resource["description"].endswith(".")
        for field in resource["schema"]["fields"]:
            assert field["title"], (resource["name"], field["name"])
            assert field["description"].endswith("."), (resource["name"], field["name"])


def test_every_file_is_declared_and_the_codebook_names_every_table():
    paths = {resource["path"] for resource in DESCRIPTOR["resources"]}
    assert paths == {file.name for file in DATA.glob("*.csv")}
    codebook = (DATA / "README.md").read_text("utf-8")
    for resource in DESCRIPTOR["resources"]:
        assert f"`{resource['name']}`" in codebook
    assert "CC BY 4.0" in codebook
    assert "creativecommons.org/licenses/by/4.0/legalcode" in (DATA / "LICENSE").read_text("utf-8")


def test_the_data_have_no_problem():
    assert problems_of(DATA) == []


def test_figures_that_the_codebook_states_are_those_of_the_tables(real):
    codebook = (DATA / "README.md").read_text("utf-8")
    assert f"version {DESCRIPTOR['version']}" in codebook
    for table in ("events", "participations", "sources", "codings"):
        assert f"| `{table}` | {len(real.rows(table)):,} |" in codebook


def test_events_of_month_precision_and_names_of_keys_are_consistent(real):
    events = collect(real.events)
    assert (events["event_id"].str[:10] == events["start_date"].dt.strftime("%Y-%m-%d")).all()


def test_the_package_passes_frictionless():
    code = (
        "import json, sys; from frictionless import validate;"
        "report = validate(sys.argv[1]);"
        "print(json.dumps([report.valid, report.stats['errors'], len(report.tasks)]))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, str(DATA / "datapackage.json")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == [True, 0, 20]
