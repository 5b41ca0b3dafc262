"""A figure on slides: charts that the program draws, or shapes where those would lose something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from cstoviz.drawing.layout import draw, fitted, least_height, own_height
from cstoviz.drawing.model import Drawing
from cstoviz.drawing.native import Chart, stepped
from cstoviz.export.charted import charts_in
from cstoviz.export.powerpoint import alt, bands, behind, plots, rows, shapes
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

_MOST_CHARTS, _ROW = 4, 27
"""Charts on one slide; the least height of a row of bars, in pixels."""


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
    return [native] if native else [_shapes(part, told) for part in drawn(figure, room)]


def _shapes(drawing: Drawing, told: Told) -> Put:
    def put(slide: Any, room: Room) -> None:
        shapes.add(slide, drawing, Place(room.x, room.y, told.lang), told.called, told.said)

    return put


def _native(found: Answer, figure: Any, room: Room, told: Told) -> Put | None:
    """Return what puts native charts on a slide; None where they would lose something."""
    charts = charts_in(found)
    if not 0 < len(charts) <= _MOST_CHARTS:
        return None
    size, least = (_px(points) for points in _SIZES[0])
    drawing = draw(
        figure, room.width, max(room.height, own_height(figure, size)), type_size=size, least=least
    )
    if not rows.covers(charts, drawing):
        return None
    said = [rows.worded(chart, drawing) for chart in charts]
    ready = [one for one in said if one is not None]
    cells = _cells(room, len(charts))
    fits = all(_fits(one, cell) for one, cell in zip(ready, cells, strict=False))
    if len(ready) < len(said) or not fits:
        return None
    shades = behind.gaps(
        drawing, charts, [plot_room(*pair) for pair in zip(ready, cells, strict=True)]
    )
    if shades is None:
        return None
    return _charts(ready, shades, told, room)


def _fits(said: Worded, cell: Room) -> bool:
    return said.chart.form != "bar" or plot_room(said, cell).height >= _ROW * len(said.categories)


def _charts(said: Sequence[Worded], shades: Sequence[Drawing], told: Told, room: Room) -> Put:
    def put(slide: Any, place: Room) -> None:
        for one, shade, cell in zip(said, shades, _cells(room, len(said)), strict=True):
            moved = Room(cell.x, cell.y + place.y - room.y, cell.width, cell.height)
            sheet = Drawing(WIDTH, HEIGHT, shade.marks)
            shapes.add(slide, sheet, Place(0, place.y - room.y, told.lang), told.called, told.said)
            shape = plots.add(slide, _stepped(one), moved, told.lang)
            name = f"{told.called} {one.titled}".strip()
            alt.name(shape, name, f"{told.said} {one.titled}".strip())

    return put


def _stepped(one: Worded) -> Worded:
    chart: Chart = stepped(one.chart)
    if chart is one.chart:
        return one
    last = [
        ("",) * (len(s.values) - 1) + labels[-1:]
        for s, labels in zip(chart.series, one.labels, strict=False)
    ]
    return Worded(chart, chart.categories, tuple(last), one.beside)


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
