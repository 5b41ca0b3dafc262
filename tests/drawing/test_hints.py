"""What is said of marks, and which number they show."""

import plotly.graph_objects as go
import pytest

from cstoviz import text
from cstoviz.drawing.layout import draw
from cstoviz.drawing.model import Box, Dot


def first(trace, kind=Box, **layout):
    figure = go.Figure(trace, layout)
    return next(mark for mark in draw(figure, 400).marks if isinstance(mark, kind) and mark.hint)


@pytest.mark.parametrize(
    ("template", "lines"),
    [
        ("<b>%{y}</b><br>%{x} events<extra></extra>", ("Some & such", "12,345.5 events")),
        ("%{hovertext}<extra>name</extra>", ("over <it>",)),
        ("%{text}<br><br>%{customdata[1]}", ("inside", "second")),
        ("%{x:,d}<br>%{x:.2f}<br>%{nothing}", ("12,346", "12345.50")),
    ],
)
def test_a_template_is_filled_in_and_read_as_plain_lines(template, lines):
    bar = go.Bar(
        orientation="h", x=[12345.5], y=["Some & such"], text=["inside"],
        hovertext=["over &lt;it&gt;"], customdata=[["code", "second"]], hovertemplate=template,
    )  # fmt: skip
    mark = first(bar, separators=".,")
    assert mark.hint == lines
    assert mark.code == "code"


def test_numbers_and_days_are_written_as_the_figure_and_the_language_do():
    dot = go.Scatter(
        x=["2025-05-13"], y=[1234567.25], mode="markers",
        hovertemplate="%{x}<br>%{x|%b %Y}<br>%{y}<extra></extra>",
    )  # fmt: skip
    assert first(dot, Dot, separators=", ").hint == ("13 May 2025", "May 2025", "1 234 567,25")
    with text.speaking("ru"):
        assert first(dot, Dot, separators=", ").hint[0] == "13 мая 2025 г."


def test_a_trace_that_is_skipped_says_nothing():
    bar = go.Bar(x=[1], y=[1], hovertext="word", hoverinfo="skip", customdata=[["code"]])
    (box,) = (mark for mark in draw(go.Figure(bar), 400).marks if isinstance(mark, Box))
    assert (box.hint, box.code) == ((), "code")


def test_cells_of_a_heatmap_say_their_own_words():
    cells = go.Heatmap(
        z=[[None, 7]], text=[["no", "yes"]], customdata=[[["a"], ["b"]]],
        hovertemplate="%{text}: %{z}<extra></extra>", colorscale=[[0, "#000"], [1, "#fff"]],
    )  # fmt: skip
    mark = first(cells)
    assert (mark.hint, mark.code) == (("yes: 7",), "b")


def test_points_of_a_line_and_bars_without_a_colour_can_be_pointed_at():
    line = go.Scatter(x=[0, 1], y=[2, 3], mode="lines", hovertemplate="%{y}<extra></extra>")
    dot = first(line, Dot)
    assert (dot.hint, dot.fill.colour, dot.line.colour) == (("2",), "", "")
    bar = go.Bar(x=[1], y=[1], marker={"color": "rgba(0,0,0,0)"}, hovertemplate="here")
    assert first(bar).fill.colour == ""
