"""The figures of two sides, as objects: one scale, the difference beside, words above bars."""

import csv
import io

import plotly.graph_objects as go
import pytest

from cstoviz.charts import style
from cstoviz.charts.compare import side_name, signed
from cstoviz.codes import parts_of
from cstoviz.labels import Labels
from cstoviz.package import read_package
from cstoviz.selection import Selection
from cstoviz.views import compare
from cstoviz.views.core import View, answer
from cstoviz.views.numbers import shown
from tests.packages import descriptor, tables, write

VIEWS = [view for view in vars(compare).values() if isinstance(view, View)]
EVERY = pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.id)
PERIODS = {"compare": "periods", "left": "2031-01-01..2031-06-30", "right": "2031"}
EITHER = pytest.mark.parametrize("options", [{}, PERIODS], ids=["states", "periods"])
EVIL = "<script>alert(1)</script> & %{x}"


def asked(tables, view, **options):
    return answer(view, tables, Selection().with_options(**options))


def bars(figure):
    return {trace.name: trace for trace in figure.data if trace.name in ("left", "right")}


def words(figure):
    return [note.text for note in figure.layout.annotations]


@EVERY
@EITHER
def test_both_panels_have_one_scale_and_there_is_no_second_axis(tiny, view, options):
    layout = asked(tiny, view, **options).chart().layout
    letter = "y" if view is compare.MONTHS else "x"
    one, other = layout[f"{letter}axis"], layout[f"{letter}axis2"]
    assert one.range == other.range
    assert one.range[0] == 0
    assert (one.tick0, one.dtick, one.nticks) == (other.tick0, other.dtick, other.nticks)
    assert one.domain[1] - one.domain[0] == pytest.approx(other.domain[1] - other.domain[0])
    axes = [axis for name, axis in layout.to_plotly_json().items() if name[1:5] == "axis"]
    assert len(axes) in (3, 4)
    assert not any("overlaying" in axis or axis.get("side") == "right" for axis in axes)


@EVERY
@EITHER
def test_no_bar_reaches_beyond_its_panel(tiny, view, options):
    figure = asked(tiny, view, **options).chart()
    axis = figure.layout.yaxis if view is compare.MONTHS else figure.layout.xaxis
    for trace in bars(figure).values():
        lengths = trace.y if view is compare.MONTHS else trace.x
        assert max([0, *(length for length in lengths if length)]) <= axis.range[1]


@EVERY
@EITHER
@pytest.mark.parametrize("package", ["tiny", "real"])
def test_a_bar_is_as_long_as_the_number_that_it_names(request, package, view, options):
    if package == "real":
        options = {**options, "left": "", "right": ""}
    found = asked(request.getfixturevalue(package), view, **options)
    seen = 0
    for trace in bars(found.chart()).values():
        lengths = trace.y if view is compare.MONTHS else trace.x
        for length, (code,) in zip(lengths, trace.customdata, strict=True):
            column, *keys = parts_of(code)
            assert (shown(found.frame, column, view.numbers[column], keys) or 0) == (length or 0)
            seen += bool(length)
    assert seen


def test_words_tell_name_counts_with_share_and_the_signed_difference(tiny):
    said = words(asked(tiny, compare.KINDS, left="EST", right="FIN").chart())
    assert said[:4] == ["Regatta or relay", "<b>4</b> (50%)", "<b>3</b> (50%)", "<b>−1</b>"]
    assert said[-3:] == ["<b>Estonia</b><br>n = 8", "<b>Finland</b><br>n = 6", "Difference"]


def test_n_stands_in_each_row_where_rows_differ_in_it(tiny):
    said = words(asked(tiny, compare.AREAS, left="EST", right="LVA").chart())
    assert said[1:4] == ["<b>2</b> of 4 (50%)", "<b>0</b> of 4 (0%)", "<b>−2</b>"]
    assert "<b>Estonia</b><br>n by row" in said


def test_states_have_their_own_colours_and_periods_one_with_a_pattern(tiny):
    found = asked(tiny, compare.KINDS, left="EST", right="FIN")
    states = bars(found.chart())
    for side, code in (("left", "EST"), ("right", "FIN")):
        assert states[side].marker.color == style.colour(found.context, "state", code)
        assert states[side].marker.pattern.shape is None
    periods = bars(asked(tiny, compare.KINDS, **PERIODS).chart())
    assert periods["left"].marker.pattern.shape == "|"
    assert periods["right"].marker.pattern.shape is None
    assert periods["right"].marker.color == periods["left"].marker.pattern.fgcolor == style.ACCENT


def test_months_are_a_calendar_for_states_and_places_for_periods(tiny):
    calendar = asked(tiny, compare.MONTHS).chart()
    assert calendar.layout.xaxis.type == "date"
    assert calendar.layout.xaxis.range == calendar.layout.xaxis2.range
    places = asked(tiny, compare.MONTHS, **PERIODS).chart()
    assert tuple(places.layout.xaxis.range) == (0.5, 12.5)
    assert list(bars(places)["left"].x) == [1, 2, 3, 4, 5, 6]


def test_months_with_gaps_are_grey_and_say_why(tiny):
    figure = asked(tiny, compare.MONTHS, compare="periods", left="2031", right="2032").chart()
    gaps = [trace for trace in figure.data if trace.name == "gaps"]
    assert len(gaps[0].x) == 0
    assert list(gaps[1].x) == [4, 5, 6, 7, 8, 9, 10, 11, 12]
    assert "15 of 30 days lie in an evidence gap" in gaps[1].hovertext[0]
    assert "Nothing later was reached." in gaps[1].hovertext[0]


@EVERY
@EITHER
def test_an_empty_answer_gives_a_valid_figure(tiny, view, options):
    none = Selection(kinds=("survey",), organs=("LC",)).with_options(**options)
    figure = answer(view, tiny, none).chart()
    assert isinstance(style.dressed(figure, "dark"), go.Figure)


@EVERY
def test_every_view_has_its_texts_and_a_table(tiny, view):
    found = asked(tiny, view)
    assert view.question.endswith("?")
    assert len(view.rule) > 80
    assert len(found.table()) == len(found.frame) > 0
    assert {"Left", "Right", "Difference (right – left)"} <= set(found.table().columns)


@pytest.mark.parametrize(("value", "said"), [(6, "+6"), (-12345, "−12,345"), (0, "0"), (None, "–")])
def test_differences_bear_their_sign(value, said):
    assert signed(value) == said


def test_sides_are_called_by_what_they_are(tiny):
    names = [side_name(Labels(tiny, "en"), code) for code in
             ("EST", "EE2031", "2031", "last-3-months", "2031-03-01..2031-03-15")]  # fmt: skip
    assert names == [
        "Estonia", "Estonia 2031", "2031", "Last 3 months of the data", "1 to 15 March 2031",
    ]  # fmt: skip


@EITHER
def test_texts_of_the_data_are_harmless(tmp_path, options):
    texts = tables()
    for table, column in (("states", "name"), ("places", "name"), ("organs", "name"),
                          ("priority_areas", "title"), ("evidence_gaps", "note")):  # fmt: skip
        rows = list(csv.DictReader(io.StringIO(texts[table])))
        stream = io.StringIO()
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({**row, column: f"{EVIL} {row[column]}"} for row in rows)
        texts[table] = stream.getvalue()
    evil = read_package(write(tmp_path, descriptor(), texts))
    for view in VIEWS:
        figure = asked(evil, view, **options).chart().update_traces(customdata=None)
        drawn = figure.to_json().encode().decode("unicode_escape")
        assert "<script>" not in drawn
        assert "%{x}" not in drawn
