"""Lists, timeline and search where there is more than is brought to Python, in every engine."""

from importlib import import_module
from itertools import pairwise

import pandas as pd
import pytest

from cstoviz import search
from cstoviz.engines import open_package
from cstoviz.labels import Labels
from cstoviz.metrics import events as metrics
from cstoviz.metrics import found, listing, order, strength, timeline
from cstoviz.metrics.listing import ROWS, part_of
from cstoviz.search.index import _index
from cstoviz.selection import Selection, apply
from cstoviz.synthetic.make import write
from cstoviz.tables import collect
from cstoviz.views import rows
from cstoviz.views.core import _answer, answer
from cstoviz.views.registry import views
from tests.engines.parity import in_memory, same

EVENTS, MOST = 300, 40
LISTS = [view for view in views().values() if view.parted]
CUT = [*LISTS, *map(views().get, ("timeline", "reported-strength", "found-names"))]
PLACE = "dushanbe"
SELECTIONS = {
    "all": Selection(),
    "states": Selection(states=("KGZ", "TJK"), basis="collective"),
    "stated": Selection(facts="stated", status=("reported", "announced")),
    "place": Selection().with_options(place=PLACE, term="KZ2024", lanes="area"),
}
SEARCHED = Selection(facts="stated").with_options(q="council", place=PLACE, lanes="host")
LIMITS = [
    (listing, "MOST", MOST),
    (timeline, "MOST_MARKS", MOST),
    (import_module("cstoviz.search.links"), "MOST_INDEXED", MOST),
    (order, "MOST_COLLATED", MOST),
]


@pytest.fixture(scope="module")
def engine(real, tmp_path_factory):
    """Return a made-up package as DuckDB reads it."""
    place = tmp_path_factory.mktemp("long") / "package"
    write(real, place, EVENTS, 7, lambda _done: None)
    return open_package(place)


@pytest.fixture(scope="module")
def memory(engine):
    """Return the same package in memory."""
    return in_memory(engine)


@pytest.fixture
def limits(monkeypatch):
    """Let hardly anything be brought to Python; no answer from before or after counts."""
    forget()
    for module, name, value in LIMITS:
        monkeypatch.setattr(module, name, value)
    yield
    forget()


def forget():
    _answer.cache_clear()
    rows._asked.cache_clear()
    for kept in (search._find, _index, metrics._found):
        kept.cache_clear()


@pytest.mark.usefixtures("limits")
@pytest.mark.parametrize("selection", [*SELECTIONS.values(), SEARCHED], ids=[*SELECTIONS, "q"])
@pytest.mark.parametrize("view", CUT, ids=lambda view: view.id)
def test_engines_answer_the_same_where_not_all_is_brought(view, selection, engine, memory):
    same(view, memory, engine, selection)
    one, other = (answer(view, tables, selection) for tables in (memory, engine))
    assert (one.frame.attrs, one.sentence) == (other.frame.attrs, other.sentence)


@pytest.mark.parametrize("selection", SELECTIONS.values(), ids=SELECTIONS)
@pytest.mark.parametrize("view", LISTS, ids=lambda view: view.id)
def test_the_parts_of_a_list_are_the_list(view, selection, engine, memory, request):
    forget()
    whole = answer(view, memory, selection)
    frame, sentence = whole.frame, whole.sentence
    assert whole.rows == len(frame)
    request.getfixturevalue("limits")
    for tables in (memory, engine):
        cut = answer(view, tables, selection)
        assert cut.rows == len(frame)
        assert cut.sentence == sentence
        assert bool(cut.notes) is (len(frame) > MOST) or view.id == "coverage-links"
        bounds = [*range(0, len(frame), 17), len(frame)]
        parts = [rows.part(cut, tables, *ends).frame for ends in pairwise(bounds)]
        pd.testing.assert_frame_equal(pd.concat(parts or [frame], ignore_index=True), frame)
        pd.testing.assert_frame_equal(rows.saved(cut, tables).frame, frame)


@pytest.mark.parametrize("sort", [*metrics.SORTABLE, *(f"-{name}" for name in metrics.SORTABLE)])
def test_every_order_goes_on_over_the_parts(sort, engine, memory, monkeypatch):
    selection = Selection().with_options(sort=sort)
    labels = Labels(memory, "ru")
    whole = metrics.events(memory, selection, labels)
    monkeypatch.setattr(listing, "MOST", MOST)
    for tables in (memory, engine):
        first = metrics.events(tables, selection, labels)
        assert len(first) == MOST
        ends = (len(whole) - 25, len(whole))
        last = metrics.events(tables, selection.with_options(**{ROWS: part_of(*ends)}), labels)
        assert list(first["event"]) == list(whole["event"][:MOST])
        assert list(last["event"]) == list(whole["event"][-25:])


@pytest.mark.usefixtures("limits")
def test_many_titles_are_sorted_letter_by_letter(engine, memory):
    titles = memory.rows("events").set_index("event_id")["title"]
    for tables in (memory, engine):
        frame = metrics.events(tables, Selection().with_options(sort="event"))
        names = list(titles[frame["event"]].str.lower())
        assert names == sorted(names)


@pytest.mark.usefixtures("limits")
def test_a_file_holds_the_first_rows_and_says_so(engine, monkeypatch):
    monkeypatch.setattr(rows, "MOST_SAVED", 60)
    whole = answer(views()["events"], engine, Selection())
    assert len(rows.saved(whole, engine).frame) == 60
    assert (
        rows.told_saved(whole) == f"Of {whole.rows} rows the files of this list have the first 60."
    )
    assert f"These are {MOST} of the {whole.rows} rows of the list." in whole.notes
    assert "These are 60 of the" in rows.saved(whole, engine).notes[-1]


@pytest.mark.usefixtures("limits")
@pytest.mark.parametrize("lanes", timeline.LANES)
def test_the_density_counts_the_events_of_each_lane_and_month(lanes, engine, monkeypatch):
    asked = Selection().with_options(lanes=lanes)
    density = timeline.timeline(engine, asked)
    assert timeline.is_counted(density)
    monkeypatch.setattr(timeline, "MOST_MARKS", EVENTS)
    marks = timeline.timeline(engine, asked)
    cells = marks.groupby(["lane", "month"]).size()
    assert density.set_index(["lane", "month"])["in-lane"].to_dict() == cells.to_dict()
    months = marks.groupby("month")["event"].nunique()
    assert density.groupby("month")["in-month"].unique().map(list).to_dict() == {
        month: [n] for month, n in months.items()
    }


@pytest.mark.usefixtures("limits")
def test_strength_lists_the_latest_figures_and_counts_them_all(engine, monkeypatch):
    cut = strength.reported_strength(engine, Selection())
    monkeypatch.setattr(listing, "MOST", EVENTS)
    whole = strength.reported_strength(engine, Selection())
    figures = whole.dropna(subset=["personnel", "equipment"], how="all")
    latest = figures.sort_values(["start", "event"], ascending=[False, True]).head(MOST)
    assert set(cut["event"]) == set(latest["event"])
    assert cut["start"].is_monotonic_increasing
    assert cut.attrs[ROWS] == len(whole)
    one, other = (strength.by_kind(frame).set_index("kind") for frame in (cut, whole))
    pd.testing.assert_frame_equal(one.sort_index(), other.sort_index())


def having(tables, words, **selection):
    events = apply(tables, Selection(**selection)).events
    found_ = search.found(tables, events, words, selection.get("facts") == "stated")
    return dict(collect(found_.select("event_id", "score")).itertuples(index=False, name=None))


@pytest.mark.usefixtures("limits")
@pytest.mark.parametrize(
    "words", ["kazakhstan", "Бишкек council", '"council of"', "(*", "zzzz", "MADE", "rock rock"]
)
@pytest.mark.parametrize("facts", ["all", "stated"])
def test_a_large_package_is_searched_alike_in_every_engine(words, facts, engine, memory):
    assert having(engine, words, facts=facts) == having(memory, words, facts=facts)


@pytest.mark.usefixtures("limits")
def test_words_stand_anywhere_in_texts_and_names(engine):
    events = engine.rows("events").set_index("event_id")
    scores = having(engine, "ouncil")
    titled = events["title"].str.lower().str.contains("ouncil")
    reported = events["status"] == "reported"
    assert {event for event, score in scores.items() if score} == set(
        events[titled & reported].index
    )
    shown = answer(views()["events"], engine, Selection().with_options(q="kazakhstan"))
    assert shown.rows == len(having(engine, "kazakhstan"))
    assert any("Kazakhstan" in said for said in shown.frame["hit"])
    assert any("too large for an index" in said for said in shown.cautions)


@pytest.mark.parametrize("words", ["kazakhstan", "council", "science", "rock", "dushanbe"])
@pytest.mark.parametrize("facts", ["all", "stated"])
def test_names_concern_as_many_events_as_by_the_index(words, facts, engine, request):
    asked = Selection(facts=facts).with_options(q=words)
    indexed = found.found_names(engine, asked)
    request.getfixturevalue("limits")
    pd.testing.assert_frame_equal(found.found_names(engine, asked), indexed)
