"""A slider that can run by itself, month by month."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from cstoviz.text import t
from cstoviz.ui import address
from cstoviz.views.core import Option

_PLAYING = "cz.playing"
SECONDS = 1.5


def playback(option: Option, choices: Mapping[str, str], value: str, key: str) -> str:
    """Show a slider over the choices with a button that runs through them; return the choice."""
    codes = list(choices)
    if playing() and key in st.session_state:
        _forward(key, codes)
    first = address.started(key, value)
    with st.container(horizontal=True, vertical_alignment="bottom", width=620):
        st.button(
            t("playback.stop" if playing() else "playback.start"),
            icon=":material/pause:" if playing() else ":material/play_arrow:",
            key="playback",
            on_click=_toggle,
            args=(key, codes),
        )
        picked = st.select_slider(
            option.label, codes, first, key=key, format_func=lambda code: choices[code]
        )
    return str(picked)


def playing() -> bool:
    """Whether a slider runs by itself now."""
    return bool(st.session_state.get(_PLAYING))


def _toggle(key: str, codes: list[str]) -> None:
    st.session_state[_PLAYING] = not playing()
    st.session_state["cz.step"] = False
    if playing() and st.session_state.get(key) == codes[-1]:
        st.session_state[key] = codes[0]


def _forward(key: str, codes: list[str]) -> None:
    """Go one step on when the clock asked for it; stop after the last."""
    if not st.session_state.pop("cz.step", False):
        return
    place = codes.index(st.session_state[key])
    if place + 1 < len(codes):
        st.session_state[key] = codes[place + 1]
    else:
        st.session_state[key] = codes[0]
        st.session_state[_PLAYING] = False


def clock() -> None:
    """Run the page again after a while as long as a slider runs by itself; draw it last."""
    st.session_state["cz.waiting"] = False
    if playing():
        _clock()


@st.fragment(run_every=SECONDS)
def _clock() -> None:
    if st.session_state.get("cz.waiting"):
        st.session_state["cz.waiting"] = False
        st.session_state["cz.step"] = True
        st.rerun()
    st.session_state["cz.waiting"] = True
