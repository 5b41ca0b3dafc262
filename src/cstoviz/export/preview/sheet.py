"""Words in place on the sheet; lengths are its pixels."""

from __future__ import annotations

from dataclasses import dataclass

from cstoviz.drawing.model import Drawing
from cstoviz.drawing.words import cut, printable
from cstoviz.export.deck.fit import fitted, lines

WIDTH, HEIGHT = 1200, 630
"""What sites that show links ask for."""

MARGIN = 56
ROOM = WIDTH - 2 * MARGIN


@dataclass(frozen=True)
class Style:
    """How words are set: in the largest of some sizes in which they take at most so many lines.

    leading: a line's height against its type's size.
    """

    sizes: tuple[int, ...]
    lines: int = 1
    leading: float = 1.2
    bold: bool = False
    muted: bool = False


@dataclass(frozen=True)
class Words:
    """Words in place, and where they end."""

    text: str
    x: float
    y: float
    width: float
    size: int
    bottom: float
    style: Style


@dataclass(frozen=True)
class Sheet:
    """Everything in place: words, and a drawing with its top where there is one."""

    words: tuple[Words, ...]
    drawing: Drawing | None = None
    top: float = 0.0


def placed(said: str, y: float, style: Style, x: float = MARGIN, width: float = ROOM) -> Words:
    """Set words; in the last size of the style they are cut, and an ellipsis says so."""
    told, leading, bold = printable(said).strip(), style.leading, style.bold
    size = fitted(told, style.sizes, width, style.lines, leading, bold).size
    told = cut(told, lambda part: lines(part, size, width, bold) <= style.lines)
    high = lines(told, size, width, bold) * size * leading
    return Words(told, x, y, width, size, y + high, style)
