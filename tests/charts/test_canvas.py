"""Every figure is what Plotly's own checks let pass, as plain as JSON, and cheap to send."""

import json
from copy import deepcopy

import plotly.graph_objects as go
import plotly.io as pio
import pytest

from cstoviz import text
from cstoviz.charts import style
from cstoviz.charts.canvas import TEMPLATE, Canvas, bar, merged, moment, moments
from cstoviz.selection import Selection
from cstoviz.views.core import answer
from cstoviz.views.registry import views

DRAWN = [view for view in views().values() if view.chart is not None]
OF_THE_REAL = [
    Selection(),
    Selection(states=("BLR", "KAZ"), period="2025-01-01..2025-06-30", basis="collective"),
    Selection(states=("KGZ",), kinds=("exercise",), status=("reported", "announced")),
]
OF_THE_TINY = [Selection(), Selection(period="2032"), Selection(states=("SWE",), facts="stated")]
OPTIONS = [
    {}, {"lanes": "area", "layer": "named", "mix": "language", "compare": "periods"},
    {"lanes": "host"},
]  # fmt: skip


def drawn(tables, selection):
    """Yield every figure of a selection that has something to show."""
    for view in DRAWN:
        found = answer(view, tables, selection)
        if not found.empty:
            yield view.id, found.chart(flat=True)


def paths(part, above=""):
    """Return the paths of all properties; those of a list's items stand under the list's."""
    if isinstance(part, dict):
        named = {name: f"{above}.{name}" for name in part}
        return set(named.values()).union(*(paths(part[name], named[name]) for name in part))
    if isinstance(part, list) and part and isinstance(part[0], dict):
        return set().union(*(paths(item, f"{above}[]") for item in part))
    return set()


def check(figure, name):
    """Hold a figure to Plotly's schema, under the very names that are written, and to JSON."""
    spec = figure.to_dict()
    assert json.loads(json.dumps(spec, allow_nan=False)) == spec, name
    told = go.Figure(deepcopy(spec)).to_plotly_json()
    assert paths(spec) == paths(told), name
    assert told["layout"]["template"] == TEMPLATE, name


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("place", range(len(OF_THE_REAL)))
def test_figures_of_the_real_record_pass_plotly_s_checks(real, place, lang):
    selection = OF_THE_REAL[place].with_options(**OPTIONS[place])
    with text.speaking(lang):
        for name, figure in drawn(real, selection):
            check(style.without_signs(style.dressed(figure, "dark-contrast")), name)


@pytest.mark.parametrize("options", OPTIONS, ids=str)
@pytest.mark.parametrize("selection", OF_THE_TINY, ids=lambda selection: selection.period or "all")
def test_figures_of_another_organisation_pass_plotly_s_checks(tiny, selection, options):
    for name, figure in drawn(tiny, selection.with_options(**options)):
        check(style.standing_alone(style.dressed(figure, "light"), "?", "Said.", "Source"), name)


def test_what_plotly_does_not_know_would_not_pass():
    wrong = Canvas(bar(x=[1], y=[1], marker={"colour": "red"}), layout={}).figure()
    with pytest.raises(ValueError, match="colour"):
        check(wrong, "wrong")
    underscores = Canvas(bar(x=[1], y=[1], marker_color="red"), layout={}).figure()
    with pytest.raises(AssertionError):
        check(underscores, "underscores")


def figure():
    return style.figure(bar(x=["a"], y=[1], name="n", marker={"color": "#123456"})).figure()


def test_a_figure_is_plotly_s_own_for_all_who_ask():
    fig = figure()
    assert isinstance(fig, go.Figure)
    assert fig.data[0].marker.color == "#123456"
    assert fig.layout.height == 360
    fig.update_layout(height=100)
    fig.add_bar(x=["b"], y=[2])
    assert fig.to_dict()["layout"]["height"] == 100
    assert [trace["y"] for trace in fig.to_dict()["data"]] == [[1], [2]]
    assert deepcopy(fig).layout.height == 100
    with pytest.raises(ValueError, match="colour"):
        fig.update_traces(marker={"colour": "red"})
    with pytest.raises(AttributeError):
        fig.nothing_of_that_name  # noqa: B018


def test_to_be_sent_it_needs_no_object_of_plotly_s():
    fig = style.without_signs(style.dressed(figure(), "light"))
    sent = json.loads(pio.to_json(fig.to_dict(), validate=False))
    assert sent["layout"]["font"]["color"] == style.INK["light"]
    assert "_data_objs" not in vars(fig)


def test_dressing_changes_a_copy():
    fig = figure()
    before = deepcopy(fig.to_dict())
    worn = style.dressed(fig, "light-contrast").to_dict()
    style.standing_alone(fig, "?", "Said.", "Source")
    assert fig.to_dict() == before
    assert worn["data"][0]["marker"] == {
        "color": "#123456", "line": {"color": style.INK["light-contrast"], "width": 1.5},
    }  # fmt: skip


def test_settings_are_merged_deeply_and_leave_what_they_came_from():
    old, new = {"a": {"b": 1, "c": [1]}, "d": 2}, {"a": {"c": [2], "e": {}}}
    assert merged(old, new) == {"a": {"b": 1, "c": [2], "e": {}}, "d": 2}
    assert (old, new) == ({"a": {"b": 1, "c": [1]}, "d": 2}, {"a": {"c": [2], "e": {}}})


def test_times_are_written_as_short_as_they_can_be():
    from datetime import date, datetime

    import pandas as pd

    assert moments([date(2025, 5, 1), datetime(2025, 5, 1), pd.Timestamp("2025-05-01 12:00")]) == [
        "2025-05-01", "2025-05-01", "2025-05-01 12:00:00",
    ]  # fmt: skip
    assert moment(pd.Timestamp("2025-05-01").as_unit("ns")) == "2025-05-01"
