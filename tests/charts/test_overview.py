"""The figures of the first page as objects."""

from cstoviz.charts import style
from cstoviz.selection import Selection
from cstoviz.views import overview as views
from cstoviz.views.core import answer

NOTHING = Selection(period="1999-01-01..1999-01-31")


def test_bars_and_grid_hold_every_event_once(tiny):
    found = answer(views.PER_MONTH, tiny, Selection())
    bars, grid = found.chart().data
    assert sum(bars.y) == 17
    assert sum(n for row in grid.z for n in row if n) == 17
    assert len(grid.z) == 4
    assert found.chart().layout.yaxis2.ticktext[0] == "Regatta or relay"


def test_an_event_that_starts_before_the_period_is_inside_the_axis(tiny):
    figure = answer(views.PER_MONTH, tiny, Selection(period="2032-01-01..2032-01-31")).chart()
    assert str(figure.layout.xaxis.range[0])[:10] == "2031-12-01"


def test_bounds_are_written_beside_the_bars(tiny):
    figure = answer(views.PARTICIPATION_BRIEF, tiny, Selection()).chart()
    upper, lower = figure.data
    assert list(upper.y) == ["Latvia", "Finland", "Estonia"]
    assert all(low <= up for low, up in zip(lower.x, upper.x, strict=True))
    assert [f"{low} to {up}" for low, up in zip(lower.x, upper.x, strict=True)] == list(upper.text)


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
