"""The list in which a briefer puts slides in order: by the mouse, or by buttons and keys."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cstoviz.export.briefing.choice import slide_name
from cstoviz.text import t

_HTML = '<ol class="slides"></ol>'
_CSS = """
.slides{list-style:none;margin:0;padding:0;counter-reset:slide}
.slides li{display:flex;align-items:center;gap:.3rem;padding:.22rem .35rem;counter-increment:slide;
 border-bottom:1px solid var(--st-border-color);font-size:.95rem;cursor:grab}
.slides li::before{content:counter(slide);min-width:1.5rem;opacity:.75;
 font-variant-numeric:tabular-nums}
.slides li.over{box-shadow:0 -2px 0 var(--st-primary-color)}
.name{flex:1 1 auto;min-width:0}
.slides button{font:inherit;color:inherit;background:transparent;border:1px solid transparent;
 border-radius:.3rem;min-width:1.9rem;min-height:1.9rem;cursor:pointer;padding:0}
.slides button:hover:not([disabled]){border-color:var(--st-border-color);
 color:var(--st-primary-color)}
.slides button:focus-visible{outline:2px solid var(--st-primary-color);outline-offset:1px}
.slides button[disabled]{opacity:.3;cursor:default}
"""
_JS = """
export default function ({ parentElement, data, setTriggerValue }) {
  const list = parentElement.querySelector(".slides");
  list.setAttribute("aria-label", data.label);
  const ids = data.slides.map((slide) => slide.id);
  const send = (order, focus) => {
    list.dataset.focus = focus ?? "";
    setTriggerValue("ordered", order.join(","));
  };
  const moved = (from, to) => {
    const order = ids.filter((_, place) => place !== from);
    order.splice(to, 0, ids[from]);
    return order;
  };
  const button = (sign, label, disabled, does, key) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = sign;
    made.setAttribute("aria-label", label);
    made.title = label;
    made.disabled = disabled;
    made.dataset.key = key;
    made.onclick = does;
    return made;
  };
  const items = data.slides.map((slide, at) => {
    const item = document.createElement("li");
    const name = document.createElement("span");
    name.className = "name";
    name.textContent = slide.name;
    const last = ids.length - 1;
    item.append(
      name,
      button("\\u2191", slide.up, at === 0, () => send(moved(at, at - 1), `${slide.id}.up`),
        `${slide.id}.up`),
      button("\\u2193", slide.down, at === last, () => send(moved(at, at + 1), `${slide.id}.down`),
        `${slide.id}.down`),
      button("\\u00d7", slide.drop, last === 0, () => send(ids.filter((_, n) => n !== at)),
        `${slide.id}.drop`),
    );
    item.draggable = true;
    item.ondragstart = (event) => {
      event.dataTransfer.setData("text/plain", String(at));
      event.dataTransfer.effectAllowed = "move";
    };
    item.ondragover = (event) => { event.preventDefault(); item.classList.add("over"); };
    item.ondragleave = () => item.classList.remove("over");
    item.ondrop = (event) => {
      event.preventDefault();
      const from = Number(event.dataTransfer.getData("text/plain"));
      if (Number.isInteger(from) && from !== at && from in ids) send(moved(from, at));
    };
    return item;
  });
  const focus = list.dataset.focus;
  list.replaceChildren(...items);
  if (focus) {
    const wanted = [...list.querySelectorAll("button")].find((one) => one.dataset.key === focus);
    const near = wanted?.closest("li").querySelector("button:not([disabled])");
    (wanted?.disabled ? near : wanted)?.focus();
    list.dataset.focus = "";
  }
}
"""
_chooser = st.components.v2.component("cstoviz_chooser", html=_HTML, css=_CSS, js=_JS)


def order(slides: Sequence[str]) -> list[str] | None:
    """Show slides in order; return a new order as soon as the briefer makes one."""
    rows = [
        {
            "id": slide,
            "name": (name := slide_name(slide)),
            **{does: t(f"briefing.{does}", name=name) for does in ("up", "down", "drop")},
        }
        for slide in slides
    ]
    done = _chooser(
        key="slides-order",
        data={"slides": rows, "label": t("briefing.order")},
        on_ordered_change=lambda: None,
    )
    return str(done.ordered).split(",") if done.ordered else None
