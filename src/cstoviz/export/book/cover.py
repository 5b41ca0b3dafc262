"""The first sheet of a workbook, and the last: what it is and where what stands; the sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cstoviz import text
from cstoviz.export.about import titled
from cstoviz.export.book.cells import row_height, write_across, write_link, write_words
from cstoviz.export.book.look import ACCENT, FAINT, MUTED, Look, height, lines
from cstoviz.export.book.naming import inside
from cstoviz.export.book.sheet import Page
from cstoviz.export.briefing.model import Briefing
from cstoviz.export.cells import harmless
from cstoviz.text import t, tn
from cstoviz.views.columns import column_title
from cstoviz.weblinks import web_link
from cstoviz.words import nothing_words

_WIDTHS = (30, 46, 74, 9)
_COUNTING = ("named", "status", "gaps", "coverage")
_READING = ("sheets", "charts", "signs", "cells")


def write_cover(
    sheet: Any,
    briefing: Briefing,
    facts: Mapping[str, str],
    chapters: Mapping[str, Sequence[Page]],
    sources: str,
    look: Look,
) -> None:
    """Write what the workbook is, how it was counted, how to read it, and its contents.

    facts: names and values in words; chapters: the sheets under the titles of their pages; sources:
    the name of the sheet of the sources.
    """
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width, look.of())
    row = _title(sheet, briefing, look)
    row = _contents(sheet, row, chapters, look)
    write_link_inside(sheet, (row, 0), sources, look)
    write_words(sheet, (row, 1), t("book.sources"), look.cell(indent=1))
    sheet.write_blank(row, 2, None, look.cell())
    sheet.write_number(
        row, 3, len(briefing.sources), look.cell(num_format="#,##0", align="right", indent=1)
    )
    row = _told(sheet, row + 2, t("book.facts"), list(facts.items()), look)
    row = _told(sheet, row + 1, t("book.counting"), list(_pairs("brief.method", _COUNTING)), look)
    row = _told(sheet, row + 1, t("book.reading"), list(_pairs("book.reading", _READING)), look)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, row, len(_WIDTHS) - 1)
    sheet.activate()


def write_link_inside(sheet: Any, at: tuple[int, int], name: str, look: Look) -> None:
    """Write the name of a sheet as a link to it."""
    sheet.write_url(*at, inside(name), look.link(bottom=1, bottom_color=FAINT, indent=1), name)


def _title(sheet: Any, briefing: Briefing, look: Look) -> int:
    last, room = len(_WIDTHS) - 1, float(sum(_WIDTHS))
    said = briefing.scope if briefing.context.n else nothing_words(briefing.context)
    rows: tuple[tuple[str, dict[str, Any]], ...] = (
        (t("book.kind"), {"font_color": ACCENT, "bold": True, "font_size": 10}),
        (briefing.title, {"bold": True, "font_size": 22}),
        (said, {"font_size": 13}),
        (_data_words(briefing), {"font_color": MUTED, "font_size": 9}),
    )
    for row, (words, form) in enumerate(rows):
        write_across(sheet, row, (0, last), harmless(words), look.words(**form))
        size = form["font_size"]
        sheet.set_row(row, height(lines(words, room, size, True), size) + 2)
    return len(rows) + 1


def _data_words(briefing: Briefing) -> str:
    """Return how many sources there are, how far the reports reach, and the version of the data."""
    facts = {
        "reports_through": text.day(briefing.through) if briefing.through else "",
        "version": briefing.package.version,
    }
    told = [t("book.fact", name=name, value=value) for name, value in titled(facts).items()]
    return " · ".join([tn("sources", len(briefing.sources)), *told])


def _contents(sheet: Any, row: int, chapters: Mapping[str, Sequence[Page]], look: Look) -> int:
    heads = ("sheet", "question", "result", "rows")
    for place, name in enumerate(heads):
        form = look.head(align="right" if name == "rows" else "left")
        write_words(sheet, (row, place), t(f"book.column.{name}"), form)
    row += 1
    for title, pages in chapters.items():
        sheet.set_row(row, 20)
        write_words(
            sheet, (row, 0), title, look.of(bold=True, font_size=11, valign="bottom", indent=1)
        )
        for row_of, page in enumerate(pages, start=row + 1):
            found = page.answer
            write_link_inside(sheet, (row_of, 0), page.name, look)
            write_words(
                sheet, (row_of, 1), found.view.question, look.cell(text_wrap=True, indent=1)
            )
            form = {"font_color": MUTED} if found.empty else {}
            words = harmless(found.sentence)
            write_words(sheet, (row_of, 2), words, look.cell(text_wrap=True, indent=1, **form))
            sheet.write_number(
                row_of, 3, len(found.frame), look.cell(num_format="#,##0", align="right", indent=1)
            )
            texts = [page.name, found.view.question, found.sentence]
            sheet.set_row(row_of, row_height(texts, _WIDTHS[:3]))
        row += len(pages) + 1
    return row


def _pairs(group: str, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        yield t(f"{group}.{name}"), t(f"{group}.{name}.text")


def _told(
    sheet: Any, row: int, title: str, told: Sequence[tuple[str, str]], look: Look
) -> int:  # fmt: skip
    """Write a heading, and under it names with what is said of them."""
    last, room = len(_WIDTHS) - 1, float(sum(_WIDTHS[1:]))
    write_across(sheet, row, (0, last), title, look.head())
    for place, (name, words) in enumerate(told, start=row + 1):
        write_words(sheet, (place, 0), name, look.words(bold=True, indent=1))
        if web_link(words):
            write_link(sheet, (place, 1), words, words, look, indent=1)
        else:
            write_across(sheet, place, (1, last), harmless(words), look.words(indent=1))
        sheet.set_row(place, height(max(lines(words, room), lines(name, _WIDTHS[0], bold=True))))
    return row + len(told) + 1


def write_sources(sheet: Any, briefing: Briefing, cover: str, look: Look) -> None:
    """Write the numbered addresses with publisher, kind, language and how many events."""
    heads = (
        t("book.column.number"), column_title("publisher"), column_title("publisher_kind"),
        column_title("language"), column_title("events"), t("book.column.address"),
    )  # fmt: skip
    for place, width in enumerate((7, 32, 24, 16, 10, 90)):
        sheet.set_column(place, place, width, look.of())
    sheet.write_url(0, 0, inside(cover), look.link(font_size=9), t("book.back"))
    write_across(sheet, 1, (0, 5), t("book.sources"), look.of(bold=True, font_size=15))
    write_across(sheet, 2, (0, 5), t("book.sources.sentence"), look.words())
    sheet.set_row(2, height(lines(t("book.sources.sentence"), 170)))
    for place, name in enumerate(heads):
        write_words(sheet, (4, place), name, look.head())
    for row, source in enumerate(briefing.sources, start=5):
        sheet.write_number(row, 0, source.number, look.cell(align="left", indent=1))
        told = (source.publisher, source.kind, source.language)
        for place, words in enumerate(told, start=1):
            shown = harmless(words) if isinstance(words, str) else ""
            write_words(sheet, (row, place), shown, look.cell(indent=1))
        sheet.write_number(
            row, 4, source.events, look.cell(num_format="#,##0", align="right", indent=1)
        )
        form = {"bottom": 1, "bottom_color": FAINT, "indent": 1}
        write_link(sheet, (row, 5), source.url, source.url, look, **form)
    sheet.freeze_panes(5, 0)
    if briefing.sources:
        sheet.autofilter(4, 0, 4 + len(briefing.sources), 5)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(4)
