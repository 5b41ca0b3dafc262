"""The card of a view: question, result, chart, source line, table, rule and downloads."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from html import escape

import streamlit as st

from cstoviz import text
from cstoviz.charts import style
from cstoviz.selection import Selection
from cstoviz.tables import Tables
from cstoviz.text import t
from cstoviz.ui import clicks, plot, reader, webgl
from cstoviz.ui.downloads import downloads
from cstoviz.ui.in_code import in_code
from cstoviz.ui.lists import rows, table
from cstoviz.ui.look import mode
from cstoviz.ui.tiles import tiles
from cstoviz.views.core import Answer, View, answer
from cstoviz.views.whole import cut
from cstoviz.words import scope_words

MAP_HEIGHT = 560


def show(view: View, tables: Tables, selection: Selection, said: set[str] | None = None) -> Answer:
    """Show a view's card for a selection and return its answer.

    `said` holds the cautions that the page has given already; they are not repeated.
    """
    found = answer(view, tables, selection)
    with st.container(key=f"card-{view.id}"):
        if view.figures:
            _figures(found)
        else:
            _heading(found)
        _cautions(found, set() if said is None else said)
        if not (view.figures or found.empty):
            _picture(found, tables)
        footer(found, tables)
    return found


def _heading(found: Answer) -> None:
    st.header(found.view.question, anchor=found.view.id)
    look = "cz-empty" if found.empty else "cz-lead"
    st.html(f'<p class="{look}">{escape(found.sentence)}</p>')


def _cautions(found: Answer, said: set[str]) -> None:
    listed = cut(found.frame) if found.view.chart is None else ()
    notes = [note for note in found.notes if note not in listed]
    for look, sentences in (("cz-note", notes), ("cz-caution", found.cautions)):
        for sentence in [each for each in sentences if each not in said]:
            said.add(sentence)
            st.html(f'<p class="{look}">{escape(sentence)}</p>')


def _figures(found: Answer) -> None:
    """Show headline figures beside their heading; below it on a narrow screen."""
    left, right = st.columns([3, 5], gap="medium")
    with left:
        _heading(found)
    with right:
        tiles(found)


def _picture(found: Answer, tables: Tables) -> None:
    if found.view.chart is None:
        rows(found, tables)
    elif reader.prefers_tables():
        table(found)
    elif found.view.flat is None:
        moving = _plotly(found)
        _key(found, t("card.moving") if moving else "")
    else:
        _deck_or_flat(found)


def _deck_or_flat(found: Answer) -> None:
    able = webgl.able()
    if able is None:
        st.container(height=MAP_HEIGHT, border=False).caption(t("card.wait"))
    elif able:
        options = {"alt": _alt(found), "height": MAP_HEIGHT}
        clicks.deck(found.chart(), found.view, f"chart-{found.view.id}", options)
        _key(found)
    else:
        _plotly(found)


def _key(found: Answer, more: str = "") -> None:
    said = " ".join(filter(None, (found.view.key, more)))
    if said:
        st.html(f'<p class="cz-key">{escape(said)}</p>')


def _alt(found: Answer) -> str:
    return t("card.alt", question=found.view.question, sentence=found.sentence)


@lru_cache(maxsize=256)
def _drawn(found: Answer, theme: str) -> tuple[bytes, int, bool]:
    """Return what a browser is told of a figure, its height, and whether a reader can move it."""
    figure = style.without_signs(style.dressed(found.chart(flat=True), theme))
    figure = style.without_nothing(figure)
    return plot.told(figure, _alt(found)), figure.setting("height"), plot.moves(figure)


def _plotly(found: Answer) -> bool:
    """Draw the figure; say whether a reader can move it."""
    content, height, moving = _drawn(found, mode())
    clicks.lead_on(found.view, plot.plot(content, f"chart-{found.view.id}", height))
    return moving


def footer(found: Answer, tables: Tables) -> None:
    """Show what stands under every chart: the source line, the table, the rule, downloads."""
    with st.container(horizontal=True, gap="small", key=f"foot-{found.view.id}"):
        line = escape(source_line(found, tables))
        st.html(f'<p class="cz-foot">{line}</p>', width="stretch")
        with st.container(horizontal=True, gap="small", width="content"):
            if found.view.figures or not reader.prefers_tables():
                _popover(found, "table", partial(table, found))
            _popover(found, "rule", lambda: st.markdown(found.view.rule))
            _popover(found, "download", partial(downloads, found, tables))
            _popover(found, "code", partial(in_code, found))


def source_line(found: Answer, tables: Tables) -> str:
    """Return what stands under every chart: filter, n of N, date of the data, licence."""
    package = found.package
    through = package.through or tables.last_reported
    return t(
        "card.footer",
        scope=scope_words(found.context),
        through=text.day(through) if through is not None else "–",
        version=package.version,
        licence=package.licence,
    )


def _popover(found: Answer, name: str, content: Callable[[], object]) -> None:
    """Show a popover whose content is made when it is open."""
    popover = st.popover(
        t(f"card.{name}"), key=f"{name}-{found.view.id}", type="tertiary", on_change="rerun"
    )
    if popover.open:
        with popover:
            content()
