"""What the signs of a page's pictures mean, once per page."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st

from cstoviz.text import t
from cstoviz.views.core import SIGNS, View


def legend(views: Iterable[View]) -> None:
    """Show the signs that these views use, in their fixed order; nothing where they use none."""
    used = {sign for view in views for sign in view.signs}
    if not used:
        return
    items = "".join(
        f'<li><i class="cz-sign cz-sign-{sign}"></i>{escape(t(f"sign.{sign}"))}</li>'
        for sign in SIGNS
        if sign in used
    )
    st.html(f'<ul class="cz-legend" aria-label="{escape(t("sign.all"), quote=True)}">{items}</ul>')
