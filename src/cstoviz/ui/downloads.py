"""What a card offers to take away: its table as files, its chart as an image."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from cstoviz.charts import style
from cstoviz.charts.canvas import Figure
from cstoviz.export.tables import csv_bytes, file_name, xlsx_bytes
from cstoviz.tables import Tables
from cstoviz.text import t
from cstoviz.ui import data, plot
from cstoviz.views.core import Answer
from cstoviz.views.rows import saved, told_saved
from cstoviz.words import scope_words

_JS = f"""
export default function ({{ parentElement, data }}) {{
  {plot.LOADED}
  const {{ figure, name: filename, width, height, labels }} = data;
  for (const button of parentElement.querySelectorAll("button")) {{
    const format = button.dataset.format;
    const options = {{ format, filename, width, height, scale: format === "png" ? 2 : 1 }};
    button.textContent = labels[format];
    button.onclick = async () => (await window.cstovizCharts).save(figure, options);
  }}
}}
"""
_HTML = '<button data-format="png"></button><button data-format="svg"></button>'
_CSS = """
button{font:inherit;color:inherit;background:transparent;cursor:pointer;display:block;width:100%;
 padding:.42rem .8rem;margin:0 0 1rem;border:1px solid var(--st-border-color);
 border-radius:var(--st-button-radius,.35rem)}
button:last-child{margin:0}
button:hover,button:focus-visible{border-color:var(--st-primary-color);
 color:var(--st-primary-color)}
"""
_image = st.components.v2.component("cstoviz_image", html=_HTML, css=_CSS, js=_JS)


Maker = Callable[[Answer, Tables], bytes]


def downloads(found: Answer, tables: Tables) -> None:
    """Show the buttons; files are made when they are asked for."""
    for suffix, made in (("csv", csv_bytes), ("xlsx", xlsx_bytes)):
        st.download_button(
            t(f"card.download.{suffix}"),
            data=data.alone(partial(file_of, made, found, tables)),
            file_name=file_name(found, suffix),
            key=f"{suffix}-{found.view.id}",
            on_click="ignore",
            width="stretch",
        )
    if said := told_saved(found):
        st.caption(said)
    if has_image(found):
        _save_buttons(found)


def file_of(made: Maker, found: Answer, tables: Tables) -> bytes:
    """Return a file of the answer, of a long list with as many rows as a file may hold."""
    return made(saved(found, tables), tables)


def has_image(found: Answer) -> bool:
    """Say whether there is a picture to take away."""
    return found.view.chart is not None and not found.empty


def _save_buttons(found: Answer) -> None:
    figure = standing_alone(found)
    data = {
        "figure": figure.to_dict(),
        "labels": {kind: t(f"card.download.{kind}") for kind in ("png", "svg")},
        "name": file_name(found, "png").removesuffix(".png"),
        "width": style.ALONE_WIDTH,
        "height": figure.setting("height"),
    }
    _image(key=f"save-{found.view.id}", data=data)


def standing_alone(found: Answer) -> Figure:
    """Return the chart with its question, result and source line, on white."""
    figure = style.dressed(found.chart(flat=True), "light")
    package = found.package
    source = t(
        "image.source",
        scope=scope_words(found.context),
        title=package.title,
        version=package.version,
        licence=package.licence,
    )
    return style.standing_alone(figure, found.view.question, found.sentence, source)
