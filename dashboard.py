"""Entry point: `streamlit run dashboard.py [-- --data PATH]`."""

import streamlit as st

from cstoviz.ui.server import MAIN, ROUTES, warmed_up

app = st.App(MAIN, lifespan=warmed_up, routes=list(ROUTES))
