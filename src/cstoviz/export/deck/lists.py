"""Slides that show a table: pages of whole rows, and what of it stands elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cstoviz.codes import key_text
from cstoviz.export.briefing.model import Briefing, Slide
from cstoviz.export.deck.below import Below, below
from cstoviz.export.deck.fit import LEAST, ROOM, lines
from cstoviz.export.deck.grid import Grid, grid
from cstoviz.export.deck.markup import anchor, dashboard, safe
from cstoviz.export.deck.panels import GAP, LEADING, Panel, head, room
from cstoviz.text import listed, t, tn
from cstoviz.views.wording import Column, in_words

_MOST = 9
"""As many parts as a heading is measured with."""


def pages(slide: Slide, briefing: Briefing) -> list[Panel]:
    """Return the slides of a list, or of a picture for which there is no room."""
    assert slide.answer is not None
    whole = room(briefing, head(slide, _MOST))
    columns = in_words(slide.answer)
    found, under = min(
        _ways(slide, columns, whole), key=lambda way: (way[0].left, len(way[0].pages))
    )
    codes = _codes(slide)
    return [
        Panel(
            slide,
            "list",
            _body(found, rows, _links(codes, rows, briefing, slide), slide) + _under(found, under),
            head(slide, len(found.pages)),
            part,
            len(found.pages),
        )
        for part, rows in enumerate(found.pages, start=1)
    ]


def _ways(slide: Slide, columns: Sequence[Column], whole: float) -> Iterator[tuple[Grid, Below]]:
    """Give the table with the notes written out below it, and with a line that tells of them."""
    for notes in (True, False):
        under = below(slide, notes=notes)
        found = grid(columns, whole - under.height)
        if found.left or found.dropped:
            found = grid(columns, whole - under.height - _height(_rest(found)))
        yield found, under


def _height(said: str) -> float:
    return lines(said, LEAST, ROOM) * LEAST * LEADING + GAP


def _under(found: Grid, under: Below) -> str:
    said = _rest(found)
    return (f'<p class="rest">{safe(said)}</p>' if said else "") + under.html


def _rest(found: Grid) -> str:
    """Say what of a table stands on no slide, and where it is."""
    parts = [str(tn("deck.rows-left", found.left))] if found.left else []
    if found.dropped:
        names = listed([column.title for column in found.dropped])
        parts.append(t("deck.columns-left", columns=names))
    return " ".join([*parts, t("deck.whole-table")]) if parts else ""


def _codes(slide: Slide) -> Sequence[str]:
    """Return what the rows of a list open, by the key of the address that opens it."""
    found = slide.answer
    if found is None or not found.view.click or found.view.click not in found.frame:
        return ()
    return [key_text(value) for value in found.frame[found.view.click]]


def _links(codes: Sequence[str], rows: range, briefing: Briefing, slide: Slide) -> list[str]:
    """Return the address in the dashboard that each row opens, "" for none."""
    key = slide.answer.view.click if slide.answer else ""
    found = [codes[row] if row < len(codes) else "" for row in rows]
    return [dashboard(briefing, slide, **{key: code}) if code else "" for code in found]


def _body(found: Grid, rows: range, links: Sequence[str], slide: Slide) -> str:
    click = slide.answer.view.click if slide.answer else ""
    cols = "".join(f'<col width="{width}">' for width in found.widths)
    cells = zip(rows, links, strict=True)
    body = "".join(_row(found.columns, row, link, click) for row, link in cells)
    return (
        f'<table class="rows s{found.size}" width="{sum(found.widths)}">'
        f'<caption class="unseen">{safe(slide.heading)}</caption>'
        f"<colgroup>{cols}</colgroup>{_table_head(found.columns)}<tbody>{body}</tbody></table>"
    )


def _table_head(columns: Sequence[Column]) -> str:
    cells = (f'<th scope="col" class="{c.kind}">{safe(c.title)}</th>' for c in columns)
    return f"<thead><tr>{''.join(cells)}</tr></thead>"


def _row(columns: Sequence[Column], row: int, link: str = "", click: str = "") -> str:
    return f"<tr>{''.join(_cells(columns, row, link, click))}</tr>"


def _cells(columns: Sequence[Column], row: int, link: str, click: str) -> Iterator[str]:
    names = [column.name for column in columns]
    linked = names.index(click) if click in names else 0
    for place, column in enumerate(columns):
        cell = column.cells[row]
        said = anchor(cell, link if place == linked else "")
        if place == 0:
            yield f'<th scope="row" class="{column.kind}">{said}</th>'
        else:
            yield f'<td class="{column.kind}">{said}</td>'


def whole_table(slide: Slide) -> str:
    """Write the whole table of a slide's answer, all columns and rows; "" for a slide of words."""
    if slide.answer is None or slide.empty:
        return ""
    columns = in_words(slide.answer)
    rows = "".join(_row(columns, row) for row in range(len(slide.answer.frame)))
    caption = f"<caption>{safe(slide.heading)}</caption>"
    return f"<table>{caption}{_table_head(columns)}<tbody>{rows}</tbody></table>"
