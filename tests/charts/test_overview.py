"""The figures of the first page as objects."""

from cstoviz.charts import style
from cstoviz.selection import Selection
from cstoviz.views import overview as views
from cstoviz.views.core import answer

NOTHING = Selection(period="1999-01-01..1999-01-31")


def test_bars_and_grid_hold_every_event_once(tiny):
    found = answer(views.PER_MONTH, tiny, Selection())
    bars, grid, *_ = found.chart().data
    assert sum(bars.y) == 17
    assert sum(n for row in grid.z for n in row if n) == 17
    assert len(grid.z) == 4
    assert found.chart().layout.yaxis2.ticktext[0] == "Regatta or relay"


def test_an_event_that_starts_before_the_period_is_inside_the_axis(tiny):
    figure = answer(views.PER_MONTH, tiny, Selection(period="2032-01-01..2032-01-31")).chart()
    assert str(figure.layout.xaxis.range[0])[:10] == "2031-12-01"


def test_bounds_are_written_beside_the_bars(tiny):
    figure = answer(views.PARTICIPATION_BRIEF, tiny, Selection()).chart()
    named, inferred, collective, words = figure.data
    assert list(named.y) == ["Latvia", "Finland", "Estonia"]
    assert [band.marker.pattern.shape for band in figure.data[:3]] == [None, "/", "."]
    sums = [sum(parts) for parts in zip(named.x, inferred.x, collective.x, strict=True)]
    bounds = zip(named.x, sums, strict=True)
    assert [f" {low} to {up}" for low, up in bounds] == list(words.text)


def test_gap_notes_are_harmless_in_hover_texts(tiny):
    found = answer(views.THIN, tiny, Selection(period="2032"))
    figure = views.THIN.chart(found.frame, found.context)
    assert "Nothing later was reached." in str(figure.data[0].text)
    assert "<script>" not in figure.to_json()


def test_every_figure_is_valid_with_nothing_in_it(tiny):
    for view in (views.PER_MONTH, views.PARTICIPATION_BRIEF, views.THIN):
        found = answer(view, tiny, NOTHING)
        assert found.sentence
        if not found.empty:
            style.dressed(found.chart(), "dark").to_json()


def test_a_figure_that_stands_alone_says_what_it_is(tiny):
    found = answer(views.PER_MONTH, tiny, Selection())
    alone = style.standing_alone(style.dressed(found.chart(), "light"), "A & B?", "So.", "Source")
    texts = " ".join(note.text for note in alone.layout.annotations)
    assert "A &amp; B?" in texts
    assert "Source" in texts
    assert alone.layout.width == style.ALONE_WIDTH


def named(figure, name):
    return next(trace for trace in figure.data if trace.name == name)


def test_a_rise_or_fall_with_the_evidence_is_marked_and_said(tiny):
    found = answer(views.PER_MONTH, tiny, Selection(period="2032"))
    marks = named(found.chart(), "along")
    months = found.frame.loc[found.frame["coincides"], "month"].unique()
    assert list(marks.x) == [month.date().isoformat() for month in months]
    assert list(marks.marker.symbol) == ["triangle-down"]
    assert "1 of 2 rises and falls goes the way of the evidence" in found.sentence


def test_an_empty_cell_in_a_gap_looks_and_reads_otherwise(tiny):
    empty = named(answer(views.PER_MONTH, tiny, Selection(period="2032")).chart(), "empty")
    for words, opacity in zip(empty.hovertext, empty.marker.opacity, strict=True):
        assert "nothing reported" in words
        assert ("evidence gap" in words) == (opacity > 0)
    assert set(empty.marker.opacity) == {0, 0.75}


def test_the_strip_below_a_time_axis_says_why_evidence_is_thin(tiny):
    figure = answer(views.PER_MONTH, tiny, Selection(period="2032")).chart()
    strip = named(figure, "gaps")
    assert [str(day)[:10] for day in strip.base] == ["2032-04-16"]
    assert strip.x[0] == 260 * 86_400_000
    assert "Nothing later was reached." in strip.hovertext[0]
    assert figure.layout.yaxis9.domain[1] < 0.05


def test_a_gap_of_a_selected_kind_is_on_the_axis_too(tiny):
    figure = answer(views.PER_MONTH, tiny, Selection(period="2031", kinds=("survey",))).chart()
    assert [str(day)[:10] for day in named(figure, "gaps").base] == ["2031-06-01"]
    whole = answer(views.PER_MONTH, tiny, Selection(period="2031")).chart()
    assert not [trace for trace in whole.data if trace.name == "gaps"]


def test_headlines_say_how_much_of_the_period_is_thin(tiny):
    some = answer(views.HEADLINES, tiny, Selection(period="2032-03-01..2032-04-20")).sentence
    assert "On 5 days of 51 the evidence on what is selected is thin or missing." in some
    most = answer(views.HEADLINES, tiny, Selection(period="2032-04-10..2032-04-30")).sentence
    assert "Most of this period lies in evidence gaps (15 days of 21)" in most
    assert "evidence" not in answer(views.HEADLINES, tiny, Selection(period="2031")).sentence
