"""How shapes are filled and lined, as XML of Office."""

from __future__ import annotations

from cstoviz.drawing.model import PAPER, Fill, Line
from cstoviz.export.powerpoint.look import emu, hexadecimal
from cstoviz.export.powerpoint.words import solid

PATTERNS = {"/": "wdUpDiag", ".": "pct25", "x": "openDmnd"}
"""What Office calls the patterns of drawings: hatched, dotted, crossed."""


def fill_xml(fill: Fill) -> str:
    """Return a fill: none, one colour, or a pattern on the colour of its ground."""
    if not fill.colour or not fill.opacity:
        return "<a:noFill/>"
    if fill.pattern not in PATTERNS:
        return solid(fill.colour, fill.opacity)
    return pattern_xml(fill.pattern, fill.colour, fill.opacity, fill.ground)


def pattern_xml(pattern: str, colour: str, opacity: float = 1.0, ground: float = 0.0) -> str:
    """Return a fill with a pattern; `ground`: how much of the colour stands behind it."""
    behind = solid(mixed(colour, ground)) if ground else solid(PAPER)
    inner = solid(mixed(colour, opacity) if opacity < 1 else colour)
    return (
        f'<a:pattFill prst="{PATTERNS[pattern]}"><a:fgClr>{_inside(inner)}</a:fgClr>'
        f"<a:bgClr>{_inside(behind)}</a:bgClr></a:pattFill>"
    )


def _inside(fill: str) -> str:
    return fill.removeprefix("<a:solidFill>").removesuffix("</a:solidFill>")


def line_xml(line: Line) -> str:
    """Return a line: none, or colour, width and dashes."""
    if not line.colour or not line.width:
        return "<a:ln><a:noFill/></a:ln>"
    dash = '<a:prstDash val="sysDash"/>' if line.dashed else ""
    width = max(emu(line.width), 3175)
    colour = solid(line.colour, line.opacity)
    return f'<a:ln w="{width}" cap="flat">{colour}{dash}<a:miter lim="800000"/></a:ln>'


def mixed(colour: str, opacity: float) -> str:
    """Return the colour that a colour of some opacity is on white paper, "#RRGGBB"."""
    digits = hexadecimal(colour)
    parts = [int(digits[place : place + 2], 16) for place in (0, 2, 4)]
    return "#" + "".join(f"{round(255 - (255 - part) * opacity):02X}" for part in parts)
