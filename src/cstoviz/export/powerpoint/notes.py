"""The notes of a slide: what the one who speaks may be asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from cstoviz.export.briefing.model import Briefing, Slide, Source
from cstoviz.export.briefing.sources import sources_behind
from cstoviz.export.powerpoint.look import emu
from cstoviz.export.powerpoint.master import NAME
from cstoviz.export.powerpoint.theme import theme
from cstoviz.export.powerpoint.words import Said, fill
from cstoviz.tables import Tables
from cstoviz.text import t, tn

MOST_SOURCES = 60
Line = list[Said]


def write(slide: Any, lines: Sequence[Line], lang: str) -> None:
    """Write the notes of a slide."""
    fill(slide.notes_slide.notes_text_frame, lines, lang)


def lines_of(
    told: Slide,
    briefing: Briefing,
    tables: Tables,
    cut: Sequence[str] = (),
    *,
    sources: bool = True,
) -> list[Line]:
    """Return what is noted of a slide: result, rule, cautions, filter, n, address, sources.

    cut: texts that the slide shows shortened; sources: whether those behind the view are listed.
    """
    lines = list(_facts(told, briefing))
    lines += [[_head(t("powerpoint.notes.cut")), Said(text)] for text in cut]
    if told.answer is not None and sources:
        found = sources_behind(told.answer, tables, briefing.sources)
        if found:
            lines.append([_head(t("powerpoint.notes.sources"))])
            lines += [_source(source) for source in found[:MOST_SOURCES]]
        if len(found) > MOST_SOURCES:
            lines.append([Said(tn("powerpoint.notes.more-sources", len(found) - MOST_SOURCES))])
    return lines


def _facts(told: Slide, briefing: Briefing) -> Iterator[Line]:
    yield [_head(t("export.about.result")), Said(told.sentence)]
    if told.rule:
        yield [_head(t("export.about.rule")), Said(told.rule)]
    for note in told.notes:
        yield [_head(t("export.about.cautions")), Said(note)]
    yield [_head(t("export.about.filter")), Said(briefing.scope)]
    address = briefing.link(told.address) if told.address else ""
    if address:
        yield [_head(t("powerpoint.open")), Said(address, link=address)]


def all_sources(briefing: Briefing) -> list[Line]:
    """Return every source of a briefing, under a head."""
    if not briefing.sources:
        return []
    head = [_head(t("powerpoint.notes.all-sources"))]
    return [head, *(_source(source) for source in briefing.sources)]


def _head(text: str) -> Said:
    return Said(f"{text}: ", bold=True)


def _source(source: Source) -> Line:
    said = t(
        "powerpoint.notes.source",
        number=source.number,
        publisher=source.publisher,
        address=source.url,
    )
    return [Said(said)]


def dress(notes_master: Any) -> None:
    """Give the master of notes the theme, and its picture of the slide the slide's shape."""
    notes_master.part.part_related_by(RT.THEME)._blob = theme(NAME)
    for shape in notes_master.placeholders:
        if "sldImg" in shape._element.xpath("string(.//p:ph/@type)"):
            shape.left, shape.top = emu(40), emu(72)
            shape.width, shape.height = emu(640), emu(360)
