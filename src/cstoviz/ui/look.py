"""The style sheet of what Streamlit does not style itself."""

from __future__ import annotations

import streamlit as st

CSS = """
<style>
.stMainBlockContainer{padding:4.2rem clamp(1rem,3vw,3.5rem) 3rem;max-width:1760px}
h1{font-size:1.75rem!important;font-weight:650!important;letter-spacing:-.01em;padding:0!important}
h2{font-size:1.35rem!important;padding:.2rem 0!important}
h3{font-size:1.12rem!important;font-weight:650!important;padding:.1rem 0!important}
[class*="st-key-card-"]{border-top:2px solid currentColor;padding-top:.6rem}
.cz-lead{font-size:1.02rem;line-height:1.45;margin:0 0 .2rem}
.cz-foot,.cz-scope{font-size:.84rem;opacity:.78;line-height:1.4;margin:0}
.cz-scope{font-size:.95rem;opacity:.9}
.cz-table{overflow:auto;max-height:26rem}
.cz-table table{border-collapse:collapse;width:100%;font-size:.88rem}
.cz-table caption{text-align:left;font-weight:600;padding:.2rem 0 .5rem;caption-side:top}
.cz-table th,.cz-table td{text-align:left;vertical-align:top;padding:.3rem .7rem .3rem 0;
 border-bottom:1px solid rgba(124,135,148,.28)}
.cz-table thead th{position:sticky;top:0;font-weight:600;background:var(--cz-paper,inherit)}
.cz-table tbody th{font-weight:500}
.cz-table .num{text-align:right;font-variant-numeric:tabular-nums}
.cz-table .date{white-space:nowrap}
.cz-empty{border:1px dashed rgba(124,135,148,.6);border-radius:6px;padding:1.6rem 1.2rem;
 text-align:center;opacity:.9}
</style>
"""


def wear() -> None:
    """Put the style sheet on the page."""
    st.html(CSS)
