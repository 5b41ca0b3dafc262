"""What stands in a report, from the title to the list of events, as the templates set it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cstoviz import text
from cstoviz.export.briefing.compose import compose
from cstoviz.export.briefing.model import METHOD, TITLE, Briefing, Slide
from cstoviz.export.briefing.sources import by_event
from cstoviz.export.making import Progress
from cstoviz.export.report.columns import head_lines
from cstoviz.export.report.parts import Making, part_of
from cstoviz.export.report.rows import Noting, entries_of
from cstoviz.tables import Tables
from cstoviz.text import t, tn
from cstoviz.views.chapters import CHAPTERS
from cstoviz.views.core import View, answer
from cstoviz.views.events import EVENTS
from cstoviz.views.overview import HEADLINES
from cstoviz.weblinks import web_link


def contents(
    briefing: Briefing, tables: Tables, folder: Path, progress: Progress
) -> dict[str, Any]:
    """Return all that a report says, as JSON can hold it; its pictures are written to a folder."""
    told = briefing.context.n > 0
    noting = Noting(by_event(tables, briefing.sources), defines=False)
    making = Making(briefing, tables, folder, noting)
    chapters = list(_chapters(making, progress)) if told else []
    return {
        **_cover(briefing, tables),
        "chapters": chapters,
        "contents": told,
        "method": _method(briefing, tables),
        "annex": _annex(briefing, tables) if told else None,
        "words": _words(),
    }


def _words() -> dict[str, str]:
    return {
        "contents": t("report.contents"),
        "page": t("report.page", page="<page>", pages="<pages>"),
        "rule": t("card.rule"),
        "open": t("report.open"),
    }


def _cover(briefing: Briefing, tables: Tables) -> dict[str, Any]:
    date = briefing.date
    lead = answer(HEADLINES, tables, briefing.selection) if briefing.context.n else None
    return {
        "title": briefing.title,
        "lang": briefing.lang,
        "date": {"year": date.year, "month": date.month, "day": date.day},
        "kind": t("report.kind"),
        "scope": briefing.scope,
        "head-lines": head_lines(briefing.scope),
        "foot": _foot(briefing),
        "lead": lead.sentence if lead else _slide(briefing, tables, TITLE).sentence,
        "facts": _facts(briefing, tables),
    }


def _foot(briefing: Briefing) -> str:
    through = text.day(briefing.through) if briefing.through else "–"
    licence = briefing.package.licence
    said = t("report.foot", version=briefing.package.version, through=through)
    return f"{said} · {licence}" if licence else said


def _facts(briefing: Briefing, tables: Tables) -> list[list[str]]:
    """Return names and values for the title page, a link with those that have one."""
    package = briefing.package
    made = [list(fact) for fact in _slide(briefing, tables, TITLE).facts]
    made.append([t("card.section.sources"), tn("sources", len(briefing.sources))])
    if package.licence:
        link = web_link(package.licence_url)
        made.append([t("export.about.licence"), package.licence, link])
    if package.created:
        made.append([t("report.date"), text.day(package.created)])
    if link := web_link(briefing.home):
        made.append([t("report.home"), briefing.home, link])
    return made


def _slide(briefing: Briefing, tables: Tables, name: str) -> Slide:
    """Return a slide of words: the briefing's own, or the one that it would have."""
    own = (slide for slide in briefing.slides if slide.id == name)
    return next(own, None) or compose(tables, briefing.selection, (name,)).slides[-1]


def _shown() -> dict[str, tuple[View, ...]]:
    """Return the chapters without the list of events, which ends the report."""
    return {
        page: left
        for page, views in CHAPTERS.items()
        if (left := tuple(view for view in views if view is not EVENTS))
    }


def _chapters(making: Making, progress: Progress) -> Iterator[dict[str, Any]]:
    chapters = _shown()
    total, done = sum(map(len, chapters.values())), 0
    for page, views in chapters.items():
        making.said.clear()
        parts = []
        for view in views:
            progress(done / total, view.question)
            parts.append(part_of(view, making))
            done += 1
        told = [part for part in parts if part is not None]
        if told:
            yield {
                "title": t(f"page.{page}.title"),
                "views": [part for part in told if not part["empty"]],
                "empty": [part for part in told if part["empty"]],
            }
    progress(1.0, "")


def _method(briefing: Briefing, tables: Tables) -> dict[str, Any]:
    slide, package = _slide(briefing, tables, METHOD), briefing.package
    cited = t(
        "report.cite.text",
        title=package.title,
        version=package.version,
        day=text.day(briefing.date),
        scope=briefing.scope,
        licence=package.licence or "–",
    )
    sections = [[t("report.about-data"), package.description], [t("report.cite"), cited]]
    return {
        "title": slide.heading,
        "lead": slide.sentence,
        "names": [t("report.fact"), t("report.value")],
        "facts": [[name, said, web_link(said)] for name, said in slide.facts],
        "sections": [section for section in sections if section[1]],
    }


def _annex(briefing: Briefing, tables: Tables) -> dict[str, Any]:
    """Return the list of all events of the selection, where every source is noted."""
    found = answer(EVENTS, tables, briefing.selection.without_options())
    noting = Noting(by_event(tables, briefing.sources), defines=True)
    return {
        "title": t("report.events"),
        "lead": found.sentence,
        "about": f"{tn('report.events.about', len(briefing.sources))} {EVENTS.rule}",
        "table": entries_of(found, noting),
    }
