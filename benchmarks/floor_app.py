"""Serves the floor (see `floor.py`), with the files that charts are drawn by."""

from pathlib import Path

import streamlit as st

from cstoviz.ui.server import ROUTES

app = st.App(Path(__file__).with_name("floor_page.py"), routes=list(ROUTES))
