"""The filter bar that all pages share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from string import punctuation

import streamlit as st

from cstoviz import text
from cstoviz.labels import Labels
from cstoviz.selection import (
    BASES,
    FACTS,
    LAST_MONTHS,
    MATCHES,
    SOURCES,
    STATUSES,
    Selection,
    choices,
    presets,
    resolve,
    whole_period,
)
from cstoviz.tables import Tables
from cstoviz.text import t, tn
from cstoviz.ui import address

_FOLDED = ("kinds", "organs", "status", "basis", "sources", "facts")
_STATUSES = ("reported", "reported-announced", "announced")


def filter_bar(tables: Tables) -> None:
    """Show the filter, in step with what is selected."""
    labels = Labels(tables, text.language())
    with st.container(key="filters", horizontal=True, vertical_alignment="bottom", gap="small"):
        _states(labels)
        _period(tables, labels)
        _more(tables, labels)
        st.button(
            t("filter.reset"),
            key="reset",
            help=t("filter.reset.help"),
            on_click=address.reset,
            disabled=address.selected() == Selection(),
        )


def rejections() -> None:
    """Say which values of the opened address could not be taken."""
    for found in address.rejected():
        st.warning(t("filter.rejected", key=plain(found.key), value=plain(found.value)))


def plain(value: str) -> str:
    """Return a text that Markdown shows as it is."""
    return "".join(f"\\{char}" if char in punctuation else char for char in value)


def _naming(codes: Iterable[str], name: Callable[[str], str]) -> Callable[[str], str]:
    """Return what names these codes, and holds nothing but their names.

    Streamlit keeps what a widget was made of for as long as a session lasts.
    """
    return {code: name(code) for code in codes}.__getitem__


def _states(labels: Labels) -> None:
    codes = labels.order("state")
    chosen = st.multiselect(
        t("filter.states.label"),
        codes,
        default=address.seed().states,
        format_func=_naming(codes, partial(labels.of, "state")),
        placeholder=t("filter.states.placeholder"),
        key=address.widget("states"),
        width=310,
    )
    st.segmented_control(
        t("filter.match.label"),
        MATCHES,
        default=address.seed().match,
        required=True,
        format_func=lambda code: t(f"filter.match.{code}"),
        key=address.widget("match"),
        disabled=len(chosen) < 2,
        help=t("filter.match.help"),
    )


def _period(tables: Tables, labels: Labels) -> None:
    current, first = address.selected().period, address.seed().period
    options = list(dict.fromkeys(["", *presets(tables), first, current]))
    st.selectbox(
        t("filter.period.label"),
        options,
        index=options.index(first),
        format_func=_naming(options, lambda code: period_label(code, tables, labels)),
        placeholder=t("choose"),
        key=address.widget("period"),
        width=250,
    )
    with st.popover(t("filter.dates.open"), key="free-dates"):
        _dates(tables, current)


def _dates(tables: Tables, current: str) -> None:
    whole = whole_period(tables, STATUSES)
    period = resolve(current, tables) or whole
    key = f"cz.dates.{current}"
    st.date_input(
        t("filter.dates.label"),
        (period.start, period.end),
        min_value=min(period.start, whole.start).replace(month=1, day=1),
        max_value=max(period.end, whole.end).replace(month=12, day=31),
        key=key,
        format="DD/MM/YYYY",
        on_change=_take_dates,
        args=(key,),
    )


def _take_dates(key: str) -> None:
    dates: Sequence[object] = st.session_state[key]
    if len(dates) == 2:
        address.set_period(f"{dates[0]}..{dates[1]}")


def period_label(code: str, tables: Tables, labels: Labels) -> str:
    """Return what a period's code means in words."""
    if not code:
        return t("filter.period.all")
    if code.startswith("last-") and code.endswith("-months"):
        return tn("filter.period.last", next(n for n in LAST_MONTHS if f"-{n}-" in code))
    if code in labels.order("chairmanship"):
        return t("filter.period.term", term=labels.of("chairmanship", code))
    if code in presets(tables):
        return t("filter.period.year", year=code)
    period = resolve(code, tables)
    return text.span(period.start, period.end) if period else code


def _more(tables: Tables, labels: Labels) -> None:
    codes = choices(tables)
    with st.popover(_more_label(), key="more"):
        for key, dimension in (("kinds", "kind"), ("organs", "organ")):
            st.multiselect(
                t(f"filter.{key}.label"),
                codes[key],
                default=getattr(address.seed(), key),
                format_func=_naming(codes[key], partial(labels.of, dimension)),
                placeholder=t(f"filter.{key}.placeholder"),
                key=address.widget(key),
            )
        st.radio(
            t("filter.status.label"),
            _STATUSES,
            index=_STATUSES.index("-".join(address.seed().status)),
            format_func=lambda code: t(f"filter.status.choice.{code}"),
            key=address.widget("status"),
        )
        for key, allowed in (("basis", BASES), ("sources", SOURCES), ("facts", FACTS)):
            st.radio(
                t(f"filter.{key}.label"),
                allowed,
                index=allowed.index(getattr(address.seed(), key)),
                format_func=partial(_choice, key),
                key=address.widget(key),
                help=t(f"filter.{key}.help") if text.has(f"filter.{key}.help") else None,
            )


def _choice(key: str, code: str) -> str:
    return t(f"filter.{key}.choice.{code}")


def _more_label() -> str:
    shown, default = address.selected(), Selection()
    n = sum(getattr(shown, key) != getattr(default, key) for key in _FOLDED)
    return tn("filter.more.active", n) if n else t("filter.more")
