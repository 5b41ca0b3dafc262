"""The look of native charts: axes, grid, legend, type, and where the plot lies."""

from __future__ import annotations

from datetime import date
from math import ceil
from typing import Any

from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_THEME_COLOR as THEME
from pptx.oxml import parse_xml
from pptx.util import Pt

from cstoviz.drawing.native import Chart
from cstoviz.export.powerpoint.look import LEAST_LABEL, Room, rgb
from cstoviz.export.powerpoint.rows import Worded, round_end
from cstoviz.export.powerpoint.theme import A
from cstoviz.export.powerpoint.words import clean, locale_of, long

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_LCID = {"en": "[$-809]", "ru": "[$-419]"}
_LEGEND, _TITLE, _BELOW, _AXIS_TITLE, _RIGHT = 30, 28, 30, 26, 24
_MOST_NAMES = 0.45
"""The most of a chart's width that the names of rows take."""

_MOST_MONTHS = 12
"""Names of months on an axis of days."""

_TICKS = 6
"""About how many numbers an axis of values has whose end is set."""

_MONTH = 80
"""How much room the name of a month takes, in pixels."""


def dress(made: Any, said: Worded, room: Room, lang: str) -> Room:
    """Give a chart the house style; returns where its plot lies, in pixels of the slide."""
    chart = said.chart
    made.font.size, made.font.color.theme_color = Pt(LEAST_LABEL), THEME.TEXT_1
    for properties in made._chartSpace.xpath("c:txPr//a:defRPr"):
        properties.set("lang", locale_of(lang))
    _title(made, said.title)
    _legend(made, said)
    _gaps(made, chart)
    _axes(made, said, room, lang)
    _frameless(made)
    plot = plot_room(said, room)
    _lay_out(made, plot, room)
    return plot


def plot_room(said: Worded, room: Room) -> Room:
    """Return where the plot of a chart lies: beside the names of rows, below title and legend."""
    chart = said.chart
    top = _TITLE * bool(said.title)
    top += _LEGEND * _has_legend(said) + (14 if top else 6)
    below = _BELOW + (_AXIS_TITLE if chart.values else 0)
    left = 44.0 if chart.form != "bar" else _names(said, room) + 14
    right = _RIGHT + (90 if chart.form == "bar" and not chart.stacked else 0) + _ends(said)
    return Room(room.x + left, room.y + top, room.width - left - right, room.height - top - below)


def _names(said: Worded, room: Room) -> float:
    longest = max((long(clean(name), LEAST_LABEL) for name in said.categories), default=0.0)
    return min(longest * 1.02 + 4, room.width * _MOST_NAMES)


def _has_legend(said: Worded) -> bool:
    """Say whether several series need names, where their ends do not bear them."""
    ends = said.chart.form == "line" and bool(said.labels)
    return len(said.chart.series) > 1 and not ends


def _ends(said: Worded) -> float:
    """Return how long the words at the ends of lines are, in pixels."""
    words = [own[-1] for own in said.labels if own] if said.chart.form == "line" else []
    return max((long(clean(end), LEAST_LABEL) * 1.05 + 12 for end in words), default=0.0)


def _title(made: Any, words: str) -> None:
    made.has_title = bool(words)
    if not words:
        return
    frame = made.chart_title.text_frame
    frame.text = clean(words)
    font = frame.paragraphs[0].runs[0].font
    font.size, font.bold = Pt(14), True
    made.chart_title.include_in_layout = False


def _legend(made: Any, said: Worded) -> None:
    made.has_legend = _has_legend(said)
    if made.has_legend:
        made.legend.position = XL_LEGEND_POSITION.TOP
        made.legend.include_in_layout = False
        made.legend.font.size = Pt(LEAST_LABEL)


def _gaps(made: Any, chart: Chart) -> None:
    if chart.form not in ("bar", "column"):
        return
    plot = made.plots[0]
    plot.gap_width = 45 if chart.stacked or len(chart.series) == 1 else 60
    plot.overlap = 100 if chart.stacked else 0


def _axes(made: Any, said: Worded, room: Room, lang: str) -> None:
    chart, names, values = said.chart, made.category_axis, made.value_axis
    names.has_major_gridlines = False
    names.major_tick_mark = values.major_tick_mark = XL_TICK_MARK.NONE
    values.minor_tick_mark = names.minor_tick_mark = XL_TICK_MARK.NONE
    names.format.line.color.rgb = rgb("dk2")
    values.format.line.fill.background()
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.theme_color = THEME.BACKGROUND_2
    values.major_gridlines.format.line.width = Pt(0.75)
    values.tick_labels.font.size = names.tick_labels.font.size = Pt(LEAST_LABEL)
    values.tick_labels.number_format = "0%" if chart.percent else "#,##0"
    values.tick_labels.number_format_is_linked = False
    _value_scale(values, chart)
    if said.most:
        values.maximum_scale = said.most
        if not chart.percent:
            values.major_unit = round_end(ceil(said.most / _TICKS))
    if chart.values:
        values.has_title = True
        values.axis_title.text_frame.text = clean(chart.values)
        font = values.axis_title.text_frame.paragraphs[0].runs[0].font
        font.size, font.bold = Pt(LEAST_LABEL), False
    if chart.form == "bar":
        names.reverse_order = True
        _at_foot(values)
    elif said.days:
        _months(names, said, room, lang)
    elif chart.form == "column":
        _skip_names(names, said, room)
    elif chart.form == "line":
        days = sorted(date.fromisoformat(str(day)) for day in chart.x)
        months = max(1, -(-(days[-1] - days[0]).days // (30 * _MOST_MONTHS))) if days else 1
        _by_months(names, months, lang)


def _months(names: Any, said: Worded, room: Room, lang: str) -> None:
    """Name as many months of columns as have room for their names."""
    step = room.width / len(said.days)
    fits = max(1, -int(-_MONTH // step))
    apart = next((months for months in (1, 2, 3, 6, 12) if months >= fits), fits)
    _by_months(names, apart, lang)
    element = names._element
    if element.tag.endswith("dateAx"):
        base = parse_xml(f'<c:baseTimeUnit xmlns:c="{C}" val="months"/>')
        for old in element.findall(f"{{{C}}}baseTimeUnit"):
            element.remove(old)
        element.find(f"{{{C}}}majorUnit").addprevious(base)


def _by_months(names: Any, apart: int, lang: str) -> None:
    """Name months of an axis of days that lie so many apart."""
    names.tick_labels.number_format = f"{_LCID.get(lang, '')}mmm\\ yyyy"
    names.tick_labels.number_format_is_linked = False
    if not names._element.tag.endswith("dateAx"):
        return
    for tag, value in (("majorUnit", apart), ("majorTimeUnit", "months")):
        for old in names._element.findall(f"{{{C}}}{tag}"):
            names._element.remove(old)
        names._element.append(parse_xml(f'<c:{tag} xmlns:c="{C}" val="{value}"/>'))


def _at_foot(values: Any) -> None:
    """Put the axis of values below rows that are named from the top."""
    crosses = values._element.find(f"{{{C}}}crosses")
    crosses.set("val", "max")


def _value_scale(values: Any, chart: Chart) -> None:
    known = [value for one in chart.series for value in one.values if value is not None]
    if chart.log:
        base = parse_xml(f'<c:logBase xmlns:c="{C}" val="10"/>')
        values._element.find(f"{{{C}}}scaling").insert(0, base)
    elif min(known, default=0) >= 0:
        values.minimum_scale = 0
    if chart.percent:
        values.major_unit = 0.1 if max(known, default=1) < 0.7 else 0.2
        if chart.stacked:
            values.maximum_scale = 1
    elif not chart.log and max(known, default=0) <= 5 and not chart.stacked:
        values.major_unit = 1


def _skip_names(names: Any, said: Worded, room: Room) -> None:
    """Name only as many columns as have room for their names."""
    wide = max((long(clean(name), LEAST_LABEL) for name in said.categories), default=0.0) + 14
    step = room.width / max(len(said.categories), 1)
    skip = max(1, -int(-wide // step))
    element = names._element
    for body in element.xpath("c:txPr/a:bodyPr"):
        body.set("rot", "0")
        body.set("vert", "horz")
    after = element.find(f"{{{C}}}noMultiLvlLbl")
    for tag in ("tickLblSkip", "tickMarkSkip"):
        made = parse_xml(f'<c:{tag} xmlns:c="{C}" val="{skip}"/>')
        if after is not None:
            after.addprevious(made)
        else:
            element.append(made)


def _frameless(made: Any) -> None:
    """Take frame, ground and round corners away, which programs give a chart that has none."""
    space = made._chartSpace
    if space.find(f"{{{C}}}roundedCorners") is None:
        corners = parse_xml(f'<c:roundedCorners xmlns:c="{C}" val="0"/>')
        space.find(f"{{{C}}}chart").addprevious(corners)
        dated = space.find(f"{{{C}}}date1904")
        if dated is not None:
            dated.addnext(corners)
    bare = f'<c:spPr xmlns:c="{C}" xmlns:a="{A}"><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
    space.find(f"{{{C}}}chart").addnext(parse_xml(bare))


def _lay_out(made: Any, plot: Room, room: Room) -> None:
    """Put the plot at its place in the chart, so that marks behind it agree with its axes."""
    area = made._chartSpace.find(f"{{{C}}}chart").find(f"{{{C}}}plotArea")
    old = area.find(f"{{{C}}}layout")
    if old is not None:
        area.remove(old)
    shares = {
        "x": (plot.x - room.x) / room.width,
        "y": (plot.y - room.y) / room.height,
        "w": plot.width / room.width,
        "h": plot.height / room.height,
    }
    places = "".join(f'<c:{key} val="{share:.5f}"/>' for key, share in shares.items())
    area.insert(
        0,
        parse_xml(
            f'<c:layout xmlns:c="{C}"><c:manualLayout><c:layoutTarget val="inner"/>'
            f'<c:xMode val="edge"/><c:yMode val="edge"/>{places}</c:manualLayout></c:layout>'
        ),
    )
