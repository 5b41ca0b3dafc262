"""How a reader wants the dashboard to be: language, tables instead of charts, high contrast.

These ways are kept in the address, as all that is shown is, and stay when pages change; the
selection knows nothing of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from cstoviz import text
from cstoviz.selection import Rejected
from cstoviz.ui import data

LANGUAGE = "lang"
"""The key of the address that says in which language everything comes."""

SHOWN = "show"
"""The key of the address that asks for tables instead of charts."""

CONTRAST = "contrast"
"""The key of the address that asks for high contrast."""

TABLES, HIGH = "tables", "high"
KEYS = (LANGUAGE, SHOWN, CONTRAST)

P = ParamSpec("P")
R = TypeVar("R")
_KEPT = "cz.reader"
_WRONG = "cz.reader.wrong"
_FIRST = "cz.reader.first"
_CHOSEN = "cz.reader.chosen"


def settle() -> None:
    """Take the reader's ways from the address or the browser, and speak the reader's language."""
    if _KEPT not in st.session_state:
        st.session_state[_KEPT] = {LANGUAGE: text.best_language(_wanted())}
        _take()
        st.session_state[_FIRST] = _kept()[LANGUAGE]
    elif history_navigation():
        _take()
    text.speak(_kept()[LANGUAGE])


def spoken(content: Callable[P, R]) -> Callable[P, R]:
    """Let a part of a page that can run by itself speak the reader's language and wait its turn."""

    @wraps(content)
    def speaking(*args: P.args, **named: P.kwargs) -> R:
        text.speak(language())
        return data.alone(content)(*args, **named)

    return speaking


def _wanted() -> list[str]:
    """Return the languages that the browser asks for, the most wanted first."""
    listed = text.accepted(st.context.headers.get("Accept-Language") or "")
    return [code for code in (st.context.locale, *listed) if code]


def _take() -> None:
    wrong = []
    for key, allowed in ((LANGUAGE, text.languages()), (SHOWN, (TABLES,)), (CONTRAST, (HIGH,))):
        value = st.query_params.get(key, "")
        if value in allowed:
            _kept()[key] = value
        elif value:
            wrong.append(Rejected(key, value))
        elif key != LANGUAGE and history_navigation():
            _kept().pop(key, None)
    st.session_state[_WRONG] = tuple(wrong)


def _kept() -> dict[str, str]:
    kept: dict[str, str] = st.session_state[_KEPT]
    return kept


def rejected() -> tuple[Rejected, ...]:
    """Return the ways that the opened address asked for and that there are not."""
    found: tuple[Rejected, ...] = st.session_state.get(_WRONG, ())
    return found


def language() -> str:
    """Return the reader's language."""
    return _kept()[LANGUAGE]


def as_arrived() -> bool:
    """Say whether the language is the one that the reader came with."""
    return bool(st.session_state.get(_FIRST) == language())


def chosen() -> bool:
    """Say whether the reader set a way by hand since the page was opened."""
    return bool(st.session_state.get(_CHOSEN))


def prefers_tables() -> bool:
    """Say whether the reader asked for tables instead of charts."""
    return _kept().get(SHOWN) == TABLES


def high_contrast() -> bool:
    """Say whether the reader asked for high contrast."""
    return _kept().get(CONTRAST) == HIGH


def choose(key: str, value: str) -> None:
    """Set one of the reader's ways, or take it back with ""."""
    if value:
        _kept()[key] = value
    else:
        _kept().pop(key, None)
    st.session_state[_WRONG] = ()
    st.session_state[_CHOSEN] = True
    text.speak(language())


def query() -> Mapping[str, list[str]]:
    """Return what the reader's ways add to every address."""
    kept = _kept()
    return {key: [kept[key]] for key in KEYS if key in kept}


def history_navigation() -> bool:
    """Say whether this run comes from the browser's way back or forward."""
    return bool(getattr(get_script_run_ctx(), "is_history_navigation", False))
