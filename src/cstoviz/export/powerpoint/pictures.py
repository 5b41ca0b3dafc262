"""A figure on slides: charts that the program draws, or shapes where those would lose something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cstoviz.drawing.layout import draw, fitted, least_height, own_height
from cstoviz.drawing.model import Drawing, Mark
from cstoviz.drawing.native import stepped
from cstoviz.export.charted import charts_in
from cstoviz.export.powerpoint import alt, bands, behind, months, plots, rows, shapes
from cstoviz.export.powerpoint.look import (
    HEIGHT,
    LABEL_SIZE,
    LEAST_LABEL,
    NARROWER,
    PIXELS,
    WIDTH,
    Room,
)
from cstoviz.export.powerpoint.plots_look import plot_room
from cstoviz.export.powerpoint.rows import Worded
from cstoviz.export.powerpoint.shapes import Place
from cstoviz.views.core import Answer

Put = Callable[[Any, Room], object]

_SIZES = ((LABEL_SIZE, LEAST_LABEL), (13, 11), (12, 10.5))
"""Type of a drawing and the least of it, in points, largest first."""

_BANDS = (12, 10.5)
"""Type of a drawing that takes several slides."""

_TALLER = 1.5
"""How much higher than a figure is of itself it is drawn at most."""

_MOST_CHARTS, _BAR, _BETWEEN = 4, 17, 7
"""Charts on one slide; the least heights of a bar and of what lies between rows, in pixels."""


@dataclass(frozen=True)
class Told:
    """What a figure is called, what is said of it, and the language of its words."""

    called: str
    said: str
    lang: str


def of(found: Answer, room: Room, told: Told) -> list[Put]:
    """Return what puts an answer's figure on slides, one for each slide that it needs."""
    figure = found.chart(flat=True)
    if figure is None:
        return []
    native = _native(found, figure, room, told)
    return native or [_shapes(part, told) for part in drawn(figure, room)]


def _shapes(drawing: Drawing, told: Told) -> Put:
    def put(slide: Any, room: Room) -> None:
        shapes.add(slide, drawing, Place(room.x, room.y, told.lang), told.called, told.said)

    return put


def _native(found: Answer, figure: Any, room: Room, told: Told) -> list[Put]:
    """Return what puts native charts on slides; nothing where they would lose something."""
    charts = charts_in(found)
    if not 0 < len(charts) <= _MOST_CHARTS:
        return []
    drawing = _ample(figure, room)
    said = [rows.worded(chart, drawing) for chart in charts]
    ready = [months.dated(one, found) for one in said if one is not None]
    if len(ready) < len(said) or not rows.covers(charts, drawing):
        return []
    if len(ready) == 1 and ready[0].chart.form == "bar":
        parts = rows.split(ready[0], _most_rows(ready[0], room))
        return [_charts([one], [()], told, room) for one in parts]
    cells = _cells(room, len(ready))
    places = [plot_room(one, cell) for one, cell in zip(ready, cells, strict=True)]
    shades = behind.gaps(drawing, charts, places)
    if shades is None:
        return []
    marks = [
        (*shade.marks, *behind.lines(one, place))
        for shade, one, place in zip(shades, ready, places, strict=True)
    ]
    return [_charts(ready, marks, told, room)]


def _ample(figure: Any, room: Room) -> Drawing:
    """Return a figure laid out with room for all of its words."""
    size, least = (_px(points) for points in _SIZES[0])
    height = max(own_height(figure, size), room.height)
    return draw(figure, room.width, height, type_size=size, least=least)


def _most_rows(said: Worded, room: Room) -> int:
    """Return how many rows of bars have room for their type."""
    bars = 1 if said.chart.stacked else len(said.chart.series)
    return max(1, int(plot_room(said, room).height // (_BAR * bars + _BETWEEN)))


def _charts(
    said: Sequence[Worded], marks: Sequence[tuple[Mark, ...]], told: Told, room: Room
) -> Put:
    """Return what puts charts on a slide, and behind each of them marks of its figure."""

    def put(slide: Any, place: Room) -> None:
        down = place.y - room.y
        for one, own, cell in zip(said, marks, _cells(room, len(said)), strict=True):
            sheet, at = Drawing(WIDTH, HEIGHT, own), Place(0, down, told.lang)
            shapes.add(slide, sheet, at, told.called, told.said)
            moved = Room(cell.x, cell.y + down, cell.width, cell.height)
            shape = plots.add(slide, _stepped(one), moved, told.lang)
            name = f"{told.called} {one.title}".strip()
            alt.name(shape, name, f"{told.said} {one.title}".strip())

    return put


def _stepped(one: Worded) -> Worded:
    """Return a chart of steps as lines that are straight between points."""
    chart = stepped(one.chart)
    if chart is one.chart:
        return one
    labels = tuple(
        (*([""] * (len(series.values) - 1)), *words[-1:])
        for series, words in zip(chart.series, one.labels, strict=False)
    )
    return replace(one, chart=chart, categories=chart.categories, labels=labels)


def _cells(room: Room, count: int) -> list[Room]:
    """Share a room out to charts, one under the other, in two columns from three on."""
    across = 1 if count < 3 else 2
    down = -(-count // across)
    width, height = (room.width - 24 * (across - 1)) / across, (room.height - 8 * (down - 1)) / down
    return [
        Room(
            room.x + place % across * (width + 24),
            room.y + place // across * (height + 8),
            width,
            height,
        )
        for place in range(count)
    ]


def drawn(figure: Any, room: Room) -> list[Drawing]:
    """Return a figure laid out for a room, in bands where it is too high for one slide."""
    for points, lowest in _SIZES:
        size, least = _px(points), _px(lowest)
        own = own_height(figure, size) * _TALLER
        for height in dict.fromkeys((min(room.height, own), room.height)):
            found = fitted(figure, room.width, height, type_size=size, least=least)
            if found is not None:
                return [found]
    size, least = (_px(points) for points in _BANDS)
    wanted = least_height(figure, room.width, type_size=size, least=least)
    whole = draw(figure, room.width, wanted, type_size=size, least=least)
    return bands.cut(whole, room.height)


def _px(points: float) -> float:
    """Return the size in which the house font is measured for type of so many points."""
    return points * PIXELS / NARROWER
