"""The pages, their order, and the menu that leads from one to the other with the filter kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from cstoviz.text import t

ROOT = Path(__file__).parents[3]
ORDER = ("overview", "timeline", "map", "participation", "coverage", "events")
PATHS = {name: "" if name == ORDER[0] else name for name in ORDER}
"""The path of every page below the address of the dashboard."""


def pages() -> Mapping[str, Any]:
    """Return every page by name, the first of them being the one that opens."""
    return {
        name: st.Page(
            ROOT / "pages" / f"{name}.py",
            title=t(f"page.{name}.title"),
            url_path=name,
            default=name == ORDER[0],
        )
        for name in ORDER
    }


def menu(title: str, query: Mapping[str, list[str]]) -> None:
    """Show the name of the dashboard and a link to every page, which carries the filter along."""
    with st.container(key="menu", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<span class="cz-brand">{title}</span>', width="content")
        for page in pages().values():
            st.page_link(page, query_params=dict(query))
