"""What a drawing is made of: plain marks at points of a sheet, x to the right, y downwards.

Lengths are pixels of the sheet. Colours are "#RRGGBB", or one of the words `INK`, `GRID`, `PAPER`,
which an outlet fills in by the page that it draws on.
"""

from __future__ import annotations

from dataclasses import dataclass

INK, GRID, PAPER = "ink", "grid", "paper"
ROLES = ("mark", "gap", "grid", "axis", "label", "legend")
"""What a mark is there for: data; a band over thin evidence; lines, ticks and words of axes; words
beside the data; the legend."""

SYMBOLS = ("circle", "square", "diamond", "cross", "x", "triangle-up", "triangle-down", "line")
PATTERNS = ("", "/", ".", "x")
"""How an area is filled: solid, hatched, dotted, crossed."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Fill:
    """How an area is filled: colour ("" for hollow), opacity (0 to 1), one of `PATTERNS`.

    ground: how opaque the same colour stands behind the pattern; step: pixels from one stroke or
    dot of the pattern to the next; share: the part of the area that they cover.
    """

    colour: str = ""
    opacity: float = 1.0
    pattern: str = ""
    ground: float = 0.0
    step: float = 8.0
    share: float = 0.3


@dataclass(frozen=True)
class Line:
    """How a line is drawn: colour ("" for none), width in pixels, opacity, whether it is dashed."""

    colour: str = ""
    width: float = 0.0
    opacity: float = 1.0
    dashed: bool = False


@dataclass(frozen=True)
class Mark:
    """What all marks share.

    role: one of `ROLES`; hint: what is said of it when pointed at, lines of plain text, the first
    of them its head; code: the number that it shows (see `codes`), or what a click on it opens; ""
    for neither; series: the name of the trace that it belongs to.
    """

    role: str
    hint: tuple[str, ...] = ()
    code: str = ""
    series: str = ""


@dataclass(frozen=True)
class Box(Mark):
    """An upright rectangle from its upper left corner."""

    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0
    fill: Fill = Fill()
    line: Line = Line()


@dataclass(frozen=True)
class Area(Mark):
    """A filled shape of one or more closed rings; rings inside others are holes."""

    rings: tuple[tuple[Point, ...], ...] = ()
    fill: Fill = Fill()
    line: Line = Line()


@dataclass(frozen=True)
class Stroke(Mark):
    """A line through points."""

    points: tuple[Point, ...] = ()
    line: Line = Line()


@dataclass(frozen=True)
class Dot(Mark):
    """One of `SYMBOLS` around a point; `size` is its width and height."""

    x: float = 0.0
    y: float = 0.0
    size: float = 0.0
    symbol: str = "circle"
    fill: Fill = Fill()
    line: Line = Line()


@dataclass(frozen=True)
class Run:
    """A piece of a line of words in one style; `size` in pixels."""

    text: str
    size: float
    bold: bool = False
    colour: str = INK


@dataclass(frozen=True)
class Words(Mark):
    """Lines of words. `x`, `y` is where the first line's baseline starts, is centred or ends.

    anchor: "start", "middle" or "end" at `x`; leading: pixels from one baseline to the next;
    angle: degrees clockwise around (x, y).
    """

    x: float = 0.0
    y: float = 0.0
    lines: tuple[tuple[Run, ...], ...] = ()
    anchor: str = "start"
    leading: float = 0.0
    angle: float = 0.0

    @property
    def text(self) -> str:
        """All words, lines joined by a space."""
        return " ".join("".join(run.text for run in line) for line in self.lines)


@dataclass(frozen=True)
class Drawing:
    """A sheet with marks, the lowest first."""

    width: float
    height: float
    marks: tuple[Mark, ...]
