"""Entry point: `streamlit run dashboard.py [-- --data PATH]`."""

import streamlit as st

from cstoviz.ui.server import MAIN, served

app = st.App(MAIN, **served())
