"""Lays a Plotly figure out on a sheet, without a browser."""

from __future__ import annotations

from typing import Any

from cstoviz.drawing.fitting import arranged
from cstoviz.drawing.model import Drawing
from cstoviz.drawing.reading import number, plain
from cstoviz.drawing.scene import Scene, scene
from cstoviz.drawing.sheet import TYPE_SIZE, Sheet

_HEIGHT = 360.0
_LOWEST, _TALLEST, _NEAR = 120.0, 4.0, 20.0
_THIN = 0.4
"""Least height of marks against their own that is still a good picture."""


def draw(
    figure: Any,
    width: float,
    height: float | None = None,
    *,
    type_size: float = TYPE_SIZE,
    least: float = 0.0,
) -> Drawing:
    """Lay a Plotly figure out on a sheet.

    width, height: pixels of the sheet; without a height the figure's own, at the scale of its type.
    type_size: the size that the figure's 14 px type becomes; its other lengths in pixels grow
    with it. least: no words are smaller, in pixels. Words keep their size on a sheet of another
    height than the figure's: `crowd.crowded` says whether they have room there.
    """
    found = scene(figure)
    own = own_height(found, type_size)
    sheet = Sheet(width, own if height is None else height, type_size / TYPE_SIZE, least)
    return arranged(found, sheet, own, height is not None)[0]


def fitted(
    figure: Any, width: float, height: float, *, type_size: float = TYPE_SIZE, least: float = 0.0
) -> Drawing | None:
    """Lay a figure out as `draw` does; None where its words and marks have no room."""
    found = scene(figure)
    sheet = Sheet(width, height, type_size / TYPE_SIZE, least)
    drawing, share = arranged(found, sheet, own_height(found, type_size), True)
    return drawing if share >= _THIN else None


def own_height(figure: Any, type_size: float = TYPE_SIZE) -> float:
    """Return how high a figure is of itself where its 14 px type becomes `type_size`, in pixels."""
    layout = figure.layout if isinstance(figure, Scene) else plain(figure)["layout"]
    given = layout.get("height")
    return (number(given) or _HEIGHT) * type_size / TYPE_SIZE


def least_height(
    figure: Any, width: float, *, type_size: float = TYPE_SIZE, least: float = 0.0
) -> float:
    """Return how high a sheet must be for a figure's words and marks to have room, in pixels.

    The figure's own height, or four times as much, where no lower sheet will do.
    """
    found = scene(figure)
    own = own_height(found, type_size)

    def good(height: float) -> bool:
        return fitted(found, width, height, type_size=type_size, least=least) is not None

    low, high = _LOWEST, own
    if not good(high):
        low, high = own, own * _TALLEST
    while high - low > _NEAR:
        middle = (low + high) / 2
        low, high = (low, middle) if good(middle) else (middle, high)
    return float(high)
