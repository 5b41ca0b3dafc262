"""Whether the words of a drawing have room, and how high a sheet must be for them to have it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from cstoviz.drawing.model import Box, Drawing, Words
from cstoviz.drawing.words import Extent, extent

_TOUCH = 1.0


def crowded(drawing: Drawing) -> bool:
    """Say whether words overlap one another or leave the sheet."""
    return next(clashes(drawing), None) is not None


def clashes(drawing: Drawing) -> Iterator[tuple[str, str]]:
    """Give the pairs of words that overlap, and words that leave the sheet, each with "".

    Words of a legend that stand on a bar or cell come with "" too.
    """
    words = [mark for mark in drawing.marks if isinstance(mark, Words) and mark.text.strip()]
    found = [(mark.text.strip(), extent(mark)) for mark in words]
    sheet = Extent(-_TOUCH, -_TOUCH, drawing.width + _TOUCH, drawing.height + _TOUCH)
    for said, box in found:
        outside = box.left < sheet.left or box.right > sheet.right
        if outside or box.top < sheet.top or box.bottom > sheet.bottom:
            yield said, ""
    for (said, box), (other, its) in combinations(found, 2):
        if box.meets(its, _TOUCH):
            yield said, other
    yield from ((said, "") for said in _on_boxes(drawing))


def _on_boxes(drawing: Drawing) -> Iterator[str]:
    marks = [mark for mark in drawing.marks if isinstance(mark, Box) and mark.role == "mark"]
    boxes = [Extent(each.x, each.y, each.x + each.width, each.y + each.height) for each in marks]
    for word in drawing.marks:
        if isinstance(word, Words) and word.role == "legend":
            room = extent(word)
            if any(room.meets(box, _TOUCH) for box in boxes):
                yield word.text.strip()
