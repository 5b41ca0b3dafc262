"""Figures on paper: drawn for the width of a page, and never higher or smaller than can be read."""

from __future__ import annotations

from statistics import median
from typing import Any

from cstoviz.drawing.crowd import crowded
from cstoviz.drawing.layout import draw
from cstoviz.drawing.model import Box, Drawing, Words
from cstoviz.drawing.svg import Palette, svg
from cstoviz.export.report.columns import WIDTH

SHEET = 900.0
"""The width that figures are drawn for, in pixels."""

POINT = WIDTH / SHEET
"""Points on paper of a pixel of a figure."""

LEAST = 6.5
"""The smallest type in figures, in points."""

HIGHEST = 610.0
"""What a page has room for, beside a caption and one line at its head, in points."""

_BAR, _THINNER = 9.0, 0.75
"""How thick bars may ask to be, in pixels, and the part of it that a lowered picture leaves."""

TALL = 240.0
"""Higher pictures go where a page has room for them, in points."""

_LOW, _PARTS = 200.0, (0.6, 0.75, 0.88)
"""Pictures higher than so many points are lowered to a part of their height, if no word is lost."""

_INK = Palette(ink="#1B2430", grid="#DFE2E6", paper="#FFFFFF")


def drawn(figure: Any, highest: float = HIGHEST) -> Drawing:
    """Return the drawing of a figure for a page: lower than of itself where that loses nothing.

    One that is still higher than a page is drawn on a larger sheet, with larger type, so that no
    words are smaller than `LEAST` when all of it stands on a page.
    """
    whole = draw(figure, SHEET, least=LEAST / POINT)
    high = whole.height * POINT
    parts = [*(_PARTS if high > _LOW else ()), *([highest / high] if high > highest else [])]
    for part in sorted(parts):
        lower = draw(figure, SHEET, whole.height * part, least=LEAST / POINT)
        if lower.height * POINT <= highest and _as_good(lower, whole):
            return lower
    if high <= highest:
        return whole
    more = high / highest
    return draw(figure, SHEET * more, whole.height, least=LEAST / POINT * more)


def _as_good(lower: Drawing, whole: Drawing) -> bool:
    """Say whether a lower drawing has the same words, with room for them, and no thin bars."""
    thick = min(_thick(whole), _BAR) * _THINNER
    return _words(lower) == _words(whole) and _thick(lower) >= thick and not crowded(lower)


def _thick(drawing: Drawing) -> float:
    bars = [mark.height for mark in drawing.marks if isinstance(mark, Box) and mark.role == "mark"]
    return median(bars) if bars else _BAR


def _words(drawing: Drawing) -> list[str]:
    return sorted(mark.text for mark in drawing.marks if isinstance(mark, Words))


def height(drawing: Drawing, highest: float = HIGHEST) -> float:
    """Return how high a drawing stands on the page, in points."""
    return drawing.height * width(drawing, highest) / drawing.width


def written(drawing: Drawing, ident: str) -> str:
    """Return a drawing as SVG for a document."""
    return svg(drawing, palette=_INK, ident=ident, interactive=False)


def width(drawing: Drawing, highest: float = HIGHEST) -> float:
    """Return how wide a drawing stands on the page, in points: less where it would be too high."""
    return round(min(WIDTH, highest * drawing.width / drawing.height), 1)
