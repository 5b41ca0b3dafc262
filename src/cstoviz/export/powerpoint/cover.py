"""The slides of words: what this is, and how it was counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cstoviz.export.briefing.model import Slide
from cstoviz.export.powerpoint import page
from cstoviz.export.powerpoint.look import BODY_SIZE, Room
from cstoviz.export.powerpoint.master import (
    CONTENT_AT,
    MORE_AT,
    SENTENCE_AT,
    TITLE_LAYOUT,
    WORDS_LAYOUT,
)
from cstoviz.export.powerpoint.page import Deck
from cstoviz.export.powerpoint.words import Said, fill, high, lines_of
from cstoviz.text import t

Fact = tuple[str, str]
_SIZES, _APART = (16, 15, BODY_SIZE), 10


def title(deck: Deck, told: Slide) -> Any:
    """Add the slide that says what this is: title, scope, and how far it reaches."""
    slide = deck.made.slides.add_slide(deck.made.slide_layouts[TITLE_LAYOUT])
    heading = deck.unique(told.heading)
    size = next((s for s in (44, 36, 30) if lines_of(heading, s, 1160, bold=True) <= 2), 24)
    fill(slide.shapes.title.text_frame, [[Said(heading, 0 if size == 44 else size)]], deck.lang)
    scope = page.placeholder(slide, SENTENCE_AT)
    fill(scope.text_frame, [[Said(told.sentence)]], deck.lang)
    facts = [fact for fact in told.facts if fact[1] not in told.sentence]
    if facts:
        holder = page.placeholder(slide, CONTENT_AT)
        fill(holder.text_frame, [_line(fact) for fact in facts], deck.lang)
    else:
        page.drop(slide, CONTENT_AT)
    page.finish(deck, slide, told.address)
    return slide


def _line(fact: Fact) -> list[Said]:
    return [Said(f"{fact[0]}: ", bold=True), Said(fact[1])]


def words(deck: Deck, told: Slide, *, last: bool) -> list[Any]:
    """Add a slide of facts in two columns; what does not fit goes on the next."""
    facts = list(told.facts)
    if last and deck.briefing.sources:
        facts.append((t("powerpoint.notes.all-sources"), t("powerpoint.sources-in-notes")))
    room = page.head(told.heading, told.sentence).content
    half = Room(room.x, room.y, (room.width - 48) / 2, room.height)
    size = next((s for s in _SIZES if len(_columns(facts, half, s)) <= 2), _SIZES[-1])
    columns = _columns(facts, half, size) or [[]]
    pairs = [columns[place : place + 2] for place in range(0, len(columns), 2)]
    made = []
    for number, pair in enumerate(pairs, start=1):
        heading = told.heading
        if len(pairs) > 1:
            heading = t("powerpoint.part", title=heading, part=number, parts=len(pairs))
        slide, head = page.add(deck, told, heading, WORDS_LAYOUT)
        for place, column in zip((CONTENT_AT, MORE_AT), (*pair, [], []), strict=False):
            _column(deck, slide, place, column, size, head.content.y)
        page.finish(deck, slide, told.address)
        made.append(slide)
    return made


def _column(
    deck: Deck, slide: Any, place: int, facts: Sequence[Fact], size: float, top: float
) -> None:
    if not facts:
        page.drop(slide, place)
        return
    holder = page.placeholder(slide, place)
    lines: list[list[Said]] = []
    for name, said in facts:
        lines += [[Said(name, size, bold=True)], [Said(said, size)]]
    fill(holder.text_frame, lines, deck.lang)
    for paragraph in holder.text_frame.paragraphs[2::2]:
        paragraph.space_before = round(_APART * 9525)
    page.move(holder, top)


def _columns(facts: Sequence[Fact], room: Room, size: float) -> list[list[Fact]]:
    """Share facts out to columns: two about equally high ones, or as many as it takes."""
    whole = _packed(facts, room, size, room.height)
    if len(whole) > 2:
        return whole
    bounds = (room.height * share / 20 for share in range(1, 21))
    tried = (_packed(facts, room, size, bound) for bound in bounds)
    return next((found for found in tried if len(found) <= 2), whole)


def _packed(facts: Sequence[Fact], room: Room, size: float, bound: float) -> list[list[Fact]]:
    columns: list[list[Fact]] = []
    used = 0.0
    for fact in facts:
        height = high(1 + lines_of(fact[1], size, room.width), size) + _APART
        if not columns or used + height > bound:
            columns.append([])
            used = 0.0
        columns[-1].append(fact)
        used += height
    return columns
