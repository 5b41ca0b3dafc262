"""A native chart of a slide: its values in a data sheet, in the house style."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE as KIND
from pptx.enum.chart import XL_LABEL_POSITION as AT
from pptx.enum.dml import MSO_LINE_DASH_STYLE as DASH
from pptx.enum.dml import MSO_PATTERN_TYPE as PATTERN
from pptx.util import Pt

from cstoviz.drawing.native import Chart, Series
from cstoviz.export.powerpoint.look import LEAST_LABEL, Room, emu, hexadecimal, rgb
from cstoviz.export.powerpoint.plots_look import dress
from cstoviz.export.powerpoint.rows import Worded
from cstoviz.export.powerpoint.words import clean, long

_KINDS = {
    ("bar", False): KIND.BAR_CLUSTERED,
    ("bar", True): KIND.BAR_STACKED,
    ("column", False): KIND.COLUMN_CLUSTERED,
    ("column", True): KIND.COLUMN_STACKED,
    ("line", False): KIND.LINE,
    ("scatter", False): KIND.XY_SCATTER,
}
_PATTERNS = {
    "/": PATTERN.WIDE_UPWARD_DIAGONAL,
    "\\": PATTERN.WIDE_DOWNWARD_DIAGONAL,
    ".": PATTERN.DOTTED_GRID,
    "x": PATTERN.OUTLINED_DIAMOND,
    "-": PATTERN.DARK_HORIZONTAL,
    "|": PATTERN.DARK_VERTICAL,
    "+": PATTERN.SMALL_GRID,
}
_DASHES = {".": DASH.ROUND_DOT, "-": DASH.DASH}
_GREY = "#7C8794"
"""What an outline has that stands in the legend for several colours."""


def add(slide: Any, said: Worded, room: Room, lang: str) -> Any:
    """Put a chart on a slide; returns the shape that holds it."""
    chart = said.chart
    kind = _KINDS.get((chart.form, chart.stacked), KIND.COLUMN_CLUSTERED)
    place = (emu(room.x), emu(room.y), emu(room.width), emu(room.height))
    shape = slide.shapes.add_chart(kind, *place, _data(said))
    made = shape.chart
    for one, series in zip(chart.series, made.plots[0].series, strict=True):
        _paint(series, one, chart.form)
    plot = dress(made, said, room, lang)
    _labels(made, said, plot)
    return shape


def _data(said: Worded) -> Any:
    chart = said.chart
    percent = "0%" if chart.percent else "General"
    if chart.form == "scatter":
        return _points(chart, percent)
    data: Any = CategoryChartData(number_format=percent)  # type: ignore[no-untyped-call]
    data.categories = said.days or _days(chart) or [clean(name) for name in said.categories]
    for one in chart.series:
        data.add_series(clean(one.name) or " ", one.values)
    return data


def _points(chart: Chart, percent: str) -> Any:
    data: Any = XyChartData(number_format=percent)  # type: ignore[no-untyped-call]
    for one in chart.series:
        points = data.add_series(clean(one.name))
        for x, value in zip(chart.x, one.values, strict=True):
            if value is not None:
                points.add_data_point(_number(x), value)
    return data


def _days(chart: Chart) -> list[date]:
    days = [date.fromisoformat(str(x)) for x in chart.x] if chart.form == "line" else []
    return days if len(set(days)) == len(days) else []


def _number(x: float | str) -> float:
    if isinstance(x, str):
        return float((date.fromisoformat(x) - date(1899, 12, 30)).days)
    return x


def _paint(series: Any, one: Series, form: str) -> None:
    """Fill a series, and each of its points that has a colour of its own."""
    colours, edges, backs = one.colours or (_GREY,), one.edges, one.backs or ("#FFFFFF",)
    if form == "line":
        series.smooth = False
        series.format.line.width = Pt(2.75)
        series.format.line.color.rgb = rgb(colours[0])
        if one.pattern in _DASHES:
            series.format.line.dash_style = _DASHES[one.pattern]
        return
    several = len(set(colours)) > 1 or len(set(edges)) > 1 or len(set(backs)) > 1
    _fill(series.format, _grey(colours), _behind(backs), _one(edges), one.pattern)
    if not several:
        return
    for place, value in enumerate(one.values):
        if value:
            back = backs[place] if len(backs) > 1 else backs[0]
            edge = edges[place] if len(edges) > 1 else _one(edges)
            colour = colours[place] if len(colours) > 1 else colours[0]
            _fill(series.points[place].format, colour, back, edge, one.pattern)


def _grey(colours: Sequence[str]) -> str:
    """Return what stands in the legend for colours: the only one, or a grey as light as they."""
    if len(set(colours)) == 1:
        return colours[0]
    lights = [_light(colour) for colour in colours]
    return "#" + f"{round(sum(lights) / len(lights)):02X}" * 3


def _one(edges: Sequence[str]) -> str:
    return "" if not edges else edges[0] if len(set(edges)) == 1 else _GREY


def _behind(backs: Sequence[str]) -> str:
    return backs[0] if len(set(backs)) == 1 else "#FFFFFF"


def _fill(look: Any, colour: str, back: str, edge: str, pattern: str) -> None:
    if pattern in _PATTERNS:
        look.fill.patterned()
        look.fill.pattern = _PATTERNS[pattern]
        look.fill.fore_color.rgb, look.fill.back_color.rgb = rgb(colour), rgb(back)
    else:
        look.fill.solid()
        look.fill.fore_color.rgb = rgb(colour)
    if edge:
        look.line.color.rgb = rgb(edge)
        look.line.width = Pt(1)
    else:
        look.line.fill.background()


def _labels(made: Any, said: Worded, plot: Room) -> None:
    """Write values and words at the bars where there is room for them."""
    chart = said.chart
    if chart.form not in ("bar", "line"):
        return
    most = _longest(chart)
    for number, (one, series) in enumerate(zip(chart.series, made.plots[0].series, strict=True)):
        own = said.labels[number] if said.labels else ("",) * len(one.values)
        for place, value in enumerate(one.values):
            words = own[place] if place < len(own) else ""
            if value is None or (chart.form == "line" and not words):
                continue
            _label(series, place, words, said, (value / most * plot.width if most else 0, one))


def _longest(chart: Chart) -> float:
    rows = zip(*(one.values for one in chart.series), strict=True)
    sums = [[value or 0.0 for value in row] for row in rows]
    return max((sum(row) if chart.stacked else max(row) for row in sums), default=0.0)


def _label(series: Any, place: int, words: str, said: Worded, bar: tuple[float, Series]) -> None:
    wide, one = bar
    chart = said.chart
    if chart.stacked:
        shown = f"{one.values[place]:g}"
        if one.pattern or not one.values[place] or wide < long(shown, LEAST_LABEL) + 10:
            return
        if len(chart.series) == 1 and said.categories[place] != chart.categories[place]:
            return
    label = series.points[place].data_label
    if words:
        label.text_frame.text = clean(words)
        font = label.text_frame.paragraphs[0].runs[0].font
    else:
        font = label.font
    font.size = Pt(LEAST_LABEL)
    font.color.rgb = rgb(_ink(one, place) if chart.stacked else "ink")
    label.position = _position(chart)


def _position(chart: Chart) -> Any:
    if chart.form == "line":
        return AT.RIGHT
    return AT.CENTER if chart.stacked else AT.OUTSIDE_END


def _ink(one: Series, place: int) -> str:
    """Return the colour of words that can be read on a bar."""
    colour = one.colours[place] if len(one.colours) > 1 else one.colours[0]
    return "ink" if _light(colour) > 150 else "paper"


def _light(colour: str) -> float:
    """Return how light a colour looks, from 0 to 255."""
    red, green, blue = bytes.fromhex(hexadecimal(colour))
    return 0.299 * red + 0.587 * green + 0.114 * blue
