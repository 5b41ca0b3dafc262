"""The timeline as an object."""

import pytest

from cstoviz.charts import style
from cstoviz.metrics import timeline as metrics
from cstoviz.selection import STATUSES, Selection
from cstoviz.tables import collect
from cstoviz.views.core import _answer, answer
from cstoviz.views.timeline import TIMELINE


def drawn(tables, lanes="kind", **selection):
    return answer(TIMELINE, tables, Selection(**selection).with_options(lanes=lanes)).chart()


def events_of(figure):
    return [
        code[1]
        for trace in figure.data
        if trace.customdata is not None and trace.type != "heatmap"
        for code in trace.customdata
        if len(code) > 1
    ]


def test_every_event_is_one_mark_that_opens_it(tiny):
    found = events_of(drawn(tiny, status=STATUSES))
    assert len(found) == len(set(found)) == 19


def test_an_event_alone_is_drawn(tiny):
    alone = drawn(tiny, period="2031-03-28..2031-03-28", kinds=("regatta",))
    assert events_of(alone) == ["2031-03-28-spring-regatta"]


def test_each_sort_of_event_is_drawn_in_its_own_way(tiny):
    traces = {trace.name: trace for trace in drawn(tiny, status=STATUSES).data if trace.name}
    assert set(traces) == {
        "month", "month-announced", "days", "day", "day-inferred", "day-announced", "gaps"
    }  # fmt: skip
    assert [c[1] for c in traces["month"].customdata] == ["2031-05-01-ice-survey"]
    assert traces["month"].marker.color.startswith("rgba(")
    assert traces["month"].marker.color.endswith(",0.3)")
    assert traces["month"].x[0] == 31 * 86_400_000
    assert traces["month-announced"].marker.color == "rgba(0,0,0,0)"
    assert next(c[1] for c in traces["days"].customdata) == "2031-03-28-spring-regatta"
    assert traces["days"].x[0] == 7 * 86_400_000
    assert traces["day-announced"].marker.symbol == "square-open"
    assert traces["day-inferred"].marker.symbol == "circle-x-open"
    assert traces["day"].marker.size == 8


def test_the_strip_counts_every_event_once(tiny):
    strip = drawn(tiny, lanes="area").data[0]
    assert sum(strip.y) == 17


def test_terms_stand_above_and_lanes_of_areas_name_their_term(tiny):
    figure = drawn(tiny, lanes="area")
    notes = [note.text for note in figure.layout.annotations]
    assert "Estonia 2031" in notes
    assert "Finland 2032" in notes
    assert any("Estonia 2031: Boats" in note for note in notes)


def test_texts_of_the_data_are_harmless(tiny):
    sent = drawn(tiny).to_json()
    assert "<script>" not in sent
    assert "&lt;script&gt;" in sent


def test_it_can_be_moved_in_time_only(tiny):
    layout = drawn(tiny).layout
    assert layout.dragmode == "pan"
    assert layout.yaxis.fixedrange
    assert not layout.xaxis.fixedrange


@pytest.fixture
def few_marks(monkeypatch):
    """Let a timeline have 16 marks at most; no answer from before or after counts."""
    _answer.cache_clear()
    monkeypatch.setattr(metrics, "MOST_MARKS", 16)
    yield
    _answer.cache_clear()


@pytest.mark.usefixtures("few_marks")
@pytest.mark.parametrize("lanes", metrics.LANES)
def test_past_the_limit_it_shows_how_many_and_says_so(tiny, lanes):
    found = answer(TIMELINE, tiny, Selection().with_options(lanes=lanes))
    figure = found.chart()
    grid = next(trace for trace in figure.data if trace.type == "heatmap")
    assert grid.type == "heatmap"
    rows = len(collect(metrics.laned(tiny, found.selection)))
    assert sum(n for row in grid.z for n in row if n) == rows == (18 if lanes == "area" else 17)
    assert sum(figure.data[0].y) == 17
    assert "17 of 17 events are too many for single marks" in found.sentence
    assert events_of(figure) == []


@pytest.mark.parametrize(
    ("selection", "lanes", "said"),
    [
        (
            Selection(kinds=("survey",)),
            "kind",
            "2 of 17 events are shown as marks; the only lane is “Survey of a lake”.",
        ),
        (
            Selection(),
            "host",
            "17 of 17 events are shown as marks; most stand under “Estonia” (7 events).",
        ),
        (
            Selection(kinds=("survey", "workshop")),
            "kind",
            "7 of 17 events are shown as marks; most stand under “Workshop” (5 events).",
        ),
    ],
)
def test_the_sentence_counts_what_is_shown(tiny, selection, lanes, said):
    assert answer(TIMELINE, tiny, selection.with_options(lanes=lanes)).sentence == said


def test_the_sentence_names_an_area_with_its_term(tiny):
    asked = Selection(kinds=("regatta",), period="2031-03-28..2031-03-28")
    assert answer(TIMELINE, tiny, asked.with_options(lanes="area")).sentence == (
        "1 of 17 events is shown as a mark; most stand under “Estonia 2031: Harbours and their "
        "keepers” and “Estonia 2031: Boats” (1 event each)."
    )


def test_the_sentence_names_lanes_that_tie_and_counts_them_where_they_are_many(tiny, monkeypatch):
    found = answer(TIMELINE, tiny, Selection())
    assert TIMELINE.sentence(found.frame, found.context).endswith("(5 events each).")
    monkeypatch.setattr("cstoviz.views.timeline._MOST_LISTED", 2)
    assert TIMELINE.sentence(found.frame, found.context).endswith(
        "; the fullest 3 lanes hold 5 events each."
    )


@pytest.mark.usefixtures("few_marks")
@pytest.mark.parametrize("lanes", metrics.LANES)
@pytest.mark.parametrize("limit", [2_000, -1])
def test_nothing_selected_gives_a_whole_figure(tiny, monkeypatch, lanes, limit):
    monkeypatch.setattr(metrics, "MOST_MARKS", limit)
    figure = drawn(tiny, lanes=lanes, period="1999-01-01..1999-01-31")
    assert events_of(figure) == []
    assert figure.layout.height > 100


def test_an_event_of_two_areas_is_marked_in_both_and_opens_from_both(tiny):
    assert events_of(drawn(tiny, lanes="area")).count("2031-03-28-spring-regatta") == 2


def test_a_long_name_of_a_lane_is_cut_and_told_when_pointed_at(tiny, monkeypatch):
    monkeypatch.setattr("cstoviz.charts.timeline._LONGEST_NAME", 12)
    notes = {note.hovertext: note.text for note in drawn(tiny).layout.annotations}
    assert notes["Survey of a lake"] == "<b>Survey of a…</b>  2"
    assert "Workshop" not in notes


def test_the_strip_says_how_high_it_reaches(tiny):
    figure = drawn(tiny)
    most = max(figure.data[0].y)
    notes = [note.text for note in figure.layout.annotations]
    assert f"Events per month, up to {most}" in notes


def test_it_wears_both_themes(tiny):
    for mode in ("light", "dark"):
        assert style.dressed(drawn(tiny), mode).layout.font.color == style.INK[mode]
