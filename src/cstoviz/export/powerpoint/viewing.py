"""The slides of a view: its figures, its chart or its list, over as many slides as it takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from cstoviz.export.briefing.model import Slide
from cstoviz.export.briefing.sources import by_event
from cstoviz.export.powerpoint import notes, page, pictures, tables, tiles
from cstoviz.export.powerpoint.look import BODY_SIZE, Room
from cstoviz.export.powerpoint.master import CONTENT_AT
from cstoviz.export.powerpoint.page import Deck
from cstoviz.export.powerpoint.pictures import Told
from cstoviz.export.powerpoint.words import Said, clean, high
from cstoviz.tables import Tables
from cstoviz.text import t, tn
from cstoviz.views.core import Answer
from cstoviz.views.wording import in_words, tiles_of


@dataclass(frozen=True)
class Part:
    """What stands on one of a view's slides; `put` puts it into a room of the slide."""

    put: Callable[[Any, Room], object]
    cut: tuple[str, ...] = ()


def add(deck: Deck, told: Slide, data: Tables) -> list[Any]:
    """Add the slides of a view; returns them."""
    found = told.answer
    assert found is not None
    said = beside(told)
    room, _ = page.note_room(page.head(_numbered(told.heading, 9, 9), told.sentence).content, said)
    parts = _parts(deck, told, found, data, room) or [Part(lambda _slide, _room: None)]
    made = []
    for number, part in enumerate(parts, start=1):
        title = _numbered(told.heading, number, len(parts))
        slide, head = page.add(deck, told, title)
        page.drop(slide, CONTENT_AT)
        content, foot = page.note_room(head.content, said)
        part.put(slide, content)
        if said:
            page.add_note(slide, foot, page.note(said, foot), deck.lang)
        page.finish(deck, slide, told.address)
        lines = notes.lines_of(told, deck.briefing, data, part.cut)
        notes.write(slide, lines, deck.lang)
        made.append(slide)
    return made


def beside(told: Slide) -> str:
    """Return what belongs beside the result: what the marks mean, notes, cautions."""
    key = told.answer.view.key if told.answer is not None and not told.empty else ""
    return clean(" ".join(part for part in (key, *told.notes) if part))


def _numbered(title: str, part: int, parts: int) -> str:
    return t("powerpoint.part", title=title, part=part, parts=parts) if parts > 1 else title


def _parts(deck: Deck, told: Slide, found: Answer, data: Tables, room: Room) -> list[Part]:
    if found.empty:
        return []
    if found.view.figures:
        figures = tiles_of(found)
        return [Part(lambda slide, place: tiles.add(slide, figures, place, deck.lang))]
    if found.view.chart is None:
        return _list(deck, told, found, data, room)
    words = Told(told.heading, f"{told.heading} {told.sentence}", deck.lang)
    return [Part(put) for put in pictures.of(found, room, words)]


def _list(deck: Deck, told: Slide, found: Answer, data: Tables, room: Room) -> list[Part]:
    grid = tables.laid_out(in_words(found), room)
    links = _links(deck, found, data)
    said = f"{tn('powerpoint.rows', len(found.frame))} {told.sentence}"

    def put(number: int, slide: Any, place: Room) -> None:
        end = tables.add(
            slide, grid, number, place, deck.lang, called=told.heading, said=said, links=links
        )
        if grid.more and number == len(grid.pages) - 1:
            left = Room(place.x, end + 6, place.width, high(1, BODY_SIZE))
            page.add_note(slide, left, _more(deck, told, grid.more), deck.lang)

    return [
        Part(
            partial(put, number),
            tuple(text for row, text in grid.cut if row in rows),
        )
        for number, rows in enumerate(grid.pages)
    ]


def _more(deck: Deck, told: Slide, rows: int) -> Said:
    link = deck.briefing.link(told.address)
    return Said(tn("powerpoint.more-rows", rows), BODY_SIZE, bold=True, link=link)


def _links(deck: Deck, found: Answer, data: Tables) -> Sequence[str]:
    """Return the first web address that reports each row's event, "" where there is none."""
    if "event" not in found.frame or found.columns[:1] != ["event"]:
        return ()
    reported = by_event(data, deck.briefing.sources)
    return [
        next((source.link for source in reported.get(str(event), ()) if source.link), "")
        for event in found.frame["event"]
    ]
