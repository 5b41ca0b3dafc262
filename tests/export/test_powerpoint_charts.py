"""Native charts of slides keep what their figures say beside the marks."""

import zipfile
from datetime import date
from io import BytesIO

import pytest

from cstoviz import text
from cstoviz.drawing.native import Chart, Series
from cstoviz.export.charted import charts_in
from cstoviz.export.powerpoint.look import SCHEME
from cstoviz.export.powerpoint.rows import Worded, round_end, split
from cstoviz.views.core import answer
from tests.export.test_powerpoint import VIEWS, WHOLE, charts, made, only

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_rows_that_do_not_fit_go_on_on_the_same_scale(lang, real):
    with text.speaking(lang):
        (told,) = charts_in(answer(VIEWS["compare-events-by-kind"], real, WHOLE))
    drawn = charts(only(real, "compare-events-by-kind", lang=lang))
    assert len(drawn) > 1
    assert len({chart.value_axis.maximum_scale for chart in drawn}) == 1
    for place, one in enumerate(told.series):
        values = [value for chart in drawn for value in chart.plots[0].series[place].values]
        assert tuple(values) == one.values


def test_a_pair_of_bars_bears_shares_and_the_row_the_difference(real):
    found = answer(VIEWS["compare-participation-by-state"], real, WHOLE)
    (chart,) = charts(only(real, "compare-participation-by-state"))
    first = chart.plots[0].series[0].points[0].data_label.text_frame.text
    assert first.startswith(text.number(found.frame["left"].iloc[0]))
    assert first.endswith("%)")
    categories = list(chart.plots[0].categories)
    assert all("Difference" in name for name in categories)


def test_names_of_rows_say_nothing_twice(real):
    (chart,) = charts(only(real, "coverage-in-brief"))
    assert next(iter(chart.plots[0].categories)).endswith("partnerships: n = 6")
    (chart,) = charts(only(real, "participation-by-state"))
    assert "named in" in next(iter(chart.plots[0].categories))


@pytest.mark.parametrize("view", ["sources-per-month", "coverage-outside"])
def test_columns_of_months_have_days_in_the_data_sheet(view, real):
    (told,) = charts_in(answer(VIEWS[view], real, WHOLE))
    (chart,) = charts(only(real, view))
    days = [category.label for category in chart.plots[0].categories]
    assert chart._chartSpace.find(f".//{C}dateAx") is not None
    assert len(days) == len(told.categories)
    assert [tuple(one.values) for one in chart.plots[0].series] == [
        one.values for one in told.series
    ]


def test_the_order_of_elements_on_an_axis_of_months_is_the_schema_s(real):
    (chart,) = charts(only(real, "sources-per-month"))
    axis = chart._chartSpace.find(f".//{C}dateAx")
    found = [child.tag.removeprefix(C) for child in axis]
    order = [
        "axId", "scaling", "delete", "axPos", "majorGridlines", "minorGridlines", "title",
        "numFmt", "majorTickMark", "minorTickMark", "tickLblPos", "spPr", "txPr", "crossAx",
        "crosses", "crossesAt", "auto", "lblOffset", "baseTimeUnit", "majorUnit",
        "majorTimeUnit", "minorUnit", "minorTimeUnit", "extLst",
    ]  # fmt: skip
    assert found == sorted(found, key=order.index)


def test_the_line_of_all_targets_stands_on_the_axis_of_the_chart(real):
    (slide,) = only(real, "coverage-growth")
    (chart,) = charts([slide])
    assert chart.value_axis.maximum_scale == 30
    said = [t.text for t in slide._element.iter() if t.tag.endswith("}t") and t.text]
    assert "All 29 declared targets" in said


def test_charts_without_room_are_split_evenly():
    series = Series("n", tuple(float(n) for n in range(1, 8)), ("#2370BD",))
    chart = Chart("bar", tuple("abcdefg"), (series,))
    parts = split(Worded(chart, chart.categories), 4)
    assert [len(part.categories) for part in parts] == [4, 3]
    assert [part.chart.series[0].values for part in parts] == [(1, 2, 3, 4), (5, 6, 7)]
    assert {part.most for part in parts} == {7.0}


@pytest.mark.parametrize(
    ("most", "end"), [(29, 30), (13, 15), (86, 90), (7, 7), (0, 1), (0.62, 0.7), (193, 200)]
)
def test_an_axis_ends_at_a_round_number(most, end):
    assert round_end(most) == end


def test_the_theme_has_the_colours_of_the_house():
    from cstoviz.charts import style

    slots = [f"#{SCHEME[f'accent{place}']}" for place in range(1, 7)]
    assert slots == list(style.SLOTS[:6])
    assert f"#{SCHEME['dk1']}" == style.INK["light"]


def test_a_long_title_pushes_the_sentence_down(real):
    for slide in only(real, "coding-disagreements"):
        title = slide.shapes.title
        below = [p for p in slide.placeholders if p.placeholder_format.idx == 13]
        assert title.top + title.height <= below[0].top


def test_every_part_has_a_type_and_every_link_an_end(real):
    with zipfile.ZipFile(BytesIO(made(real))) as archive:
        names = set(archive.namelist())
        types = archive.read("[Content_Types].xml").decode()
        for name in names - {"[Content_Types].xml"}:
            ending = name.rsplit(".", 1)[-1]
            assert f'PartName="/{name}"' in types or f'Extension="{ending}"' in types
        stamps = {item.date_time[3:] for item in archive.infolist()}
    assert stamps == {(0, 0, 0)}
    created = real.package.created
    assert isinstance(created, date)
