"""The page of those who have not signed in, or may not use the dashboard; it holds no data."""

from __future__ import annotations

from html import escape

import streamlit as st

from cstoviz.guard import people
from cstoviz.text import t
from cstoviz.ui import look


def admitted() -> bool:
    """Say whether the reader may see the pages."""
    return not people.on() or people.admits(st.user.to_dict())


def ask() -> None:
    """Show how to sign in; to whoever has, that it does not help, and how to sign out."""
    look.wear()
    st.set_page_config(page_title=t("signin.title"))
    middle = st.container(horizontal_alignment="center")
    with middle, st.container(key="sign-in", width=420):
        st.title(t("signin.title"), anchor=False)
        if st.user.is_logged_in:
            known = people.address(st.user.to_dict()) or t("signin.unknown")
            st.html(f"<p>{escape(t('signin.not-allowed', address=known))}</p>")
            st.button(t("signin.out"), on_click=st.logout, key="sign-out")
        else:
            st.html(f"<p>{escape(t('signin.explain'))}</p>")
            st.button(t("signin.in"), on_click=st.login, key="sign-in-now", type="primary")


def sign_out() -> None:
    """Offer whoever has signed in to sign out."""
    if people.on():
        st.button(t("signin.out"), on_click=st.logout, key="sign-out", type="tertiary")
