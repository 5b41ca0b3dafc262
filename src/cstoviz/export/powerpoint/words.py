"""Words on slides: runs of text in their language, harmless in XML, and the room they take."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from babel.core import get_global
from pptx.oxml import parse_xml

from cstoviz.drawing.model import Run
from cstoviz.drawing.svg import allowed
from cstoviz.drawing.words import cut, length, wrapped
from cstoviz.export.powerpoint.look import NARROWER, PIXELS, scheme_name

_SPACES = re.compile("[ \t\n\r\x85\u2028\u2029]+")
_OWN = {"en": "en-GB"}
_LEADING = 1.2


@dataclass(frozen=True)
class Said:
    """A piece of text in one style.

    size: points, 0 for what the placeholder or table has; colour: one of a drawing's or the
    theme's name, "" for the given one; link: a web address, "" for none.
    """

    text: str
    size: float = 0.0
    bold: bool = False
    colour: str = ""
    link: str = ""


def clean(text: str) -> str:
    """Return a text in one line, without the characters that XML forbids.

    Spaces at which no line may break stay.
    """
    return _SPACES.sub(" ", allowed(text)).strip(" ")


def spaced(text: str) -> str:
    """Return a text as `clean` does, but with a space at its ends where it has one."""
    before, after = (" " if end.isspace() else "" for end in (text[:1], text[-1:]))
    return f"{before}{clean(text)}{after}" if text.strip() else before


def quoted(text: str) -> str:
    """Return a text as it may stand in an attribute of XML."""
    return escape(clean(text), quote=True)


def locale_of(lang: str) -> str:
    """Return the language and country that a spelling checker is told: "ru-RU"."""
    if lang in _OWN:
        return _OWN[lang]
    likely = str(get_global("likely_subtags").get(lang, "")).split("_")
    return f"{lang}-{likely[-1]}" if len(likely) > 1 else lang


def fill(frame: Any, lines: Iterable[Sequence[Said]], lang: str) -> None:
    """Put lines into a text frame, each a paragraph; what stood there goes."""
    frame.clear()
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        for said in line:
            _run(paragraph, said, lang)


def _run(paragraph: Any, said: Said, lang: str) -> None:
    run = paragraph.add_run()
    run.text = spaced(said.text)
    run._r.get_or_add_rPr().set("lang", locale_of(lang))
    if said.size:
        run._r.get_or_add_rPr().set("sz", str(round(said.size * 100)))
    if said.bold:
        run.font.bold = True
    if said.colour:
        run._r.get_or_add_rPr().insert(0, _solid(said.colour))
    if said.link:
        run.hyperlink.address = said.link


def _solid(colour: str) -> Any:
    return parse_xml(solid(colour, spaced=True))


def solid(colour: str, opacity: float = 1.0, *, spaced: bool = False) -> str:
    """Return a fill of one colour as XML: the theme's colour where it has it."""
    name = scheme_name(colour) or (colour if colour in ("tx1", "tx2", "bg1", "bg2") else "")
    alpha = f'<a:alpha val="{round(opacity * 100_000)}"/>' if opacity < 1 else ""
    tag, value = ("schemeClr", name) if name else ("srgbClr", colour.lstrip("#").upper())
    space = ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"' if spaced else ""
    return f'<a:solidFill{space}><a:{tag} val="{value}">{alpha}</a:{tag}></a:solidFill>'


def long(text: str, size: float, bold: bool = False) -> float:
    """Return about how long a line of type of so many points is, in pixels, rather too long."""
    return length([Run(text, size * PIXELS / NARROWER, bold)])


def lines_of(text: str, size: float, width: float, bold: bool = False) -> int:
    """Return in how many lines so many pixels wide a text breaks; a word too long breaks too."""
    run = Run(clean(text), size * PIXELS / NARROWER, bold)
    broken = wrapped((run,), width)
    return sum(max(1, -int(-length(line) // width)) for line in broken) or 1


def high(lines: int, size: float) -> float:
    """Return how high lines of type are, in pixels."""
    return lines * size * PIXELS * _LEADING


def fitting(text: str, sizes: Sequence[float], width: float, lines: int) -> tuple[float, int]:
    """Return the first size that sets a text in so many lines, else the last; and its lines."""
    for size in sizes:
        found = lines_of(text, size, width)
        if found <= lines:
            break
    return size, found


def shortened(text: str, size: float, width: float, lines: int) -> str:
    """Return a text that fits in so many lines: whole, or cut after a word, with "…"."""
    return cut(clean(text), lambda part: lines_of(part, size, width) <= lines)
