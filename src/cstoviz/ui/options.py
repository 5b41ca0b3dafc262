"""The choices that views add to the filter: each shown once, and in step with the address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from zlib import crc32

import streamlit as st

from cstoviz.selection import Selection
from cstoviz.tables import Tables
from cstoviz.text import t
from cstoviz.ui import address
from cstoviz.ui.filters import plain
from cstoviz.ui.lists import PAGE
from cstoviz.ui.playback import playback
from cstoviz.views.core import MOST_WRITTEN, Option, View

_FEW = 5


def keys(views: Iterable[View]) -> set[str]:
    """Return the keys of the address that these views add to the filter."""
    views = list(views)
    paged = {PAGE for view in views if view.page_size}
    return paged | {option.key for view in views for option in view.options}


def options_bar(views: Iterable[View], tables: Tables) -> Selection:
    """Show the choices of these views and return the selection with what was chosen."""
    options = {option.key: option for view in views for option in view.options}
    if options:
        with st.container(key="options", horizontal=True, vertical_alignment="bottom"):
            for option in options.values():
                before = address.selected().option(option.key)
                _set(option, tables)
                if address.selected().option(option.key) != before:
                    _forget(option.key, options.values())
    return address.selected()


def _forget(key: str, options: Iterable[Option]) -> None:
    """Drop what was chosen of options whose choices follow another one that changed."""
    for option in options:
        if option.follows == key:
            address.set_option(option.key)


def _set(option: Option, tables: Tables) -> None:
    choices = dict(option.offered(tables, address.selected()))
    given = address.selected().option(option.key)
    if given and option.value(tables, address.selected()) != given:
        address.reject(option.key, given)
    default = option.default(tables, address.selected())
    value = _control(option, choices, address.selected().option(option.key) or default)
    address.set_option(option.key, "" if value == default else value)


def _control(option: Option, choices: Mapping[str, str], value: str) -> str:
    if option.control == "search":
        return _search(option, value)
    if option.control == "click":
        return value
    if option.control == "several":
        return _several(option, choices, value)
    if len(choices) < 2:
        return value
    if option.control == "play":
        return playback(option, choices, value, key_of(option, choices))
    return _choice(option, choices, value)


def key_of(option: Option, choices: Mapping[str, str] | None = None) -> str:
    """Return the key of an option's widget; another when there is another choice."""
    return address.widget(f"option.{option.key}.{crc32(repr(list(choices or ())).encode())}")


def _choice(option: Option, choices: Mapping[str, str], value: str) -> str:
    key, codes = key_of(option, choices), list(choices)
    first = address.started(key, value)
    if len(codes) <= _FEW:
        picked = st.segmented_control(
            option.label, codes, default=first, required=True, key=key,
            format_func=lambda code: plain(choices[code]),
        )  # fmt: skip
    else:
        picked = st.selectbox(
            option.label, codes, index=codes.index(first), key=key, width=340,
            format_func=lambda code: choices[code], placeholder=t("choose"),
        )  # fmt: skip
    return str(picked if picked is not None else codes[0])


def _search(option: Option, value: str) -> str:
    key = key_of(option)
    first = address.started(key, value)
    return st.text_input(
        option.label, first, key=key, max_chars=MOST_WRITTEN, width=340, icon=":material/search:"
    ).strip()


def _several(option: Option, choices: Mapping[str, str], value: str) -> str:
    key = key_of(option, choices)
    first = address.started(key, value)
    picked = st.multiselect(
        option.label,
        list(choices),
        default=[code for code in first.split(",") if code in choices],
        format_func=lambda code: choices[code],
        placeholder=t("option.columns.placeholder"),
        key=key,
        width=420,
    )
    return ",".join(code for code in choices if code in picked)
