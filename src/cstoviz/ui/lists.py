"""Answers without a picture: rows that open what they name, and headline figures."""

from __future__ import annotations

from math import ceil
from typing import Any

import pandas as pd
import streamlit as st

from cstoviz import text
from cstoviz.labels import TABLES
from cstoviz.tables import Tables
from cstoviz.text import t
from cstoviz.ui import address, clicks, markup
from cstoviz.ui.rowscript import CSS, HTML, JS
from cstoviz.views.core import Answer, View, answer, column_title

PAGE = "page"
"""The key of the address that says which part of a long list is shown."""
SORT = "sort"
"""The option that orders a list: a column's name, with "-" in front to turn it round."""

_START, _END = "start", "end"
_list = st.components.v2.component("cstoviz_rows", html=HTML, css=CSS, js=JS)


def rows(found: Answer) -> None:
    """Show an answer's table; a click on a row opens what it names, by `View.click`."""
    first, last = _page(found)
    part = found.frame[found.columns].iloc[first:last]
    shown = found.table().iloc[first:last]
    target, key = found.view.click, f"rows-{found.view.id}"
    columns = [place for place, name in enumerate(part.columns) if _is_shown(found, name)]
    cells = [_cells(part, shown, place) for place in columns]
    done = _list(
        key=f"{key}-{clicks.turn(key)}",
        data={
            "caption": found.view.question,
            "columns": [_column(found, place) for place in columns],
            "rows": [list(values) for values in zip(*cells, strict=True)],
            "codes": [str(code) for code in found.frame[target][first:last]] if target else [],
            "target": target,
            "open": t("rows.open"),
            "tall": not found.view.page_size,
        },
        on_picked_change=_nothing,
        on_sorted_change=_nothing,
    )
    _pages(found)
    if done.picked:
        clicks.follow(key, target, str(done.picked))
    if done.sorted:
        clicks.follow(key, SORT, str(done.sorted))


def _cells(part: pd.DataFrame, shown: pd.DataFrame, place: int) -> list[str]:
    """Return a column as a reader sees it; a first day with its last day, where there is one."""
    if part.columns[place] == _START and _END in part:
        days = zip(part[_START], part[_END], strict=True)
        return [text.span(start, end) for start, end in days]
    return [markup.shown(value) for value in shown.iloc[:, place]]


def _is_shown(found: Answer, column: str) -> bool:
    if column == _END and _START in found.columns:
        return False
    return column != found.view.click or column in TABLES or column in found.view.columns


def _nothing() -> None:
    """Let a component report; the run that follows reads what it said."""


def _column(found: Answer, place: int) -> dict[str, Any]:
    """Say how a column is headed, aligned and, where the view can be sorted, sorted."""
    name = found.columns[place]
    values = found.frame[name]
    kind = "num" if pd.api.types.is_numeric_dtype(values) else "text"
    sorted_by = found.selection.option(SORT)
    sortable = any(option.key == SORT for option in found.view.options)
    title = column_title("when" if name == _START and _END in found.columns else name)
    column = {"title": title, "kind": kind, "sort": "", "next": ""}
    if pd.api.types.is_datetime64_any_dtype(values):
        column["kind"] = "date"
    if sortable and sorted_by.lstrip("-") == name:
        column["sort"] = "descending" if sorted_by.startswith("-") else "ascending"
    if sortable:
        column["next"] = name if sorted_by != name else f"-{name}"
    return column


def check_page(view: View, tables: Tables) -> None:
    """Drop the part of a list that the address names when the list has no such part."""
    page, selection = address.selected().option(PAGE), address.selected()
    if not page or not view.page_size:
        return
    rows = len(answer(view, tables, selection).frame)
    if not 1 <= _number(page) <= ceil(rows / view.page_size) or str(_number(page)) != page:
        address.reject(PAGE, page)


def _page(found: Answer) -> tuple[int, int]:
    size, all_rows = found.view.page_size, len(found.frame)
    if not size:
        return 0, all_rows
    page = min(max(_number(address.selected().option(PAGE)), 1), max(ceil(all_rows / size), 1))
    return (page - 1) * size, min(page * size, all_rows)


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 7 else 0


def _pages(found: Answer) -> None:
    """Show which rows are seen and the way to the others."""
    size = found.view.page_size
    if not size or len(found.frame) <= size:
        return
    first, last = _page(found)
    count, now = ceil(len(found.frame) / size), first // size + 1
    key = address.widget(f"{PAGE}.{now}")
    with st.container(horizontal=True, vertical_alignment="center"):
        said = t("rows.part", first=text.number(first + 1), last=text.number(last),
                 n=text.number(len(found.frame)))  # fmt: skip
        st.caption(said, width="content")
        chosen = st.pagination(count, default=now, key=key)
    if chosen != now:
        address.set_option(PAGE, "" if chosen == 1 else str(chosen))
        st.rerun()


def tiles(found: Answer) -> None:
    """Show headline figures with their change against the preceding period.

    In: figure (code), value, previous (null where there is none to compare with).
    """
    with st.container(horizontal=True, key=f"tiles-{found.view.id}"):
        for row in found.frame.itertuples():
            st.metric(
                t(f"figure.{row.figure}"),
                text.number(row.value) if not pd.isna(row.value) else "–",
                delta=_change(row.value, row.previous),
                delta_color="off",
                delta_arrow="off"
                if _change(row.value, row.previous) == t("figure.same")
                else "auto",
                help=t(f"figure.{row.figure}.rule"),
                width="stretch",
            )


def _change(value: Any, previous: Any) -> str | None:
    if pd.isna(previous) or pd.isna(value):
        return None
    if value == previous:
        return t("figure.same")
    sign = "+" if value > previous else "−"
    change = f"{sign}{text.number(abs(value - previous))}"
    return t("figure.change", change=change, previous=text.number(previous))
