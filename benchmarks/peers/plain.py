"""The page in plain Streamlit."""

from __future__ import annotations

import figures
import streamlit as st

st.set_page_config(layout="wide")
data = st.cache_data(figures.read)()
states = st.multiselect("States", data.states["name"].tolist())
days = st.date_input("Days", (data.first, data.last))
if len(days) != 2:
    st.stop()
chosen = figures.selected(data, states, *days)
columns = st.columns(2)
for number, chart in enumerate(figures.CHARTS):
    columns[number % 2].plotly_chart(chart(chosen), key=chart.__name__)
