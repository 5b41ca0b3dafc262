"""An answer's table on paper: rows across the page, or entries where there are too many columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cstoviz.export.briefing.model import Source
from cstoviz.export.report.columns import Fit, fitted
from cstoviz.text import t
from cstoviz.views.core import Answer
from cstoviz.views.wording import START, Column, in_words

EVENT = "event"
Marks = Sequence[Sequence[Any]]
"""For each row what stands behind its event: numbers of sources, or sources to note there."""

_FEW_ROWS, _FEW_COLUMNS, _SHORT = 3, 4, 40
_NOTHING = "–"
_ENTRY = 4.0
"""Lines that an entry takes, about."""

_WHOLE = 20.0
"""Lines of a table that is not parted between two pages."""


class Noting:
    """Gives every event the numbers of its sources; at first, where asked to, the sources."""

    def __init__(self, by_event: Mapping[str, tuple[Source, ...]], defines: bool) -> None:
        self._by_event, self._defines = by_event, defines
        self._noted: set[int] = set()

    def marks(self, event: str) -> list[Any]:
        """Return what stands behind an event."""
        return [self._mark(source) for source in self._by_event.get(event, ())]

    def _mark(self, source: Source) -> Any:
        if not self._defines or source.number in self._noted:
            return source.number
        self._noted.add(source.number)
        about = t(
            "report.source",
            publisher=source.publisher,
            kind=source.kind,
            language=source.language,
        )
        return {"n": source.number, "about": about, "url": source.url, "link": source.link}


def entries_of(found: Answer, noting: Noting) -> dict[str, Any]:
    """Return an answer's table as entries, one below the other, whatever would fit."""
    columns = in_words(found)
    return _entries(columns, _marks(found, columns, noting))


def table_of(found: Answer, noting: Noting) -> dict[str, Any]:
    """Return an answer's table as the templates set it; events bear the numbers of their sources.

    Out: kind ("table" or "entries"), same (what holds for every row, in words), lines (how many
    it takes), whole (not to be parted), and columns, rows.
    """
    whole = in_words(found)
    marks = _marks(found, whole, noting)
    columns, same = _without_same(whole)
    fit = fitted(columns, EVENT)
    made = _across(columns, marks, fit) if fit else _entries(columns, marks)
    lines = len(marks) * (fit.lines if fit else _ENTRY)
    return {**made, "same": same, "lines": lines, "whole": lines <= _WHOLE, "about": ""}


def _marks(found: Answer, columns: Sequence[Column], noting: Noting) -> Marks:
    if not any(column.name == EVENT for column in columns):
        return [[] for _ in range(len(found.frame))]
    return [noting.marks(str(event)) for event in found.frame[EVENT]]


def _without_same(columns: Sequence[Column]) -> tuple[list[Column], str]:
    """Take out columns that say the same in every row of a wide table, and say it once."""
    rows = len(columns[0].cells) if columns else 0
    if rows < _FEW_ROWS or len(columns) < _FEW_COLUMNS:
        return list(columns), ""
    same = [
        column
        for column in columns[1:]
        if column.name not in (EVENT, START)
        and len(set(column.cells)) == 1
        and len(column.cells[0]) <= _SHORT
    ]
    if not same:
        return list(columns), ""
    said = [
        t("report.pair", name=column.title, value=column.cells[0])
        for column in same
        if column.cells[0] not in ("", _NOTHING)
    ]
    left = [column for column in columns if column not in same]
    return left, t("report.same", pairs="; ".join(said)) if said else ""


def _across(columns: Sequence[Column], marks: Marks, fit: Fit) -> dict[str, Any]:
    heads = [
        {"title": column.title, "width": width, "right": column.kind == "num"}
        for column, width in zip(columns, fit.widths, strict=True)
    ]
    rows = [
        [
            _cell(column.cells[row], behind if column.name == EVENT else [])
            for column in columns
        ]
        for row, behind in enumerate(marks)
    ]  # fmt: skip
    return {"kind": "table", "size": fit.size, "columns": heads, "rows": rows}


def _entries(columns: Sequence[Column], marks: Marks) -> dict[str, Any]:
    when = next((column for column in columns if column.name == START), None)
    others = [column for column in columns if column is not when]
    head = next((column for column in others if column.name == EVENT), others[0])
    told = [column for column in others if column is not head]
    rows = [
        {
            "when": when.cells[row] if when else "",
            "head": _cell(head.cells[row], behind),
            "facts": [
                [column.title, column.cells[row]]
                for column in told
                if column.cells[row] not in ("", _NOTHING)
            ],
        }
        for row, behind in enumerate(marks)
    ]
    named = when.title if when else ""
    return {"kind": "entries", "when": named, "title": head.title, "rows": rows}


def _cell(said: str, marks: Sequence[Any]) -> dict[str, Any]:
    return {"said": said, "marks": list(marks)}
