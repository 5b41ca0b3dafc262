"""Every view of the real data, drawn: nothing is lost, nothing overlaps."""

from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from cstoviz import text
from cstoviz.charts import style
from cstoviz.drawing.crowd import crowded
from cstoviz.drawing.layout import draw
from cstoviz.drawing.model import Area, Box, Dot, Words
from cstoviz.drawing.reading import moment, number, plain, values
from cstoviz.drawing.svg import Palette, svg
from cstoviz.drawing.words import extent
from cstoviz.selection import Selection
from cstoviz.views.core import answer
from cstoviz.views.registry import views

DRAWN = [view.id for view in views().values() if view.chart is not None]
SLIDE = {"width": 1760, "height": 690, "type_size": 26, "least": 24}
TOO_MUCH = {
    "coverage-matrix", "coding-agreement", "compare-events-by-kind", "compare-events-by-organ",
    "compare-events-by-place",
}  # fmt: skip
"""Views with more rows than a slide has lines: an outlet shows a table there."""

_figures = {}


@pytest.fixture
def figure(request, real):
    """Return the figure of a view, made once."""
    name = request.param
    if name not in _figures:
        _figures[name] = answer(views()[name], real, Selection()).chart(flat=True)
    return _figures[name]


def every(names):
    return pytest.mark.parametrize("figure", names, indirect=True)


def bars_and_cells(figure):
    """Count what Plotly would draw: bars of some length, cells and points that have a value."""
    count = 0
    for trace in plain(figure)["data"]:
        kind = trace.get("type", "scatter")
        if trace.get("meta") == style.SIGN:
            continue
        if kind == "heatmap":
            count += sum(cell is not None for row in trace["z"] for cell in row)
        elif kind == "bar":
            along = values(trace["x"] if trace.get("orientation") == "h" else trace["y"])
            count += sum(bool(number(value)) for value in along)
        elif "markers" in trace.get("mode", ""):
            crossed = values(trace.get("marker", {}).get("symbol") or ["circle"])
            each = 2 if "circle-x-open" in crossed else 1
            both = zip(values(trace["x"]), values(trace["y"]), strict=True)
            count += each * sum(
                x is not None and y is not None and on_map(figure, x) for x, y in both
            )
    return count


@every(DRAWN)
def test_every_point_of_the_data_is_a_mark(figure):
    drawing = draw(figure, 900)
    found = [
        mark
        for mark in drawing.marks
        if (isinstance(mark, (Box, Dot)) and mark.role == "mark") or is_strip(mark)
    ]
    drawn_lines = sum(
        isinstance(mark, Dot) and not mark.fill.colour and not mark.line.colour and bool(mark.hint)
        for mark in found
        if mark.series in names_of_lines(figure)
    )
    hidden = outside(figure)
    assert len(found) - drawn_lines == bars_and_cells(figure) - hidden


def on_map(figure, x):
    """Say whether a point lies on the map, if the figure is one."""
    if not figure.layout.yaxis.scaleanchor:
        return True
    first, last = figure.layout.xaxis.range
    return first <= x <= last


def is_strip(mark):
    return isinstance(mark, Box) and mark.role == "gap" and mark.series == "gaps"


def names_of_lines(figure):
    return {trace.name for trace in figure.data if getattr(trace, "mode", "") == "lines"}


def outside(figure):
    """Count bars of evidence gaps that end before or begin after the axis."""
    count = 0
    for trace in figure.data:
        if trace.name == "gaps" and trace.orientation == "h":
            first, last = map(moment, figure.layout.xaxis.range)
            starts = [moment(base) for base in trace.base]
            count += sum(start >= last for start in starts)
            ends = zip(starts, trace.x, strict=True)
            count += sum(first - start >= length for start, length in ends)
    return count


@every(DRAWN)
def test_names_of_rows_and_axes_do_not_overlap_or_leave_the_sheet(figure):
    drawing = draw(figure, 900)
    words = [
        mark
        for mark in drawing.marks
        if isinstance(mark, Words) and mark.text.strip() and mark.anchor != "middle"
    ]
    for one, other in combinations(words, 2):
        assert not extent(one).meets(extent(other), 1.0), (one.text, other.text)
    for word in words:
        box = extent(word)
        assert box.left >= -1
        assert box.right <= 901
        assert box.bottom <= drawing.height + 1


@every(DRAWN)
def test_marks_stay_on_the_sheet(figure):
    drawing = draw(figure, 900)
    for mark in drawing.marks:
        if isinstance(mark, Box):
            assert -1 <= mark.x <= mark.x + mark.width <= 901, mark
            assert -1 <= mark.y <= mark.y + mark.height <= drawing.height + 1, mark
        if isinstance(mark, Area):
            assert all(-1 <= x <= 901 for ring in mark.rings for x, _ in ring)


@every(DRAWN)
def test_a_slide_holds_it_in_large_type_or_says_that_it_cannot(figure, request):
    drawing = draw(figure, **SLIDE)
    name = request.node.callspec.params["figure"]
    assert crowded(drawing) == (name in TOO_MUCH)
    sizes = [
        run.size
        for mark in drawing.marks
        if isinstance(mark, Words)
        for line in mark.lines
        for run in line
    ]
    assert min(sizes) >= 24


@every(DRAWN)
def test_it_is_small_and_well_formed_for_pages_and_documents(figure):
    drawing = draw(figure, 900)
    for how in ({}, {"palette": Palette(), "interactive": False}):
        said = svg(drawing, title="What?", describe="That.", ident="view", **how)
        assert len(said) < 250_000
        ET.fromstring(said)


@pytest.mark.parametrize("view", ["events-per-month", "timeline", "participation-by-kind"])
def test_it_is_drawn_in_russian_too(view, real):
    with text.speaking("ru"):
        drawing = draw(answer(views()[view], real, Selection()).chart(flat=True), **SLIDE)
    assert not crowded(drawing)
    assert any("янв" in mark.text or "01.0" in mark.text or "Россия" in mark.text
               for mark in drawing.marks if isinstance(mark, Words))  # fmt: skip


@pytest.mark.parametrize("view", DRAWN)
def test_a_small_package_and_an_empty_selection_are_drawn(view, tiny):
    for selection in (Selection(), Selection(states=("LVA",), kinds=("survey",))):
        chart = answer(views()[view], tiny, selection).chart
        drawing = draw(chart(flat=True), **SLIDE)
        ET.fromstring(svg(drawing))
