"""The script that Streamlit runs for every reader: the pages, and the one that was asked for."""

import streamlit as st

from cstoviz.ui.navigation import ROOT, pages

st.set_page_config(layout="wide", page_icon=str(ROOT / "static" / "icon.png"))
st.navigation(list(pages().values()), position="hidden").run()
