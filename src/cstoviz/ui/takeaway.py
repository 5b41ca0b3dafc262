"""What a page offers to take away beside its cards: the whole selection, and the whole package."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from cstoviz import shown
from cstoviz.api import places
from cstoviz.export.tables import (
    csv_bytes,
    file_name,
    json_bytes,
    parquet_bytes,
    xlsx_bytes,
)
from cstoviz.selection import Selection
from cstoviz.tables import Memory, Tables
from cstoviz.text import t
from cstoviz.ui import data
from cstoviz.ui.downloads import Maker, file_of
from cstoviz.ui.home import home
from cstoviz.views.core import Answer, View, answer
from cstoviz.views.rows import every_column, told_saved

FORMATS = {
    "csv": csv_bytes,
    "xlsx": xlsx_bytes,
    "json": json_bytes,
    "parquet": parquet_bytes,
}
FEEDS = ("atom", "ics")


def take_away(view: View) -> Callable[[Tables, Selection], None]:
    """Return what shows the downloads of a view, with every column, and of the whole package."""
    return partial(_buttons, view)


def _buttons(view: View, tables: Tables, selection: Selection) -> None:
    found = answer(view, tables, selection)
    st.header(t("takeaway.title"), anchor="take-away")
    with st.container(horizontal=True, key="take-away"):
        for suffix, made in FORMATS.items():
            st.download_button(
                t(f"takeaway.{suffix}"),
                data=data.alone(partial(_file, made, found, tables)),
                file_name=file_name(found, suffix),
                key=f"take-{suffix}",
                on_click="ignore",
            )
        if isinstance(tables.engine, Memory):
            st.download_button(
                t("takeaway.zip"),
                data=shown.files,
                file_name=f"{tables.package.name}-{tables.package.version}.zip",
                key="take-zip",
                on_click="ignore",
            )
    st.caption(" ".join(filter(None, (t("takeaway.explain"), told_saved(found)))))
    _feeds(selection)


def _feeds(selection: Selection) -> None:
    """Offer the events of the filter as a feed and as a calendar to subscribe to."""
    with st.container(horizontal=True, key="take-feeds"):
        for suffix in FEEDS:
            address = places.feed_address(home(), suffix, selection.to_query())
            st.link_button(t(f"takeaway.{suffix}"), address)
    st.caption(t("takeaway.feeds"))


def _file(made: Maker, found: Answer, tables: Tables) -> bytes:
    """Return a file of an answer with every column that there is."""
    return file_of(made, every_column(found, tables), tables)
