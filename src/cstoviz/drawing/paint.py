"""How marks are filled and lined, as a trace's marker says."""

from __future__ import annotations

from typing import Any

from cstoviz.drawing.colours import colour
from cstoviz.drawing.model import PATTERNS, Fill, Line
from cstoviz.drawing.reading import Spec, at, is_list, number, values
from cstoviz.drawing.sheet import Sheet

_DASHED = ("dot", "dash", "dashdot", "longdash")
_DEFAULT = "#2370BD"


def item(raw: Any, point: int) -> Any:
    """Return a property of one point: its own, or the one that all have."""
    if not is_list(raw):
        return raw
    items = values(raw)
    return items[point] if point < len(items) else None


def _opacity(trace: Spec, point: int) -> float:
    own = number(item(at(trace, "marker.opacity", 1), point))
    whole = number(trace.get("opacity"))
    return (1.0 if own is None else own) * (1.0 if whole is None else whole)


def fill(trace: Spec, point: int, sheet: Sheet) -> Fill:
    """Return how a bar is filled."""
    opacity = _opacity(trace, point)
    shade = colour(item(at(trace, "marker.color", _DEFAULT), point))
    pattern = at(trace, "marker.pattern", {})
    shape = item(pattern.get("shape"), point) or ""
    if shape not in PATTERNS[1:]:
        return Fill(shade.name, shade.opacity * opacity) if shade.name else Fill()
    front = colour(item(pattern.get("fgcolor"), point)) if pattern.get("fgcolor") else shade
    behind = colour(item(pattern.get("bgcolor"), point))
    return Fill(
        front.name, front.opacity * opacity, shape, behind.opacity * opacity,
        sheet.px(item(pattern.get("size"), point) or 8), float(at(pattern, "solidity", 0.3)),
    )  # fmt: skip


def edge(trace: Spec, point: int, sheet: Sheet) -> Line:
    """Return how the edge of a bar or mark is drawn."""
    width = number(item(at(trace, "marker.line.width", 0), point)) or 0.0
    given = item(at(trace, "marker.line.color"), point)
    shade = colour(given or item(at(trace, "marker.color", _DEFAULT), point))
    if not width or not shade.name:
        return Line()
    return Line(shade.name, sheet.px(width), shade.opacity * _opacity(trace, point))


def mark(trace: Spec, point: int, sheet: Sheet, hollow: bool) -> tuple[Fill, Line]:
    """Return how a mark of a scatter is filled and lined; a hollow one has only an edge."""
    shade = colour(item(at(trace, "marker.color", _DEFAULT), point))
    opacity = _opacity(trace, point)
    if not opacity:
        return Fill(), Line()
    if not hollow:
        full = Fill(shade.name, shade.opacity * opacity) if shade.name else Fill()
        return full, edge(trace, point, sheet)
    width = number(item(at(trace, "marker.line.width"), point)) or 1.0
    return Fill(), Line(shade.name, sheet.px(width), shade.opacity * opacity)


def line(spec: Any, sheet: Sheet, default: str = _DEFAULT) -> Line:
    """Return how a line is drawn, from a trace's or shape's `line`."""
    shade = colour(at(spec, "color", default))
    width = number(at(spec, "width", 2)) or 0.0
    if not width or not shade.name:
        return Line()
    return Line(shade.name, sheet.px(width), shade.opacity, at(spec, "dash") in _DASHED)
