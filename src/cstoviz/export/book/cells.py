"""Writes cells: real dates and numbers, texts that are never formulas, addresses as links."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from cstoviz.export.book.look import Look, height, lines
from cstoviz.export.cells import Cell, harmless
from cstoviz.export.workbook import FIRST_YEAR, LONGEST_CELL, LONGEST_LINK
from cstoviz.text import t
from cstoviz.views.columns import is_share
from cstoviz.weblinks import web_link

At = tuple[int, int]


def write_words(sheet: Any, at: At, words: str, form: Any) -> None:
    """Write a text as a text."""
    sheet.write_string(*at, words[:LONGEST_CELL], form)


def write_across(sheet: Any, row: int, columns: tuple[int, int], words: str, form: Any) -> None:
    """Write a text over several columns of a row."""
    if columns[1] > columns[0]:
        sheet.merge_range(row, columns[0], row, columns[1], "", form)
    write_words(sheet, (row, columns[0]), words, form)


def write_link(sheet: Any, at: At, address: str, words: str, look: Look, **form: Any) -> None:
    """Write an address as a link where it is one of the web, else as a harmless text."""
    if web_link(address) and len(address) < LONGEST_LINK:
        sheet.write_url(*at, address, look.link(**form), words[:LONGEST_CELL])
    else:
        write_words(sheet, at, harmless(words), look.of(**form))


def number_format(name: str, value: Cell) -> str:
    """Return how Excel shows a value of a metric's column; "" for a text."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return ""
    if isinstance(value, date):
        return t("book.format.month" if name.endswith("month") else "book.format.day")
    if is_share(name):
        return "0.0%"
    return "#,##0" if isinstance(value, int) or value == int(value) else "#,##0.0##"


def write_cell(sheet: Any, at: At, name: str, value: Cell, look: Look, **form: Any) -> None:
    """Write a value of a metric's column as what it is; a missing one as an empty cell."""
    shown, left = number_format(name, value), {"align": "left", "indent": 1, **form}
    if value is None or value == "":
        sheet.write_blank(*at, None, look.cell(**form))
    elif isinstance(value, bool):
        write_words(sheet, at, t("yes") if value else t("no"), look.cell(**left))
    elif isinstance(value, date) and value.year >= FIRST_YEAR:
        sheet.write_datetime(*at, value, look.cell(num_format=shown, **left))
    elif isinstance(value, int | float):
        sheet.write_number(*at, value, look.cell(num_format=shown, **{**left, "align": "right"}))
    else:
        write_words(sheet, at, harmless(str(value)), look.cell(**{"text_wrap": True, **left}))


def said(name: str, value: Cell) -> str:
    """Return about what a cell shows, to see what room it takes."""
    if isinstance(value, date):
        return "00.00.0000 "
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:.1%}" if is_share(name) else f"{value:,.3g}"
    return "" if value is None else str(value)


def row_height(texts: Sequence[str], widths: Sequence[float], size: float = 10) -> float:
    """Return the height of a row in which these texts wrap in columns so wide."""
    counts = [lines(text, width, size) for text, width in zip(texts, widths, strict=True) if text]
    return height(max([1, *counts]), size)
