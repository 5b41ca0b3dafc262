"""What is selected, in step with the address: the URL holds the whole view and nothing else.

The session keeps one `Selection`. It is taken from the URL when an address is opened, a link
followed or the browser's history used, and put into the URL after the widgets of every run.
Streamlit's own binding of widgets is not used: it writes labels instead of codes, drops wrong
values without a word, and forgets at a page switch what came only from the URL.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any
from weakref import ref

import streamlit as st

from cstoviz.selection import KEYS, Rejected, Selection, from_query
from cstoviz.tables import Tables
from cstoviz.ui import reader
from cstoviz.views.behind import KEY

EVENT = "event"
"""The key of the address that opens an event's card, on every page."""

BEHIND = KEY
"""The key of the address that opens the events behind a number, on every page."""

_SELECTED = "cz.selected"
_REJECTED = "cz.rejected"
_PAGE = "cz.page"
_TURN = "cz.turn"
_SEED = "cz.seed"
_TABLES = "cz.tables"


def arrive(page: str, own_keys: Collection[str], tables: Tables) -> None:
    """Bring the selection in line with the address, before any widget is drawn.

    `own_keys` are the keys that only this page has; they are dropped when the page is left.
    """
    changed = renewed(tables)
    if changed:
        _recheck(tables)
    if st.session_state.get(_PAGE) != page or reader.history_navigation():
        _take_address(own_keys, tables)
        renew()
    elif changed:
        renew()
    else:
        st.session_state[_SELECTED] = _from_widgets(selected())
    st.session_state[_PAGE] = page
    st.session_state[_TABLES] = ref(tables)


def renewed(tables: Tables) -> bool:
    """Say whether the reader has seen another package until now."""
    before = st.session_state.get(_TABLES)
    return before is not None and before() is not tables


def _recheck(tables: Tables) -> None:
    """Keep of what is selected what the package has that took the place of another."""
    selection, found = from_query(_from_widgets(selected()).to_query(), tables)
    st.session_state[_SELECTED] = selection
    st.session_state[_REJECTED] = found


def _take_address(own_keys: Collection[str], tables: Tables) -> None:
    selection, found = from_query(_query(), tables)
    if _bare_move():
        selection, found = selected(), ()
    strange = [k for k, _ in selection.options if k not in {*own_keys, EVENT, BEHIND}]
    st.session_state[_SELECTED] = selection.with_options(**dict.fromkeys(strange, ""))
    st.session_state[_REJECTED] = found


def _query() -> dict[str, list[str]]:
    """Return the address's query without the reader's ways."""
    params = st.query_params
    return {key: params.get_all(key) for key in params if key not in reader.KEYS}


def _bare_move() -> bool:
    """Whether a page was chosen without a query, which keeps the filter (not at first sight)."""
    return _PAGE in st.session_state and not _query() and not reader.history_navigation()


def renew() -> None:
    """Make the widgets start anew from what is selected now.

    They get new keys and a fixed first value. Setting their state instead would be lost where a
    run is cut short before the browser has drawn them.
    """
    number: int = st.session_state.get(_TURN, 0)
    st.session_state[_TURN] = number + 1
    st.session_state[_SEED] = selected()


def widget(key: str) -> str:
    """Return the key of the widget that sets a key of the address."""
    return f"cz.set.{key}.{st.session_state.get(_TURN, 0)}"


def seed() -> Selection:
    """Return the selection that the widgets started from."""
    selection: Selection = st.session_state.get(_SEED, Selection())
    return selection


def started(key: str, value: str) -> str:
    """Return the value that a widget of a page started with: this one, if it starts now."""
    first: str = st.session_state.setdefault(f"{key}.first", value)
    return first


def _from_widgets(before: Selection) -> Selection:
    """Return the selection with what the widgets hold; those not drawn change nothing."""
    values: dict[str, Any] = {}
    for key in KEYS:
        value = st.session_state.get(widget(key))
        if key == "status" and value:
            values[key] = tuple(value.split("-"))
        elif isinstance(value, list):
            values[key] = tuple(value)
        elif value is not None:
            values[key] = value
    changed = replace(before, **values)
    if changed != before:
        st.session_state[_REJECTED] = ()
    return changed


def selected() -> Selection:
    """Return what is selected now."""
    selection: Selection = st.session_state.get(_SELECTED, Selection())
    return selection


def rejected() -> tuple[Rejected, ...]:
    """Return the values of the opened address that could not be taken."""
    found: tuple[Rejected, ...] = st.session_state.get(_REJECTED, ())
    return (*reader.rejected(), *found)


def reject(key: str, value: str) -> None:
    """Drop a page's own value that could not be taken, and remember it to say so."""
    found: tuple[Rejected, ...] = st.session_state.get(_REJECTED, ())
    st.session_state[_REJECTED] = (*found, Rejected(key, value))
    set_option(key)


def publish() -> None:
    """Put the selection and the reader's ways into the address.

    Done in every run: the address that a run started with can be older than the browser's. Where
    only the language is missing, the browser adds it (`ui.link`): written from here it would be a
    step of its own in the browser's history, from which the way back leads nowhere.
    """
    wanted = {**selected().to_query(), **reader.query()}
    now = {key: st.query_params.get_all(key) for key in st.query_params}
    if {**now, reader.LANGUAGE: [reader.language()]} != wanted or not reader.as_arrived():
        st.query_params.from_dict(wanted)


def set_option(key: str, value: str = "") -> None:
    """Set a key that only this page has, or remove it."""
    st.session_state[_SELECTED] = selected().with_options(**{key: value})


def set_by_click(key: str, value: str) -> None:
    """Set a key by a click on a mark; controls that show the same key follow."""
    set_option(key, value)
    if key not in (EVENT, BEHIND):
        renew()


def set_period(period: str) -> None:
    """Choose a period; the filter's own control follows."""
    st.session_state[_SELECTED] = replace(_from_widgets(selected()), period=period)
    renew()


def reset() -> None:
    """Put the whole filter, and what the page adds to it, back to its defaults; a callback."""
    st.session_state[_SELECTED] = Selection()
    st.session_state[_REJECTED] = ()
    renew()
