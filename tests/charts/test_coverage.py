"""The figures and sentences of coverage, as objects."""

import pandas as pd
import plotly.graph_objects as go
import pytest

from cstoviz.charts import coverage_parts as parts
from cstoviz.charts import style
from cstoviz.selection import Selection
from cstoviz.views import coverage as views
from cstoviz.views.core import answer
from tests.metrics import made_up

DRAWN = (views.MATRIX, views.BY_AREA, views.GROWTH, views.OUTSIDE, views.IN_BRIEF)
ALL = (*DRAWN, views.NOTHING, views.LINKS)
AWAY = Selection(period="2029-01-01..2029-12-31")
EVIL = "<script>alert(1)</script> & %{x}"


@pytest.fixture(scope="module")
def made(real):
    return made_up.tables(real)


@pytest.fixture(scope="module")
def asked(made):
    return lambda view, **filters: answer(view, made, Selection(**filters))


def trace(figure, name):
    return next(t for t in figure.data if t.name == name and (t.y is None or None not in t.y))


@pytest.mark.parametrize("view", DRAWN, ids=lambda view: view.id)
def test_an_empty_frame_gives_a_valid_figure(made, view):
    found = answer(view, made, AWAY)
    assert found.empty
    assert isinstance(style.dressed(found.chart(), "dark"), go.Figure)


@pytest.mark.parametrize("view", ALL, ids=lambda view: view.id)
def test_every_view_has_its_texts_and_a_table(made, view):
    found = answer(view, made, Selection())
    assert view.question.endswith("?")
    assert found.sentence.endswith(".")
    assert len(found.table()) == len(found.frame)
    assert view.id == "coverage-agreement" or "implementation" in view.rule
    away = answer(view, made, AWAY)
    assert view.id == "coverage-agreement" or "hoose" in away.sentence or "other" in away.sentence


def test_cells_split_into_direct_and_related(asked):
    figure = asked(views.MATRIX).chart()
    assert [day[:7] for day in trace(figure, "direct").base] == [
        "2031-01",
        "2031-02",
    ]
    assert len(trace(figure, "related").y) == 2
    assert set(trace(figure, "related").marker.color) != set(trace(figure, "direct").marker.color)


def test_three_empties_look_different(asked):
    figure = asked(views.MATRIX, period="2031-02-01..2031-03-10").chart()
    thin, nothing, away = (trace(figure, name) for name in ("thin", "nothing", "away"))
    assert thin.marker.pattern.shape == "/"
    assert nothing.marker.line.width == 1
    assert nothing.marker.color == "rgba(0,0,0,0)"
    assert away.marker.line.width == 0
    assert (len(thin.y), len(nothing.y), len(away.y)) == (3, 7, 2)
    shown = {t.name for t in figure.data if t.showlegend}
    assert shown == {"direct", "related", "nothing reported", "evidence gap", "not applicable"}


def test_the_key_names_only_what_is_drawn(real):
    tables = made_up.tables(real, evidence_gaps=[])
    figure = answer(views.MATRIX, tables, Selection()).chart()
    assert {t.name for t in figure.data if t.showlegend} == {
        "direct",
        "related",
        "nothing reported",
    }


def test_a_click_names_the_cell_or_the_target(asked):
    found = asked(views.MATRIX)
    figure = found.chart()
    pairs = zip(found.frame["target"], found.frame["month"], strict=True)
    wanted = [f"in-month~{target}~{month:%Y-%m-%d}" for target, month in pairs]
    assert [row[0] for row in trace(figure, "cells").customdata] == wanted
    rows = [row[0].removeprefix("in-term~") for row in trace(figure, "rows").customdata]
    assert rows == [
        "T2-1.1.1", "T2-1.1.2", "T2-1.2",
        "T2-1.1.1", "T2-1.1.2", "T2-1.2", "T2-2",
    ]  # fmt: skip
    silent = [t for t in figure.data if t.name not in ("cells", "rows")]
    assert {t.hoverinfo for t in silent} == {"skip"}


def test_hover_says_what_is_there(asked):
    said = trace(asked(views.MATRIX).chart(), "cells").hovertext
    frame = asked(views.MATRIX).frame
    names = frame["target"] + "@" + frame["month"].dt.strftime("%Y-%m")
    cells = dict(zip(names, said, strict=True))
    assert "2 direct, 0 related" in cells["T2-1.1.1@2031-01"]
    assert cells["T2-1.1.1@2031-03"].endswith("March 2031<br>Nothing reported")
    assert "31 of 31 days lie in an evidence gap: Note" in cells["T2-1.1.2@2031-01"].replace(
        "<br>", " "
    )


@pytest.mark.parametrize("view", [views.MATRIX, views.BY_AREA], ids=lambda view: view.id)
def test_texts_of_the_data_are_harmless(real, view):
    evil = made_up.tables(real)
    for table, key in (
        ("priority_areas", "title"),
        ("measures", "title"),
        ("evidence_gaps", "note"),
    ):
        frame = evil.rows(table)
        evil._collected[table] = frame.assign(**{key: EVIL})
    figure = answer(view, evil, Selection()).chart()
    assert "<script" not in figure.to_json().replace("\\u003c", "<")
    assert "%{x}" not in figure.to_json()


def test_bars_stack_to_n(asked):
    found = asked(views.BY_AREA)
    figure = found.chart()
    covered, touched, nothing = (trace_of(figure, n) for n in ("covered", "touched", "nothing"))
    assert list(covered.x) == [2, None]
    assert list(touched.base) == [2, 0]
    assert list(nothing.base) == [2, 1]
    assert nothing.marker.color == "rgba(0,0,0,0)"
    assert [text.strip() for text in texts(figure) if "n =" in text] == ["n = 3", "n = 1"]


def trace_of(figure, name):
    return next(t for t in figure.data if t.name == name and t.type == "bar")


def texts(figure):
    return [text for t in figure.data if t.type == "scatter" for text in t.text]


def test_growth_is_drawn_in_steps_to_the_number_of_targets(asked):
    figure = asked(views.GROWTH).chart()
    assert [t.line.shape for t in figure.data if t.name != "gaps"] == ["hv", "hv"]
    assert list(figure.data[1].y) == [0, 1, 1, 2, 2]
    assert {"All 4 declared targets", "Covered: 2", "Covered or touched: 3"} == {
        note.text for note in figure.layout.annotations
    }
    assert {shape.name for shape in figure.layout.shapes if shape.name} == {"whole", "again"}


def test_columns_show_what_events_serve(asked):
    figure = asked(views.OUTSIDE).chart()
    assert [list(t.y) for t in figure.data if t.name != "gaps"] == [[2, 1, 0], [0, 0, 0], [0, 1, 0]]
    assert figure.layout.barmode == "stack"


def test_sentences_in_numbers(asked):
    assert asked(views.MATRIX).sentence == (
        "Belarus 2031: 2 of 4 targets covered by a direct event, 1 only touched, nothing reported "
        "for 1. Reported coverage is not implementation."
    )
    assert "in 1 of 2 areas" in asked(views.BY_AREA).sentence
    assert "first was covered on 10 January 2031" in asked(views.GROWTH).sentence
    assert "for 1 of 4 targets; on 1 of them" in asked(views.NOTHING).sentence
    assert asked(views.OUTSIDE).sentence.startswith("Of 4 events")
    assert "1 (25%) serve none" in asked(views.OUTSIDE).sentence
    assert asked(views.LINKS).sentence == (
        "5 links between 3 events and 3 targets: 3 direct, 2 related."
    )
    for view in ALL:
        assert ["same automatic method" in note for note in asked(view).notes] == [True]


def test_nothing_covered_is_said(asked):
    sentence = asked(views.GROWTH, kinds=("talk",), period="2031-03-01..2031-03-31").sentence
    assert (
        sentence
        == "Belarus 2031: from 1 March 2031 to 31 March 2031, none of 4 targets was covered."
    )


@pytest.mark.parametrize("view", [views.MATRIX, views.BY_AREA, views.NOTHING])
def test_a_list_without_measures_is_called_unofficial(made, view):
    whole = Selection()
    older = whole.with_options(term="T3")
    assert "neither official nor complete" in answer(view, made, older).sentence
    assert "neither official nor complete" not in answer(view, made, whole).sentence


def test_every_view_asks_for_the_term(made):
    assert list(views.TERM.choices(made, Selection())) == ["T2", "T3", "T1"]
    older = Selection().with_options(term="T1")
    assert answer(views.LINKS, made, older).frame["event"].tolist() == ["old"]


def test_wrapping_ends_with_an_ellipsis():
    assert parts.wrapped("one two three four five", 8) == ["one two", "three …"]
    assert parts.wrapped("", 8) == [""]
    assert parts.hover("a <b>", "", "c") == "<b>a &lt;b&gt;</b><br>c"
    assert parts.tint("#102030", 0.5) == "rgba(16,32,48,0.5)"
    assert pd.notna(parts.LINE)
