"""The look of slides, in one place: sizes in pixels (96 to the inch), type in points, colours."""

from __future__ import annotations

from dataclasses import dataclass

from pptx.dml.color import RGBColor

from cstoviz.drawing.model import GRID, INK, PAPER

WIDTH, HEIGHT = 1280, 720
EMU = 9525
"""Office's unit of length: so many in a pixel."""

PIXELS = 96 / 72
"""Pixels in a point of type."""

FONT = "Arial"
"""A font that every office program has, or has one of the same widths for."""

NARROWER = 0.9
"""Drawings are measured in the house font; Arial of this size is as wide, and looks as large."""

SCHEME = {
    "dk1": "1B2430",
    "lt1": "FFFFFF",
    "dk2": "4C5866",
    "lt2": "E4E6E9",
    "accent1": "2370BD",
    "accent2": "BC863E",
    "accent3": "5D9781",
    "accent4": "C5338C",
    "accent5": "5F6D2E",
    "accent6": "A186B2",
    "hlink": "1D5F9F",
    "folHlink": "5F4B6B",
}
"""The theme's colours: ink, paper, quiet ink, lines; the house's slots; links."""

WORDS = {INK: "tx1", PAPER: "bg1", GRID: "bg2"}
"""What the colours of drawings are called in a slide."""

_NAMED = {value: name for name, value in SCHEME.items() if name.startswith("accent")}


def hexadecimal(colour: str) -> str:
    """Return a colour of a drawing, "#RRGGBB" or a word, as six digits."""
    named = {INK: "dk1", PAPER: "lt1", GRID: "lt2"}
    return SCHEME[named[colour]] if colour in named else colour.lstrip("#").upper()


def rgb(colour: str) -> RGBColor:
    """Return a colour of a drawing, or one by its name in the theme, as python-pptx has it."""
    digits = SCHEME.get(colour) or hexadecimal(colour)
    return RGBColor(*bytes.fromhex(digits))  # type: ignore[no-untyped-call]


def scheme_name(colour: str) -> str:
    """Return what the theme calls a colour; "" for one that it does not have."""
    return WORDS.get(colour) or _NAMED.get(hexadecimal(colour), "")


@dataclass(frozen=True)
class Room:
    """A part of a slide, in pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.y + self.height

    def below(self, y: float) -> Room:
        """Return what of it lies below a height."""
        return Room(self.x, y, self.width, max(self.bottom - y, 0))


MARGIN = 56
TITLE = Room(MARGIN, 46, WIDTH - 2 * MARGIN, 44)
SENTENCE = Room(MARGIN, 92, WIDTH - 2 * MARGIN, 64)
CONTENT = Room(MARGIN, 172, WIDTH - 2 * MARGIN, 476)
FOOTER = Room(MARGIN, 668, WIDTH - 2 * MARGIN - 72, 36)
NUMBER = Room(WIDTH - MARGIN - 64, 668, 64, 36)

TITLE_SIZE, SENTENCE_SIZES, BODY_SIZE, FOOTER_SIZE = 26, (18, 16, 14), 14, 10.5
LABEL_SIZE, LEAST_LABEL = 14, 12
"""Type of drawings and charts, and the least of it, in points."""


def emu(pixels: float) -> int:
    """Return a length in Office's unit."""
    return round(pixels * EMU)
