"""The choices that views add to the filter, as controls bound to the URL, each shown once."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from cstoviz.selection import Selection
from cstoviz.tables import Tables
from cstoviz.views.core import Option, View

_FEW = 5


def options_bar(views: Iterable[View], tables: Tables, selection: Selection) -> Selection:
    """Show the choices of these views and return the selection with what was chosen."""
    options = {option.key: option for view in views for option in view.options}
    if not options:
        return selection
    with st.container(key="options", horizontal=True, vertical_alignment="bottom"):
        for option in options.values():
            value = _control(option, tables, selection)
            selection = selection.with_options(**{option.key: value})
    return selection


def _control(option: Option, tables: Tables, selection: Selection) -> str:
    choices = dict(option.choices(tables, selection))
    codes = list(choices)
    if len(codes) < 2:
        return codes[0] if codes else ""
    if len(codes) <= _FEW:
        picked = st.segmented_control(
            option.label, codes, default=codes[0], required=True, key=option.key,
            format_func=lambda code: choices[code], bind="query-params",
        )  # fmt: skip
    else:
        picked = st.selectbox(
            option.label, codes, key=option.key, format_func=lambda code: choices[code],
            bind="query-params", width=340,
        )  # fmt: skip
    return str(picked or codes[0])
