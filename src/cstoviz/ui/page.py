"""What every page has: the look, the data or why it is broken, the filter and it in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from cstoviz import shown, text
from cstoviz.context import context
from cstoviz.package import PackageError
from cstoviz.selection import Selection
from cstoviz.tables import Tables
from cstoviz.text import t, tn
from cstoviz.translations import package_in
from cstoviz.ui import address, card, data, look, markup, options, playback, reader
from cstoviz.ui.drill import check_number, number_behind
from cstoviz.ui.event_card import check_event, event_card
from cstoviz.ui.filters import filter_bar, plain, rejections
from cstoviz.ui.legend import legend
from cstoviz.ui.link import copy_link
from cstoviz.ui.lists import check_page
from cstoviz.ui.menu import menu
from cstoviz.ui.nothing import nothing
from cstoviz.ui.search_box import search_box
from cstoviz.views.core import View
from cstoviz.words import scope_words

Stack = View | Sequence[View]
Rows = Sequence[Sequence[Stack]]
More = Callable[[Tables, Selection], None]


@dataclass(frozen=True)
class Other:
    """What a page reads from the address beside its own views: keys, and views they name."""

    keys: set[str]
    views: Callable[[], Sequence[View]]


def _options(views: Sequence[View], other: Other | None, tables: Tables) -> Selection:
    """Show the choices that views add to the filter; folded where the page does not show them."""
    if other is None:
        return options.options_bar(views, tables)
    with st.expander(t("options.folded")):
        return options.options_bar([*views, *other.views()], tables)


def render(
    name: str,
    rows: Rows,
    more: More | None = None,
    widths: Mapping[int, Sequence[float]] | None = None,
    other: Other | None = None,
) -> None:
    """Show a page: heading, filter, filter in words, then rows of views side by side.

    A row holds views or stacks of views, `widths` their shares of the width by the row's number;
    `more` shows what the page has beside views, `other` which further keys of the address it
    reads, and the views behind them. A broken package shows its problems instead.
    """
    look.wear()
    try:
        tables = data.tables()
    except PackageError as error:
        _broken(error)
        return
    with tables.engine.turn():
        _show(name, tables, rows, more, widths or {}, other)


def _show(
    name: str,
    tables: Tables,
    rows: Rows,
    more: More | None,
    widths: Mapping[int, Sequence[float]],
    other: Other | None,
) -> None:
    views = list(_views(rows))
    if address.renewed(tables):
        st.toast(t("app.renewed", version=plain(tables.package.version)))
    address.arrive(name, options.keys(views) | (other.keys if other else set()), tables)
    _head(name, tables)
    rejected = st.container()
    check_event(tables)
    selection = _options(views, other, tables)
    check_page(views, tables)
    check_number(tables)
    with rejected:
        rejections()
    address.publish()
    nothing(tables, selection, views)
    legend(views)
    said: set[str] = set()
    for number, row in enumerate(rows):
        _row(
            row,
            widths.get(number, [1] * len(row)),
            partial(card.show, tables=tables, selection=selection, said=said),
        )
    if more:
        more(tables, selection)
    if not event_card(tables):
        number_behind(tables)
    playback.clock()
    _refused(tables)


def _refused(tables: Tables) -> None:
    """Tell those who keep the data, at the foot, that a newer package was not taken over."""
    if refused := shown.state().refused:
        said = tn("app.refused", len(refused.problems), day=text.day(refused.at.date()),
                  version=tables.package.version)  # fmt: skip
        st.html(f'<p class="cz-foot">{escape(said)}</p>')


def _views(rows: Rows) -> Iterator[View]:
    for row in rows:
        for stack in row:
            yield from [stack] if isinstance(stack, View) else stack


def _head(name: str, tables: Tables) -> None:
    title, package = t(f"page.{name}.title"), package_in(tables, text.language())
    st.set_page_config(page_title=f"{title} · {package.title}")
    query = {**address.selected().without_options().to_query(), **reader.query()}
    menu(package.title, query)
    words = scope_words(context(tables, address.selected()))
    with st.container(key="head", horizontal=True, vertical_alignment="center"):
        st.title(title, anchor=False, width="content")
        st.html(f'<p class="cz-scope">{escape(words)}</p>')
        search_box(name, query)
        copy_link(words)
    filter_bar(tables)


def _row(row: Sequence[Stack], widths: Sequence[float], show: Callable[[View], object]) -> None:
    """Show cards side by side; below each other on a narrow screen."""
    columns = st.columns(widths, gap="medium") if len(row) > 1 else [st.container()]
    for column, stack in zip(columns, row, strict=True):
        with column:
            for view in [stack] if isinstance(stack, View) else stack:
                show(view)


def _broken(error: PackageError) -> None:
    """Show every problem of a package that cannot be shown."""
    st.title(t("app.broken"))
    place = plain(shown.place())
    st.markdown(tn("app.broken.explain", len(error.problems), path=place))
    rows = [
        [p.table, "" if p.row is None else text.number(p.row), p.field, p.value,
         t(f"rule.{p.rule}"), p.allowed]
        for p in error.problems
    ]  # fmt: skip
    columns = ("table", "row", "field", "value", "rule", "allowed")
    frame = pd.DataFrame(rows, columns=[t(f"problem.{column}") for column in columns], dtype=object)
    st.html(markup.table(frame, t("app.broken")))
