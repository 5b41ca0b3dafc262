"""From every number of every view to the events behind it."""

from datetime import date

import pandas as pd
import pytest

from cstoviz.codes import key_text, number_code, parts_of
from cstoviz.selection import Selection
from cstoviz.tables import collect, lazy
from cstoviz.views import behind
from cstoviz.views.core import answer
from cstoviz.views.numbers import rows_behind, shown
from cstoviz.views.registry import views

COUNTING = [view for view in views().values() if view.numbers]
SELECTIONS = {
    "tiny": [
        Selection(),
        Selection(states=("FIN",), basis="collective"),
        Selection(period="2031-02-10..2031-07-09", status=("reported", "announced")),
        Selection(facts="stated"),
        Selection(sources="official").with_options(
            term="FI2032", lanes="area", place="tallinn", layer="took-part", month="2031-03"
        ),
        Selection(kinds=("survey",), states=("SWE",)),
    ],
    "real": [
        Selection(),
        Selection(states=("TJK", "BLR"), match="all", period="2025", facts="stated"),
    ],
}
CASES = [
    pytest.param(name, selection, id=f"{name}-{place}")
    for name, given in SELECTIONS.items()
    for place, selection in enumerate(given)
]


def numbers_of(view, found):
    """Yield column, keys and value of every number that an answer shows."""
    for column, number in view.numbers.items():
        keys = found.frame[list(number.keys)].drop_duplicates()
        rows = keys.itertuples(index=False, name=None) if number.keys else [()]
        for row in rows:
            texts = tuple(map(key_text, row))
            value = shown(found.frame, column, number, texts)
            if value is not None:
                yield column, number, texts, value


@pytest.mark.parametrize(("package", "selection"), CASES)
@pytest.mark.parametrize("view", COUNTING, ids=lambda view: view.id)
def test_every_number_is_the_count_of_what_is_behind_it(request, view, package, selection):
    tables = request.getfixturevalue(package)
    found = answer(view, tables, selection)
    rows = lazy(collect(view.behind(tables, found.selection)))
    known = set(tables.rows("events")["event_id"])
    for column, number, keys, value in numbers_of(view, found):
        counted = rows_behind(rows, number, keys)
        assert counted[number.counted(keys)].nunique() == value, (column, keys)
        assert set(counted["event"].dropna()) <= known


@pytest.mark.parametrize("view", COUNTING, ids=lambda view: view.id)
def test_some_view_has_numbers_to_walk(real, view):
    found = answer(view, real, Selection())
    assert found.empty or any(value for *_, value in numbers_of(view, found))


def codes_of(trace):
    given = [] if trace.customdata is None else trace.customdata
    for place, item in enumerate(given):
        for code in item if trace.type == "heatmap" else [item]:
            if code[0]:
                yield place, code[0]


@pytest.mark.parametrize("package", ["tiny", "real"])
@pytest.mark.parametrize("view", COUNTING, ids=lambda view: view.id)
def test_every_mark_names_a_number_that_its_view_shows(request, view, package):
    tables = request.getfixturevalue(package)
    found = answer(view, tables, Selection())
    if view.chart is None or found.empty:
        return
    seen = 0
    for trace in found.chart(flat=True).data:
        for _, code in codes_of(trace):
            column, *keys = parts_of(code)
            number = view.numbers[column]
            assert len(keys) == len(number.keys), code
            seen += shown(found.frame, column, number, keys) is not None
    assert seen, view.id


def bars_with_codes(figure):
    for trace in figure.data:
        if trace.type == "bar" and trace.customdata is not None and trace.base is None:
            lengths = trace.x if trace.orientation == "h" else trace.y
            for place, code in codes_of(trace):
                yield code, lengths[place] or 0


@pytest.mark.parametrize(
    "name",
    [
        "participation-by-state", "participation-guests", "participation-over-time",
        "participation-organisations", "participation-brief", "events-per-month", "timeline",
        "map-beside", "coverage-outside", "sources-per-month", "source-rest",
    ],
)  # fmt: skip
def test_a_bar_is_as_long_as_the_number_that_it_names(real, name):
    view = views()[name]
    found = answer(view, real, Selection())
    bars = list(bars_with_codes(found.chart(flat=True)))
    assert bars
    for code, length in bars:
        column, *keys = parts_of(code)
        assert (shown(found.frame, column, view.numbers[column], keys) or 0) == length, code


def asked(tables, code, **selection):
    return answer(behind.BEHIND, tables, Selection(**selection).with_options(behind=code))


def test_the_list_says_why_an_event_counts_and_where_it_was_reported(tiny):
    found = asked(tiny, "participation-by-state~upper~FIN")
    frame = found.frame
    assert set(frame["part"]) == {"named", "inferred", "collective"}
    assert frame["start"].is_monotonic_decreasing
    assert frame["addresses"].map(len).min() >= 0
    assert behind.heading(found) == f"{len(frame)} events behind this number"
    assert found.sentence == "Which member states took part, and how often? Finland; Upper bound."


def test_of_many_rows_the_latest_are_listed_and_all_are_counted(tiny, monkeypatch):
    chosen = {"basis": "collective", "period": "2031-01-02..2032-04-14"}
    code, of = "participation-by-state~upper~FIN", Selection(**chosen)
    view = views()["participation-by-state"]
    rows = rows_behind(view.behind(tiny, of), view.numbers["upper"], ("FIN",))
    monkeypatch.setattr(behind, "MOST", 3)
    found = asked(tiny, code, **chosen)
    assert behind.heading(found) == f"{rows['event'].nunique()} events behind this number"
    starts = tiny.rows("events").set_index("event_id")["start_date"].reindex(rows["event"])
    assert list(found.frame["start"]) == sorted(starts, reverse=True)[:3]
    assert found.sentence.endswith("Only the latest 3 rows are listed, here and in the download.")


def test_a_number_of_a_whole_view_opens_what_is_behind_it(tiny):
    found = asked(tiny, "source-rest~n")
    assert found.frame["event"].nunique() == behind.number_of("source-rest~n", tiny, Selection())
    assert found.sentence == "On how many sources do the events rest, and on whose? Out of (n)."


@pytest.mark.parametrize(("day", "counts"), [("2031-03-01", True), ("", False), ("x", False)])
def test_a_key_that_is_no_day_counts_nothing(tiny, day, counts):
    view = views()["events-per-month"]
    rows = view.behind(tiny, Selection())
    assert rows_behind(rows, view.numbers["total"], (day,)).empty is not counts


def test_things_are_listed_with_their_events(tiny):
    found = asked(tiny, "headlines~value~places")
    places = answer(views()["headlines"], tiny, Selection()).frame.set_index("figure")["value"]
    assert found.frame["held_at"].nunique() == places["places"]
    assert found.sentence.startswith("How much activity is on record? Places; ")
    assert list(found.frame["held_at"]) == sorted(found.frame["held_at"])


def test_a_target_without_an_event_stands_in_the_list_alone(tiny):
    nothing = answer(views()["coverage-by-area"], tiny, Selection()).frame
    area = nothing.loc[nothing["nothing"] > 0, "area"].iloc[0]
    found = asked(tiny, f"coverage-by-area~nothing~{area}")
    assert found.frame["event"].isna().all()
    assert len(found.frame) == nothing.set_index("area").loc[area, "nothing"]
    assert "Declared target" in found.table().columns


@pytest.mark.parametrize(
    "code",
    ["", "~", "headlines", "headlines~value", "headlines~value~a~b", "nobody~value~x",
     "headlines~nothing~events", "participation-by-state~n~BLR", "%~%7E~"],
)  # fmt: skip
def test_a_code_that_names_no_number_opens_nothing(tiny, code):
    assert behind.number_of(code, tiny, Selection()) is None
    assert asked(tiny, code).empty


def test_a_row_that_is_not_there_has_no_number(tiny):
    assert behind.number_of("participation-by-state~named~RUS", tiny, Selection()) is None
    assert behind.number_of("participation-by-state~named~EST", tiny, Selection()) > 0


@pytest.mark.parametrize("key", ["a~b", "50%", "%7E", "", "ёж", "a b&c=d"])
def test_codes_keep_any_key(key):
    assert parts_of(number_code("named", key, "x")) == ["named", key, "x"]


def test_codes_write_days_and_missing_values():
    day = pd.Timestamp("2031-05-01")
    assert number_code("events", day, None) == "events~2031-05-01~"
    assert number_code("events", date(2031, 5, 1), pd.NA) == "events~2031-05-01~"
    assert number_code("n", True, 3) == "n~True~3"
