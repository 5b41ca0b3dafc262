"""The sheet of one view: question, result, cautions and rule; its chart; the whole table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cstoviz.drawing.native import Chart
from cstoviz.export.book import drawing
from cstoviz.export.book.cells import (
    row_height,
    said,
    write_across,
    write_cell,
    write_link,
    write_words,
)
from cstoviz.export.book.look import INK, MUTED, SCALE, SIZE, Look, height, lines, width_of
from cstoviz.export.book.naming import inside
from cstoviz.export.cells import Cell, harmless, rows, with_codes
from cstoviz.text import t
from cstoviz.views.columns import is_share
from cstoviz.views.core import Answer
from cstoviz.views.wording import kind_of

_PANEL, _PANEL_WIDTH = 7, 12.3
"""How many columns a chart stands over, and their width."""

_NUMBERS = "source-numbers"
_LEAST_HEAD = 150
_CODE: dict[str, Any] = {"font_color": MUTED, "font_size": 9, "text_wrap": False}
_ROW_PIXELS = 20


@dataclass(frozen=True)
class Column:
    """A column of the table: its name in the frame, title, width, whether it holds codes.

    align: "right" for numbers.
    """

    name: str
    title: str
    width: float
    code: bool
    align: str


@dataclass(frozen=True)
class Page:
    """A sheet of a view: its name, the answer, its native charts, and words on the selection.

    scope: the filter in words with n of N; address: the whole link that opens it in the dashboard,
    "" for none; cover: the name of the sheet with the table of contents; sources: the numbers of
    the sources that report each event.
    """

    name: str
    answer: Answer
    charts: Sequence[Chart]
    scope: str
    address: str
    cover: str
    sources: Mapping[str, str]


def write_page(book: Any, page: Page, look: Look) -> None:
    """Add the sheet of a view."""
    sheet = book.add_worksheet(page.name)
    columns, cells = _laid_out(page)
    first = _PANEL if page.charts else 0
    widths = [_PANEL_WIDTH] * first + [column.width for column in columns]
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width, look.of())
    head, across = _head(sheet, page, widths, look)
    last = _table(sheet, (head, first), columns, cells, look)
    if page.charts:
        bottom = _charts(book, sheet, page, (head, first + len(columns) + 1), look)
        last = max(last, bottom)
    if not page.charts and page.answer.view.chart is not None and cells:
        _shade(sheet, (head, first), columns, cells, page.answer)
    shown = first + sum(not column.code for column in columns)
    _for_paper(sheet, page, (head, last), max(shown, across))


def _laid_out(page: Page) -> tuple[list[Column], list[list[Cell]]]:
    """Return columns and rows: what a reader sees, the sources of events, and the codes."""
    found = page.answer
    frame, names = with_codes(found), list(found.columns)
    if "event" in found.frame:
        numbers = [page.sources.get(event, "") for event in found.frame["event"]]
        frame.insert(len(names), t("book.source-numbers"), numbers, allow_duplicates=True)
        names.append(_NUMBERS)
    cells = rows(frame)
    names += [""] * (len(frame.columns) - len(names))
    columns = [
        _column(found, name, str(title), [row[place] for row in cells])
        for place, (name, title) in enumerate(zip(names, frame.columns, strict=True))
    ]
    return columns, cells


def _column(found: Answer, name: str, title: str, cells: Sequence[Cell]) -> Column:
    """Return a column; one without a name holds codes."""
    code, texts = not name, [said(name, cell) for cell in cells]
    heading = width_of(title.split(), least=9, size=9.5) + 1
    width = width_of(texts, least=heading, most=40 if code else 46, size=9 if code else SIZE)
    counts = name in found.frame and kind_of(found.frame[name]) == "num"
    return Column(name, title, width, code, "right" if counts else "left")


def _head(sheet: Any, page: Page, widths: list[float], look: Look) -> tuple[int, int]:
    """Write the words above the table; return the row of its head, and over which columns."""
    last, whole = _across(widths)
    sheet.write_url(0, 0, inside(page.cover), look.link(font_size=9), t("book.back"))
    if page.address and last:
        write_link(sheet, (0, min(2, last)), page.address, t("book.open"), look, font_size=9)
    row = 1
    for words, form in _said(page):
        write_across(sheet, row, (0, last), words, look.words(**form))
        size = form.get("font_size", SIZE)
        sheet.set_row(
            row, height(lines(words, whole / (1.1 if form.get("bold") else 1), size), size)
        )
        row += 1
    sheet.set_row(row, 6)
    sheet.freeze_panes(row + 2, 0)
    return row + 1, last + 1


def _across(widths: list[float]) -> tuple[int, float]:
    """Return the last column that the words above go over, and how wide they may be."""
    whole = 0.0
    for place, width in enumerate(widths):
        whole += width
        if whole >= _LEAST_HEAD:
            return place, whole
    more = max(0, int((_LEAST_HEAD - whole) / 9) + 1)
    return len(widths) - 1 + more, whole + 9.14 * more


def _said(page: Page) -> Iterator[tuple[str, dict[str, Any]]]:
    found = page.answer
    yield found.view.question, {"bold": True, "font_size": 15}
    yield harmless(found.sentence), {"font_size": 11}
    for words in (*found.notes, *found.cautions):
        yield t("book.caution", words=words), {"font_color": INK, "font_size": 9}
    yield t("book.rule", rule=found.view.rule), {"font_color": MUTED, "font_size": 9}
    yield harmless(page.scope), {"font_color": MUTED, "font_size": 9}


def _table(
    sheet: Any, at: tuple[int, int], columns: list[Column], cells: list[list[Cell]], look: Look
) -> int:
    """Write the table; return its last row."""
    head, first = at
    widths = [column.width for column in columns]
    for place, column in enumerate(columns, start=first):
        write_words(
            sheet, (head, place), harmless(column.title), look.head(column.code, column.align)
        )
    titles = [column.title for column in columns]
    sheet.set_row(head, max(28, row_height(titles, [width * 0.92 for width in widths], 9)))
    for number, row in enumerate(cells, start=head + 1):
        for place, (column, cell) in enumerate(zip(columns, row, strict=True)):
            form = _CODE if column.code else {}
            write_cell(sheet, (number, first + place), column.name, cell, look, **form)
        pairs = zip(columns, row, strict=True)
        texts = ["" if column.code else said(column.name, cell) for column, cell in pairs]
        sheet.set_row(number, max(15.0, row_height(texts, widths)))
    if not cells:
        write_words(sheet, (head + 1, first), t("book.no-rows"), look.of(font_color=MUTED))
    elif columns:
        sheet.autofilter(head, first, head + len(cells), first + len(columns) - 1)
    return head + max(1, len(cells))


def _charts(book: Any, sheet: Any, page: Page, at: tuple[int, int], look: Look) -> int:
    """Put the charts over the panel, and their cells beside the table; return the last row."""
    head, column = at
    most, keys = drawing.shared_end(page.charts), any(len(one.series) > 1 for one in page.charts)
    top, longest = 4, 0
    for chart in page.charts:
        block = drawing.Block(chart, page.name, head, column)
        block.write(sheet, look)
        names = [str(name) for name in (chart.x or chart.categories)]
        sheet.set_column(column, column, width_of(names, least=16, most=40))
        titles = [one.name for one in chart.series]
        sheet.set_column(column + 1, column + len(titles), 14)
        made, tall = drawing.drawn(book, block, most, keys), drawing.tall(chart, len(page.charts))
        made.set_size({"width": drawing.WIDTH, "height": tall})
        place = {"x_offset": 4, "y_offset": top, "object_position": 3,
                 "description": f"{chart.title} {page.answer.sentence}".strip()}  # fmt: skip
        sheet.insert_chart(head + 1, 0, made, place)
        top += tall + drawing.GAP
        column += block.columns + 1
        longest = max(longest, len(block.chart.categories))
    return max(head + longest, head + 1 + top // _ROW_PIXELS)


def _shade(
    sheet: Any, at: tuple[int, int], columns: list[Column], cells: list[list[Cell]], found: Answer
) -> None:
    """Shade the shares, else the counts, of an answer whose picture no chart can show."""
    shares = [place for place, column in enumerate(columns) if is_share(column.name)]
    counts = [place for place, column in enumerate(columns) if column.name in found.view.numbers]
    scale = {"type": "2_color_scale", "min_color": SCALE[0], "max_color": SCALE[1]}
    for place in shares or counts:
        column = at[1] + place
        sheet.conditional_format(at[0] + 1, column, at[0] + len(cells), column, scale)


def _for_paper(sheet: Any, page: Page, ends: tuple[int, int], columns: int) -> None:
    head, last = ends
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    sheet.print_area(0, 0, last, max(columns - 1, 0))
    sheet.set_footer(f"&L&8{page.scope.replace('&', '&&')[:180]}&R&8&P / &N")
