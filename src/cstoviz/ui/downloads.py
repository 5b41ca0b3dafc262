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
from cstoviz.ui import data
from cstoviz.views.core import Answer
from cstoviz.views.rows import saved, told_saved
from cstoviz.words import scope_words

_JS = """
export default function ({ parentElement, data }) {
  const plot = () => document.querySelector(`.st-key-${data.chart} .js-plotly-plot`);
  const save = (format, patience) => {
    const found = plot();
    const press = found && found.querySelector('[data-attr="toimage"], [data-title^="Download"]');
    if (!press) {
      if (patience) setTimeout(() => save(format, patience - 1), 100);
      return;
    }
    const { name: filename, width, height } = data;
    const options = { format, filename, width, height, scale: format === "png" ? 2 : 1 };
    found._context.toImageButtonOptions = options;
    press.click();
  };
  for (const button of parentElement.querySelectorAll("button")) {
    button.textContent = data.labels[button.dataset.format];
    button.onclick = () => save(button.dataset.format, 100);
  }
}
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


def hidden_image(found: Answer) -> None:
    """Draw the chart again, out of sight, with what it needs to stand alone.

    It is drawn beside the popover, which closes as soon as the browser saves the image.
    """
    config = {"displayModeBar": True, "displaylogo": False}
    figure = standing_alone(found)
    st.plotly_chart(figure, key=_key(found), theme=None, width=style.ALONE_WIDTH, config=config)


def _key(found: Answer) -> str:
    return f"image-{found.view.id}"


def _save_buttons(found: Answer) -> None:
    data = {
        "chart": _key(found),
        "labels": {kind: t(f"card.download.{kind}") for kind in ("png", "svg")},
        "name": file_name(found, "png").removesuffix(".png"),
        "width": style.ALONE_WIDTH,
        "height": standing_alone(found).setting("height"),
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
