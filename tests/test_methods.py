"""The page on methods: every rule with an example that the files themselves bear out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cstoviz import text
from cstoviz.context import count
from cstoviz.methods import cite, declared, record
from cstoviz.methods.rules import EXAMPLES, rules
from cstoviz.package import read_package
from cstoviz.selection import from_query
from cstoviz.tables import Package
from cstoviz.ui import navigation
from cstoviz.views.behind import KEY, number_of
from tests.methods_expected import REAL, REAL_EVENTS, TINY, TOLD
from tests.packages import broken, set_cell

SOURCE = Path(__file__).parents[1] / "src" / "cstoviz"


def example(tables, rule):
    return next(each for each in rules(tables) if each.id == rule).example


def said(tables, rule):
    return tuple(point.said for point in example(tables, rule).points)


def events(tables, rule):
    return [named.event for point in example(tables, rule).points for named in point.events]


@pytest.mark.parametrize("rule", EXAMPLES)
def test_every_rule_has_its_example(real, rule):
    assert said(real, rule) == REAL[rule]
    assert events(real, rule) == REAL_EVENTS[rule]


@pytest.mark.parametrize("rule", TINY)
def test_another_package_has_its_own_examples(tiny, rule):
    assert said(tiny, rule) == TINY[rule]


BEHIND = {
    "months": 8, "bounds": 117, "membership": 3, "absences": 8, "denominators": 182,
    "sources": 299, "coincides": 2,
}  # fmt: skip
KEPT = {
    "states": 59, "period": 12, "month-precision": 3, "status": 207, "stated": 139,
    "official": 117, "gaps": 6,
}  # fmt: skip


@pytest.mark.parametrize("rule", EXAMPLES)
def test_the_way_to_a_view_leads_to_the_number_of_the_example(real, rule):
    see = example(real, rule).see
    assert see.page in navigation.ORDER
    selection, rejected = from_query({key: list(values) for key, values in see.query}, real)
    assert rejected == ()
    code = selection.option(KEY)
    if rule in BEHIND:
        assert number_of(code, real, selection.with_options(**{KEY: ""})) == BEHIND[rule]
    else:
        assert code == ""
        assert count(real, selection.without_options()) == KEPT.get(rule, 193)


def emptied(*tables):
    def change(folder):
        for table in tables:
            file = folder / f"{table}.csv"
            file.write_text(file.read_text("utf-8").splitlines()[0] + "\n", "utf-8")

    return change


CODED = ("codings", "codings_single", "coding_disagreements")
DECLARED = ("priority_areas", "priorities", "measures", "operations", "evidence_gaps", *CODED)
EVENTFUL = ("events", "participations", "event_sources", "event_series", *CODED)
LACKING = {
    "membership": set_cell("memberships", 5, "status", "guest"),
    "coverage": emptied(*DECLARED, "translations"),
    "agreement": emptied(*CODED),
    "absences": emptied("participations"),
    "bounds": emptied("participations"),
    "states": emptied("participations"),
    "denominators": emptied("participations"),
    "gaps": emptied("evidence_gaps"),
    "coincides": emptied("evidence_gaps"),
}


@pytest.mark.parametrize("rule", LACKING)
def test_a_package_without_a_case_says_so(tiny_path, tmp_path, rule):
    tables = read_package(broken(tiny_path, tmp_path / "p", LACKING[rule]))
    found = next(each for each in rules(tables) if each.id == rule)
    assert found.example.points == ()
    assert found.example.see is None
    assert found.none == text.t(f"methods.rule.{rule}.none")


def test_a_package_without_events_has_no_example(tiny_path, tmp_path):
    change = emptied(*EVENTFUL, "evidence_gaps", "translations")
    tables = read_package(broken(tiny_path, tmp_path / "p", change))
    assert {rule.id for rule in rules(tables) if rule.example.points} == {"coverage"}
    assert record.known_limits(tables)[0].endswith("or nobody looked.")


def test_every_code_of_the_package_is_explained(real):
    found = {f"{each.table}.{each.column}": each for each in record.vocabularies(real)}
    assert len(found) == 26
    kinds = found["events.kind"].frame
    assert list(kinds.columns) == ["Code", "Label", "Meaning", "Rows"]
    assert kinds["Rows"].sum() == 207
    exact = found["events.date_precision"].frame.values.tolist()
    assert exact == [
        ["day", "Day known", "The days themselves are known.", 190],
        ["month", "Only the month known", "Only the month is known; the dates span the whole "
         "month.", 17],
    ]  # fmt: skip
    assert not any((each.frame["Meaning"] == "–").any() for each in found.values())


def test_what_the_data_are(real, tiny):
    assert [(fact.name, fact.value) for fact in record.facts(tiny)] == [
        ("Title", "Lakes Union, 2031–2032"),
        ("Version", "2032.4.0"),
        ("Created", "20 April 2032"),
        ("Reports gathered up to", "15 April 2032"),
        ("Licence", "CC0 1.0"),
    ]
    sizes = record.sizes(real).set_index("table")["rows"]
    assert sizes["events"] == 207
    assert sizes["translations"] == 1623
    assert len(sizes) == 20


def test_the_limits_are_counted(real):
    assert record.gap_days(real).values.tolist() == [["thin", 273, 9], ["none-found", 117, 8]]
    assert record.known_limits(real)[:4] == (
        "Days of the record: 805 (1 January 2024 to 15 March 2026). On 390 of them (48%) the "
        "evidence on everything is thin or missing, or nobody looked.",
        "Further evidence gaps concern one kind of activity (3) or one topic (29).",
        "Reported events: 193. With an inferred date: 54; with an inferred place or country: 45; "
        "without a known place: 50.",
        "Reported events: 193. Resting on one source: 67; without an official source: 76.",
    )
    assert "Ratifications, decrees, bilateral talks" in record.left_out(real)[1]


def test_what_a_package_says_of_itself_is_read_leniently():
    audit = {
        "events": 40, "facts": 429, "confirmed": 0.963, "low": 0.944, "high": 0.979,
        "wrong": 0.016, "unsupported": 0.021, "note": "No wrong date.",
    }  # fmt: skip
    change = {"version": "1.0", "date": "2031-05-06", "text": "First."}
    document = {"audit": audit, "changes": [change, {"version": "0.9"}], "limits": ["One.", 2]}
    assert declared.changes(document) == (declared.Change("1.0", date(2031, 5, 6), "First."),)
    assert declared.limits(document) == ("One.",)
    found = declared.audit(document)
    assert (found.events, found.facts, found.shares["low"], found.note) == (
        40, 429, 0.944, "No wrong date.",
    )  # fmt: skip
    assert record.exact_share(0.963) == "96.3%"
    assert declared.audit({"audit": audit | {"facts": "many"}}) is None
    assert declared.audit({}) is None
    assert declared.changes({"changes": "none"}) == ()


def test_creators_are_cited_before_others():
    people = [
        {"title": "The lake keepers", "roles": ["creator"]},
        {"title": "A reader", "roles": ["editor"]},
    ]
    assert declared.creators({"contributors": people}) == ("The lake keepers",)
    assert declared.creators({"contributors": people[1:]}) == ("A reader",)
    assert declared.creators({}) == ()


@dataclass(frozen=True)
class Told(Package):
    """A package that tells more of itself than its tables."""

    document: Mapping[str, Any] = field(default_factory=dict)


def told(tables, document, **others):
    return Told(**{**vars(tables.package), **others, "document": document})


def test_how_to_cite(tiny):
    assert cite.plain(told(tiny, TOLD, homepage="https://lakes.example.org/")) == (
        "The lake keepers & friends (2032). Lakes Union, 2031–2032 (version 2032.4.0) [data set]. "
        "Created 20 April 2032. Reports up to 15 April 2032. Licensed under CC0 1.0. "
        "https://lakes.example.org/"
    )
    assert cite.plain(told(tiny, {}, created=None, through=None, licence="")) == (
        "Lakes Union, 2031–2032 (version 2032.4.0) [data set]."
    )


def test_how_to_cite_in_bibtex(tiny):
    assert cite.bibtex(told(tiny, TOLD, homepage="https://lakes.example.org/a_b")) == (
        "@misc{lakes-union-2032-4-0,\n"
        "  author = {{The lake keepers \\& friends}},\n"
        "  title = {{Lakes Union, 2031–2032}},\n"
        "  year = {2032},\n"
        "  month = apr,\n"
        "  version = {2032.4.0},\n"
        "  note = {Data set, version 2032.4.0. Created 20 April 2032. Reports up to 15 April "
        "2032.},\n"
        "  license = {CC0 1.0},\n"
        "  url = {https://lakes.example.org/a_b}\n"
        "}"
    )
    assert cite.escaped("50 % of A&B_{x}") == r"50 \% of A\&B\_\{x\}"


def test_where_errors_go_is_never_made_up(tiny):
    mail = {"contributors": [{"title": "K", "email": "k@example.org", "path": "https://k.example"}]}
    assert declared.contact(told(tiny, TOLD)) == "https://lakes.example.org/errors"
    assert declared.contact(told(tiny, mail)) == "k@example.org"
    assert declared.contact(told(tiny, {})) == ""
    assert declared.about_events(told(tiny, TOLD)) == "One row is one day on a lake."


def test_no_text_of_the_page_is_left_over():
    files = [*(SOURCE / "methods").glob("*.py"), SOURCE / "ui" / "methods.py"]
    source = "\n".join(file.read_text("utf-8") for file in files)
    names = re.findall(r"""["'](methods\.[^"']+)["']""", source)
    patterns = [re.compile(re.sub(r"\\\{.*?\\\}", r"[a-z.-]+", re.escape(n))) for n in names]
    keys = [key for key in text.messages("en") if key.startswith("methods.")]
    assert [key for key in keys if not any(one.fullmatch(key) for one in patterns)] == []
