"""Slides that show a picture: as large as there is room, with what its marks mean below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cstoviz.drawing.layout import fitted, own_height
from cstoviz.drawing.model import Drawing
from cstoviz.drawing.svg import svg
from cstoviz.export.briefing.model import Briefing, Slide
from cstoviz.export.deck.below import Below, below
from cstoviz.export.deck.fit import LEAST, ROOM
from cstoviz.export.deck.markup import attributes, dashboard
from cstoviz.export.deck.panels import Panel, head, room

TYPE = 26
"""The type of a picture, in pixels of the stage."""

_NARROW = 760
"""The width of the picture for a narrow upright screen, where the stage would be too small."""

_STRETCH, _SQUEEZE = 1.7, 0.35
"""How much higher, and lower, than of itself a picture may become."""

_HIGHER = (1.0, 1.5, 2.2)
"""How much higher than of itself the picture for a narrow screen may become."""

_PLENTY, _AMPLE = 540, 660
"""A picture of this height leaves room for notes below it; and for the meaning of its marks."""


@dataclass(frozen=True)
class _Way:
    """A way to share the room of a slide: what is below, lines of the lead, size of the type.

    enough: a height of the picture with which this way is a good one; 0 for any.
    """

    under: Below
    enough: float = 0.0
    lead: int = 3
    size: int = TYPE


def picture(slide: Slide, briefing: Briefing, figure: Any) -> Panel | None:
    """Return the slide of a picture; None where its words would not have room."""
    for way in _ways(slide, figure):
        above = head(slide, most=way.lead)
        left = room(briefing, above) - way.under.height
        tall = own_height(figure, way.size) * _STRETCH
        if left < min(way.enough, tall):
            continue
        drawing = _drawn(figure, ROOM, min(left, tall), way.size)
        if drawing is None and left > tall:
            drawing = _drawn(figure, ROOM, left, way.size)
        if drawing is not None:
            body = _body(slide, briefing, (drawing, _narrow(figure)), way.under)
            return Panel(slide, "picture", body, above)
    return None


def _ways(slide: Slide, figure: Any) -> Iterator[_Way]:
    """Give ways to share the room, the best first.

    The meaning of the marks gives way to the picture, then the notes, the signs, the sizes of type.
    """
    yield _Way(below(slide, figure, notes=True, key=True), _AMPLE)
    yield _Way(below(slide, figure, notes=True), _PLENTY)
    if not slide.notes:
        yield _Way(below(slide, figure, notes=False, key=True))
    yield _Way(below(slide, figure, notes=False))
    bare = below(slide, figure, notes=False, signs=False)
    yield _Way(bare)
    yield _Way(bare, lead=2)
    yield _Way(bare, lead=2, size=LEAST)


def _drawn(figure: Any, width: float, height: float, size: int = TYPE) -> Drawing | None:
    return fitted(figure, width, height, type_size=size, least=LEAST)


def _narrow(figure: Any) -> Drawing | None:
    heights = (own_height(figure, TYPE) * more for more in _HIGHER)
    return next(filter(None, (_drawn(figure, _NARROW, height) for height in heights)), None)


def _body(
    slide: Slide, briefing: Briefing, drawings: tuple[Drawing, Drawing | None], under: Below
) -> str:
    wide, narrow = drawings
    only = "" if narrow else " only"
    drawn = f'<div class="wide{only}">{_svg(slide, wide, f"p{slide.number}")}</div>'
    if narrow:
        drawn += f'<div class="narrow">{_svg(slide, narrow, f"n{slide.number}")}</div>'
    return f'<div class="drawn"{_opens(slide, briefing)}>{drawn}</div>{under.html}'


def _svg(slide: Slide, drawing: Drawing, ident: str) -> str:
    return svg(drawing, title=slide.heading, describe=slide.sentence, ident=ident)


def _opens(slide: Slide, briefing: Briefing) -> str:
    """Say what a click on a mark opens: where, which view, which of its codes are of numbers."""
    view = slide.answer.view if slide.answer else None
    if view is None:
        return ""
    return attributes(
        data_home=dashboard(briefing, slide),
        data_view=view.id if view.numbers else "",
        data_numbers=" ".join(view.numbers),
        data_click=view.click,
    )
