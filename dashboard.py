"""Entry point: `streamlit run dashboard.py [-- --data PATH]`."""

import streamlit as st

from cstoviz.ui.server import FILES, MAIN, warmed_up

app = st.App(MAIN, lifespan=warmed_up, routes=[FILES])
