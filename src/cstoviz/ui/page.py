"""What every page has: the look, the data or why it is broken, the filter and it in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import pandas as pd
import streamlit as st

from cstoviz.context import context
from cstoviz.package import PackageError
from cstoviz.selection import Selection
from cstoviz.tables import Tables
from cstoviz.text import t, tn
from cstoviz.ui import card, data, html, look
from cstoviz.ui.event_card import event_card
from cstoviz.ui.filters import filter_bar
from cstoviz.ui.options import options_bar
from cstoviz.views.core import View
from cstoviz.words import scope_words

Rows = Sequence[Sequence[View]]


def render(name: str, rows: Rows, more: Callable[[Tables, Selection], None] | None = None) -> None:
    """Show a page: heading, filter, filter in words, then rows of views side by side.

    `more` shows what the page has beside views. A broken package shows its problems instead.
    """
    look.wear()
    try:
        tables = data.tables()
    except PackageError as error:
        _broken(error)
        return
    st.set_page_config(page_title=f"{t(f'page.{name}.title')} · {tables.package.title}")
    st.title(t(f"page.{name}.title"), anchor=False)
    selection = filter_bar(tables, name)
    st.html(f'<p class="cz-scope">{escape(scope_words(context(tables, selection)))}</p>')
    selection = options_bar((view for row in rows for view in row), tables, selection)
    for row in rows:
        _row(row, tables, selection)
    if more:
        more(tables, selection)
    event_card(tables)


def _row(views: Sequence[View], tables: Tables, selection: Selection) -> None:
    """Show cards side by side; below each other on a narrow screen."""
    columns = st.columns(len(views), gap="large") if len(views) > 1 else [st.container()]
    for column, view in zip(columns, views, strict=True):
        with column:
            card.show(view, tables, selection)


def _broken(error: PackageError) -> None:
    st.title(t("app.broken"))
    st.write(tn("app.broken.explain", len(error.problems), path=f"`{data.path()}`"))
    columns = ("table", "row", "field", "value", "rule", "allowed")
    rows = [[getattr(problem, column) for column in columns] for problem in error.problems]
    frame = pd.DataFrame(rows, columns=[t(f"problem.{column}") for column in columns], dtype=object)
    st.html(html.table(frame.astype(str), t("app.broken")))
