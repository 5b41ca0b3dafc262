"""The look of a workbook: type, colours, formats of cells, and what room words take."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from cstoviz.drawing.model import Run
from cstoviz.drawing.words import length, printable, wrapped

INK, MUTED, ACCENT, FAINT, SHADE = "#1B2430", "#5B6673", "#2370BD", "#DDE2E7", "#EEF2F6"
NEUTRAL = "#7C8794"
"""The colour that stands in a legend for series whose bars have a colour each."""

SCALE = ("#FFFFFF", "#7FAEDD")
"""The colours of a scale, from the least to the largest number; dark type stays readable."""

FONT = "Arial"
SIZE = 10
_LINE = 1.3
_UNIT, _PADDING, _PIXELS = 7.0, 13.0, 4 / 3 * 1.05
"""Pixels of a unit of a column's width, of a cell's edges and indent, and of a point of type: words
are measured in the house's own, and Arial is a little wider."""


class Look:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, **properties: Any) -> Any:
        """Return the format with these properties on top of the house's own."""
        whole = {
            "font_name": FONT, "font_size": SIZE, "font_color": INK, "valign": "top",
            **properties,
        }  # fmt: skip
        if "indent" in whole:
            whole.setdefault("align", "left")
        key = tuple(sorted(whole.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(whole)
        return self._made[key]

    def words(self, **properties: Any) -> Any:
        """Return the format of running text, which wraps."""
        return self.of(text_wrap=True, **properties)

    def head(self, code: bool = False, align: str = "left") -> Any:
        """Return the format of a column's title."""
        return self.of(
            align=align,
            bold=not code, text_wrap=True, font_color=MUTED if code else INK, bg_color=SHADE,
            bottom=2, bottom_color=ACCENT, valign="bottom", font_size=9, indent=1,
        )  # fmt: skip

    def cell(self, **properties: Any) -> Any:
        """Return the format of a cell of a table."""
        return self.of(bottom=1, bottom_color=FAINT, **properties)

    def link(self, **properties: Any) -> Any:
        """Return the format of a link."""
        return self.of(**{"font_color": ACCENT, "underline": 1, **properties})


def lines(words: str, width: float, size: float = SIZE, bold: bool = False) -> int:
    """Return how many lines words take in a column so wide, in units of its width."""
    room = width * _UNIT - _PADDING
    return sum(len(_wrapped(part, room, size, bold)) for part in words.split("\n"))


@lru_cache(maxsize=8192)
def _wrapped(words: str, room: float, size: float, bold: bool) -> tuple[Any, ...]:
    run = Run(printable(words), size * _PIXELS, bold, INK)
    return wrapped((run,), max(room, 10.0)) or ((),)


def height(count: int, size: float = SIZE) -> float:
    """Return the height in points of a row with so many lines; Excel allows 409."""
    return min(409.0, round(count * size * _LINE + 3, 1))


def width_of(cells: Iterable[str], least: float = 9, most: float = 46, size: float = SIZE) -> float:
    """Return a sensible width of a column with these texts, in units of Excel's."""
    parts = {printable(line) for cell in cells for line in cell.split("\n")}
    longest = max((length((Run(part, size * _PIXELS, False, INK),)) for part in parts), default=0.0)
    needed = (longest * 1.04 + _PADDING) / _UNIT
    return round(min(max(needed, least), most + 14 if needed > 6 * most else most), 1)
