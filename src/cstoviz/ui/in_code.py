"""What a card offers to programs: the same answer by address, a line of code, a frame."""

from __future__ import annotations

from html import escape

import streamlit as st

from cstoviz.api import places
from cstoviz.text import t
from cstoviz.ui.home import home
from cstoviz.views.core import Answer

HEIGHT = 640
"""Pixels of the frame that is offered."""

_R_OPTIONS = 'check.names = FALSE, fileEncoding = "UTF-8-BOM"'


def in_code(found: Answer) -> None:
    """Show the addresses and lines, each to be copied."""
    for key, line, language in lines(found, home()):
        st.caption(t(f"code.{key}"))
        st.code(line, language=language, wrap_lines=True)
    st.caption(t("code.more"))


def lines(found: Answer, place: str) -> list[tuple[str, str, str]]:
    """Return what is offered for a dashboard at an address: its key, the line, its language."""
    view, query = found.view.id, found.query
    address = places.view_address(place, view, "csv", query)
    frame = escape(places.embed_address(place, view, query))
    title = escape(found.view.question)
    return [
        ("json", places.view_address(place, view, "json", query), "text"),
        ("pandas", f'import pandas as pd; frame = pd.read_csv("{address}")', "python"),
        ("r", f'frame <- read.csv("{address}", {_R_OPTIONS})', "r"),
        ("embed", f'<iframe src="{frame}" title="{title}" width="100%" height="{HEIGHT}" '
         'style="border:0" loading="lazy"></iframe>', "html"),
    ]  # fmt: skip
