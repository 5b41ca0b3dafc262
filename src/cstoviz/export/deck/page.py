"""The page of slides: one HTML file that asks for nothing from anywhere."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from importlib import resources

from cstoviz import text
from cstoviz.export.briefing.model import Briefing, Slide
from cstoviz.export.deck import lists, pictures, plain
from cstoviz.export.deck.markup import attributes, safe
from cstoviz.export.deck.overlays import has_table, overlays
from cstoviz.export.deck.panels import Panel, head, head_html
from cstoviz.export.making import Progress, each, part
from cstoviz.tables import Tables
from cstoviz.text import t

_SCRIPTS = ("deck.js", "screen.js")
_WEIGHTS = {"Regular": 400, "Bold": 700}
_CONTROLS = ("back", "next", "overview", "table", "notes", "screen", "help")


def deck_bytes(briefing: Briefing, tables: Tables, progress: Progress) -> bytes:
    """Make the page of slides as a file, in UTF-8; see `deck_html`."""
    return deck_html(briefing, tables, progress).encode("utf-8")


def deck_html(briefing: Briefing, tables: Tables, progress: Progress) -> str:
    """Return the slides of a briefing as a page for a screen, which asks for nothing from anywhere.

    The same briefing and tables give the same page. Raises CalledOff when `progress` does.
    """
    with text.speaking(briefing.lang):
        panels = list(_panels(briefing, part(progress, 0.0, 0.9)))
        progress(0.9, t("deck.notes"))
        over = "".join(overlays(briefing, tables))
        page = _page(briefing, panels, over)
        progress(1.0, "")
        return page


def _panels(briefing: Briefing, progress: Progress) -> Iterator[Panel]:
    for slide in each(briefing.slides, progress, lambda slide: slide.heading):
        yield from _panels_of(slide, briefing)


def _panels_of(slide: Slide, briefing: Briefing) -> Iterator[Panel]:
    found = slide.answer
    if found is None:
        yield from plain.words(slide, briefing)
    elif found.empty:
        yield Panel(slide, "nothing", "", head(slide))
    elif found.view.figures:
        yield plain.figures(slide, briefing)
    else:
        figure = found.chart(flat=True)
        drawn = pictures.picture(slide, briefing, figure) if figure is not None else None
        yield from [drawn] if drawn else lists.pages(slide, briefing)


def _page(briefing: Briefing, panels: Sequence[Panel], over: str) -> str:
    slides = "".join(_section(panel, n, panels, briefing) for n, panel in enumerate(panels, 1))
    return (
        f'<!doctype html>\n<html lang="{safe(briefing.lang)}">{_head(briefing)}<body>'
        f'<main><h1 class="unseen">{safe(briefing.title)}</h1>{slides}'
        f'<p id="says" class="unseen" role="status"{_states()}></p></main>'
        f"{_controls()}{over}"
        f'<p id="hint" aria-hidden="true">{safe(t("deck.hint"))}</p>'
        '<div id="tip" role="tooltip" hidden></div></body></html>\n'
    )


def _states() -> str:
    """Say what is announced when it changes."""
    names = ("auto-on", "auto-off", "black-on", "black-off", "overview")
    return "".join(f' data-{name}="{safe(t(f"deck.says.{name}"))}"' for name in names)


def _section(panel: Panel, number: int, panels: Sequence[Panel], briefing: Briefing) -> str:
    slide, of = panel.slide, {"n": text.number(number), "all": text.number(len(panels))}
    table = f"table-{slide.number}" if has_table(slide) else ""
    notes = f"notes-{slide.number}" if slide.answer else "sources" if briefing.sources else ""
    says = t("deck.says.slide", **of, heading=panel.heading)
    named = attributes(
        id=f"slide-{number}", class_=f"slide {panel.kind}", aria_label=t("deck.n-of", **of),
        data_says=says, data_table=table, data_notes=notes, tabindex="-1",
    )  # fmt: skip
    return (
        f'<section{named}><div class="sheet">{head_html(panel, briefing)}'
        f'<div class="body">{panel.body}</div>{_foot(number, len(panels), briefing)}</div>'
        f"{_more(table, notes)}"
        f'<button type="button" class="open" hidden>{safe(says)}</button></section>'
    )


def _foot(number: int, of: int, briefing: Briefing) -> str:
    count = f"{text.number(number)} / {text.number(of)}"
    return f'<footer><p>{safe(briefing.footer)}</p><p class="count">{count}</p></footer>'


def _more(table: str, notes: str) -> str:
    """Write the ways to table and notes for a screen on which slides stand in a column."""
    ways = {"table": table, "notes": notes}
    shown = "".join(_button(name) for name, target in ways.items() if target)
    return f'<p class="more">{shown}</p>' if shown else ""


def _button(name: str) -> str:
    return f'<button type="button" data-do="{name}">{safe(t(f"deck.do.{name}"))}</button>'


def _controls() -> str:
    buttons = "".join(_button(name) for name in _CONTROLS)
    return f'<nav id="controls" aria-label="{safe(t("deck.controls"))}">{buttons}</nav>'


def _head(briefing: Briefing) -> str:
    return (
        '<head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy()}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">'
        '<meta name="color-scheme" content="light dark">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{safe(briefing.title)}</title><style>{_style()}</style>"
        f"<script>{_script()}</script></head>"
    )


@lru_cache(maxsize=1)
def policy() -> str:
    """Return what the page may load and run, as a Content-Security-Policy: what stands in it."""
    return (
        f"default-src 'none'; style-src 'sha256-{_digest(_style())}'; "
        f"script-src 'sha256-{_digest(_script())}'; img-src data:; font-src data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'"
    )


def _digest(content: str) -> str:
    return b64encode(sha256(content.encode("utf-8")).digest()).decode("ascii")


@lru_cache(maxsize=1)
def _style() -> str:
    faces = "".join(
        f"@font-face{{font-family:'Cstoviz Sans';font-weight:{weight};"
        f"src:url(data:font/woff2;base64,{_font(name)}) format('woff2')}}\n"
        for name, weight in _WEIGHTS.items()
    )
    return faces + _beside("deck.css")


def _font(name: str) -> str:
    file = resources.files("cstoviz") / "fonts" / f"CstovizSans-{name}.woff2"
    return b64encode(file.read_bytes()).decode("ascii")


@lru_cache(maxsize=1)
def _script() -> str:
    return "\n".join(_beside(name) for name in _SCRIPTS)


def _beside(name: str) -> str:
    return (resources.files("cstoviz.export.deck") / name).read_text("utf-8")
