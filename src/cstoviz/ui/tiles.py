"""Headline figures: each opens what it counts."""

from __future__ import annotations

from dataclasses import asdict

import streamlit as st

from cstoviz.ui import clicks
from cstoviz.ui.focus import REMEMBER
from cstoviz.views.behind import KEY
from cstoviz.views.core import Answer
from cstoviz.views.wording import tiles_of

_HTML = '<div class="tiles"></div>'
_CSS = """
.tiles{display:flex;flex-wrap:wrap;align-items:flex-end;gap:.3rem 1.2rem}
.tile{all:unset;box-sizing:border-box;flex:1 1 7.2rem;padding:.1rem .2rem;border-radius:.3rem}
button.tile{cursor:pointer}
.name{display:block;font-size:.86rem;opacity:.85}
.value{display:block;font-size:2.1rem;line-height:1.25;font-variant-numeric:tabular-nums}
button.tile .value{text-decoration:underline;text-decoration-thickness:1px;
 text-decoration-color:var(--st-border-color);text-underline-offset:.2em}
button.tile:hover .value{color:var(--st-link-color)}
.tile:focus-visible{outline:2px solid var(--st-primary-color);outline-offset:1px}
.change{display:block;font-size:.82rem;opacity:.85}
.note{display:block;font-size:.78rem;opacity:.85;border-left:3px solid #D97706;padding-left:.4rem}
"""
_JS = (
    """
export default function ({ parentElement, data, setTriggerValue }) {
"""
    + REMEMBER
    + """
  const line = (name, text) => {
    const made = document.createElement("span");
    made.className = name;
    made.textContent = text;
    return made;
  };
  const tiles = data.tiles.map((tile) => {
    const made = document.createElement(tile.code ? "button" : "div");
    made.className = "tile";
    made.title = tile.rule;
    made.append(line("name", tile.name), line("value", tile.value));
    if (tile.change) made.append(line("change", tile.change));
    if (tile.note) made.append(line("note", tile.note));
    if (tile.code) {
      made.onclick = () => setTriggerValue("counted", tile.code);
      remember(made, tile.code);
    }
    return made;
  });
  parentElement.querySelector(".tiles").replaceChildren(...tiles);
}
"""
)
_tiles = st.components.v2.component("cstoviz_tiles", html=_HTML, css=_CSS, js=_JS)


def tiles(found: Answer) -> None:
    """Show headline figures with their change against the preceding period."""
    key = f"tiles-{found.view.id}"
    done = _tiles(
        key=f"{key}-{clicks.turn(key)}",
        data={"tiles": [asdict(tile) for tile in tiles_of(found)]},
        on_counted_change=lambda: None,
    )
    if done.counted:
        clicks.follow(key, {KEY: str(done.counted)})
