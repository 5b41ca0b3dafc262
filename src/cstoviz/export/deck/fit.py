"""How much room words take on the stage, and the largest type in which they have it.

Lengths are pixels of the stage. Words are measured in the font that the page carries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from cstoviz.drawing.model import Run
from cstoviz.drawing.words import length, wrapped

WIDTH, HEIGHT = 1920, 1080
ROOM = 1760
"""The width between the margins of a slide."""

LEAST = 24
"""The smallest type on the stage."""

_SAFE = 0.985
"""The part of a width that words are measured against, as a browser rounds otherwise."""


@dataclass(frozen=True)
class Fitted:
    """Words in a type size: how many lines they take, and how high these are together."""

    size: int
    lines: int
    height: float


def wide(text: str, size: float, bold: bool = False) -> float:
    """Return how long a text is in one line."""
    return length((Run(text, size, bold),))


def lines(text: str, size: float, width: float, bold: bool = False) -> int:
    """Return how many lines a text takes; words longer than a line are broken."""
    if not text.strip():
        return 0
    broken = wrapped((Run(text, size, bold),), width * _SAFE)
    return sum(max(1, ceil(length(line) / width)) for line in broken)


def fitted(
    text: str,
    sizes: Sequence[int],
    width: float = ROOM,
    most: int = 2,
    leading: float = 1.2,
    bold: bool = False,
) -> Fitted:
    """Return a text in the largest of some sizes in which it takes at most so many lines.

    The last size holds where none does.
    """
    count, size = 0, sizes[-1]
    for size in sizes:
        count = lines(text, size, width, bold)
        if count <= most:
            break
    return Fitted(size, count, count * size * leading)
