"""The figures and sentences of participation, as objects."""

import plotly.graph_objects as go
import pytest

from cstoviz.charts import style
from cstoviz.selection import Selection
from cstoviz.views import participation as views
from cstoviz.views import together
from cstoviz.views.core import answer
from tests.metrics import made_up_states

DRAWN = (
    views.BY_STATE,
    views.GUESTS,
    views.BY_KIND,
    views.OVER_TIME,
    together.TOGETHER,
    together.ROLES,
    together.ORGANISATIONS,
    together.STRENGTH,
)
ALL = (*DRAWN, views.ABSENCES)
AWAY = Selection(period="1990-01-01..1990-01-31")
AFTER = Selection(period="2031-01-01..2031-01-31")
EVIL = "<script>alert(1)</script> & %{x}"


@pytest.fixture(scope="module")
def made(real):
    return made_up_states.tables(real)


@pytest.fixture(scope="module")
def asked(made):
    return lambda view, **filters: answer(view, made, Selection(**filters))


def traces(figure, name):
    return [trace for trace in figure.data if trace.name == name and trace.x != (None,)]


def labels(figure):
    return [note.text for note in figure.layout.annotations]


@pytest.mark.parametrize("selection", [AWAY, AFTER], ids=["before", "after"])
@pytest.mark.parametrize("view", DRAWN, ids=lambda view: view.id)
def test_an_empty_answer_gives_a_valid_figure(made, view, selection):
    found = answer(view, made, selection)
    assert found.empty
    assert found.sentence.endswith(".")
    assert isinstance(style.dressed(found.chart(), "dark"), go.Figure)


@pytest.mark.parametrize("view", ALL, ids=lambda view: view.id)
def test_every_view_has_its_texts_and_a_table(made, view):
    found = answer(view, made, Selection())
    assert view.question.endswith("?")
    assert len(view.rule) > 80
    assert found.sentence.endswith(".")
    assert len(found.table()) == len(found.frame) > 0


@pytest.mark.parametrize("view", DRAWN, ids=lambda view: view.id)
def test_texts_of_the_data_are_harmless(real, view):
    made = made_up_states.tables(
        real,
        states=[(code, EVIL) for code, _ in made_up_states.STATES],
        organisations=[("o1", EVIL, "un"), ("o2", EVIL, "un")],
        events=[(e[0], *e[1:4], EVIL, *e[5:]) for e in made_up_states.EVENTS],
    )
    drawn = answer(view, made, Selection()).chart().update_traces(customdata=None).to_json()
    assert "<script>" not in drawn.encode().decode("unicode_escape")
    assert "%{x}" not in drawn


def test_bars_are_solid_hatched_and_dotted_in_one_colour_per_state(asked):
    found = asked(views.BY_STATE)
    figure = found.chart()
    bands = [traces(figure, name)[0] for name in ("named", "inferred", "collective")]
    assert [tuple(band.x) for band in bands] == [(2, 2, 1), (1, 0, 0), (1, 1, 0)]
    assert [band.marker.pattern.shape for band in bands] == [None, "/", "."]
    assert {tuple(band.marker.color) for band in bands} == {
        tuple(style.colour(found.context, "state", code) for code in ("AAA", "BBB", "CCC"))
    }
    assert bands[0].marker.opacity > bands[1].marker.opacity > bands[2].marker.opacity


def test_bars_bear_both_bounds_and_the_share_with_n(asked):
    first = labels(asked(views.BY_STATE).chart())[0]
    assert all(part in first for part in ("Aland", "2 – 4", "40%", "of 5"))


def test_absences_have_a_mark_of_their_own(asked):
    mark = traces(asked(views.BY_STATE).chart(), "absent")[0]
    assert [text.strip() for text in mark.text] == ["× stayed away from 2"]
    assert tuple(mark.y) == (1,)


def test_a_state_that_no_event_names_is_told_with_its_absences(asked):
    found = asked(views.BY_STATE, states=("BBB",), period="2030-02-01..2030-02-28")
    assert not found.empty
    assert found.sentence == (
        "No event of this selection names Bland as taking part; sources state that it stayed away "
        "from 2 events. Bland: participation suspended from 10 February 2030."
    )
    figure = found.chart()
    assert labels(figure) == ["<b>Bland</b>"]
    assert len(asked(views.ABSENCES, states=("BBB",), period="2030-02-01..2030-02-28").frame) == 2


def test_no_event_and_no_absence_is_empty(asked):
    assert asked(views.BY_STATE, states=("CCC",), period="2030-02-01..2030-02-28").empty


def test_armenia_in_2025(real):
    found = answer(views.BY_STATE, real, Selection(states=("ARM",), period="2025"))
    assert found.context.n == 0
    away = len(answer(views.ABSENCES, real, found.selection).frame)
    assert away > 0
    assert "No event of this selection names Armenia as taking part" in found.sentence
    assert f"stayed away from {away} event" in found.sentence


def test_the_sentence_says_most_and_fewest_with_n(asked):
    assert asked(views.BY_STATE).sentence.startswith(
        "Out of 5 events that could show a state, the largest number names Aland and Bland: 2 "
        "(40%); the smallest Cland: 1."
    )


def test_months_without_an_event_differ_from_zero(asked):
    figure = asked(views.OVER_TIME, period="2030-01-01..2030-03-31").chart()
    zeros = traces(figure, "zero")
    assert [[str(month)[:7] for month in zero.x] for zero in zeros] == [["2029-12"], ["2030-02"]]


def test_a_suspension_is_drawn_only_in_the_strip_of_its_state(asked):
    figure = asked(views.OVER_TIME, period="2030-01-01..2030-03-31").chart()
    lines = [shape for shape in figure.layout.shapes if shape.type == "line"]
    assert [(str(line.x0)[:10], line.yref) for line in lines] == [("2030-02-10", "y2 domain")]
    assert "Suspended from 10 February 2030" in labels(figure)


def test_zero_and_no_share_look_different(asked):
    found = asked(together.TOGETHER, states=("CCC",))
    fills, words = found.chart().data
    cells = dict(zip(zip(found.frame["state"], found.frame["with_state"], strict=True),
                     zip(fills.marker.color, words.text, strict=True), strict=True))  # fmt: skip
    assert cells["AAA", "BBB"] == ("rgba(0,0,0,0)", "–")
    assert cells["BBB", "AAA"] == (style.GAP, "0%")
    assert cells["CCC", "BBB"][1] == "100%"


def test_kinds_carry_their_n(asked):
    figure = asked(views.BY_KIND).chart()
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in figure.layout.yaxis.ticktext] == [
        "talk (n = 3)",
        "drill (n = 2)",
    ]


def test_roles_mark_inferred_hosts_and_absences_apart(asked):
    found = asked(together.ROLES)
    words = dict(zip(zip(found.frame["state"], found.frame["role"], strict=True),
                     found.chart().data[1].text, strict=True))  # fmt: skip
    assert words["AAA", "host"] == "1 + 1"
    assert words["BBB", "absent"] == "× 2"
    assert words["AAA", "absent"] == "–"
    assert words["AAA", "observer"] == "0"


def test_strength_draws_the_events_with_a_figure_and_opens_them(asked):
    found = asked(together.STRENGTH, status=("reported", "announced"))
    figure = found.chart()
    people, equipment = traces(figure, "People")[0], traces(figure, "Units of equipment")[0]
    assert (tuple(people.x), [*people.customdata]) == ((100,), [["drill-one"]])
    assert (tuple(equipment.x), [*equipment.customdata]) == ((7,), [["planned"]])
    assert found.sentence == (
        "People are stated for 1 of 3 events of these kinds (drill 1 of 3), equipment for 1; "
        "1 state neither."
    )


def test_strength_without_any_figure_says_so_without_marks(asked):
    found = asked(together.STRENGTH, period="2030-02-01..2030-02-28")
    assert not found.empty
    assert "0 of 1 event" in found.sentence
    assert len(found.chart().data) == 0
