"""The figures, sentences and cautions of what events rest on, as objects."""

from dataclasses import replace

import plotly.graph_objects as go
import pytest

from cstoviz.charts import sources as charts
from cstoviz.charts import style
from cstoviz.codes import key_text, parts_of
from cstoviz.context import context
from cstoviz.selection import Selection
from cstoviz.tables import lazy
from cstoviz.views import sources as views
from cstoviz.views.core import answer
from cstoviz.views.numbers import rows_behind, shown

DRAWN = (views.PER_MONTH, views.REST, views.REST_BY_KIND, views.MIX)
ALL = (*DRAWN, views.PUBLISHERS)
NOWHERE = Selection(period="1999-01-01..1999-01-31")
EVIL = "<script>alert(1)</script> & %{x}"
COUNCILS = Selection(kinds=("council",))


def trace(figure, name):
    return next(found for found in figure.data if found.name == name)


@pytest.mark.parametrize("view", ALL, ids=lambda view: view.id)
def test_every_view_has_its_texts_and_a_table(tiny, view):
    found = answer(view, tiny, Selection())
    assert view.question.endswith("?")
    assert view.rule.endswith(".")
    assert found.sentence.endswith(".")
    assert len(found.table()) == len(found.frame)
    assert answer(view, tiny, NOWHERE).empty


@pytest.mark.parametrize("view", DRAWN, ids=lambda view: view.id)
def test_an_empty_frame_gives_a_valid_figure(tiny, view):
    found = answer(view, tiny, NOWHERE)
    assert isinstance(style.dressed(found.chart(), "dark"), go.Figure)


@pytest.mark.parametrize("mix", ["publisher_kind", "language"])
@pytest.mark.parametrize("view", ALL, ids=lambda view: view.id)
def test_every_number_is_the_count_of_what_is_behind_it(tiny, view, mix):
    chosen = Selection(kinds=("council", "regatta")).with_options(mix=mix)
    found = answer(view, tiny, chosen)
    rows = view.behind(tiny, found.selection)
    for column, number in view.numbers.items():
        keys = found.frame[list(number.keys)].drop_duplicates().itertuples(index=False, name=None)
        for key in keys if number.keys else [()]:
            texts = [key_text(part) for part in key]
            counted = rows_behind(rows, number, texts)[number.counted(texts)].nunique()
            assert counted == shown(found.frame, column, number, texts), (column, texts)


@pytest.mark.parametrize("mix", ["publisher_kind", "language"])
@pytest.mark.parametrize("view", DRAWN, ids=lambda view: view.id)
def test_every_mark_names_a_number_of_its_view(tiny, view, mix):
    found = answer(view, tiny, COUNCILS.with_options(mix=mix))
    codes = [
        code[0]
        for drawn in found.chart().data
        for code in (() if drawn.customdata is None else drawn.customdata)
    ]
    assert codes
    for code in codes:
        column, *keys = parts_of(code)
        assert shown(found.frame, column, view.numbers[column], keys) is not None, code


def test_months_are_stacked_in_the_order_of_the_vocabulary(tiny):
    figure = answer(views.PER_MONTH, tiny, Selection(period="2031")).chart()
    bars = [drawn for drawn in figure.data if drawn.type == "bar" and drawn.name != "gaps"]
    assert [bar.name for bar in bars] == ["Official", "Agency", "Media"]
    assert [bar.marker.pattern.shape for bar in bars] == [None, "/", "."]
    assert figure.layout.barmode == "stack"
    assert list(trace(figure, "total").text)[:3] == ["3", "1", "3"]
    assert list(trace(figure, "total").y) == [
        sum(n for bar in bars for at, n in zip(bar.x, bar.y, strict=True) if at == month)
        for month in trace(figure, "total").x
    ]


def test_months_by_language(tiny):
    found = answer(views.PER_MONTH, tiny, Selection().with_options(mix="language"))
    bars = [drawn for drawn in found.chart().data if drawn.type == "bar" and drawn.name != "gaps"]
    assert [bar.name for bar in bars] == ["English", "Estonian", "Finnish"]
    assert bars[0].customdata[0] == ["of-language~2031-01-01~en"]
    assert "“English”" in found.sentence


def test_months_in_an_evidence_gap_say_so(tiny):
    figure = answer(views.PER_MONTH, tiny, Selection(period="2032")).chart()
    assert "Nothing later was reached." in trace(figure, "gaps").hovertext[0]
    said = dict(zip(trace(figure, "total").x, trace(figure, "total").hovertext, strict=True))
    assert "evidence gap" in said["2032-04-01"]


def test_looks_differ_by_more_than_colour():
    looks = [charts.marker(place) for place in range(8)]
    shapes = [look.get("pattern", {}).get("shape", "") for look in looks]
    assert len(set(shapes)) == 8


def test_what_events_rest_on_stands_under_its_questions(tiny):
    figure = answer(views.REST, tiny, Selection()).chart()
    labels = [note.text for note in figure.layout.annotations]
    assert labels[0] == "<b>How many sources?</b>"
    assert labels[1].startswith("One source  <b>10</b>")
    assert "59% of 17" in labels[1]
    assert 'Only “Agency”' in labels[9]  # fmt: skip
    bars = trace(figure, "events")
    assert list(bars.x) == [10, 0, 7, 17, 0, 10, 0, 0, 7]
    assert list(bars.y) == [1, 2, 3, 5, 6, 8, 9, 10, 11]


def test_kinds_are_shares_that_fill_the_scale(tiny):
    figure = answer(views.REST_BY_KIND, tiny, Selection()).chart()
    one, two, more = figure.data
    assert [a + b + c for a, b, c in zip(one.x, two.x, more.x, strict=True)] == [1, 1, 1, 1]
    assert len({str(bar.marker.pattern.shape) for bar in figure.data}) == 3


def test_selection_and_rest_stand_on_one_scale(tiny):
    figure = answer(views.MIX, tiny, COUNCILS).chart()
    here, rest = trace(figure, "selection"), trace(figure, "rest of the record")
    assert list(here.x)[:3] == [5 / 11, 3 / 11, 3 / 11]
    assert list(rest.x)[:3] == [12 / 20, 4 / 20, 4 / 20]
    assert list(here.y) == list(rest.y) == [1, 2, 3, 5, 6, 7]
    assert (here.marker.symbol, rest.marker.symbol) == ("circle", "circle-open")
    whole = answer(views.MIX, tiny, Selection()).chart()
    assert "rest of the record" not in {drawn.name for drawn in whole.data}
    assert "against" not in " ".join(note.text for note in whole.layout.annotations)


def test_a_share_that_rounds_to_none_is_not_called_none(tiny):
    frame = answer(views.MIX, tiny, COUNCILS).frame
    frame = frame.assign(citations=[1, 300, 0, 1, 300, 0], n=301)
    labels = [note.text for note in charts.mix(frame, context(tiny, COUNCILS)).layout.annotations]
    assert "&lt;1%" in labels[1]
    assert "<b>0%</b>" in labels[3]


@pytest.mark.parametrize("view", DRAWN, ids=lambda view: view.id)
def test_texts_of_the_data_are_harmless(tiny, view):
    words = tiny.rows("translations")
    evil = replace(tiny, translations=lazy(words.assign(text=EVIL)))
    written = answer(view, evil, COUNCILS).chart().to_json()
    assert "<script" not in written.replace("\\u003c", "<")
    assert "%{x}" not in written


def test_sentences_in_numbers(tiny):
    assert answer(views.PER_MONTH, tiny, COUNCILS).sentence.startswith(
        "Most sources in January 2031, September 2031, and April 2032 (3 source addresses)"
    )
    assert answer(views.REST, tiny, Selection()).sentence == (
        "Of 17 events 10 rest on one source (59%), 0 on two, 7 on three or more; 17 have an "
        "official source (100%), 0 have none."
    )
    assert answer(views.REST_BY_KIND, tiny, Selection(kinds=("survey",))).sentence == (
        "1 of 2 events rest on one source; the share is largest for “Survey of a lake” (1 of 2): "
        "50%."
    )
    assert answer(views.PUBLISHERS, tiny, Selection()).sentence == (
        "3 publishers with 3 source addresses; most from lakes.example.org, agency.example.com, "
        "and paper.example.net (1); 3 published one each."
    )


def test_too_few_is_said(tiny):
    sentence = answer(views.MIX, tiny, COUNCILS).sentence
    assert sentence.startswith("45% of the selection’s sources are of the kind “Official”")
    assert "against 60% in the rest of the record (n = 11 and 20" in sentence
    assert "Too few to tell" in sentence
    assert views.mix_caution(tiny, COUNCILS) == ()


def test_the_whole_record_has_no_rest(tiny, real):
    for tables in (tiny, real):
        assert views.mix_caution(tables, Selection()) == ()
        assert "whole record" in answer(views.MIX, tables, Selection()).sentence
        assert views.mix_caution(tables, NOWHERE) == ()


def test_a_clear_difference_is_a_caution(real):
    (said,) = views.mix_caution(real, Selection(kinds=("exercise",)))
    assert said.startswith("The sources of this selection differ clearly from those of the rest")
    assert "“Official body” against" in said
    assert "chi-squared test" in said
    assert "rough guide" in said
    assert "p < 0.001" in said


def test_the_caution_knows_the_filter_and_no_option(real):
    chosen = Selection(sources="official")
    assert len(views.mix_caution(real, chosen)) == 2
    assert "by construction" in views.mix_caution(real, chosen)[1]
    assert views.mix_caution(real, chosen.with_options(mix="language", term="x")) == (
        views.mix_caution(real, chosen)
    )


def test_p_and_v_are_written_with_enough_digits():
    said = [views._decimals(value) for value in (0.0012, 0.0094, 0.0096, 0.25)]
    assert said == ["0.001", "0.009", "0.01", "0.25"]
