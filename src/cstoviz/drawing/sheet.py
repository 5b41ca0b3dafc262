"""The sheet that a figure is laid out on: its size, its type, where its plot lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cstoviz.drawing.axis import Axis, warped
from cstoviz.drawing.colours import colour
from cstoviz.drawing.model import INK, Words
from cstoviz.drawing.reading import Spec, at, values
from cstoviz.drawing.scene import Scene
from cstoviz.drawing.words import Extent, Type

TYPE_SIZE = 14.0


@dataclass(frozen=True)
class Sheet:
    """Width and height in pixels; `scale`: pixels of the sheet per pixel of the figure."""

    width: float
    height: float
    scale: float = 1.0
    least: float = 0.0

    def px(self, length: Any) -> float:
        """Return a length of the figure on the sheet."""
        return float(length or 0) * self.scale

    def type(self, *fonts: Any, size: float = TYPE_SIZE) -> Type:
        """Return the type that fonts of a figure name, the first that names it."""
        sizes = [values(at(font, "size"))[0] for font in fonts if at(font, "size")]
        shades = [values(at(font, "color"))[0] for font in fonts if at(font, "color")]
        shade = colour(shades[0]).name if shades else ""
        pixels = max(self.px(sizes[0] if sizes else size), self.least)
        return Type(pixels, colour=shade or INK, scale=self.scale, least=self.least)


@dataclass(frozen=True)
class Frame:
    """A scene on a sheet: `plot` is where data stand.

    warp: (pixel, pixel drawn there) downwards, where rows get more or less room than the figure
    gives them; row_words: the words of annotations that name rows, by the annotation's place;
    gutter: where the words beside the plot end, 0 where there are none; squeeze: how much smaller
    points are drawn than the figure says.
    """

    scene: Scene
    sheet: Sheet
    plot: Extent
    axes: Mapping[str, Axis]
    warp: tuple[tuple[float, float], ...] = ()
    row_words: Mapping[int, Words] = field(default_factory=dict)
    gutter: float = 0.0
    squeeze: float = 1.0

    @property
    def layout(self) -> Spec:
        """The layout of the figure."""
        return self.scene.layout

    def down(self, place: float) -> float:
        """Return where a height of the plot is drawn."""
        return warped(place, self.warp)

    def window(self, x_axis: str, y_axis: str) -> Extent:
        """Return where the data of a pair of axes stand."""
        (left, right), (top, bottom) = self.axes[x_axis].span, self.axes[y_axis].span
        return Extent(left, top, right, bottom)


Knots = tuple[tuple[float, float], ...]


def framed(scene: Scene, sheet: Sheet, plot: Extent, warp: Knots = ()) -> Frame:
    """Put the axes of a scene on a plot of a sheet."""
    axes = {name: _spanned(axis, plot, warp) for name, axis in scene.axes.items()}
    for name, axis in scene.axes.items():
        other = at(axis.spec, "scaleanchor")
        if other in axes:
            axes[other], axes[name] = _equal(axes[other], axes[name])
    return Frame(scene, sheet, plot, axes, warp)


def _spanned(axis: Axis, plot: Extent, warp: Knots) -> Axis:
    domain = values(axis.spec.get("domain"))
    low, high = domain if len(domain) == 2 else (0.0, 1.0)
    if axis.name.startswith("x"):
        wide = plot.right - plot.left
        return replace(axis, start=plot.left + low * wide, end=plot.left + high * wide)
    tall = plot.bottom - plot.top
    start, end = plot.bottom - low * tall, plot.bottom - high * tall
    return replace(axis, start=start, end=end, warp=warp)


_TOWARDS = {"left": 0.0, "bottom": 0.0, "center": 0.5, "middle": 0.5, "right": 1.0, "top": 1.0}


def _equal(one: Axis, other: Axis) -> tuple[Axis, Axis]:
    """Widen the range of one of two axes, so that a unit is as long on both."""
    scale = max(one.per_pixel, other.per_pixel)
    return _widened(one, scale), _widened(other, scale)


def _widened(axis: Axis, per_pixel: float) -> Axis:
    if axis.per_pixel >= per_pixel:
        return axis
    more = (axis.high - axis.low) * (per_pixel / axis.per_pixel - 1)
    fixed = at(axis.spec, "constraintoward", "middle" if axis.name.startswith("y") else "center")
    share = _TOWARDS.get(str(fixed), 0.5)
    return replace(axis, low=axis.low - more * share, high=axis.high + more * (1 - share))
