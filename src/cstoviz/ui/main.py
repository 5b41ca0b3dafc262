"""The script that Streamlit runs for every reader: the pages, and the one that was asked for."""

import streamlit as st

from cstoviz.ui import gone, reader, signin
from cstoviz.ui.navigation import ROOT, all_pages

gone.forget()
reader.settle()
st.set_page_config(layout="wide", page_icon=str(ROOT / "static" / "icon.png"))
page = st.navigation(all_pages(), position="hidden")
if signin.admitted():
    page.run()
else:
    signin.ask()
