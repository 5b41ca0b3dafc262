"""Where the dashboard stands, as the reader's browser sees it."""

from __future__ import annotations

import streamlit as st

from cstoviz.ui.navigation import ORDER


def home() -> str:
    """Return the address of the dashboard without a page and a slash at its end."""
    address = str(st.context.url or "").split("?")[0].rstrip("/")
    path, _, last = address.rpartition("/")
    return path if last in ORDER else address
