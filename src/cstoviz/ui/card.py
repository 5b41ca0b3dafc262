"""The card of a view: question, result, chart, source line, table, rule and downloads."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from cstoviz import text
from cstoviz.charts import style
from cstoviz.export.tables import csv_bytes, file_name, xlsx_bytes
from cstoviz.selection import Selection
from cstoviz.tables import Tables
from cstoviz.text import t
from cstoviz.ui import html
from cstoviz.ui.clicks import on_click
from cstoviz.ui.lists import rows, tiles
from cstoviz.views.core import Answer, View, answer
from cstoviz.words import scope_words

CONFIG = {
    "displaylogo": False,
    "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"],
    "toImageButtonOptions": {"format": "png", "scale": 2},
}


def show(view: View, tables: Tables, selection: Selection) -> Answer:
    """Show a view's card for a selection and return its answer."""
    found = answer(view, tables, selection)
    with st.container(key=f"card-{view.id}"):
        st.subheader(view.question, anchor=view.id)
        if found.empty:
            st.html(f'<p class="cz-empty">{escape(found.sentence)}</p>')
        else:
            st.html(f'<p class="cz-lead">{escape(found.sentence)}</p>')
            _picture(found)
        _footer(found, tables)
    return found


def mode() -> str:
    """Return which page is shown: "light" or "dark"."""
    return "dark" if st.context.theme.type == "dark" else "light"


def _picture(found: Answer) -> None:
    chart = found.chart()
    alt = t("card.alt", question=found.view.question, sentence=found.sentence)
    if isinstance(chart, go.Figure):
        _plotly(found, style.dressed(chart, mode()), alt)
    elif chart is not None:
        st.pydeck_chart(chart, key=f"chart-{found.view.id}", alt=alt)
    elif found.view.figures:
        tiles(found)
    else:
        rows(found)


def _plotly(found: Answer, figure: go.Figure, alt: str) -> None:
    options: dict[str, Any] = {"theme": None, "config": CONFIG, "alt": alt}
    key = f"chart-{found.view.id}"
    if found.view.click:
        on_click(figure, found.view.click, key, options)
    else:
        st.plotly_chart(figure, key=key, **options)


def _footer(found: Answer, tables: Tables) -> None:
    st.html(f'<p class="cz-foot">{escape(source_line(found, tables))}</p>')
    with st.container(horizontal=True, gap="small"):
        _popover(found, "table", lambda: st.html(html.table(found.table(), found.view.question)))
        _popover(found, "rule", lambda: st.markdown(found.view.rule))
        _popover(found, "download", lambda: _downloads(found, tables))


def source_line(found: Answer, tables: Tables) -> str:
    """Return what stands under every chart: filter, n of N, date of the data, licence."""
    package = tables.package
    through = package.through or tables.last_reported
    return t(
        "card.footer",
        scope=scope_words(found.context),
        through=text.day(through) if through else "–",
        version=package.version,
        licence=package.licence,
    )


def _popover(found: Answer, name: str, content: Any) -> None:
    popover = st.popover(
        t(f"card.{name}"), key=f"{name}-{found.view.id}", type="tertiary", on_change="rerun"
    )
    if popover.open:
        with popover:
            content()


def _downloads(found: Answer, tables: Tables) -> None:
    for suffix, made in (("csv", csv_bytes), ("xlsx", xlsx_bytes)):
        st.download_button(
            t(f"card.download.{suffix}"),
            data=partial(made, found, tables),
            file_name=file_name(found, suffix),
            key=f"{suffix}-{found.view.id}",
            on_click="ignore",
            width="stretch",
        )
