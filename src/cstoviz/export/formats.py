"""The kinds of file that a briefing can be taken away as, by the ending of the name."""

from __future__ import annotations

from collections.abc import Mapping

from cstoviz import text
from cstoviz.export.briefing.model import Briefing
from cstoviz.export.making import Format, Progress
from cstoviz.export.names import named
from cstoviz.selection import Selection
from cstoviz.tables import Tables


def _html(briefing: Briefing, tables: Tables, progress: Progress) -> bytes:
    from cstoviz.export.deck import deck_bytes  # noqa: PLC0415

    return deck_bytes(briefing, tables, progress)


def _pptx(briefing: Briefing, tables: Tables, progress: Progress) -> bytes:
    from cstoviz.export.powerpoint import powerpoint_bytes  # noqa: PLC0415

    return powerpoint_bytes(briefing, tables, progress)


def _pdf(briefing: Briefing, tables: Tables, progress: Progress) -> bytes:
    from cstoviz.export.report import report_bytes  # noqa: PLC0415

    return report_bytes(briefing, tables, progress)


def _xlsx(briefing: Briefing, tables: Tables, progress: Progress) -> bytes:
    from cstoviz.export.book import book_bytes  # noqa: PLC0415

    return book_bytes(briefing, tables, progress)


def _ics(briefing: Briefing, tables: Tables, progress: Progress) -> bytes:
    from cstoviz.export.calendar import calendar_bytes  # noqa: PLC0415

    return calendar_bytes(briefing, tables, progress)


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS: Mapping[str, Format] = {
    made.suffix: made
    for made in (
        Format("html", "text/html", _html),
        Format("pptx", f"{_OFFICE}.presentationml.presentation", _pptx),
        Format("pdf", "application/pdf", _pdf),
        Format("xlsx", f"{_OFFICE}.spreadsheetml.sheet", _xlsx),
        Format("ics", "text/calendar", _ics),
    )
}
"""Every format; what makes it is loaded when it is first asked for."""


def briefing_name(package: str, selection: Selection, suffix: str) -> str:
    """Return the name of a file of a briefing in the present language.

    `package` is its name; every selection, language and choice has another file.
    """
    query = selection.to_query() | {"lang": [text.language()]}
    return named(package, "briefing", query, suffix)
