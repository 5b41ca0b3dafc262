import os
import sys
from pathlib import Path

import plotly.graph_objects as go
import pytest

from cstoviz import text
from cstoviz.drawing.model import Words
from cstoviz.export.making import CalledOff, NotMade, silent
from cstoviz.export.report import pictures, press
from cstoviz.export.report.columns import WIDTH, fitted
from cstoviz.views.wording import Column

ENDLESS = (
    "import os, sys; open(sys.argv[1], 'w').write(str(os.getpid())); [0 for _ in iter(int, 1)]"
)


def endless(folder):
    return [sys.executable, "-c", ENDLESS, str(folder / "id")]


def gone(folder):
    """Say whether the process that wrote its id has ended and was waited for."""
    number = int((folder / "id").read_text())
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    return False


def test_the_time_limit_ends_the_process(tmp_path):
    def started(_share, _words):
        return None

    with pytest.raises(NotMade, match="longer than 2 seconds"):
        press.run(endless(tmp_path), started, 2.0, tmp_path / "errors")
    assert gone(tmp_path)


def test_calling_off_ends_the_process(tmp_path):
    def unwanted(_share, _words):
        if (tmp_path / "id").exists() and (tmp_path / "id").read_text():
            raise CalledOff

    with pytest.raises(CalledOff):
        press.run(endless(tmp_path), unwanted, 30.0, tmp_path / "errors")
    assert gone(tmp_path)


def test_the_limit_is_told_in_the_language_of_the_reader(tmp_path):
    with text.speaking("ru"), pytest.raises(NotMade, match="больше 0 секунд"):
        press.run(endless(tmp_path), silent, 0.0, tmp_path / "errors")


def test_a_report_that_cannot_be_set_says_so(tmp_path):
    (tmp_path / "report.json").write_text("{}", "utf-8")
    with pytest.raises(NotMade, match="could not be set") as told:
        press.pressed(tmp_path, 0, silent)
    assert "TypstError" in str(told.value.__cause__)


def test_the_setter_needs_nothing_of_the_package():
    setter = Path(press.__file__).with_name("setter.py").read_text("utf-8")
    assert "cstoviz" not in setter


def bars(rows, height):
    names = [f"Row {row} of a long list" for row in range(rows)]
    bar = go.Bar(x=list(range(1, rows + 1)), y=names, orientation="h")
    return go.Figure(bar, layout={"height": height})


@pytest.mark.parametrize(("rows", "height"), [(3, 200), (20, 700), (60, 1800), (90, 2600)])
def test_a_picture_fits_a_page_and_can_be_read(rows, height):
    drawing = pictures.drawn(bars(rows, height))
    width = pictures.width(drawing)
    assert width <= WIDTH
    assert pictures.height(drawing) <= 671
    words = [mark for mark in drawing.marks if isinstance(mark, Words)]
    sizes = [run.size for mark in words for line in mark.lines for run in line]
    assert min(sizes) * width / drawing.width >= 6.49
    said = {mark.text for mark in words}
    assert {f"Row {row} of a long list" for row in range(rows)} <= said


def column(name, cells, kind="text", title="Title"):
    return Column(name, title, kind, tuple(cells))


def test_columns_take_what_they_need_and_no_more_than_the_page():
    narrow = fitted([column("state", ["Aland"]), column("events", ["7"], "num")])
    assert narrow is not None
    assert sum(narrow.widths) < WIDTH / 3
    wide = fitted([column(str(place), ["several words " * 3]) for place in range(5)])
    assert wide is not None
    assert sum(wide.widths) <= WIDTH + 1


def test_too_many_long_columns_do_not_fit():
    assert fitted([column(str(place), ["several words " * 6]) for place in range(9)]) is None
