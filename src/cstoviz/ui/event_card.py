"""The card of one event, a dialog with an address of its own (`event=...`)."""

from __future__ import annotations

import narwhals as nw
import streamlit as st

from cstoviz import text
from cstoviz.card import EventCard, Other
from cstoviz.card import event_card as read_card
from cstoviz.tables import Tables, how_many
from cstoviz.text import t
from cstoviz.ui import address, reader
from cstoviz.ui.event_html import body, heading
from cstoviz.ui.filters import plain
from cstoviz.views.behind import KEY


def check_event(tables: Tables) -> None:
    """Drop the event that the address names when the package has none of that name."""
    event = address.selected().option(address.EVENT)
    if event and not how_many(tables.events.filter(nw.col("event_id") == event)):
        address.reject(address.EVENT, event)


def event_card(tables: Tables) -> bool:
    """Open the card of the event that the address names; return whether there is one."""
    selection = address.selected()
    event = selection.option(address.EVENT)
    card = read_card(tables, event, text.language(), selection.without_options()) if event else None
    if card:
        dialog = st.dialog(plain(card.title), width="large", on_dismiss=_closed)
        dialog(reader.spoken(_content))(card)
    return card is not None


def _closed() -> None:
    address.set_option(address.EVENT)
    address.set_option(KEY)


def _content(card: EventCard) -> None:
    if address.selected().option(KEY):
        _back()
    st.html(body(card))
    if card.series:
        with st.container(key="event-series", gap="small"):
            _series(card)
    with st.container(key="event-ways", horizontal=True, horizontal_alignment="distribute"):
        if card.previous:
            _way("previous", card.previous, t("card.previous", title=card.previous.title))
        if card.following:
            _way("following", card.following, t("card.following", title=card.following.title))


def _back() -> None:
    """Show the way back to the list from which the event was opened."""
    icon = ":material/arrow_back:"
    if st.button(t("behind.back"), icon=icon, key="event-back", type="tertiary"):
        address.set_option(address.EVENT)
        st.rerun()


def _series(card: EventCard) -> None:
    st.html(heading("series"))
    for series in card.series:
        st.markdown(f"{plain(series.title)} ({plain(series.relation)})")
        for other in series.others:
            _way("series", other, f"{other.title}, {other.period}")


def _way(role: str, other: Other, label: str) -> None:
    """Show a button that turns to another event."""
    if st.button(plain(label), key=f"{role}-{other.event}", type="tertiary"):
        address.set_option(address.EVENT, other.event)
        st.rerun()
