"""The page made of the dashboard's own views: their counting, charts and sentences."""

from __future__ import annotations

from functools import lru_cache, partial

import streamlit as st

from cstoviz import text
from cstoviz.charts import style
from cstoviz.labels import Labels
from cstoviz.selection import Selection, whole_period
from cstoviz.ui import data, plot
from cstoviz.views.core import Answer, answer
from cstoviz.views.registry import views

VIEWS = ("timeline", "participation-by-state", "participation-over-time", "events-per-month")


@lru_cache(maxsize=256)
def drawn(found: Answer) -> tuple[bytes, int]:
    figure = style.without_nothing(style.dressed(found.chart(flat=True), "light"))
    return plot.told(figure, found.sentence), figure.setting("height")


def main() -> None:
    st.set_page_config(layout="wide")
    text.speak("en")
    tables = data.tables()
    labels, whole = Labels(tables, "en"), whole_period(tables, ("reported",))
    states = st.multiselect(
        "States", labels.order("state"), format_func=partial(labels.of, "state")
    )
    days = st.date_input("Days", (whole.start, whole.end))
    if len(days) != 2:
        st.stop()
    selection = Selection(states=tuple(states), period=f"{days[0]}..{days[1]}")
    columns = st.columns(2)
    for number, name in enumerate(VIEWS):
        found = answer(views()[name], tables, selection)
        with columns[number % 2]:
            st.markdown(f"**{found.view.question}**  \n{found.sentence}")
            content, height = drawn(found)
            plot.plot(content, name, height)


main()
