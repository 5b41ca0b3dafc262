"""The filter bar that all pages share, bound to the URL by its public keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from typing import Any

import streamlit as st

from cstoviz import text
from cstoviz.labels import Labels
from cstoviz.selection import (
    BASES,
    KEYS,
    LAST_MONTHS,
    MATCHES,
    STATUSES,
    Rejected,
    Selection,
    choices,
    from_query,
    presets,
    resolve,
)
from cstoviz.tables import Tables
from cstoviz.text import t, tn
from cstoviz.ui.link import copy_link

_SHOWN = "cz-shown-selection"
_PAGE = "cz-shown-page"
_REJECTED = "cz-rejected"
_BOUND: Mapping[str, Any] = {"bind": "query-params", "persist_state": "session"}


def filter_bar(tables: Tables, page: str) -> Selection:
    """Show the filter and return what it selects; the URL and the page switch agree with it."""
    _carry_over(page)
    _note_wrong_values(tables)
    labels = Labels(tables, text.language())
    with st.container(key="filters", horizontal=True, vertical_alignment="bottom", gap="small"):
        _states(labels)
        _period(tables, labels)
        _more(tables, labels)
        st.button(t("filter.reset"), key="reset", help=t("filter.reset.help"), on_click=_reset)
        copy_link()
    for rejected in st.session_state.get(_REJECTED, ()):
        st.warning(t("filter.rejected", key=rejected.key, value=_plain(rejected.value)))
    selection = _selection()
    st.session_state[_SHOWN] = selection
    return selection


def _plain(value: str) -> str:
    return "".join(f"\\{char}" if not char.isalnum() and char.isascii() else char for char in value)


def _carry_over(page: str) -> None:
    """Keep the filter when the reader turns to another page.

    A bound widget forgets at the switch a value that came only from the URL, so what was shown
    last is handed to it anew, unless the new page's address brings a filter of its own.
    """
    shown: Selection | None = st.session_state.get(_SHOWN)
    turned = st.session_state.get(_PAGE) != page
    st.session_state[_PAGE] = page
    if shown is None or not turned or any(key in st.query_params for key in KEYS):
        return
    st.session_state.pop(_REJECTED, None)
    for key, value in asdict(shown).items():
        if key in KEYS and value != getattr(Selection(), key):
            st.session_state[key] = list(value) if isinstance(value, tuple) else value


def _note_wrong_values(tables: Tables) -> None:
    """Remember the values of the address that this package does not know, to say so."""
    query = {key: st.query_params.get_all(key) for key in KEYS if key in st.query_params}
    rejected: tuple[Rejected, ...] = from_query(query, tables)[1]
    if rejected:
        st.session_state[_REJECTED] = rejected


def _reset() -> None:
    st.session_state.pop(_REJECTED, None)
    for key, value in asdict(Selection()).items():
        if key in KEYS:
            st.session_state[key] = list(value) if isinstance(value, tuple) else value


def _selection() -> Selection:
    state = st.session_state
    return Selection(
        states=tuple(state["states"]),
        match=state.get("match") or MATCHES[0],
        period=state["period"] or "",
        kinds=tuple(state.get("kinds", ())),
        organs=tuple(state.get("organs", ())),
        status=_ordered(STATUSES, state.get("status", ())) or Selection().status,
        basis=state.get("basis") or BASES[0],
    )


def _ordered(order: tuple[str, ...], chosen: Any) -> tuple[str, ...]:
    return tuple(code for code in order if code in chosen)


def _states(labels: Labels) -> None:
    st.multiselect(
        t("filter.states.label"),
        labels.order("state"),
        format_func=lambda code: labels.of("state", code),
        placeholder=t("filter.states.placeholder"),
        key="states",
        width=340,
        **_BOUND,
    )
    st.segmented_control(
        t("filter.match.label"),
        MATCHES,
        default=MATCHES[0],
        required=True,
        format_func=lambda code: t(f"filter.match.{code}"),
        key="match",
        **_BOUND,
    )


def _period(tables: Tables, labels: Labels) -> None:
    current = st.session_state.get("period") or st.query_params.get("period", "")
    options = ["", *presets(tables)]
    if current not in options and resolve(current, tables):
        options.append(current)
    st.selectbox(
        t("filter.period.label"),
        options,
        format_func=lambda code: period_label(code, tables, labels),
        key="period",
        width=270,
        **_BOUND,
    )
    with st.popover(t("filter.dates.open"), key="free-dates"):
        period = resolve(st.session_state["period"] or "", tables)
        st.date_input(
            t("filter.dates.label"),
            [period.start, period.end] if period else [],
            key="dates",
            format="DD/MM/YYYY",
            on_change=_take_dates,
        )


def _take_dates() -> None:
    dates = st.session_state["dates"]
    if len(dates) == 2:
        st.session_state["period"] = f"{dates[0].isoformat()}..{dates[1].isoformat()}"


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
                format_func=partial(labels.of, dimension),
                placeholder=t(f"filter.{key}.placeholder"),
                key=key,
                **_BOUND,
            )
        st.pills(
            t("filter.status.label"),
            STATUSES,
            default=list(Selection().status),
            selection_mode="multi",
            format_func=lambda code: labels.of("status", code),
            key="status",
            **_BOUND,
        )
        st.radio(
            t("filter.basis.label"),
            BASES,
            format_func=lambda code: t(f"filter.basis.choice.{code}"),
            key="basis",
            **_BOUND,
        )


def _more_label() -> str:
    default = Selection()
    shown: Selection = st.session_state.get(_SHOWN, default)
    keys = ("kinds", "organs", "status", "basis")
    n = sum(getattr(shown, key) != getattr(default, key) for key in keys)
    return tn("filter.more.active", n) if n else t("filter.more")
