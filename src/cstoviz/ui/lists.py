"""Answers as tables: rows that open what they name, and counts that open what they count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from cstoviz import text
from cstoviz.codes import number_code
from cstoviz.labels import TABLES
from cstoviz.search import marked, with_marks
from cstoviz.tables import Tables
from cstoviz.text import t
from cstoviz.ui import address, clicks, markup
from cstoviz.ui.rowscript import CSS, HTML, JS
from cstoviz.views.behind import KEY
from cstoviz.views.columns import column_title
from cstoviz.views.core import Answer, View, answer
from cstoviz.views.rows import most_saved, part
from cstoviz.views.wording import END, START, kind_of, spans, words

PAGE = "page"
"""The key of the address that says which part of a long list is shown."""
SORT = "sort"
"""The option that orders a list: a column's name, with "-" in front to turn it round."""

SEARCHED = "q"
"""The option that holds the words that a reader searches for."""
_NAMES = ("event", "name")
ADDRESSES = "addresses"
"""The column of a list whose cells are the addresses of sources."""

Cell = str | dict[str, Any]
_list = st.components.v2.component("cstoviz_rows", html=HTML, css=CSS, js=JS)


def rows(found: Answer, tables: Tables, tall: str = "") -> None:
    """Show an answer's table; a click on a row opens what it names, by `View.click`.

    `tall`: "fill" for a list that takes the height of the window.
    """
    first, last = _page(found)
    page = part(found, tables, first, last)
    shown, target = page.table(), found.view.click
    columns = [place for place, name in enumerate(page.columns) if _is_shown(page, name)]
    cells = [
        _opening(page, name, _marked(_cells(page, shown, place), name, page, tables), page.frame)
        for place, name in ((place, page.columns[place]) for place in columns)
    ]
    codes = page.frame[target] if target else []
    _draw(
        found,
        f"rows-{found.view.id}",
        columns=[_column(page, place) for place in columns],
        rows=[list(values) for values in zip(*cells, strict=True)],
        codes=["" if pd.isna(code) else str(code) for code in codes],
        tall=tall or ("" if found.view.page_size else "tall"),
    )
    if not found.view.page_size:
        _cut(found, last)
    _pages(found)


def _cut(found: Answer, shown: int) -> None:
    """Say how many rows are shown where these are not all, and how many a file of them has."""
    if shown >= found.rows:
        return
    numbers = {"n": text.number(shown), "all": text.number(found.rows)}
    saved = most_saved(found)
    whole = saved >= found.rows
    st.caption(t("rows.cut", **numbers) if whole else
               t("rows.cut.saved", saved=text.number(saved), **numbers))  # fmt: skip


def table(found: Answer) -> None:
    """Show an answer's whole table; every count in it opens the events behind it."""
    top = replace(found, frame=found.frame.head(markup.MOST_ROWS))
    shown, names = top.table(), top.columns
    cells = [
        _opening(top, name, words(name, shown.iloc[:, place]), top.frame)
        for place, name in enumerate(names)
    ]
    kinds = [kind_of(top.frame[name]) for name in names]
    titles = [{"title": column_title(name), "kind": kind} for name, kind in
              zip(names, kinds, strict=True)]  # fmt: skip
    rows = [list(values) for values in zip(*cells, strict=True)]
    _draw(found, f"table-rows-{found.view.id}", columns=titles, rows=rows, codes=[], tall="tall")
    _cut(found, len(top.frame))


def _opening(found: Answer, name: str, words: Sequence[Cell], frame: pd.DataFrame) -> list[Cell]:
    """Return a column's cells, each count of the frame's rows with the code of its number."""
    number = found.view.numbers.get(name)
    if number is None:
        return [*words]
    keys = frame[list(number.keys)].itertuples(index=False, name=None)
    rows = zip(words, keys, frame[name], strict=False)
    return [
        word if pd.isna(value) else {"text": word, "number": number_code(found.view.id, name, *key)}
        for word, key, value in rows
    ]


def _draw(found: Answer, key: str, **data: Any) -> None:
    """Draw a list, and do what the reader asks of it."""
    done = _list(
        key=f"{key}-{clicks.turn(key)}",
        data={
            "caption": found.view.question,
            "target": found.view.click,
            "behind": KEY,
            "open": t("rows.open"),
            **data,
        },
        on_picked_change=_nothing,
        on_counted_change=_nothing,
        on_sorted_change=_nothing,
    )
    for name, target in (("picked", found.view.click), ("counted", KEY), ("sorted", SORT)):
        if value := getattr(done, name):
            clicks.follow(key, {target: str(value)})


def _cells(page: Answer, shown: pd.DataFrame, place: int) -> list[Cell]:
    """Return a column as a reader sees it; a first day with its last day, where there is one."""
    name = page.columns[place]
    if name == START and END in page.columns:
        return [*spans(page.frame)]
    if name == ADDRESSES:
        return [{"links": [[_host(url), url] for url in urls]} for urls in page.frame[name]]
    return [*words(name, shown.iloc[:, place])]


def _marked(cells: list[Cell], column: str, found: Answer, tables: Tables) -> list[Cell]:
    """Mark in names what the reader searches for."""
    words = found.selection.option(SEARCHED)
    if not words or column not in _NAMES:
        return cells
    return [with_marks(marked(cell, words, tables)) if isinstance(cell, str) else cell
            for cell in cells]  # fmt: skip


def _host(url: str) -> str:
    """Return the host of an address as a reader knows it, in its own letters."""
    host = urlsplit(url).netloc.removeprefix("www.")
    try:
        return host.encode("ascii").decode("idna") or url
    except UnicodeError:
        return host


def _is_shown(found: Answer, column: str) -> bool:
    if column == END and START in found.columns:
        return False
    return column != found.view.click or column in TABLES or column in found.view.columns


def _nothing() -> None:
    """Let a component report; the run that follows reads what it said."""


def _column(found: Answer, place: int) -> dict[str, Any]:
    """Say how a column is headed, aligned and, where the view can be sorted, sorted."""
    name = found.columns[place]
    values = found.frame[name]
    sorted_by = found.selection.option(SORT)
    sortable = any(option.key == SORT for option in found.view.options)
    title = column_title("when" if name == START and END in found.columns else name)
    column = {"title": title, "kind": kind_of(values), "sort": "", "next": ""}
    if sortable and sorted_by.lstrip("-") == name:
        column["sort"] = "descending" if sorted_by.startswith("-") else "ascending"
    if sortable:
        column["next"] = name if sorted_by != name else f"-{name}"
    return column


def check_page(views: Sequence[View], tables: Tables) -> None:
    """Drop the part of a list that the address names when no list of these views has it."""
    page, selection = address.selected().option(PAGE), address.selected()
    paged = [view for view in views if view.page_size]
    if not page or not paged:
        return
    parts = [ceil(answer(view, tables, selection).rows / view.page_size) for view in paged]
    if not 1 <= _number(page) <= max(parts) or str(_number(page)) != page:
        address.reject(PAGE, page)


def _page(found: Answer) -> tuple[int, int]:
    size, all_rows = found.view.page_size, found.rows
    if not size:
        return 0, min(len(found.frame), markup.MOST_ROWS)
    page = min(max(_number(address.selected().option(PAGE)), 1), max(ceil(all_rows / size), 1))
    return (page - 1) * size, min(page * size, all_rows)


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 7 else 0


def _pages(found: Answer) -> None:
    """Show which rows are seen and the way to the others."""
    size = found.view.page_size
    if not size or found.rows <= size:
        return
    first, last = _page(found)
    count, now = ceil(found.rows / size), first // size + 1
    key = address.widget(f"{PAGE}.{found.view.id}.{now}")
    with st.container(horizontal=True, vertical_alignment="center"):
        said = t("rows.part", first=text.number(first + 1), last=text.number(last),
                 n=text.number(found.rows))  # fmt: skip
        st.caption(said, width="content")
        chosen = st.pagination(count, default=now, key=key)
    if chosen != now:
        address.set_option(PAGE, "" if chosen == 1 else str(chosen))
        st.rerun()
