"""Native charts made of figures: the numbers of the metric, in the right order, never restacked."""

import plotly.graph_objects as go
import pytest

from cstoviz import text
from cstoviz.codes import number_code, parts_of
from cstoviz.drawing.charting import charts_of
from cstoviz.drawing.native import Chart, Series, stepped
from cstoviz.export.charted import charts_in
from cstoviz.metrics.participation import EVIDENCE
from cstoviz.selection import Selection
from cstoviz.views.core import answer
from cstoviz.views.numbers import shown
from cstoviz.views.registry import views

NO_NATIVE_CHART = {
    "evidence-thin", "timeline", "map-places", "participation-by-kind", "participation-together",
    "participation-roles", "coverage-matrix", "participation-robustness", "coverage-robustness",
}  # fmt: skip
"""Spans of time, maps and grids of cells."""

DRAWN = [view.id for view in views().values() if view.chart is not None]
NATIVE = [name for name in DRAWN if name not in NO_NATIVE_CHART]


def nobody(_code):
    return ""


def only(figure, named=nobody):
    (chart,) = charts_of(figure, named)
    return chart


@pytest.mark.parametrize("name", DRAWN)
def test_every_figure_has_native_charts_but_maps_grids_and_spans(name, real):
    charts = charts_in(answer(views()[name], real, Selection()))
    assert bool(charts) == (name not in NO_NATIVE_CHART)


def marks_with_codes(figure):
    for trace in figure.data:
        if trace.type == "bar" and trace.name != "gaps" and trace.customdata is not None:
            across = trace.orientation == "h"
            values = trace.x if across else trace.y
            for value, (code, *_) in zip(values, trace.customdata, strict=True):
                yield value, code


@pytest.mark.parametrize("name", NATIVE)
def test_every_number_of_a_bar_is_the_metric_s(name, real):
    found = answer(views()[name], real, Selection())
    figure = found.chart(flat=True)
    expected, shares = [], name == "source-rest-by-kind"
    for value, code in marks_with_codes(figure):
        column, *keys = parts_of(code)
        number = found.view.numbers.get(column)
        if number is None or shares:
            continue
        counted = shown(found.frame, column, number, keys)
        assert (value or 0) == (counted or 0), code
        expected.append(counted or 0)
    drawn = [
        value for chart in charts_in(found) for one in chart.series for value in one.values if value
    ]
    if expected:
        assert sorted(drawn) == sorted(value for value in expected if value)


def test_states_stand_from_the_top_with_lower_and_further_parts(real):
    found = answer(views()["participation-by-state"], real, Selection())
    (chart,) = charts_in(found)
    frame = found.frame
    assert (chart.form, chart.stacked, chart.values) == ("bar", True, "Events")
    assert list(chart.categories) == [found.context.labels.of("state", s) for s in frame["state"]]
    assert [one.pattern for one in chart.series] == ["", "/", "."]
    for one, evidence in zip(chart.series, EVIDENCE, strict=True):
        assert list(one.values) == list(frame[evidence])
        assert one.name == text.t(f"evidence.{evidence}")
        assert len(one.colours) == len(frame)


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_months_are_named_and_none_is_left_out(real, lang):
    with text.speaking(lang):
        found = answer(views()["sources-per-month"], real, Selection())
        (chart,) = charts_in(found)
        months = found.frame.drop_duplicates("month")["month"].sort_values()
        assert list(chart.categories) == [text.month(month) for month in months]
    totals = [sum(filter(None, row)) for row in zip(*(s.values for s in chart.series), strict=True)]
    assert totals == list(found.frame.groupby("month")["sources"].sum())


def test_parts_of_a_figure_are_charts_with_titles(real):
    found = answer(views()["participation-over-time"], real, Selection())
    charts = charts_in(found)
    states = list(dict.fromkeys(found.frame["state"]))
    assert [chart.title for chart in charts] == [
        found.context.labels.of("state", state) for state in states
    ]
    for chart, state in zip(charts, states, strict=True):
        rows = found.frame[found.frame["state"] == state]
        drawn = {one.name: list(one.values) for one in chart.series}
        for evidence in EVIDENCE:
            told = drawn.get(text.t(f"evidence.{evidence}"), [0] * len(rows))
            assert told == list(rows[evidence])


def test_two_sides_stand_beside_one_another(real):
    found = answer(views()["compare-events-by-kind"], real, Selection())
    (chart,) = charts_in(found)
    left, right = chart.series
    assert (chart.stacked, left.name, right.name) == (False, "Russia", "Kazakhstan")
    assert [value or 0 for value in left.values] == list(found.frame["left"])
    assert [value or 0 for value in right.values] == list(found.frame["right"])


def test_a_side_without_events_keeps_its_name(real):
    found = answer(views()["compare-events-by-kind"], real, Selection(states=("ARM",)))
    (chart,) = charts_in(found)
    assert [one.name for one in chart.series] == ["Armenia", "Russia"]
    assert not any(chart.series[0].values)


def test_shares_are_shares(real):
    found = answer(views()["source-rest-by-kind"], real, Selection())
    (chart,) = charts_in(found)
    assert chart.percent
    for one, column in zip(chart.series, ("one", "two", "more"), strict=True):
        assert list(one.values) == pytest.approx(list(found.frame[column] / found.frame["n"]))


def test_dots_in_rows_become_bars_with_the_rows_names(real):
    found = answer(views()["coding-agreement"], real, Selection())
    (chart,) = charts_in(found)
    defined = found.frame[found.frame["alpha"].notna()]
    assert chart.form == "bar"
    assert list(chart.series[0].values) == list(defined["alpha"])
    assert chart.categories[0] == "All chairmanships"


def test_a_line_of_steps_has_days_and_keeps_its_height(real):
    found = answer(views()["coverage-growth"], real, Selection())
    (chart,) = charts_in(found)
    assert (chart.form, chart.steps) == ("line", True)
    assert list(chart.x) == [day.date().isoformat() for day in found.frame["day"]]
    by_name = {one.name: one for one in chart.series}
    assert list(by_name["Covered"].values) == list(found.frame["covered"])
    drawn = stepped(chart)
    assert set(zip(chart.x, chart.series[0].values, strict=True)) <= set(
        zip(drawn.x, drawn.series[0].values, strict=True)
    )


def test_a_step_is_drawn_by_the_day_before_it():
    line = Chart(
        "line", ("1", "5", "6"), (Series("n", (0, 2, 3), ("#000000",)),), steps=True,
        x=("2025-01-01", "2025-01-05", "2025-01-06"),
    )  # fmt: skip
    drawn = stepped(line)
    assert drawn.x == ("2025-01-01", "2025-01-04", "2025-01-05", "2025-01-06")
    assert drawn.series[0].values == (0, 0, 2, 3)
    assert drawn.categories == ("1", "", "5", "6")
    assert stepped(drawn) is drawn


def test_an_empty_answer_has_no_chart(real):
    nothing = Selection(states=("KGZ",), period="2020-01-01..2020-01-02")
    for name in ("participation-by-state", "sources-per-month", "compare-events-by-kind"):
        assert charts_in(answer(views()[name], real, nothing)) == []


def test_bars_over_one_another_are_never_stacked():
    figure = go.Figure(layout={"barmode": "overlay"})
    figure.add_bar(x=["a", "b"], y=[10, 8], name="all", marker_color="rgba(35,112,189,0.3)")
    figure.add_bar(x=["a", "b"], y=[4, 2], name="some", marker_color="#2370BD")
    figure.update_layout(showlegend=True)
    chart = only(figure)
    assert not chart.stacked
    assert [one.values for one in chart.series] == [(10, 8), (4, 2)]
    assert [one.name for one in chart.series] == ["all", "some"]
    assert chart.series[0].colours == ("#BDD4EB",)


def test_bars_that_begin_where_others_end_are_stacked():
    figure = go.Figure(layout={"barmode": "overlay"})
    figure.add_bar(orientation="h", y=[1, 2], x=[3, None], base=[0, 0], name="done")
    figure.add_bar(orientation="h", y=[1, 2], x=[2, 5], base=[3, 0], name="open")
    figure.update_yaxes(range=[3, 0])
    chart = only(figure)
    assert chart.stacked
    assert [one.values for one in chart.series] == [(3, None), (2, 5)]


def test_bars_that_begin_elsewhere_are_left_out():
    figure = go.Figure(go.Bar(orientation="h", y=[1], x=[3], base=[2]))
    assert charts_of(figure, nobody) == []


def test_signs_gaps_and_words_are_no_series():
    figure = go.Figure(layout={"showlegend": True})
    figure.add_bar(x=["a"], y=[1], name="n", marker_color="#5F6D2E", showlegend=False)
    figure.add_bar(x=[None], y=[None], name="In words", marker_color="#7C8794", meta="sign")
    figure.add_bar(x=["a"], y=[9], name="gaps")
    figure.add_scatter(x=["a"], y=[1], mode="text", text=["1"])
    chart = only(figure)
    assert [(one.name, one.values) for one in chart.series] == [("In words", (1,))]


def test_names_lose_their_markup():
    figure = go.Figure(go.Bar(orientation="h", y=[0, 1], x=[1, 2], name="n"))
    names = ["<b>A &amp; B</b><br>(n = 1)", "&lt;script&gt;"]
    figure.update_yaxes(tickvals=[0, 1], ticktext=names)
    assert only(figure).categories == ("<script>", "A & B (n = 1)")


def test_a_row_is_named_by_the_words_above_it_where_its_code_has_no_name():
    figure = go.Figure(go.Bar(orientation="h", y=[0], x=[1], name="n"))
    figure.add_annotation(text="<b>Long<br>name</b>  <b>1</b>", x=0, xref="paper", y=-0.2, yref="y")
    figure.update_yaxes(range=[1, -1])
    assert only(figure).categories == ("Long name",)


def test_a_code_names_a_row_without_words():
    figure = go.Figure(go.Bar(orientation="h", y=[0], x=[1], name="n"))
    figure.update_traces(customdata=[[number_code("n", "KGZ")]])
    asked = []

    def named(code):
        asked.append(code)
        return code.upper()

    assert only(figure, named).categories == ("N~KGZ",)
    assert asked == ["n", "n~KGZ"]


def test_points_over_numbers_are_a_scatter():
    figure = go.Figure(go.Scatter(x=[2, 1, 1], y=[5, 3, 4], mode="markers", name="n"))
    chart = only(figure)
    assert (chart.form, chart.x) == ("scatter", (1, 1, 2))
    assert chart.series[0].values == (3, 4, 5)


def test_a_figure_stays_as_it_was(real):
    figure = answer(views()["participation-by-state"], real, Selection()).chart(flat=True)
    before = figure.to_json()
    charts_of(figure, nobody)
    assert figure.to_json() == before
