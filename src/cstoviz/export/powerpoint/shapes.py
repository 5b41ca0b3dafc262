"""A drawing as shapes of a slide, in one group: each mark of data can be recoloured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from math import cos, radians, sin
from typing import Any

from pptx.oxml import parse_xml

from cstoviz.drawing.model import Area, Box, Dot, Drawing, Fill, Line, Mark, Run, Stroke, Words
from cstoviz.drawing.words import length
from cstoviz.export.powerpoint import outlines
from cstoviz.export.powerpoint.alt import decorative, short
from cstoviz.export.powerpoint.look import NARROWER, PIXELS, emu
from cstoviz.export.powerpoint.master import SPACES
from cstoviz.export.powerpoint.outlines import Outline
from cstoviz.export.powerpoint.paint import fill_xml, line_xml
from cstoviz.export.powerpoint.words import clean, locale_of, quoted, solid, spaced

DATA = ("mark", "gap")
"""The roles whose shapes say what they are; all others adorn."""

_RISE, _LINE = 0.905, 1.149
"""Parts of Arial's size: from the top of a line to its baseline, and to the next line."""


@dataclass(frozen=True)
class Place:
    """Where on the slide the sheet of a drawing lies, in pixels, and the language of its words."""

    x: float
    y: float
    lang: str


def add(slide: Any, drawing: Drawing, place: Place, called: str, said: str) -> int:
    """Put a drawing on a slide as one group, with a name and an alternative text.

    Returns how many shapes the group has.
    """
    tree = slide.shapes._spTree
    first = max(int(found) for found in tree.xpath("//@id") if str(found).isdigit()) + 1
    made = list(_shapes(drawing.marks, place.lang, first + 1))
    if not made:
        return 0
    extent = f'cx="{emu(drawing.width)}" cy="{emu(drawing.height)}"'
    tree.append(
        parse_xml(
            f'<p:grpSp {SPACES}><p:nvGrpSpPr><p:cNvPr id="{first}" name="{quoted(short(called))}"'
            f' descr="{quoted(said)}"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
            f'<a:off x="{emu(place.x)}" y="{emu(place.y)}"/><a:ext {extent}/>'
            f'<a:chOff x="0" y="0"/><a:chExt {extent}/></a:xfrm></p:grpSpPr>'
            f"{''.join(made)}</p:grpSp>"
        )
    )
    return len(made)


def seen(mark: Mark) -> bool:
    """Say whether a mark can be seen: others are only there to be pointed at."""
    if isinstance(mark, Words):
        return bool(mark.text.strip())
    fill, line = getattr(mark, "fill", Fill()), getattr(mark, "line", Line())
    return bool(fill.colour and fill.opacity) or bool(line.colour and line.width)


def _shapes(marks: Iterable[Mark], lang: str, first: int) -> Iterator[str]:
    visible = (mark for mark in marks if seen(mark))
    for number, together in enumerate(_together(visible), start=first):
        yield _shape(together, number, lang)


def _together(marks: Iterable[Mark]) -> Iterator[list[Mark]]:
    """Give marks, lines of a grid that look alike as one."""
    for key, found in groupby(marks, key=_alike):
        if key is None:
            yield from ([mark] for mark in found)
        else:
            yield list(found)


def _alike(mark: Mark) -> Line | None:
    merged = isinstance(mark, Stroke) and mark.role not in DATA
    return mark.line if merged and isinstance(mark, Stroke) else None


def _shape(marks: list[Mark], number: int, lang: str) -> str:
    mark = marks[0]
    if isinstance(mark, Words):
        return _text_box(mark, number, lang)
    fill, line = getattr(mark, "fill", Fill()), getattr(mark, "line", Line())
    outline = _outline(marks)
    if isinstance(mark, Dot) and mark.symbol in ("x", "cross", "line"):
        line = line if line.colour and line.width else Line(fill.colour, 1.5, fill.opacity)
    return (
        f"<p:sp><p:nvSpPr>{_named(mark, number)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f"<p:spPr>{outline.place}{outline.xml}{fill_xml(fill)}{line_xml(line)}</p:spPr></p:sp>"
    )


def _named(mark: Mark, number: int) -> str:
    said = [clean(line) for line in mark.hint if clean(line)]
    if mark.role not in DATA or not (said or mark.series):
        name = short(mark.series or mark.role)
        return f'<p:cNvPr id="{number}" name="{quoted(name)}">{decorative()}</p:cNvPr>'
    name, whole = short(": ".join(said[:2]) or mark.series), "; ".join(said) or mark.series
    return f'<p:cNvPr id="{number}" name="{quoted(name)}" descr="{quoted(whole)}"/>'


def _outline(marks: list[Mark]) -> Outline:
    mark = marks[0]
    if isinstance(mark, Box):
        return outlines.ready("rect", mark.x, mark.y, mark.width, mark.height)
    if isinstance(mark, Dot):
        return outlines.symbol(mark)
    if isinstance(mark, Area):
        return outlines.path(mark.rings, closed=True)
    return outlines.path([m.points for m in marks if isinstance(m, Stroke)], closed=False)


def _text_box(words: Words, number: int, lang: str) -> str:
    size = max((run.size for line in words.lines for run in line), default=0.0) * NARROWER
    wide = max((length(line) for line in words.lines), default=0.0) + 2
    count = len(words.lines)
    apart = (words.leading - _LINE * size) * (count - 1) / 2 if count > 1 else 0.0
    left = {"start": 0.0, "middle": -wide / 2, "end": -wide}[words.anchor]
    top, high = apart - _RISE * size, count * _LINE * size
    outline = _turned(words, left, top, wide, high)
    align = {"start": "l", "middle": "ctr", "end": "r"}[words.anchor]
    lines = "".join(_paragraph(line, align, lang) for line in words.lines)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{quoted(short(words.text))}"/>'
        f'<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>{outline}'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
        '<p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t">'
        f"<a:noAutofit/></a:bodyPr><a:lstStyle/>{lines}</p:txBody></p:sp>"
    )


def _turned(words: Words, left: float, top: float, wide: float, high: float) -> str:
    """Return the place of a box of words, turned around the point where the words start."""
    angle = radians(words.angle)
    across, down = left + wide / 2, top + high / 2
    x = words.x + across * cos(angle) - down * sin(angle) - wide / 2
    y = words.y + across * sin(angle) + down * cos(angle) - high / 2
    turn = round(words.angle * 60_000) % 21_600_000
    rotation = f' rot="{turn}"' if turn else ""
    return (
        f'<a:xfrm{rotation}><a:off x="{emu(x)}" y="{emu(y)}"/>'
        f'<a:ext cx="{emu(wide)}" cy="{emu(high)}"/></a:xfrm>'
    )


def _paragraph(line: tuple[Run, ...], align: str, lang: str) -> str:
    runs = "".join(_run(run, lang) for run in line)
    return f'<a:p><a:pPr algn="{align}"/>{runs}</a:p>'


def _run(run: Run, lang: str) -> str:
    size = round(run.size / PIXELS * NARROWER * 100)
    bold = ' b="1"' if run.bold else ""
    return (
        f'<a:r><a:rPr lang="{locale_of(lang)}" sz="{size}"{bold}>{solid(run.colour)}</a:rPr>'
        f"<a:t>{escape(spaced(run.text))}</a:t></a:r>"
    )
