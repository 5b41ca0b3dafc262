"""Entry point: `streamlit run dashboard.py [-- --data PATH]`."""

import streamlit as st

from cstoviz.ui.navigation import PAGES

st.set_page_config(layout="wide", page_icon=":material/monitoring:")
st.navigation([st.Page(**page) for page in PAGES], position="top").run()
