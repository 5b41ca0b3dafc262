"""Draws a page for a link to it: what it says first, of what the address selects."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from importlib import resources
from io import BytesIO
from typing import Any

from cstoviz import text
from cstoviz.drawing.layout import fitted
from cstoviz.drawing.model import Drawing
from cstoviz.drawing.svg import Palette, svg
from cstoviz.export.preview.choice import candidates, headlines
from cstoviz.export.preview.sheet import HEIGHT, MARGIN, ROOM, WIDTH, Sheet, Style, Words, placed
from cstoviz.selection import Selection
from cstoviz.tables import Tables
from cstoviz.text import t
from cstoviz.views.chapters import CHAPTERS
from cstoviz.views.core import Answer, answer
from cstoviz.views.wording import Tile, tiles_of
from cstoviz.words import scope_words

_TOP, _BOTTOM, _GAP = 34, 608, 14
_ABOVE, _FEET = Style((22,), muted=True), Style((22, 20, 17), 2, muted=True)
_HEADING, _LEAD = Style((44, 40, 36, 32), 2, 1.12, bold=True), Style((27, 25, 23), 2)
_VALUE = Style((112, 96, 84, 72, 60, 48), leading=1, bold=True)
_NAME = Style((26, 24, 22, 20), 3, muted=True)
_BETWEEN, _UNDER = 32, 8
"""From one headline figure to the next; from a figure to its name."""

_TYPES, _LEAST = (22, 20, 18, 16), 15
"""Sizes of type in a picture, of which the first that has room is taken, and the smallest words."""

_TEMPLATE = resources.files("cstoviz.export.preview") / "preview.typ"
_FONTS = resources.files("cstoviz") / "fonts"
_COLOURS = 128
"""So many colours are enough for flat marks and the edges of letters, in a third of the bytes."""


def preview(page: str, tables: Tables, selection: Selection) -> bytes:
    """Return the picture of a page as PNG, `WIDTH` by `HEIGHT`, in the present language.

    page: what `is_page` takes for one. The selection may have options of `asked(page)`.
    """
    return _pressed(sheet(page, tables, selection))


def sheet(page: str, tables: Tables, selection: Selection) -> Sheet:
    """Return what stands in the picture of a page, and where."""
    for view in candidates(page):
        found = answer(view, tables, selection)
        if found.empty:
            continue
        head, foot = _head(page, found, view.question, found.sentence), _foot(found)
        top = head[-1].bottom + _GAP
        drawing = _drawn(found.chart(flat=True), foot.y - _GAP - top)
        if drawing is not None:
            return Sheet((*head, foot), drawing, top)
    return _figures(page, answer(headlines(), tables, selection))


def _figures(page: str, found: Answer) -> Sheet:
    """Return the picture of a page that says the headline figures."""
    if found.view in CHAPTERS.get(page, ()) or found.empty:
        head = _head(page, found, found.package.title, found.sentence)
    else:
        head = _head(page, found, t(f"page.{page}.title"), found.package.description)
    foot = _foot(found)
    tiles = () if found.empty else _tiles(tiles_of(found), head[-1].bottom, foot.y)
    return Sheet((*head, *tiles, foot))


def _head(page: str, found: Answer, heading: str, lead: str) -> tuple[Words, ...]:
    title = t(f"page.{page}.title")
    said = f"{found.package.title} · {title}" if heading != found.package.title else title
    above = placed(said, _TOP, _ABOVE)
    headed = placed(heading, above.bottom + 8, _HEADING)
    return above, headed, placed(lead, headed.bottom + 10, _LEAD)


def _foot(found: Answer) -> Words:
    version = t("preview.data", version=found.package.version)
    said = placed(f"{scope_words(found.context)} · {version}", 0, _FEET)
    return replace(said, y=_BOTTOM - said.bottom, bottom=_BOTTOM)


def _tiles(shown: Sequence[Tile], top: float, bottom: float) -> Iterator[Words]:
    """Set headline figures side by side, all in one size, in the middle of the room."""
    width = (ROOM - _BETWEEN * (len(shown) - 1)) / len(shown)
    values = [placed(tile.value, 0, _VALUE, width=width) for tile in shown]
    names = [placed(tile.name, 0, _NAME, width=width) for tile in shown]
    value = replace(_VALUE, sizes=(min(each.size for each in values),))
    name = replace(_NAME, sizes=(min(each.size for each in names),))
    tall = value.sizes[0] + _UNDER
    y = (top + bottom - tall - max(each.bottom for each in names)) / 2
    for number, tile in enumerate(shown):
        x = MARGIN + number * (width + _BETWEEN)
        yield placed(tile.value, y, value, x, width)
        yield placed(tile.name, y + tall, name, x, width)


def _drawn(figure: Any, height: float) -> Drawing | None:
    """Return a figure in the largest type in which all of its words have room; None if in none."""
    made = (fitted(figure, ROOM, height, type_size=size, least=_LEAST) for size in _TYPES)
    return next(filter(None, made), None)


def _pressed(made: Sheet) -> bytes:
    """Set words and a drawing, and return them as PNG."""
    import typst  # noqa: PLC0415

    drawing = made.drawing
    at = drawing and {"x": MARGIN, "y": made.top, "width": drawing.width, "height": drawing.height}
    told = {"width": WIDTH, "height": HEIGHT, "lang": text.language(), "picture": at,
            "words": [asdict(each) for each in made.words]}  # fmt: skip
    picture = svg(drawing, palette=Palette(), interactive=False) if drawing else ""
    with resources.as_file(_TEMPLATE) as template, resources.as_file(_FONTS) as fonts:
        content = typst.compile(
            template,
            format="png",
            ppi=72,
            font_paths=[fonts],
            ignore_system_fonts=True,
            sys_inputs={"told": json.dumps(told), "picture": picture},
        )
    return _small(content)


def _small(content: bytes) -> bytes:
    """Return a picture in a few colours, which takes a part of the bytes."""
    from PIL import Image  # noqa: PLC0415

    written = BytesIO()
    few = Image.open(BytesIO(content)).convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    few.save(written, "PNG", optimize=True)
    return written.getvalue()
