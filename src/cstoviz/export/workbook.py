"""An answer as an Excel workbook: the table, and a sheet that says what it is."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from cstoviz.export.about import about, titled
from cstoviz.export.cells import Cell, rows, with_codes
from cstoviz.tables import Tables
from cstoviz.text import t
from cstoviz.views.core import Answer

LONGEST_CELL = 32767
LONGEST_LINK = 2000
NARROWEST, WIDEST = 10, 60
FIRST_YEAR = 1900
_EPOCH = date(2000, 1, 1)


def xlsx_bytes(answer: Answer, tables: Tables) -> bytes:
    """Return a workbook: the sheet of the table, and one with question, result, rule and source.

    Dates and numbers are real ones; texts are always texts, never formulas; an address is a link
    only in the sheet on the source. The same answer gives the same bytes.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    try:
        _properties(book, answer)
        _data(book, answer)
        _about(book, answer, tables)
    finally:
        book.close()
    return out.getvalue()


def _properties(book: Any, answer: Answer) -> None:
    made = answer.package.created or _EPOCH
    book.set_properties(
        {
            "title": answer.view.question,
            "comments": answer.package.title,
            "created": datetime(made.year, made.month, made.day),
        }
    )


def _data(book: Any, answer: Answer) -> None:
    frame = with_codes(answer)
    titles, cells = [str(title) for title in frame.columns], rows(frame)
    sheet = book.add_worksheet(t("export.sheet.data"))
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    for column, title in enumerate(titles):
        sheet.write_string(0, column, title, head)
        sheet.set_column(column, column, _width([title, *(row[column] for row in cells)]))
    for number, row in enumerate(cells, start=1):
        for column, cell in enumerate(row):
            _write(sheet, (number, column), cell, day)
    sheet.freeze_panes(1, 0)
    if titles:
        sheet.autofilter(0, 0, len(cells), len(titles) - 1)


def _write(sheet: Any, at: tuple[int, int], cell: Cell, day: Any) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        sheet.write_boolean(*at, cell)
    elif isinstance(cell, date) and cell.year >= FIRST_YEAR:
        sheet.write_datetime(*at, cell, day)
    elif isinstance(cell, int | float):
        sheet.write_number(*at, cell)
    else:
        sheet.write_string(*at, str(cell)[:LONGEST_CELL])


def _width(cells: Sequence[Cell]) -> int:
    longest = max(len(str(cell)) for cell in cells if cell is not None)
    return min(max(longest + 2, NARROWEST), WIDEST)


def _about(book: Any, answer: Answer, tables: Tables) -> None:
    sheet = book.add_worksheet(t("export.sheet.about"))
    name = book.add_format({"bold": True, "valign": "top"})
    words = book.add_format({"text_wrap": True, "valign": "top"})
    link = book.add_format({"font_color": "#2370BD", "underline": 1, "valign": "top"})
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    for row, (title, value) in enumerate(titled(about(answer, tables)).items()):
        sheet.write_string(row, 0, title, name)
        if value.startswith(("https://", "http://")) and len(value) < LONGEST_LINK:
            sheet.write_url(row, 1, value, link, value)
        else:
            sheet.write_string(row, 1, value[:LONGEST_CELL], words)
