"""The events behind a number, in a drawer beside the page, with an address of its own."""

from __future__ import annotations

from html import escape

import streamlit as st

from cstoviz.tables import Tables
from cstoviz.ui import address, card, reader
from cstoviz.ui.filters import plain
from cstoviz.ui.lists import rows
from cstoviz.views import behind
from cstoviz.views.core import Answer, answer


def check_number(tables: Tables) -> None:
    """Drop the number that the address names when no view shows it."""
    code = address.selected().option(behind.KEY)
    if code and behind.number_of(code, tables, address.selected()) is None:
        address.reject(behind.KEY, code)


def number_behind(tables: Tables) -> None:
    """Open what is behind the number that the address names."""
    selection = address.selected()
    if not selection.option(behind.KEY):
        return
    found = answer(behind.BEHIND, tables, selection)
    title = plain(behind.heading(found))
    drawer = st.dialog(title, width="medium", position="right", on_dismiss=_closed)
    drawer(reader.spoken(_content))(found, tables)


def _closed() -> None:
    address.set_option(behind.KEY)


def _content(found: Answer, tables: Tables) -> None:
    with st.container(key="drill"):
        st.html(f'<p class="cz-lead">{escape(found.sentence)}</p>')
        if not found.empty:
            rows(found, tables, "fill")
        card.footer(found, tables)
