"""Where marks of small figures stand on a sheet, in numbers."""

from datetime import datetime
from itertools import combinations

import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cstoviz.drawing.crowd import clashes, crowded
from cstoviz.drawing.layout import draw, least_height, own_height
from cstoviz.drawing.model import GRID, INK, Area, Box, Dot, Stroke, Words
from cstoviz.drawing.words import extent


def drawn(*traces, width=500, height=None, type_size=14.0, least=0.0, **layout):
    base = {"height": 300, "margin": {"l": 0, "r": 0, "t": 0, "b": 0}, "showlegend": False}
    figure = go.Figure(list(traces), {**base, **layout})
    return draw(figure, width, height, type_size=type_size, least=least)


def marks(drawing, kind, role="mark"):
    return [mark for mark in drawing.marks if isinstance(mark, kind) and mark.role == role]


HIDDEN = {"visible": False}


def test_a_bar_is_as_long_as_its_value_on_the_axis():
    bars = marks(
        drawn(
            go.Bar(x=[5, 10], y=["a", "b"], orientation="h"),
            xaxis={**HIDDEN, "range": [0, 10]},
            yaxis=HIDDEN,
        ),
        Box,
    )
    assert [(bar.x, bar.width) for bar in bars] == [(0, 250), (0, 500)]
    assert [bar.height for bar in bars] == [pytest.approx(120)] * 2
    assert bars[0].y > bars[1].y, "the first category stands lowest"


def test_bars_stack_and_stand_side_by_side():
    traces = [go.Bar(x=[1, 2], y=[3, 4]), go.Bar(x=[1, 2], y=[6, 1])]
    axes = {"xaxis": HIDDEN, "yaxis": {**HIDDEN, "range": [0, 10]}}
    stacked = marks(drawn(*traces, barmode="stack", **axes), Box)
    assert [(round(bar.y), round(bar.height)) for bar in stacked] == [
        (210, 90), (180, 120), (30, 180), (150, 30),
    ]  # fmt: skip
    assert stacked[0].x == stacked[2].x
    grouped = marks(drawn(*traces, barmode="group", **axes), Box)
    assert grouped[0].x + grouped[0].width == pytest.approx(grouped[2].x)
    assert all(round(bar.y + bar.height) == 300 for bar in grouped)


def test_a_bar_starts_at_its_base_and_is_as_thick_as_it_says():
    bar = go.Bar(orientation="h", y=[2], x=[4], base=[1], width=2)
    axes = {
        "xaxis": {**HIDDEN, "range": [0, 10]},
        "yaxis": {**HIDDEN, "range": [4, 0]},
    }
    (box,) = marks(drawn(bar, **axes), Box)
    assert (box.x, box.width, box.y, box.height) == (50, 200, 75, 150)


def test_months_are_drawn_in_their_middle_and_bars_of_days_where_they_are():
    axes = {
        "xaxis": {**HIDDEN, "type": "date", "range": ["2024-01-01", "2024-03-01"]},
        "yaxis": {**HIDDEN, "range": [0, 1]},
    }
    month = go.Scatter(
        x=["2024-01-01"], y=[0.5], mode="markers", xperiod="M1", xperiodalignment="middle"
    )
    (dot,) = marks(drawn(month, width=600, **axes), Dot)
    assert dot.x == pytest.approx(155)
    days = go.Bar(
        orientation="h", y=[0.5], width=1, x=[86_400_000 * 6], base=[datetime(2024, 1, 31)]
    )
    (box,) = marks(drawn(days, width=600, **axes), Box)
    assert (box.x, box.width) == (pytest.approx(300), pytest.approx(60))


def test_powers_of_ten_are_equally_far_apart_on_a_logarithmic_axis():
    dots = go.Scatter(x=[1, 10, 100, 0], y=[0, 0, 0, 0], mode="markers")
    axes = {
        "xaxis": {"type": "log", "range": [0, 2], "dtick": 1, "tickformat": ",d"},
        "yaxis": HIDDEN,
    }
    drawing = drawn(dots, margin={"l": 50, "r": 50, "t": 0, "b": 0}, **axes)
    assert [dot.x for dot in marks(drawing, Dot)] == [50, 250, 450]
    assert [word.text for word in marks(drawing, Words, "axis")] == ["1", "10", "100"]


def test_categories_keep_their_order_and_a_reversed_axis_starts_above():
    bars = go.Bar(orientation="h", x=[1, 1, 1], y=["b", "c", "a"])
    axes = {"xaxis": HIDDEN}
    plain = drawn(bars, yaxis={"categoryarray": ["a", "b", "c"]}, **axes)
    words = sorted(marks(plain, Words, "axis"), key=lambda word: -word.y)
    assert [word.text for word in words] == ["a", "b", "c"]
    turned = drawn(bars, yaxis={"autorange": "reversed"}, **axes)
    words = sorted(marks(turned, Words, "axis"), key=lambda word: word.y)
    assert [word.text for word in words] == ["b", "c", "a"]


def test_a_shape_that_reaches_beyond_the_window_is_cut_at_its_edge():
    square = go.Scatter(
        x=[-5, 5, 5, -5], y=[-5, -5, 5, 5], fill="toself", mode="lines", fillcolor="#112233",
        line={"width": 1, "color": "#000000"},
    )  # fmt: skip
    drawing = drawn(square, xaxis={**HIDDEN, "range": [0, 10]}, yaxis={**HIDDEN, "range": [0, 10]})
    (area,) = marks(drawing, Area)
    assert sorted(area.rings[0]) == [(0, 150), (0, 300), (250, 150), (250, 300)]
    assert area.fill.colour == "#112233"
    (border,) = marks(drawing, Stroke)
    assert set(border.points) == {(250, 300), (250, 150), (0, 150)}, "no line along the window"


def test_what_lies_outside_the_window_is_left_out():
    dots = go.Scatter(
        x=[1, 50], y=[1, 1], mode="markers+text", text=["in", "out"], cliponaxis=False
    )
    drawing = drawn(dots, xaxis={**HIDDEN, "range": [0, 10]}, yaxis={**HIDDEN, "range": [0, 2]})
    assert len(marks(drawing, Dot)) == 1
    assert [word.text for word in marks(drawing, Words, "label")] == ["in"]


def test_a_heatmap_mixes_the_colours_of_its_scale_and_leaves_holes():
    cells = go.Heatmap(
        x=[0, 1, 2], y=[0], z=[[0, None, 10]], xgap=4, showscale=False,
        colorscale=[[0, "rgba(0,0,0,0.2)"], [1, "rgba(100,200,0,1)"]],
    )  # fmt: skip
    found = marks(drawn(cells, width=300, xaxis=HIDDEN, yaxis=HIDDEN), Box)
    assert [(box.fill.colour, box.fill.opacity) for box in found] == [
        ("#000000", 0.2), ("#64C800", 1.0),
    ]  # fmt: skip
    assert [(box.x, box.width) for box in found] == [(2, 96), (202, 96)]
    half = cells.update(z=[[5, 0, 10]], zmin=0, zmax=10)
    (box, *_) = marks(drawn(half, xaxis=HIDDEN, yaxis=HIDDEN), Box)
    assert (box.fill.colour, box.fill.opacity) == ("#326400", pytest.approx(0.6))


def test_the_legend_names_traces_in_lines_that_fit_and_skips_those_that_it_should_not():
    names = [f"A rather long name {place}" for place in range(6)]
    traces = [go.Bar(x=[1], y=[1], name=name) for name in names]
    hidden = go.Bar(x=[1], y=[1], name="hidden", showlegend=False)
    drawing = drawn(
        *traces, hidden, showlegend=True, legend={"orientation": "h", "y": 1, "yanchor": "bottom"}
    )
    words = marks(drawing, Words, "legend")
    assert [word.text for word in words] == names
    assert len({word.y for word in words}) > 1
    assert len(marks(drawing, Box, "legend")) == 6
    assert not crowded(drawing)


def test_words_of_a_legend_on_a_bar_are_crowded():
    drawing = drawn(
        go.Bar(x=[1], y=[1], name="one"),
        go.Bar(x=[1], y=[2], name="other"),
        showlegend=True,
        legend={"orientation": "h", "y": 0.5},
    )
    assert crowded(drawing)


def test_the_legend_of_stacked_bars_is_turned_unless_it_says_otherwise():
    traces = [go.Bar(x=[1], y=[1], name=name) for name in "ab"]
    turned = drawn(*traces, barmode="stack", showlegend=True)
    assert [word.text for word in marks(turned, Words, "legend")] == ["b", "a"]
    normal = drawn(*traces, barmode="stack", showlegend=True, legend={"traceorder": "normal"})
    assert [word.text for word in marks(normal, Words, "legend")] == ["a", "b"]


def test_annotations_hold_their_words_by_the_side_that_they_name():
    note = {"xref": "paper", "yref": "paper", "showarrow": False, "borderpad": 0}
    drawing = drawn(
        go.Scatter(x=[0], y=[0], mode="markers"),
        annotations=[
            {**note, "x": 0.5, "y": 0.5, "text": "<b>Bold</b> &amp; plain", "xanchor": "left",
             "yanchor": "middle"},
            {**note, "x": 0.9, "y": 0.9, "text": "right", "xanchor": "right", "xshift": -10},
        ],
        margin={"l": 50, "r": 50, "t": 50, "b": 50}, xaxis=HIDDEN, yaxis=HIDDEN,
    )  # fmt: skip
    first, second = marks(drawing, Words, "label")
    assert [(run.text, run.bold, run.colour) for run in first.lines[0]] == [
        ("Bold", True, INK), (" & plain", False, INK),
    ]  # fmt: skip
    assert (first.x, first.anchor) == (250, "start")
    assert (second.x, second.anchor) == (400, "end")


def test_shapes_below_are_gaps_and_lines_above_belong_to_the_axes():
    shapes = [
        {"type": "rect", "layer": "below", "x0": 2, "x1": 4, "y0": 0, "y1": 1, "yref": "paper",
         "fillcolor": "rgba(10,20,30,0.5)", "line": {"width": 0}},
        {"type": "line", "x0": 0, "x1": 1, "xref": "x domain", "y0": 5, "y1": 5},
        {"type": "path", "path": "M0,2L1,2 M0,4L1,4", "xref": "paper", "layer": "below"},
    ]  # fmt: skip
    drawing = drawn(
        go.Scatter(x=[0], y=[0], mode="markers"), shapes=shapes,
        xaxis={**HIDDEN, "range": [0, 10]}, yaxis={**HIDDEN, "range": [0, 10]},
    )  # fmt: skip
    (gap,) = marks(drawing, Box, "gap")
    assert (gap.x, gap.width, gap.y, gap.height) == (100, 100, 0, 300)
    assert (gap.fill.colour, gap.fill.opacity) == ("#0A141E", 0.5)
    points = [mark.points for mark in marks(drawing, Stroke, "axis")]
    assert ((0, 150), (500, 150)) in points
    assert ((0, 240), (500, 240)) in points


def test_the_grid_is_in_the_colour_of_the_page_and_only_where_it_is_wanted():
    bars = go.Bar(x=["a", "b"], y=[1, 9])
    drawing = drawn(bars, xaxis={"showgrid": False}, yaxis={"range": [0, 10], "dtick": 5})
    lines = marks(drawing, Stroke, "grid")
    assert len(lines) == 3
    assert {line.line.colour for line in lines} == {GRID}
    assert all(line.points[0][1] == line.points[1][1] for line in lines)


def test_whole_numbers_are_never_written_twice():
    drawing = drawn(go.Bar(x=["a"], y=[2]), yaxis={"tickformat": ",d", "nticks": 9})
    words = [word.text for word in marks(drawing, Words, "axis")]
    assert sorted(words) == ["0", "1", "2", "a"]


def test_names_at_an_axis_break_turn_or_go_but_do_not_touch():
    names = [f"A long name of column {place}" for place in range(5)]
    cells = go.Bar(x=list(range(5)), y=[1] * 5)
    ticks = {"tickvals": list(range(5)), "ticktext": names}
    heads = drawn(cells, xaxis={**ticks, "autotickangles": [0, -90]}, yaxis=HIDDEN)
    words = marks(heads, Words, "axis")
    assert len(words) == 5
    assert all(len(word.lines) > 1 for word in words)
    assert not crowded(heads)
    narrow = drawn(cells, xaxis={**ticks, "autotickangles": [0, -90]}, yaxis=HIDDEN, width=150)
    assert {word.angle for word in marks(narrow, Words, "axis")} == {-90}
    dates = drawn(cells, xaxis=ticks, yaxis=HIDDEN)
    assert 0 < len(marks(dates, Words, "axis")) < 5
    assert not crowded(dates)


def test_numbers_of_a_low_axis_are_left_out_until_they_do_not_touch():
    bars = go.Bar(x=["a"], y=[100])
    axes = {"xaxis": HIDDEN, "yaxis": {"range": [0, 100], "dtick": 10}}
    high, low = (drawn(bars, height=height, **axes) for height in (400, 90))
    assert len(marks(high, Words, "axis")) == 11
    assert 2 <= len(marks(low, Words, "axis")) < 8
    assert not crowded(low)


def test_a_name_moves_off_the_points_and_lines_that_it_would_lie_on():
    names = [{"x": 1, "y": 1, "xanchor": "left", "xshift": 8, "text": "Name", "showarrow": False}]
    dots = go.Scatter(x=[1, 1.2], y=[1, 1], mode="markers", marker={"size": 12})
    axes = {"xaxis": {**HIDDEN, "range": [0, 2]}, "yaxis": {**HIDDEN, "range": [0, 2]}}
    alone = drawn(dots.update(x=[1, 0.2]), annotations=names, **axes)
    assert marks(alone, Words, "label")[0].anchor == "start"
    beside = drawn(dots.update(x=[1, 1.1]), annotations=names, **axes)
    assert marks(beside, Words, "label")[0].anchor == "end"


def rows_of(names, **note):
    places = list(range(len(names)))
    return go.Figure(
        go.Bar(orientation="h", y=places, x=[1] * len(names), width=0.36),
        {
            "height": 60 + 50 * len(names), "showlegend": False, "xaxis": HIDDEN,
            "yaxis": {"visible": False, "range": [len(names) - 0.6, -0.85]},
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "annotations": [
                {"text": name, "x": 0, "xref": "paper", "xanchor": "left", "y": place - 0.18,
                 "yanchor": "bottom", "yshift": 2, "showarrow": False, "align": "left", **note}
                for place, name in enumerate(names)
            ],
        },
    )  # fmt: skip


def test_names_of_rows_move_beside_the_marks_where_rows_are_low():
    figure = rows_of([f"Row {place}" for place in range(12)])
    high, low = draw(figure, 900, 700), draw(figure, 900, 300)
    for drawing in (high, low):
        words, boxes = marks(drawing, Words, "label"), marks(drawing, Box)
        assert len(words) == len(boxes) == 12
        assert not crowded(drawing)
        assert not any(extent(word).meets(room(box), 1) for word in words for box in boxes)
    assert all(box.x == marks(high, Words, "label")[0].x for box in marks(high, Box))
    assert all(box.x > 50 for box in marks(low, Box))


def room(box):
    return extent(Words(role="label"))._replace(
        left=box.x, top=box.y, right=box.x + box.width, bottom=box.y + box.height
    )


def test_a_sheet_that_is_too_low_says_that_it_is_crowded():
    figure = rows_of([f"Row {place}" for place in range(12)])
    assert crowded(draw(figure, 900, 100))
    least = least_height(figure, 900)
    assert 150 < least < own_height(figure)
    assert not crowded(draw(figure, 900, least))


def test_type_and_lengths_grow_with_the_type_size_but_not_below_the_least():
    figure = rows_of(["One", "Two"], font={"size": 10})
    drawing = draw(figure, 1000, type_size=28, least=24)
    assert drawing.height == 320
    assert {run.size for word in marks(drawing, Words, "label") for run in word.lines[0]} == {24}
    assert {
        run.size for word in marks(draw(figure, 500), Words, "label") for run in word.lines[0]
    } == {10}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.text("Wi m", min_size=1, max_size=40), st.integers(0, 10**6)),
        min_size=1, max_size=9, unique_by=lambda pair: pair[0].strip(),
    ),
    st.floats(400, 2000), st.floats(250, 900), st.floats(10, 30),
)  # fmt: skip
def test_marks_stay_on_the_sheet_and_words_keep_their_size(pairs, width, height, size):
    figure = go.Figure(
        go.Bar(x=[n for _, n in pairs], y=[name for name, _ in pairs], orientation="h"),
        {"height": 300, "showlegend": False},
    )
    drawing = draw(figure, width, height, type_size=size, least=12)
    assert drawing == draw(figure, width, height, type_size=size, least=12)
    for mark in drawing.marks:
        if isinstance(mark, Box):
            assert 0 <= mark.x <= mark.x + mark.width <= width + 1e-6
            assert 0 <= mark.y <= mark.y + mark.height <= height + 1e-6
        if isinstance(mark, Words):
            assert all(run.size >= 12 for line in mark.lines for run in line)
    together = {frozenset(pair) for pair in clashes(drawing)}
    words = [mark for mark in drawing.marks if isinstance(mark, Words) and mark.text.strip()]
    touching = {
        frozenset((a.text.strip(), b.text.strip()))
        for a, b in combinations(words, 2)
        if extent(a).meets(extent(b), 1.0)
    }
    assert touching <= together
