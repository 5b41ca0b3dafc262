"""The menu that leads from page to page with the filter kept."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from cstoviz.ui.navigation import pages
from cstoviz.ui.ways import ways


def menu(title: str, query: Mapping[str, list[str]]) -> None:
    """Show the dashboard's name, a link to every page, which carries `query`, and the ways."""
    with st.container(key="menu", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<span class="cz-brand">{escape(title)}</span>', width="content")
        for page in pages().values():
            st.page_link(page, query_params=dict(query))
        with st.container(key="ways", horizontal=True, width="content", gap="small"):
            ways()
