"""What a click on a mark does: it opens the events behind the mark's number, or what it names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from cstoviz.ui import address
from cstoviz.views.behind import KEY
from cstoviz.views.core import View

JOINT = "~"


def turn(key: str) -> int:
    """Return how often a chart was clicked; as part of its key it makes the chart forget."""
    count: int = st.session_state.setdefault(f"{key}-turn", 0)
    return count


def follow(key: str, values: dict[str, str]) -> None:
    """Set keys of the address and run again, with the mark no longer selected."""
    st.session_state[f"{key}-turn"] = turn(key) + 1
    _go(values)


def _go(values: dict[str, str]) -> None:
    for target, value in values.items():
        if value:
            address.set_by_click(target, value)
    st.rerun()


def named(view: View, codes: Sequence[Any]) -> dict[str, str]:
    """Return what a click on a mark sets: the number behind it, then what the view's `click` names.

    A mark of a view with numbers has the number's code first, then the code for `click`; in a view
    without numbers that code is the first.
    """
    left = ["" if code is None else str(code) for code in codes]
    found = {}
    if view.numbers and left:
        code = left.pop(0)
        found[KEY] = f"{view.id}{JOINT}{code}" if code else ""
    if view.click and left:
        found[view.click] = left[0]
    return found


def lead_on(view: View, codes: Sequence[Any]) -> None:
    """Open what the codes of a clicked mark name; of a mark that names nothing, nothing."""
    values = named(view, codes)
    if any(values.values()):
        _go(values)


def deck(chart: Any, view: View, key: str, options: dict[str, Any]) -> None:
    """Show a deck whose objects set `view.click` to their `code` and open their `number`.

    A click beside them unsets it. The deck is not drawn anew, so that the reader keeps the part
    of the map that is in view.
    """
    options = {"on_select": "rerun", "selection_mode": "single-object", **options}
    event = st.pydeck_chart(chart, key=key, **options)
    objects = (event["selection"]["objects"] if event else {}) or {}
    picked = [row for rows in objects.values() for row in rows]
    code, number = (str(picked[0].get(name) or "") if picked else "" for name in ("code", "number"))
    if code != st.session_state.get(f"{key}-last", ""):
        st.session_state[f"{key}-last"] = code
        address.set_by_click(view.click, code)
        if number:
            address.set_by_click(KEY, f"{view.id}{JOINT}{number}")
        st.rerun()
