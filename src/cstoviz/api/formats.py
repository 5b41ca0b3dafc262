"""An answer as the bytes of a format, with everything that is needed to check it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cstoviz.api import places
from cstoviz.api.page import whole_page
from cstoviz.export.about import about
from cstoviz.export.tables import columns_of, csv_bytes, dumped, parquet_bytes, rows_of
from cstoviz.tables import Tables
from cstoviz.views.core import Answer
from cstoviz.views.rows import part, saved

JSON = "application/json"


@dataclass(frozen=True)
class Part:
    """Which rows of a long list are asked for: a page's number from 1, and rows on a page."""

    page: int = 1
    size: int = 1000

    @property
    def first(self) -> int:
        """How many rows come before it."""
        return (self.page - 1) * self.size


Maker = Callable[[Answer, Tables, str, Part], bytes]


@dataclass(frozen=True)
class Format:
    """A format by the ending of its name: its media type, and what makes it of an answer, for a
    dashboard at an address; attached: it is saved as a file rather than shown."""

    suffix: str
    media_type: str
    make: Maker
    attached: bool = False


def _json(found: Answer, tables: Tables, home: str, asked: Part) -> bytes:
    return dumped(answer_document(found, tables, home, asked))


def answer_document(found: Answer, tables: Tables, home: str, asked: Part) -> dict[str, Any]:
    """Return an answer for programs.

    Out: view, language, n and total (events), about (in words), cautions, package (name, title,
    version, licence, licence_url, homepage), links, page (number, size, rows in all, pages),
    columns, rows.
    """
    shown = part(found, tables, asked.first, asked.first + asked.size)
    return {
        "view": found.view.id,
        "language": found.context.labels.lang,
        "n": found.context.n,
        "total": found.context.total,
        "about": about(found, tables),
        "cautions": [*found.notes, *found.cautions],
        "package": _package(found),
        "links": links(found, home),
        "page": paging(found, asked),
        "columns": columns_of(shown),
        "rows": rows_of(shown),
    }


def _package(found: Answer) -> dict[str, str]:
    package = found.package
    names = ("name", "title", "version", "licence", "licence_url", "homepage")
    return {name: getattr(package, name) for name in names}


def paging(found: Answer, asked: Part) -> dict[str, int]:
    """Return which rows are given, of how many."""
    pages = max(1, -(-found.rows // asked.size))
    return {"number": asked.page, "size": asked.size, "rows": found.rows, "pages": pages}


def links(found: Answer, home: str) -> dict[str, str]:
    """Return where the same answer is in other formats, where it is shown, and its events."""
    view, query = found.view.id, found.query
    return {
        "page": places.page_address(home, view, query),
        "embed": places.embed_address(home, view, query),
        **{each: places.view_address(home, view, each, query) for each in FORMATS},
        "events": places.events_address(home, query),
    }


def _csv(found: Answer, tables: Tables, _home: str, _part: Part) -> bytes:
    return csv_bytes(saved(found, tables), tables)


def _parquet(found: Answer, tables: Tables, _home: str, _part: Part) -> bytes:
    return parquet_bytes(saved(found, tables), tables)


def _html(found: Answer, tables: Tables, home: str, _part: Part) -> bytes:
    return whole_page(found, tables, home).encode()


FORMATS: Mapping[str, Format] = {
    made.suffix: made
    for made in (
        Format("json", JSON, _json),
        Format("html", "text/html", _html),
        Format("csv", "text/csv", _csv, attached=True),
        Format("parquet", "application/vnd.apache.parquet", _parquet, attached=True),
    )
}
"""Every format; of equals the first is given."""
