"""A view's answer as one page that needs nothing else: no script, no other file, no frame."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from html import escape
from importlib import resources
from typing import Any

from cstoviz import text
from cstoviz.api import places
from cstoviz.drawing.layout import draw, own_height
from cstoviz.drawing.svg import svg
from cstoviz.export.about import about, titled
from cstoviz.tables import Tables
from cstoviz.text import t
from cstoviz.views.core import Answer
from cstoviz.views.rows import saved
from cstoviz.views.wording import Column, in_words, tiles_of
from cstoviz.weblinks import web_link

WIDTHS = {"wide": 1080, "middle": 640, "narrow": 340}
"""Pixels of a picture, by the name of its style; the page shows the widest that it has room for."""

MOST_ROWS, MOST_EMBEDDED = 2_000, 100
_HIGHER = {"wide": 1.0, "middle": 1.0, "narrow": 1.25}
THEMES = ("auto", "light", "dark")


def whole_page(found: Answer, tables: Tables, home: str) -> str:
    """Return a page with the answer, its table and everything that is said of it."""
    kept = saved(found, tables)
    parts = [_head(found), *_notes(found), _picture(found)]
    parts += [_table(kept, MOST_ROWS), _facts(found, tables), _foot(found, home)]
    return _page(found, "auto", "".join(parts))


def small_page(found: Answer, tables: Tables, home: str, theme: str, height: int = 0) -> str:
    """Return a page with the answer alone, for a frame on another site.

    theme: one of `THEMES`; height: pixels that the picture may have at most, 0 for its own.
    """
    shown = _picture(found, height)
    if not shown:
        shown = _table(saved(found, tables), MOST_EMBEDDED)
    parts = [_head(found), *_notes(found), shown, _key(found), _foot(found, home)]
    return _page(found, theme, "".join(parts), "embedded")


def _page(found: Answer, theme: str, body: str, kind: str = "whole") -> str:
    title = f"{found.view.question} · {found.package.title}"
    return framed(title, body, theme, kind)


def framed(title: str, body: str, theme: str = "auto", kind: str = "whole") -> str:
    """Return a page without scripts, of a title and what stands on it."""
    scheme = "light dark" if theme == "auto" else theme
    return (
        f'<!doctype html><html lang="{text.language()}" data-theme="{theme}"><head>'
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta name="color-scheme" content="{scheme}"><meta name="referrer" content="no-referrer">'
        f"<title>{escape(title)}</title><style>{_style()}</style></head>"
        f'<body class="{kind}"><main>{body}</main></body></html>\n'
    )


@lru_cache(maxsize=1)
def _style() -> str:
    return (resources.files("cstoviz.api") / "page.css").read_text("utf-8")


def _head(found: Answer) -> str:
    look = ' class="empty"' if found.empty else ""
    return f"<h1>{escape(found.view.question)}</h1><p{look}>{escape(found.sentence)}</p>"


def _notes(found: Answer) -> Iterator[str]:
    for sentence in (*found.notes, *found.cautions):
        yield f'<p class="note">{escape(sentence)}</p>'


def _picture(found: Answer, height: int = 0) -> str:
    """Return the figure in every width, or the headline figures; "" for a view without either."""
    if found.view.figures and not found.empty:
        return _tiles(found)
    if found.view.chart is None or found.empty:
        return ""
    figure = found.chart(flat=True)
    drawn = (_drawn(found, figure, name, height) for name in WIDTHS)
    return f'<div class="drawn">{"".join(drawn)}</div>'


def _drawn(found: Answer, figure: Any, name: str, height: int) -> str:
    own = _lower(figure, WIDTHS[name]) or own_height(figure) * _HIGHER[name]
    drawing = draw(figure, WIDTHS[name], min(own, height) if height else own)
    said = svg(drawing, title=found.view.question, describe=found.sentence, ident=name,
               interactive=False)  # fmt: skip
    return f'<div class="{name}">{said}</div>'


def _lower(figure: Any, width: int) -> float:
    """Return the height of a picture whose shape makes it lower than its own; 0 for others."""
    shape = figure.to_dict()["layout"].get("meta") or {}
    height: float = width * shape["aspect"] + shape["below"] if "aspect" in shape else 0.0
    return height if height < own_height(figure) else 0.0


def _tiles(found: Answer) -> str:
    shown = (
        f"<div><dt>{escape(tile.name)}</dt><dd>{escape(tile.value)}"
        f"<small>{escape(' '.join(filter(None, (tile.change, tile.note))))}</small></dd></div>"
        for tile in tiles_of(found)
    )
    return f'<dl class="tiles">{"".join(shown)}</dl>'


def _table(found: Answer, most: int) -> str:
    columns = in_words(found)
    rows = len(columns[0].cells) if columns else 0
    if not rows:
        return ""
    heads = "".join(f'<th scope="col"{_look(each)}>{escape(each.title)}</th>' for each in columns)
    body = "".join(_row(columns, number) for number in range(min(rows, most)))
    left = f"<p>{escape(_told_rows(found, most))}</p>" if found.rows > min(rows, most) else ""
    return (
        f'<div class="table" tabindex="0" role="region" aria-label="{escape(t("card.table"))}">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>{left}"
    )


def _told_rows(found: Answer, most: int) -> str:
    return t("rows.saved", n=text.number(most), all=text.number(found.rows))


def _row(columns: tuple[Column, ...], number: int) -> str:
    cells = "".join(f"<td{_look(each)}>{escape(each.cells[number])}</td>" for each in columns)
    return f"<tr>{cells}</tr>"


def _look(column: Column) -> str:
    return f' class="{column.kind}"' if column.kind != "text" else ""


def _key(found: Answer) -> str:
    return f'<p class="key">{escape(found.view.key)}</p>' if found.view.key else ""


def _facts(found: Answer, tables: Tables) -> str:
    told = about(found, tables)
    facts = titled({key: said for key, said in told.items() if key not in ("question", "query")})
    listed = (f"<dt>{escape(name)}</dt><dd>{escape(said)}</dd>" for name, said in facts.items())
    return f"<dl>{''.join(listed)}</dl>"


def _foot(found: Answer, home: str) -> str:
    """Say what it was counted from, and lead to the page that shows it."""
    page = places.page_address(home, found.view.id, found.query)
    package = found.package
    licence, address = escape(package.licence), web_link(package.licence_url)
    if address:
        licence = f'<a href="{escape(address)}" rel="license noopener">{licence}</a>'
    said = t("page.foot", n=text.number(found.context.n), total=text.number(found.context.total),
             version=package.version)  # fmt: skip
    return (
        f'<footer><a href="{escape(page)}" target="_blank" rel="noopener">{escape(package.title)}'
        f"</a> · {escape(said)} · {licence}</footer>"
    )
