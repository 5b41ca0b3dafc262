"""What else bears the searched words, and the events that concern it."""

import pytest

from cstoviz.metrics import found
from cstoviz.selection import Selection
from cstoviz.tables import collect
from cstoviz.text import t
from cstoviz.views.core import answer
from cstoviz.views.events import SEARCH_OTHERS
from cstoviz.views.numbers import rows_behind, shown

COLUMNS = {"dimension": "str", "code": "str", "events": "Int64"}


def rows(tables, words, **selection):
    asked = Selection(**selection).with_options(q=words)
    frame = found.found_names(tables, asked)
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == COLUMNS
    return {(row.dimension, row.code): row.events for row in frame.itertuples()}


@pytest.mark.parametrize("words", ["", "  ", "(*", "nowhere"])
def test_nothing_where_nothing_is_searched_or_found(tiny, words):
    assert rows(tiny, words) == {}
    assert answer(SEARCH_OTHERS, tiny, Selection().with_options(q=words)).empty


@pytest.mark.parametrize(
    ("words", "selection", "expected"),
    [
        ("sweden", {}, {("state", "SWE"): 2}),
        ("sweden", {"facts": "stated"}, {("state", "SWE"): 2}),
        ("sweden", {"kinds": ("council",)}, {("state", "SWE"): 0}),
        ("tartu", {}, {("place", "tartu"): 2}),
        ("tartu", {"facts": "stated"}, {("place", "tartu"): 1}),
        ("flotilla", {}, {("organ", "Flotilla"): 7}),
        ("lake science", {}, {("organisation", "lake-institute"): 2}),
        ("neighbors", {}, {("priority", "EE2031-1.2"): 2}),
        ("keepers", {}, {("area", "EE2031-1"): 5}),
        ("смотритель", {}, {("area", "EE2031-1"): 5}),
        ("vesi", {}, {("operation", "Clear Water"): 0}),
        ("latvia", {"period": "2032-01-01..2032-12-31"}, {("state", "LVA"): 0}),
    ],
)
def test_names_with_the_events_that_concern_them(tiny, words, selection, expected):
    assert rows(tiny, words, **selection) == expected


def test_operations_are_known_by_the_titles_of_events_of_their_kind(real):
    assert rows(real, "Скала") == {("operation", "Rock"): 1}
    both = ("reported", "announced")
    assert rows(real, "Rock", status=both)[("operation", "Rock")] == 2


@pytest.mark.parametrize("words", ["harbour", "estonia", "regatta", "ice"])
@pytest.mark.parametrize("selection", [Selection(), Selection(facts="stated")])
def test_every_number_is_the_count_of_what_is_behind_it(tiny, words, selection):
    view = answer(SEARCH_OTHERS, tiny, selection.with_options(q=words))
    number = SEARCH_OTHERS.numbers["events"]
    behind = found.behind_names(tiny, view.selection)
    assert len(view.frame)
    for row in view.frame.itertuples():
        keys = (row.dimension, row.code)
        counted = rows_behind(behind, number, keys)
        assert shown(view.frame, "events", number, keys) == counted["event"].nunique()
        assert list(counted.columns) == ["event", "dimension", "code"]


def test_an_absence_does_not_count(tiny):
    behind = collect(found.behind_names(tiny, Selection().with_options(q="latvia")))
    assert "2032-02-05-council" not in set(behind["event"])
    assert "2031-06-10-summer-council" in set(behind["event"])


def test_names_and_the_sentence_as_a_reader_sees_them(tiny):
    view = answer(SEARCH_OTHERS, tiny, Selection().with_options(q="regatta"))
    assert list(view.frame["code"]) == ["FI2032-2.1", "FI2032-2.2", "FI2032-2"]
    assert view.sentence == (
        "“regatta” stands in the names of 2 declared priorities and 1 declared area."
    )
    shown_table = view.table()
    assert list(shown_table[t("column.dimension")]) == ["Priority", "Priority", "Area"]
    assert next(iter(shown_table[t("column.name")])) == "A regatta in spring"
    assert list(shown_table[t("column.events")]) == [1, 0, 1]


def test_an_operation_has_its_name(real):
    view = answer(SEARCH_OTHERS, real, Selection().with_options(q="Нелегал"))
    assert list(view.frame["name"]) == ["Nelegal"]
    assert view.sentence == "“Нелегал” stands in the names of 1 operation or exercise."
