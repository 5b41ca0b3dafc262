"""The card of one event, a dialog with an address of its own (`event=...`)."""

from __future__ import annotations

import streamlit as st

from cstoviz.tables import Tables


def event_card(tables: Tables) -> None:
    """Open the card of the event that the address names."""
    if "event" in st.query_params:
        _ = tables
