"""A briefing as an Excel workbook: a sheet per view, with its table and live charts."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import xlsxwriter

from cstoviz import text
from cstoviz.export.about import about, titled
from cstoviz.export.book.cover import write_cover, write_sources
from cstoviz.export.book.look import Look
from cstoviz.export.book.naming import sheet_name
from cstoviz.export.book.sheet import Page, write_page
from cstoviz.export.briefing.compose import address_of
from cstoviz.export.briefing.model import Briefing
from cstoviz.export.briefing.sources import by_event
from cstoviz.export.charted import charts_in
from cstoviz.export.making import Progress, each, part
from cstoviz.tables import Tables
from cstoviz.text import t
from cstoviz.views.chapters import CHAPTERS
from cstoviz.views.core import View, answer
from cstoviz.views.rows import saved

Chapters = Mapping[str, list[Page]]


def book_bytes(briefing: Briefing, tables: Tables, progress: Progress) -> bytes:
    """Return a workbook of every view that the dashboard has, for a briefing's selection.

    A sheet says what it is and where what stands; each view has a sheet with its words, its whole
    table and, where it has one, its chart as a live one; the last has the sources. Texts from the
    data are texts, never formulas. Raises CalledOff when `progress` does.
    """
    out = io.BytesIO()
    with text.speaking(briefing.lang):
        chapters = _chapters(briefing, tables, part(progress, 0.0, 0.6))
        book = xlsxwriter.Workbook(out, {"in_memory": True})
        try:
            _write(book, briefing, chapters, part(progress, 0.6, 0.9))
            _properties(book, briefing)
            progress(0.9, t("book.closing"))
        finally:
            book.close()
    progress(1.0, "")
    return out.getvalue()


def _chapters(briefing: Briefing, tables: Tables, progress: Progress) -> Chapters:
    reported = by_event(tables, briefing.sources)
    sources = {
        event: "; ".join(str(source.number) for source in few) for event, few in reported.items()
    }
    numbered = [
        (page, f"{chapter}.{place}", view)
        for chapter, (page, shown) in enumerate(CHAPTERS.items(), start=1)
        for place, view in enumerate(shown, start=1)
    ]
    found: dict[str, list[Page]] = {}
    for page, number, view in each(numbered, progress, lambda one: one[2].question):
        made = replace(_page(number, view, briefing, tables), sources=sources)
        found.setdefault(t(f"page.{page}.title"), []).append(made)
    return found


def _page(number: str, view: View, briefing: Briefing, tables: Tables) -> Page:
    found = saved(answer(view, tables, briefing.selection), tables)
    return Page(
        name=sheet_name(number, view.question),
        answer=found,
        charts=charts_in(found),
        scope=_scope(briefing, about(found, tables)),
        address=briefing.link(address_of(found)),
        cover=t("book.cover"),
        sources={},
    )


def _scope(briefing: Briefing, facts: Mapping[str, str]) -> str:
    """Return the filter in words with n of N, and how far the data reach."""
    reach = facts["reports_through"] or "–"
    return (
        f"{briefing.scope} · {t('book.fact', name=t('export.about.reports_through'), value=reach)}"
    )


def _write(book: Any, briefing: Briefing, chapters: Chapters, progress: Progress) -> None:
    look = Look(book)
    cover = book.add_worksheet(t("book.cover"))
    pages = [page for pages in chapters.values() for page in pages]
    for page in each(pages, progress, lambda page: page.answer.view.question):
        write_page(book, page, look)
    last = book.add_worksheet(t("book.sources"))
    write_sources(last, briefing, t("book.cover"), look)
    write_cover(cover, briefing, _facts(briefing, pages[0]), chapters, t("book.sources"), look)


def _facts(briefing: Briefing, page: Page) -> dict[str, str]:
    """Return what a reader must know of the data, each under its name."""
    package, found = briefing.package, page.answer
    told = {
        "filter": briefing.scope,
        "period": text.span(found.context.period.start, found.context.period.end),
        "reports_through": text.day(briefing.through) if briefing.through else "",
        "version": package.version,
        "source": package.title,
        "homepage": package.homepage,
        "licence": package.licence,
        "licence_url": package.licence_url,
    }
    return titled(told)


def _properties(book: Any, briefing: Briefing) -> None:
    made = briefing.date
    book.set_properties(
        {
            "title": f"{briefing.title}: {t('book.kind')}",
            "subject": briefing.scope,
            "author": briefing.package.title,
            "comments": briefing.footer,
            "created": datetime(made.year, made.month, made.day),
        }
    )


__all__ = ["book_bytes"]
