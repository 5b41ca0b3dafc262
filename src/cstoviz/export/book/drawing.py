"""Native charts of a workbook: the cells that they draw, and the charts on the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import Any

from cstoviz.drawing.native import Chart, Series, stepped
from cstoviz.export.book.cells import write_words
from cstoviz.export.book.look import FAINT, FONT, INK, MUTED, NEUTRAL, Look
from cstoviz.export.cells import harmless
from cstoviz.text import t

WIDTH = 612
"""Width of a chart in pixels."""

GAP = 14
_NAMES = 7
"""How many names have room under columns."""

_PATTERNS = {
    "/": "wide_upward_diagonal", "\\": "wide_downward_diagonal", ".": "percent_25",
    "x": "outlined_diamond", "-": "narrow_horizontal", "|": "narrow_vertical", "+": "small_grid",
}  # fmt: skip
_TYPES = {"bar": "bar", "column": "column", "line": "line", "scatter": "scatter"}
_DASHES = {".": "round_dot", "-": "dash"}
_SMALL = {"name": FONT, "size": 9, "color": INK}


class Block:
    """The cells of one chart on a sheet: a column of categories, and one for each series."""

    def __init__(self, chart: Chart, sheet: str, row: int, column: int) -> None:
        self.chart = stepped(chart)
        self._sheet, self._row, self._column = sheet, row, column

    @property
    def columns(self) -> int:
        """How many columns it takes."""
        return 1 + len(self.chart.series)

    def write(self, sheet: Any, look: Look) -> None:
        """Write titles and values; days are real dates."""
        chart, row, column = self.chart, self._row, self._column
        title = t("book.chart-data.part", name=chart.title) if chart.title else t("book.chart-data")
        write_words(sheet, (row, column), harmless(title), look.head())
        for place, one in enumerate(chart.series, start=column + 1):
            write_words(sheet, (row, place), harmless(one.name), look.head())
            self._values(sheet, place, one, look)
        for place, name in enumerate(chart.x or chart.categories, start=row + 1):
            self._category(sheet, (place, column), name, look)

    def _category(self, sheet: Any, at: tuple[int, int], name: float | str, look: Look) -> None:
        if isinstance(name, float):
            sheet.write_number(*at, name, look.cell())
        elif self.chart.x:
            form = look.cell(num_format=t("book.format.day"), align="left", indent=1)
            sheet.write_datetime(*at, date.fromisoformat(name), form)
        else:
            write_words(sheet, at, harmless(name), look.cell(indent=1))

    def _values(self, sheet: Any, column: int, one: Series, look: Look) -> None:
        form = look.cell(num_format=_numbers(self.chart))
        for row, value in enumerate(one.values, start=self._row + 1):
            if value is not None:
                sheet.write_number(row, column, value, form)

    def range(self, place: int) -> list[Any]:
        """Return the cells of the categories (0) or of a series (from 1), without the title."""
        column, last = self._column + place, self._row + len(self.chart.categories)
        return [self._sheet, self._row + 1, column, last, column]

    def title(self, place: int) -> list[Any]:
        """Return the cell with the name of a series (from 1)."""
        return [self._sheet, self._row, self._column + place]


def drawn(book: Any, block: Block, most: float, legend: bool) -> Any:
    """Return the chart of a block, with a legend or not.

    `most` is the end of the axis of values, 0 for Excel's own.
    """
    chart = block.chart
    options = {"type": _TYPES[chart.form]}
    if chart.stacked:
        options["subtype"] = "stacked"
    if chart.form == "scatter" and chart.steps:
        options["subtype"] = "straight"
    made = book.add_chart(options)
    for place, one in enumerate(chart.series, start=1):
        made.add_series(_series(block, place, one))
    _dress(made, chart, most, legend)
    return made


def _series(block: Block, place: int, one: Series) -> dict[str, Any]:
    chart = block.chart
    options: dict[str, Any] = {
        "name": block.title(place), "categories": block.range(0), "values": block.range(place),
    }  # fmt: skip
    if chart.form == "line":
        line = {"color": one.colours[0], "width": 2.5}
        if one.pattern in _DASHES:
            line["dash_type"] = _DASHES[one.pattern]
        return {**options, "line": line, "marker": {"type": "none"}}
    if chart.form == "scatter":
        dot = {"color": one.colours[0]}
        return {**options, "marker": {"type": "circle", "size": 7, "fill": dot, "border": dot}}
    options["gap"] = 45
    options |= {"overlap": 100} if chart.stacked else {"overlap": -5}
    options |= _look(one, None)
    if any(len(shades) > 1 for shades in (one.colours, one.edges, one.backs)):
        options["points"] = [_look(one, at) for at in range(len(one.values))]
    if not chart.stacked and len(one.values) * len(chart.series) <= 40:
        options["data_labels"] = {"value": True, "font": _SMALL, "num_format": _numbers(chart)}
    return options


def _look(one: Series, at: int | None) -> dict[str, Any]:
    """Return fill and outline of a bar, or for None what stands for the series in the legend."""
    colour, back = _of(one.colours, at), _of(one.backs, at)
    edge = _of(one.edges, at) if one.edges else ""
    border = {"color": edge, "width": 1} if edge else {"none": True}
    if not one.pattern:
        return {"fill": {"color": colour}, "border": border}
    name = _PATTERNS.get(one.pattern, "wide_upward_diagonal")
    return {
        "pattern": {"pattern": name, "fg_color": colour, "bg_color": back},
        "border": {"color": colour, "width": 0.75},
    }


def _of(shades: Sequence[str], at: int | None) -> str:
    if len(shades) == 1:
        return shades[0]
    return NEUTRAL if at is None else shades[at]


def _dress(made: Any, chart: Chart, most: float, legend: bool) -> None:
    title = {"name": chart.title, "overlay": False, "name_font": {**_SMALL, "bold": True}}
    made.set_title(title if chart.title else {"none": True})
    made.set_legend({"position": "top", "font": _SMALL} if legend else {"none": True})
    made.set_chartarea({"border": {"none": True}, "fill": {"color": "#FFFFFF"}})
    made.set_plotarea({"fill": {"none": True}})
    made.show_hidden_data()
    made.show_blanks_as("gap")
    across, upwards = _categories(chart), _values(chart, most)
    if chart.form == "bar":
        across, upwards = upwards, across
    made.set_x_axis(across)
    made.set_y_axis(upwards)


def _categories(chart: Chart) -> dict[str, Any]:
    options: dict[str, Any] = {
        "num_font": _SMALL, "line": {"color": NEUTRAL}, "major_tick_mark": "none",
        "minor_tick_mark": "none",
    }  # fmt: skip
    if chart.form == "bar":
        return options | {"reverse": True, "crossing": "max"}
    if chart.form == "line" and chart.x:
        return options | {"date_axis": True, "num_format": t("book.format.month"), **_months(chart)}
    return options | {"interval_unit": ceil(len(chart.categories) / _NAMES)}


def _months(chart: Chart) -> dict[str, Any]:
    """Return the steps of an axis of days: as many months as leave about ten names."""
    first, last = (date.fromisoformat(str(day)) for day in (chart.x[0], chart.x[-1]))
    step = max(1, ceil((last - first).days / 30.4 / 10))
    return {"major_unit": step, "major_unit_type": "months"}


def _values(chart: Chart, most: float) -> dict[str, Any]:
    options: dict[str, Any] = {
        "num_font": {**_SMALL, "color": MUTED}, "num_format": _numbers(chart),
        "major_gridlines": {"visible": True, "line": {"color": FAINT, "width": 0.75}},
        "line": {"none": True}, "major_tick_mark": "none", "minor_tick_mark": "none",
    }  # fmt: skip
    if chart.values:
        options |= {"name": chart.values, "name_font": {**_SMALL, "bold": False, "color": MUTED}}
    if chart.log:
        return options | {"log_base": 10, "min": 1}
    if most:
        options |= {"min": 0, "max": most}
    if not chart.percent and max(most, highest(chart)) < 6:
        options["major_unit"] = 1
    return options


def _numbers(chart: Chart) -> str:
    if chart.percent:
        return "0%"
    values = [value for one in chart.series for value in one.values if value is not None]
    return "#,##0" if all(value == int(value) for value in values) else "0.00"


def highest(chart: Chart) -> float:
    """Return the largest value that a bar of a chart reaches."""
    rows = zip(*(one.values for one in chart.series), strict=True)
    told = [[value for value in row if value is not None] for row in rows]
    return max((sum(row) if chart.stacked else max(row) for row in told if row), default=0.0)


def tall(chart: Chart, parts: int) -> int:
    """Return the height of a chart in pixels; `parts` is how many stand below one another."""
    legend = 30 if len(chart.series) > 1 else 0
    if chart.form != "bar":
        return 200 + legend if parts > 2 else 300
    each = 30 if chart.stacked or len(chart.series) == 1 else 16 * len(chart.series) + 12
    lines = [ceil(len(name) / 34) for name in chart.categories]
    rows = sum(max(each, 14 * count + 8) for count in lines)
    return 62 + legend + (22 if chart.values else 0) + rows


def shared_end(charts: Sequence[Chart]) -> float:
    """Return the end that the axes of several parts have alike; 0 for a single chart."""
    if len(charts) < 2:
        return 0.0
    return float(ceil(max(highest(chart) for chart in charts) or 1))
