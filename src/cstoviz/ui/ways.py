"""The controls for the reader's ways: the language, and how views are shown."""

from __future__ import annotations

import streamlit as st

from cstoviz import text
from cstoviz.text import t
from cstoviz.ui import address, reader, signin


def ways() -> None:
    """Show the choice of the language and, folded, of how views are shown."""
    codes = text.languages()
    key = address.widget(f"reader.{reader.LANGUAGE}")
    if len(codes) > 1:
        st.selectbox(
            t("reader.language"),
            codes,
            index=codes.index(reader.language()),
            format_func=text.endonym,
            label_visibility="collapsed",
            placeholder=t("choose"),
            key=key,
            width=124,
            on_change=_speak,
            args=(key,),
        )
    with st.popover(t("reader.show"), key="reader-ways"):
        _toggle(reader.SHOWN, reader.TABLES, reader.prefers_tables())
        _toggle(reader.CONTRAST, reader.HIGH, reader.high_contrast())
        signin.sign_out()


def _toggle(way: str, value: str, on: bool) -> None:
    key = address.widget(f"reader.{way}")
    st.toggle(
        t(f"reader.{value}"),
        on,
        help=t(f"reader.{value}.help"),
        key=key,
        on_change=_set,
        args=(way, value, key),
    )


def _speak(key: str) -> None:
    reader.choose(reader.LANGUAGE, st.session_state[key])
    address.renew()


def _set(way: str, value: str, key: str) -> None:
    reader.choose(way, value if st.session_state[key] else "")
