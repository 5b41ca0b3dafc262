"""The outlines of shapes as XML of Office: ready-made ones, and paths through points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cstoviz.drawing.model import Dot, Point
from cstoviz.export.powerpoint.look import emu

READY = {"circle": "ellipse", "square": "rect", "diamond": "diamond", "triangle-up": "triangle"}
"""Symbols that Office has itself."""

_LARGER = {"diamond": 1.3}
_DRAWN: dict[str, tuple[tuple[Point, ...], ...]] = {
    "triangle-down": (((-1.15, -0.66), (0, 1.33), (1.15, -0.66)),),
    "line": (((-1, 1), (1, -1)),),
    "x": (((-1, -1), (1, 1)), ((-1, 1), (1, -1))),
    "cross": (((-1, 0), (1, 0)), ((0, -1), (0, 1))),
}


@dataclass(frozen=True)
class Outline:
    """An outline at a place of the slide, in Office's units; `xml` is its geometry."""

    x: int
    y: int
    width: int
    height: int
    xml: str

    @property
    def place(self) -> str:
        """Its place as XML."""
        return (
            f'<a:xfrm><a:off x="{self.x}" y="{self.y}"/>'
            f'<a:ext cx="{self.width}" cy="{self.height}"/></a:xfrm>'
        )


def ready(name: str, x: float, y: float, width: float, height: float) -> Outline:
    """Return one of Office's own outlines around a rectangle of pixels."""
    xml = f'<a:prstGeom prst="{name}"><a:avLst/></a:prstGeom>'
    return Outline(emu(x), emu(y), max(emu(width), 1), max(emu(height), 1), xml)


def symbol(dot: Dot) -> Outline:
    """Return the outline of a symbol around its point."""
    half = dot.size / 2 * _LARGER.get(dot.symbol, 1.0)
    if dot.symbol == "triangle-up":
        return ready("triangle", dot.x - 1.15 * half, dot.y - 1.33 * half, 2.3 * half, 1.99 * half)
    if dot.symbol in _DRAWN:
        parts = _DRAWN[dot.symbol]
        lines = [[(dot.x + x * half, dot.y + y * half) for x, y in part] for part in parts]
        return path(lines, closed=dot.symbol == "triangle-down")
    return ready(READY.get(dot.symbol, "rect"), dot.x - half, dot.y - half, 2 * half, 2 * half)


def path(lines: Iterable[Sequence[Point]], *, closed: bool) -> Outline:
    """Return an outline of one or more lines; of closed ones, those inside others are holes."""
    placed = [[(emu(x), emu(y)) for x, y in line] for line in lines if len(line) > 1]
    xs, ys = [x for line in placed for x, _ in line], [y for line in placed for _, y in line]
    left, top = min(xs, default=0), min(ys, default=0)
    width, height = max(xs, default=0) - left, max(ys, default=0) - top
    drawn = "".join(_drawn(line, left, top, closed) for line in placed)
    filled = "" if closed else ' fill="none"'
    xml = (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{width}" h="{height}"{filled}>{drawn}</a:path></a:pathLst>'
        "</a:custGeom>"
    )
    return Outline(left, top, width, height, xml)


def _drawn(line: Sequence[tuple[int, int]], left: int, top: int, closed: bool) -> str:
    points = [line[0], *(here for last, here in pairwise(line) if here != last)]
    if closed and len(points) > 1 and points[0] == points[-1]:
        points.pop()
    said = [f'<a:pt x="{x - left}" y="{y - top}"/>' for x, y in points]
    steps = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in said[1:])
    return f"<a:moveTo>{said[0]}</a:moveTo>{steps}{'<a:close/>' if closed else ''}"
