"""Serves the page made of the dashboard's own views, as the dashboard serves its pages."""

from pathlib import Path

import streamlit as st

from cstoviz.ui.server import ROUTES, warmed_up

app = st.App(Path(__file__).with_name("ours_page.py"), lifespan=warmed_up, routes=list(ROUTES))
