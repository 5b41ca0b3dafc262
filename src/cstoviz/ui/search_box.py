"""The search that every page has: it leads to the list of events, with the filter kept."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from cstoviz.text import t
from cstoviz.ui.lists import SEARCHED
from cstoviz.ui.navigation import pages
from cstoviz.views.core import MOST_WRITTEN

LIST = "events"
_TURN = "cz.search"


def search_box(page: str, query: Mapping[str, list[str]]) -> None:
    """Show a field for words to search for, but on the page that has one of its own."""
    if page == LIST:
        return
    turn = st.session_state.setdefault(_TURN, 0)
    words = st.text_input(
        t("search.label"),
        key=f"search-{turn}",
        placeholder=t("search.label"),
        label_visibility="collapsed",
        icon=":material/search:",
        max_chars=MOST_WRITTEN,
        width=210,
    )
    if words and words.strip():
        st.session_state[_TURN] = turn + 1
        st.switch_page(pages()[LIST], query_params={**query, SEARCHED: words.strip()})
