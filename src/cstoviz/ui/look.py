"""The style sheet of what Streamlit does not style itself."""

from __future__ import annotations

import streamlit as st

from cstoviz.charts.style import INK, PAPER, STRONG
from cstoviz.ui import reader

CSS = """
<style>
.stMainBlockContainer{padding:.55rem clamp(1rem,2.6vw,3.5rem) 3rem;max-width:1840px}
.stAppHeader{background:transparent;pointer-events:none}
.stAppHeader>*{pointer-events:auto}
.stAppHeader,.stAppToolbar{height:2.6rem;min-height:2.6rem;width:auto;left:auto;right:0}
.st-key-menu{border-bottom:1px solid rgba(124,135,148,.3);padding:0 2.8rem .45rem 0;row-gap:0}
.cz-brand{font-weight:700;font-size:1.02rem;margin-right:.5rem;white-space:nowrap}
.stMain :is(a,button)[kind="primary"] p{color:var(--cz-paper)}
.st-key-head{margin:-.3rem 0 -.7rem}
.st-key-menu,.st-key-menu>*{column-gap:.1rem}
.st-key-menu a[data-testid="stPageLink-NavLink"]{padding:.25rem .45rem}
.st-key-menu>:has(>.st-key-ways),.st-key-ways{margin-left:auto}
.st-key-filters{row-gap:.4rem}
@media(max-width:640px){[class*="st-key-cz-set-match"]:has(button[disabled]){display:none}}
.stMain h1{font-size:1.7rem!important;font-weight:700!important;letter-spacing:-.01em;
 padding:0!important}
.st-key-filters [data-testid="stButtonGroup"] button{min-height:2.5rem}
.stMain h2{font-size:1.12rem!important;font-weight:650!important;padding:.1rem 0!important}
[class*="st-key-cz-set-match"] label,[class*="st-key-cz-set-match"] label p
 {color:var(--cz-ink)!important}
.stMain button[kind="tertiary"]:is(:hover,:focus,:active,[aria-expanded="true"]) p
 {color:var(--cz-link)}
[class*="st-key-card-"]{border-top:2px solid currentColor;padding-top:.6rem}
[class*="st-key-card-"],[class*="st-key-card-"] [data-testid="stVerticalBlock"]{gap:.4rem}
.stMain [data-testid="stHeading"],
.stMain [data-testid="stHeading"] [data-testid="stMarkdownContainer"]{margin-bottom:0!important}
.cz-lead{font-size:1.02rem;line-height:1.4;margin:0}
.cz-foot,.cz-scope{font-size:.8rem;opacity:.78;line-height:1.35;margin:0}
[class*="st-key-foot-"]{row-gap:0;margin-top:-.2rem}
[class*="st-key-foot-"] button{min-height:1.7rem;padding:0 .15rem;font-size:.82rem}
[class*="st-key-foot-"] button p{font-size:.82rem}
.cz-scope{font-size:.95rem;opacity:.9}
.stMain ul.cz-legend{display:flex;flex-wrap:wrap;gap:.1rem 1.3rem;list-style:none;margin:0;
 padding:0;font-size:.86rem;line-height:1.5}
.stMain ul.cz-legend li{display:flex;align-items:center;gap:.4rem;margin:0;padding:0}
.cz-sign{display:inline-block;flex:none;width:1.05rem;height:.8rem;border:1.5px solid #7C8794}
.cz-sign-stated{background:#7C8794}
.cz-sign-inferred{background:repeating-linear-gradient(135deg,#7C8794 0 2px,transparent 2px 5px)}
.cz-sign-collective{border-color:transparent;
 background:radial-gradient(#7C8794 1.3px,transparent 1.5px) 0 0/4px 4px}
.cz-sign-gap{border-color:transparent;background:rgba(124,135,148,.3)}
.cz-note{border-left:4px solid rgba(124,135,148,.5);padding:.05rem .7rem;margin:.1rem 0;
 font-size:.92rem;line-height:1.4}
.cz-caution{border-left:4px solid #D97706;padding:.15rem .7rem;margin:.1rem 0;font-size:.92rem;
 line-height:1.4;background:rgba(217,119,6,.09)}
.cz-key{font-size:.88rem;line-height:1.4;margin:0;opacity:.9}
.cz-table{overflow:auto;max-height:26rem}
.cz-table table{border-collapse:collapse;width:100%;font-size:.88rem}
.cz-table caption{text-align:left;font-weight:600;padding:.2rem 0 .5rem;caption-side:top}
.cz-table th,.cz-table td{text-align:left;vertical-align:top;padding:.3rem .7rem .3rem 0;
 border-bottom:1px solid rgba(124,135,148,.28)}
.cz-table thead th{position:sticky;top:0;font-weight:600;background:var(--cz-paper,inherit)}
.cz-table tbody th{font-weight:500;overflow-wrap:anywhere;min-width:7rem}
.cz-table .num{text-align:right;font-variant-numeric:tabular-nums}
.cz-table .date{white-space:nowrap}
.cz-nothing{border-left:4px solid #D97706;padding:.55rem .9rem;margin:0;font-size:1.02rem;
 background:rgba(217,119,6,.09);line-height:1.4}
.cz-empty{border:1px dashed rgba(124,135,148,.6);border-radius:6px;padding:1.6rem 1.2rem;
 text-align:center;opacity:.9}
.cz-event{line-height:1.45;overflow-wrap:anywhere}
.cz-event h3{font-size:1rem!important;font-weight:650!important;margin:1.1rem 0 .3rem;
 padding:.5rem 0 0; border-top:1px solid rgba(124,135,148,.35)}
.cz-event h4{font-size:.9rem!important;font-weight:600!important;margin:.5rem 0 .1rem;padding:0}
.cz-event dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:.6rem 1.6rem;
 margin:.4rem 0 0;padding:0}
.cz-event dt{font-size:.8rem;opacity:.75}
.cz-event dl div,.cz-event dd{margin:0;padding:0;min-width:0}
.cz-event a,.cz-table a{color:var(--cz-link)}
.cz-basis[title]{text-decoration:underline dotted;text-underline-offset:.2em}
div[role="dialog"]:not(:has(.st-key-drill)){max-width:62rem}
.cz-event ul{margin:.2rem 0;padding-left:1.1rem}
.cz-event li{margin:.15rem 0}
.st-key-event-series,.st-key-event-series [data-testid="stVerticalBlock"]{gap:.15rem}
.st-key-event-series button,.st-key-event-ways button{min-height:1.6rem;padding:0;text-align:left;
 color:var(--cz-link)}
.cz-basis,.cz-url{font-size:.84rem;opacity:.75}
.cz-url{overflow-wrap:anywhere}
[data-testid="stDateInput"] [role="spinbutton"]{display:inline-block;min-width:24px;min-height:24px;
 line-height:24px;text-align:center}
.cz-summary{font-size:1.05rem;margin:0 0 .8rem}
@media(prefers-reduced-motion:reduce){.stApp *,div[role="dialog"]
 {animation-duration:.01ms!important;transition-duration:.01ms!important;scroll-behavior:auto!important}}
.st-key-sign-in{margin-top:18vh}
.cz-chart{position:relative;width:100%}
:is(.stElementContainer,.stBidiComponent,.stBidiComponentRegular):has(.cz-lower)
 {height:auto!important;flex-basis:auto!important}
.cz-chart:fullscreen{background:var(--cz-paper);padding:2rem;overflow:auto}
.cz-chart .modebar-container{right:1.9rem!important}
.cz-enlarge{position:absolute;top:0;right:0;width:1.75rem;height:1.75rem;padding:.35rem;border:0;
 border-radius:.3rem;background:var(--cz-paper);color:var(--cz-ink);cursor:pointer;opacity:0}
.cz-chart:hover>.cz-enlarge,.cz-enlarge:focus-visible{opacity:.85}
.cz-chart:fullscreen>.cz-enlarge{display:none}
.cz-enlarge svg{width:100%;height:100%;fill:none;stroke:currentColor;stroke-width:1.6}
</style>
"""


STRONG_CSS = """
.stApp,.stMain,.stAppHeader,div[role="dialog"],[data-testid="stPopoverBody"]
 {background:var(--cz-strong-paper)!important;color:var(--cz-strong-ink)!important}
.stMain :is(p,li,dt,dd,td,th,label,span,small),div[role="dialog"] :is(p,li,dt,dd,td,th,span)
 {opacity:1!important}
.stMain *,div[role="dialog"] *{border-color:var(--cz-strong-ink)!important;
 --st-border-color:var(--cz-strong-ink)!important;--st-text-color:var(--cz-strong-ink)!important;
 --st-background-color:var(--cz-strong-paper)!important;
 --st-link-color:var(--cz-strong-link)!important}
.stMain a{text-decoration:underline}
"""
"""What is stronger in high contrast, which the reader or the reader's system asks for."""

LINKS = {
    "light": "#1F5A99",
    "dark": "#8CBBEA",
    "light-contrast": "#00308F",
    "dark-contrast": "#9CCBFF",
}


def mode() -> str:
    """Return which page is shown: "light" or "dark", with `STRONG` behind it in high contrast."""
    return f"{_theme()}{STRONG if reader.high_contrast() else ''}"


def _theme() -> str:
    return "dark" if st.context.theme.type == "dark" else "light"


def wear() -> None:
    """Put the style sheet on the page."""
    worn, strong = mode(), f"{_theme()}{STRONG}"
    ink = (
        f"<style>:root{{--cz-link:{LINKS[worn]};--cz-paper:{PAPER[worn]};--cz-ink:{INK[worn]};"
        f"--cz-strong-link:{LINKS[strong]};--cz-strong-paper:{PAPER[strong]};"
        f"--cz-strong-ink:{INK[strong]}}}"
        f"@media(prefers-contrast:more){{{STRONG_CSS}}}</style>"
    )
    more = f"<style>{STRONG_CSS}</style>" if reader.high_contrast() else ""
    st.html(ink + CSS + more)
