"""Whether a deck suits the reader's browser."""

from __future__ import annotations

import streamlit as st

_JS = """
export default function ({ setStateValue }) {
  let able = false;
  try {
    const drawn = document.createElement("canvas").getContext("webgl2");
    able = Boolean(drawn) && window.innerWidth >= 640;
  } catch (refused) {
    able = false;
  }
  setStateValue("able", able);
}
"""
_ask = st.components.v2.component("cstoviz_webgl", html="<span></span>", js=_JS)


def able() -> bool | None:
    """Return whether there is WebGL 2 and room for a deck; None until the browser has answered.

    A deck opens at one fixed zoom, so that a narrow screen shows but a part of it.
    """
    known: bool | None = st.session_state.get("cz.webgl")
    if known is None:
        answer = _ask(key="webgl", on_able_change=lambda: None, height=1)
        known = getattr(answer, "able", None)
        if known is not None:
            st.session_state["cz.webgl"] = known
    return known
