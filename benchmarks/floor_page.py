"""The script of the floor (see `floor.py`): shows a recorded page, and counts its runs."""

from __future__ import annotations

import json
import os
import pickle
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import pydeck
import streamlit as st
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from cstoviz.ui import plot

_COMPONENT = st.components.v2.component(
    "floor", html="<span></span>", js="export default function () {}"
)


@dataclass
class Node:
    """An element or a block at its place, with those inside it by their number."""

    message: Any = None
    changed: bool = False
    deck: Any = None
    height: int = 0
    inside: dict[int, Node] = field(default_factory=dict)


class Deck(pydeck.Deck):
    """A deck that is its own recorded text, and as many blanks as it was changed."""

    def __init__(self, recorded: str) -> None:
        super().__init__()
        self.recorded, self.changes = recorded, 0

    def to_json(self) -> str:
        return self.recorded + " " * self.changes


@st.cache_resource
def page(name: str) -> Node:
    """Read a recorded page and make its decks, once per server."""
    root = Node()
    path = Path(os.environ["CSTOVIZ_FLOOR"]) / f"{name}.pickle"
    for place, message, changed in pickle.loads(path.read_bytes()):
        node = root
        for number in place:
            node = node.inside.setdefault(number, Node())
        node.message, node.changed = ForwardMsg.FromString(message).delta, changed
        element = node.message.new_element
        if element.bidi_component.component_name == plot.NAME:
            node.height = json.loads(element.bidi_component.bytes)["figure"]["layout"]["height"]
        elif element.WhichOneof("type") == "deck_gl_json_chart":
            node.deck = Deck(element.deck_gl_json_chart.json)
    return root


def show(node: Node, key: str) -> None:
    """Show a node with all inside it."""
    if node.message is None:
        _inside(node, key)
    elif node.message.WhichOneof("type") == "add_block":
        _block(node, key)
    else:
        element = node.message.new_element
        kind = element.WhichOneof("type")
        SHOWN.get(kind, _other)(getattr(element, kind), key, node)


def _inside(node: Node, key: str) -> None:
    for number, each in sorted(node.inside.items()):
        show(each, f"{key}-{number}")


def _block(node: Node, key: str) -> None:
    block = node.message.add_block
    kind = block.WhichOneof("type")
    widths = [each.message.add_block.column.weight for each in node.inside.values() if each.message]
    if widths and all(widths):
        columns = st.columns(widths)
        for column, (number, each) in zip(columns, sorted(node.inside.items()), strict=True):
            with column:
                _inside(each, f"{key}-{number}")
        return
    with _container(block, kind, key):
        _inside(node, key)


def _container(block: Any, kind: str | None, key: str) -> Any:
    if kind == "popover":
        on_change = {"on_change": "rerun", "key": key} if block.popover.id else {}
        return st.popover(block.popover.label, type=block.popover.type or "secondary", **on_change)
    if kind == "expandable":
        return st.expander(block.expandable.label or " ")
    level = block.flex_container.direction == block.flex_container.HORIZONTAL
    return st.container(horizontal=level, key=key)


def _html(element: Any, _key: str, _node: Node) -> None:
    body = element.body
    if 'class="cz-scope"' in body:
        body = f'<p class="cz-scope">run {run} of the floor</p>'
    st.html(body)


def _deck(element: Any, key: str, node: Node) -> None:
    node.deck.changes += node.changed
    options = {"on_select": "rerun", "selection_mode": "single-object"} if element.id else {}
    st.pydeck_chart(node.deck, key=key, **options)


def _dates(element: Any, key: str, _node: Node) -> None:
    days = [date.fromisoformat(day.replace("/", "-")) for day in element.default]
    st.date_input(element.label, days if element.is_range else days[0], key=key)


def _slider(element: Any, key: str, _node: Node) -> None:
    options = list(element.options) or ["a", "b"]
    st.select_slider(element.label, options, options[0], key=key)


def _group(element: Any, key: str, _node: Node) -> None:
    options = [each.content or str(i) for i, each in enumerate(element.options)]
    chosen = [options[i] for i in element.default][:1]
    st.segmented_control(element.label, options, default=chosen[0] if chosen else None, key=key)


def _selectbox(element: Any, key: str, _node: Node) -> None:
    st.selectbox(element.label, list(element.options), index=element.default, key=key)


def _radio(element: Any, key: str, _node: Node) -> None:
    st.radio(element.label, list(element.options), index=element.default, key=key)


def _several(element: Any, key: str, _node: Node) -> None:
    st.multiselect(element.label, list(element.options), key=key, placeholder=element.placeholder)


def _check(element: Any, key: str, _node: Node) -> None:
    st.checkbox(element.label, element.default, key=key)


def _button(element: Any, key: str, _node: Node) -> None:
    st.button(element.label or " ", key=key, icon=element.icon or None)


def _pages(element: Any, key: str, _node: Node) -> None:
    st.pagination(element.num_pages, key=key)


def _component(element: Any, key: str, node: Node) -> None:
    if node.height:
        plot.plot(element.bytes + b" " * run * node.changed, key, node.height)
        return
    _COMPONENT(key=key, data={"recorded": element.json or element.mixed.json})


def _other(element: Any, _key: str, _node: Node) -> None:
    st.html(f"<p>{escape(str(element))}</p>")


SHOWN: dict[str | None, Callable[[Any, str, Node], None]] = {
    "html": _html, "deck_gl_json_chart": _deck, "date_input": _dates,
    "slider": _slider, "button_group": _group, "selectbox": _selectbox, "radio": _radio,
    "multiselect": _several, "checkbox": _check, "button": _button, "pagination": _pages,
    "bidi_component": _component, "empty": lambda _e, _k, _n: st.empty(),
    "heading": lambda e, _k, _n: st.header(e.body, anchor=e.anchor or None),
    "markdown": lambda e, _k, _n: st.markdown(e.body, unsafe_allow_html=e.allow_html),
    "code": lambda e, _k, _n: st.code(e.code_text, language=e.language or None),
    "text_input": lambda e, k, _n: st.text_input(e.label, key=k, placeholder=e.placeholder),
    "page_link": lambda e, _k, _n: st.page_link(f"https://example.org/{e.page}", label=e.label),
    "link_button": lambda e, _k, _n: st.link_button(e.label, "https://example.org/"),
    "download_button": lambda e, k, _n: st.download_button(e.label, b"", key=k),
    "alert": lambda e, _k, _n: st.warning(e.body),
}  # fmt: skip

st.set_page_config(layout="wide")
run = st.session_state["run"] = st.session_state.get("run", 0) + 1
_inside(page(st.query_params["page"]), "floor")
