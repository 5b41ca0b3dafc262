"""Headline figures on a slide: each a number, its name, its change and how it is counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR

from cstoviz.export.powerpoint.alt import adorn, name
from cstoviz.export.powerpoint.look import BODY_SIZE, Room, emu
from cstoviz.export.powerpoint.words import Said, fill, high, lines_of, long
from cstoviz.views.wording import Tile

_GAP, _MOST_ACROSS = 32, 5
_VALUE_SIZES, _NAME_SIZE = (60, 54, 48, 40, 32, 24), 18


def add(slide: Any, tiles: Sequence[Tile], room: Room, lang: str) -> None:
    """Put headline figures side by side, at most five in a row."""
    across = min(len(tiles), _MOST_ACROSS)
    if not across:
        return
    rows = -(-len(tiles) // across)
    width = (room.width - _GAP * (across - 1)) / across
    size = _value_size(tiles, width)
    height = min(room.height / rows, max(_height(tile, size, width) for tile in tiles) + 24)
    top = room.y + max(0.0, (room.height - height * rows) / 3)
    for place, tile in enumerate(tiles):
        row, column = divmod(place, across)
        box = Room(room.x + column * (width + _GAP), top + row * height, width, height)
        _tile(slide, tile, box, size, lang)


def _value_size(tiles: Sequence[Tile], width: float) -> float:
    longest = max((tile.value for tile in tiles), key=len)
    fits = (size for size in _VALUE_SIZES if long(longest, size, bold=True) <= width)
    return next(fits, _VALUE_SIZES[-1])


def _height(tile: Tile, size: float, width: float) -> float:
    names = high(lines_of(tile.name, _NAME_SIZE, width, bold=True), _NAME_SIZE)
    others = [part for part in (tile.change, tile.note, tile.rule) if part]
    small = sum(lines_of(part, BODY_SIZE, width) for part in others)
    return 16 + high(1, size) + names + high(small, BODY_SIZE) + 8 * len(others)


def _tile(slide: Any, tile: Tile, box: Room, size: float, lang: str) -> None:
    rule = slide.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, emu(box.x), emu(box.y), emu(box.width), emu(1.5)
    )
    _plain(rule)
    adorn(rule)
    text = slide.shapes.add_textbox(emu(box.x), emu(box.y + 8), emu(box.width), emu(box.height - 8))
    frame = text.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    lines = [
        [Said(tile.value, size, bold=True)],
        [Said(tile.name, _NAME_SIZE, bold=True)],
        *([Said(part, BODY_SIZE)] for part in (tile.change, tile.note) if part),
        *([Said(part, BODY_SIZE, colour="tx2")] for part in (tile.rule,) if part),
    ]
    fill(frame, lines, lang)
    for paragraph in frame.paragraphs[2:]:
        paragraph.space_before = emu(8)
    said = (f"{tile.name}: {tile.value}", tile.change, tile.note, tile.rule)
    name(text, tile.name, ". ".join(part.rstrip(".") for part in said if part))


def _plain(shape: Any) -> None:
    """Fill a shape with ink, without an edge or the shadow of a style."""
    shape.fill.solid()
    shape.fill.fore_color.theme_color = MSO_THEME_COLOR.TEXT_1
    shape.line.fill.background()
    style = shape._element.find("{http://schemas.openxmlformats.org/presentationml/2006/main}style")
    if style is not None:
        shape._element.remove(style)
