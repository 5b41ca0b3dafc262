"""One slide of a presentation: its placeholders filled, and the room that is left."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pptx.oxml import parse_xml

from cstoviz.export.briefing.model import Briefing, Slide
from cstoviz.export.powerpoint.alt import name
from cstoviz.export.powerpoint.look import (
    CONTENT,
    FOOTER,
    FOOTER_SIZE,
    SENTENCE,
    SENTENCE_SIZES,
    TITLE,
    TITLE_SIZE,
    Room,
    emu,
)
from cstoviz.export.powerpoint.master import (
    FOOT_AT,
    NUMBER_AT,
    SENTENCE_AT,
    SPACES,
    VIEW_LAYOUT,
)
from cstoviz.export.powerpoint.words import (
    Said,
    fill,
    fitting,
    high,
    lines_of,
    locale_of,
    quoted,
    shortened,
)
from cstoviz.text import t

_FOOT_SIZES = (FOOTER_SIZE, 10, 9.5, 9)
_GAP, _NOTE_SIZE, _NOTE_LINES = 16, 12, 3
_SAFE = 0.96
"""The part of a line that bold type is let fill when it is estimated."""


@dataclass
class Deck:
    """A presentation in the making."""

    made: Any
    briefing: Briefing
    titles: set[str] = field(default_factory=set)

    @property
    def lang(self) -> str:
        """The language of its words."""
        return self.briefing.lang

    def unique(self, title: str) -> str:
        """Return a title that no other slide has."""
        n, found = 2, title
        while found in self.titles:
            found, n = f"{title} ({n})", n + 1
        self.titles.add(found)
        return found


@dataclass(frozen=True)
class Head:
    """How title and sentence of a slide are set: their rooms, and what is left for the content."""

    title: Room
    sentence: Room
    size: float
    content: Room


def head(title: str, sentence: str) -> Head:
    """Return the room that a title and a sentence take, and what is left below."""
    rows = lines_of(title, TITLE_SIZE, TITLE.width * _SAFE, bold=True)
    title_room = Room(TITLE.x, TITLE.y, TITLE.width, TITLE.height + high(rows - 1, TITLE_SIZE))
    size, lines = fitting(sentence, SENTENCE_SIZES, SENTENCE.width, 3)
    top = title_room.bottom + 2
    room = Room(SENTENCE.x, top, SENTENCE.width, max(high(lines, size), 30))
    return Head(title_room, room, size, CONTENT.below(room.bottom + _GAP))


def add(deck: Deck, told: Slide, title: str, layout: int = VIEW_LAYOUT) -> tuple[Any, Head]:
    """Add a slide with a title and the sentence; returns it and how its head is set."""
    slide = deck.made.slides.add_slide(deck.made.slide_layouts[layout])
    title = deck.unique(title)
    found = head(title, told.sentence)
    heading = slide.shapes.title
    fill(heading.text_frame, [[Said(title)]], deck.lang)
    _placed(heading, found.title, TITLE)
    sentence = placeholder(slide, SENTENCE_AT)
    size = 0.0 if found.size == SENTENCE_SIZES[0] else found.size
    fill(sentence.text_frame, [[Said(told.sentence, size)]], deck.lang)
    _placed(sentence, found.sentence, SENTENCE)
    return slide, found


def placeholder(slide: Any, place: int) -> Any:
    """Return a slide's placeholder by its place in the layout."""
    return next(p for p in slide.placeholders if p.placeholder_format.idx == place)


def drop(slide: Any, *places: int) -> None:
    """Take placeholders away that a slide does not use."""
    for shape in [p for p in slide.placeholders if p.placeholder_format.idx in places]:
        shape._element.getparent().remove(shape._element)


def _placed(shape: Any, room: Room, usual: Room) -> None:
    """Say where a placeholder stands, only where it is not where the layout has it."""
    if abs(room.y - usual.y) > 2 or room.height > usual.height:
        shape.left, shape.top = emu(room.x), emu(room.y)
        shape.width, shape.height = emu(room.width), emu(room.height)


def move(shape: Any, top: float) -> None:
    """Put a placeholder under a head that is higher than usual."""
    if abs(top - CONTENT.y) > 2:
        left, width, bottom = shape.left, shape.width, emu(CONTENT.bottom)
        shape.left, shape.top, shape.width, shape.height = left, emu(top), width, bottom - emu(top)


def note_room(room: Room, text: str) -> tuple[Room, Room]:
    """Split a room: for the content, and at its foot for a note, as high as the note needs."""
    if not text:
        return room, Room(room.x, room.bottom, room.width, 0)
    lines = min(lines_of(text, _NOTE_SIZE, room.width), _NOTE_LINES)
    height = high(lines, _NOTE_SIZE) + 2
    above = Room(room.x, room.y, room.width, room.height - height - 8)
    return above, Room(room.x, room.bottom - height, room.width, height)


def add_note(slide: Any, room: Room, said: Said, lang: str) -> None:
    """Write a few small words into a room of a slide."""
    box = slide.shapes.add_textbox(emu(room.x), emu(room.y), emu(room.width), emu(room.height))
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    fill(frame, [[said]], lang)
    name(box, said.text, said.text)


def note(text: str, room: Room) -> Said:
    """Return a note as it stands under the content, shortened where it is too long."""
    return Said(shortened(text, _NOTE_SIZE, room.width, _NOTE_LINES), _NOTE_SIZE, colour="tx2")


def finish(deck: Deck, slide: Any, address: str) -> None:
    """Add footer and number, with a link to the dashboard; the last things that are read."""
    link = deck.briefing.link(address) if address else deck.briefing.link("")
    made = {"ftr": FOOT_AT, "sldNum": NUMBER_AT}
    for kind, place in made.items():
        ident = _next_id(slide)
        slide.shapes._spTree.append(parse_xml(_end(kind, place, ident, deck.lang)))
    foot = placeholder(slide, FOOT_AT)
    parts = [deck.briefing.footer, *([t("powerpoint.open")] if link else [])]
    size, _ = fitting(" · ".join(parts), _FOOT_SIZES, FOOTER.width, 1)
    size = 0.0 if size == FOOTER_SIZE else size
    said = [Said(parts[0], size)]
    if link:
        said += [Said(" · ", size), Said(parts[1], size, link=link)]
    fill(foot.text_frame, [said], deck.lang)


def _next_id(slide: Any) -> int:
    found = slide.shapes._spTree.xpath("//p:cNvPr/@id")
    return max(int(ident) for ident in found) + 1


def _end(kind: str, place: int, ident: int, lang: str) -> str:
    names = {"ftr": t("powerpoint.prompt.footer"), "sldNum": t("powerpoint.prompt.number")}
    words = f'<a:endParaRPr lang="{locale_of(lang)}"/>'
    if kind == "sldNum":
        words = (
            '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
            f'<a:rPr lang="{locale_of(lang)}"/><a:t>‹#›</a:t></a:fld>'
        )
    return (
        f'<p:sp {SPACES}><p:nvSpPr><p:cNvPr id="{ident}" name="{quoted(names[kind])}"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}" sz="quarter" idx="{place}"/></p:nvPr></p:nvSpPr><p:spPr/>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{words}</a:p></p:txBody></p:sp>"
    )
