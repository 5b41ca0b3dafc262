"""What a page says when its selection holds no event."""

from __future__ import annotations

from collections.abc import Collection
from html import escape

import streamlit as st

from cstoviz.context import context
from cstoviz.selection import Selection
from cstoviz.tables import Tables
from cstoviz.ui import card
from cstoviz.views.core import View, answer
from cstoviz.views.participation import ABSENCES
from cstoviz.words import nothing_words


def nothing(tables: Tables, selection: Selection, views: Collection[View]) -> None:
    """Say that no event is selected; show what sources state of absences, unless the page does."""
    about = context(tables, selection.without_options())
    if about.n:
        return
    words = [nothing_words(about)]
    absences = answer(ABSENCES, tables, selection)
    if selection.states and not absences.empty:
        words.append(absences.sentence)
    st.html(f'<p class="cz-nothing" role="status">{escape(" ".join(words))}</p>')
    if len(words) > 1 and ABSENCES not in views:
        card.show(ABSENCES, tables, selection)
