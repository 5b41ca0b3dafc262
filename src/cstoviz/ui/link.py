"""The control that copies the address of what is shown."""

from __future__ import annotations

import streamlit as st

from cstoviz.text import t
from cstoviz.ui import reader
from cstoviz.ui.pagescript import PAGE
from cstoviz.ui.plot import LOADED

_HTML = '<button type="button" class="cz-copy"></button><span class="cz-said" role="status"></span>'
_CSS = """
.cz-copy{font:inherit;font-size:.875rem;color:inherit;background:transparent;cursor:pointer;
 padding:0 .8rem;height:2.5rem;white-space:nowrap;
 border:1px solid var(--st-border-color);border-radius:var(--st-button-radius,.35rem)}
.cz-copy:hover,.cz-copy:focus-visible{border-color:var(--st-primary-color);
 color:var(--st-primary-color)}
.cz-said{font-size:.85rem;margin-left:.5rem}
"""
_JS = (
    """
export default function ({ parentElement, data }) {
"""
    + LOADED
    + """
  const button = parentElement.querySelector(".cz-copy");
  const said = parentElement.querySelector(".cz-said");
  {
"""
    + PAGE
    + """
  }
  button.textContent = data.label;
  button.onclick = async () => {
    const address = window.location.href;
    try {
      await navigator.clipboard.writeText(address);
      said.textContent = data.done;
    } catch (refused) {
      window.prompt(data.manual, address);
    }
    setTimeout(() => { said.textContent = ""; }, 3000);
  };
}
"""
)
_copy = st.components.v2.component("cstoviz_copy_link", html=_HTML, css=_CSS, js=_JS)


def copy_link(said: str) -> None:
    """Show a button that puts the page's address, with the whole view in it, on the clipboard.

    It also does what the browser does for the page (`pagescript.PAGE`); `said` are the filter and
    the count in words.
    """
    texts = {
        "label": t("filter.link"), "done": t("filter.link.done"), "manual": t("filter.link.manual")
    }  # fmt: skip
    ways = {key: values[0] for key, values in reader.query().items()}
    about = {"lang": reader.language(), "said": said, "ways": ways, "chosen": reader.chosen()}
    _copy(key="copy-link", data={**texts, **about}, width="content", height="content")
