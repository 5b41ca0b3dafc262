"""A page shown small inside another: the slides as they will be, out of the way of the keyboard."""

from __future__ import annotations

import streamlit as st

_HTML = '<iframe class="preview" tabindex="-1"></iframe>'
_CSS = """
.preview{display:block;width:100%;aspect-ratio:16/9;border:1px solid var(--st-border-color);
 border-radius:var(--st-base-radius,.35rem)}
"""
_JS = """
export default function ({ parentElement, data }) {
  const frame = parentElement.querySelector(".preview");
  frame.title = data.title;
  if (frame.dataset.path !== data.path) {
    frame.dataset.path = data.path;
    frame.src = data.path;
  }
}
"""
_preview = st.components.v2.component("cstoviz_preview", html=_HTML, css=_CSS, js=_JS)


def preview(path: str, title: str) -> None:
    """Show the page of this server at `path`; a screen reader hears `title`."""
    _preview(key="preview", data={"path": path, "title": title})
