"""A briefing as a presentation whose charts, tables and words can be changed in the program."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from cstoviz.export.briefing.model import TITLE, Briefing, Slide
from cstoviz.export.making import Progress, each, part
from cstoviz.export.powerpoint import cover, master, notes, tidy, viewing
from cstoviz.export.powerpoint.page import Deck
from cstoviz.export.powerpoint.words import clean, locale_of
from cstoviz.tables import Tables

_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>cstoviz</Application></Properties>'
)


def powerpoint_bytes(briefing: Briefing, tables: Tables, progress: Progress) -> bytes:
    """Return a presentation (.pptx) of a briefing: the same briefing gives the same bytes.

    Raises CalledOff when `progress` does.
    """
    deck = Deck(master.presentation(briefing.lang), briefing)
    told = briefing.slides or (_nothing(briefing),)
    made: list[Any] = []
    for slide in each(told, part(progress, 0.0, 0.9), lambda slide: slide.heading):
        made += _slides(deck, slide, tables, last=slide is told[-1])
    notes.dress(deck.made.notes_master)
    _properties(deck)
    for slide in made:
        tidy.fix_workbooks(slide.part, briefing.date)
    out = io.BytesIO()
    deck.made.save(out)
    content = tidy.fixed(out.getvalue(), briefing.date)
    progress(1.0, "")
    return content


def _nothing(briefing: Briefing) -> Slide:
    return Slide(TITLE, 1, briefing.title, briefing.scope)


def _slides(deck: Deck, told: Slide, tables: Tables, *, last: bool) -> list[Any]:
    if told.answer is not None:
        made = viewing.add(deck, told, tables)
    elif told.id == TITLE:
        made = [cover.title(deck, told)]
    else:
        made = cover.words(deck, told, last=last)
    if told.answer is None:
        for slide in made:
            notes.write(slide, notes.lines_of(told, deck.briefing, tables), deck.lang)
    return _with_all(deck, made, told, tables, last)


def _with_all(deck: Deck, made: list[Any], told: Slide, tables: Tables, last: bool) -> list[Any]:
    """Put all sources into the notes of the last slide of all."""
    if last:
        lines = notes.lines_of(told, deck.briefing, tables, sources=False)
        notes.write(made[-1], [*lines, *notes.all_sources(deck.briefing)], deck.lang)
    return made


def _properties(deck: Deck) -> None:
    core, briefing = deck.made.core_properties, deck.briefing
    day = datetime.combine(briefing.date, time())
    core.title = clean(briefing.title)[:255]
    core.subject = clean(briefing.scope)[:255]
    core.author = core.last_modified_by = clean(briefing.package.title)[:255]
    core.language = locale_of(briefing.lang)
    core.comments = clean(briefing.footer)[:255]
    core.created = core.modified = day
    core.revision = 1
    app = deck.made.part.package.part_related_by(RT.EXTENDED_PROPERTIES)
    app._blob = _APP.encode()
