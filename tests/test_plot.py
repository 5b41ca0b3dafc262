"""What a browser is told to draw, and what it draws with."""

import json
import re

import pytest
from plotly.offline import get_plotlyjs_version

from cstoviz import text
from cstoviz.charts import style
from cstoviz.charts.canvas import Canvas, bar, scatter
from cstoviz.selection import Selection
from cstoviz.ui import plot
from cstoviz.views.core import answer
from cstoviz.views.registry import views

FILES = plot.SCRIPT.parent


def figure(*traces, **layout):
    return Canvas(*traces, layout={"height": 200, **layout}).figure()


def library():
    (name,) = re.findall(r'import "\./(.+?)"', plot.SCRIPT.read_text("utf-8"))
    return FILES / name


def test_a_browser_is_told_figure_behaviour_and_words():
    with text.speaking("ru"):
        told = json.loads(plot.told(figure(bar(x=["a"], y=[1])), "Вопрос? Ответ."))
    assert told["figure"]["data"] == [{"type": "bar", "x": ["a"], "y": [1]}]
    assert told["figure"]["layout"]["height"] == 200
    assert told["words"] == {
        "alt": "Вопрос? Ответ.", "enlarge": "Развернуть график на весь экран",
    }  # fmt: skip
    assert told["config"]["displayModeBar"] is False
    assert "scrollZoom" not in told["config"]


def test_only_a_figure_that_moves_has_tools():
    moving = figure(bar(x=["a"], y=[1]), dragmode="pan")
    with text.speaking("ru"):
        config = json.loads(plot.told(moving, "…"))["config"]
    assert (config["displayModeBar"], config["scrollZoom"]) == ("hover", True)
    assert "sendChartToCloud" not in str(config)
    assert config["plotlyServerURL"] == ""
    assert {button for group in config["modeBarButtons"] for button in group} == {
        "zoom2d", "pan2d", "zoomIn2d", "zoomOut2d", "resetScale2d",
    }  # fmt: skip
    assert config["locales"][config["locale"]]["dictionary"]["Zoom in"] == "Увеличить"
    assert plot.moves(moving)
    assert not plot.moves(figure(bar(x=["a"], y=[1]), dragmode=False))


def test_a_number_that_no_browser_reads_is_refused():
    with pytest.raises(ValueError, match="JSON"):
        plot.told(figure(bar(x=["a"], y=[float("nan")])), "…")


def test_what_draws_is_the_plotly_that_figures_are_checked_for():
    assert f"v{get_plotlyjs_version()}" in library().read_text("utf-8")[:200]
    assert get_plotlyjs_version() in library().name


def test_what_draws_knows_every_kind_of_trace(real):
    known = set(re.findall(r'moduleType:"trace",name:"(\w+)"', library().read_text("utf-8")))
    used = set()
    for view in views().values():
        if view.chart is not None:
            spec = answer(view, real, Selection()).chart(flat=True).to_dict()
            used |= {trace["type"] for trace in spec["data"]}
    assert {"bar", "scatter", "heatmap"} <= used <= known


def test_the_address_of_what_draws_changes_with_it():
    path, _, version = plot.ADDRESS.partition("?")
    assert path == f"files/{plot.SCRIPT.name}"
    assert re.fullmatch("[0-9a-f]{12}", version)


def test_bars_of_nothing_are_left_out_with_all_that_is_theirs():
    full = bar(x=["a", "b", "c"], y=[2, 0, 1], width=5, hovertext=["A", "B", "C"],
               customdata=[["1"], ["2"], ["3"]], marker={"color": "red"}, name="of")  # fmt: skip
    (left,) = style.without_nothing(figure(full)).to_dict()["data"]
    assert left == {**full, "x": ["a", "c"], "y": [2, 1], "hovertext": ["A", "C"],
                    "customdata": [["1"], ["3"]]}  # fmt: skip


@pytest.mark.parametrize(
    "trace",
    [
        bar(x=["a", "b"], y=[1, 0]),
        bar(x=["a", "b"], y=[1, 0], width=3, marker={"color": ["red", "blue"]}),
        bar(x=[1, 0], y=[1, 0], width=3, orientation="h"),
        scatter(x=["a", "b"], y=[1, 0]),
    ],
    ids=["width by its neighbours", "looks of its own", "lying", "points"],
)
def test_other_marks_of_nothing_stay(trace):
    assert style.without_nothing(figure(trace)).to_dict()["data"] == [trace]
