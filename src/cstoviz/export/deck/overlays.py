"""What lies over a slide when asked for: its table, its notes and sources, the keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cstoviz.export.briefing.model import Briefing, Slide, Source
from cstoviz.export.briefing.sources import sources_behind
from cstoviz.export.deck.below import legend
from cstoviz.export.deck.lists import whole_table
from cstoviz.export.deck.markup import anchor, items, safe
from cstoviz.tables import Tables
from cstoviz.text import t, tn
from cstoviz.views.core import SIGNS

MOST_SOURCES = 60
KEYS = (
    "next", "back", "ends", "jump", "overview", "table", "notes", "screen", "auto", "theme",
    "black", "help",
)  # fmt: skip
"""What keys do, in the order of the help; each has the texts `deck.key.<name>` and `.keys`."""


def dialog(name: str, head: str, inner: str) -> str:
    """Write what lies over a slide; empty for nothing in it."""
    if not inner:
        return ""
    return (
        f'<dialog id="{safe(name)}" aria-labelledby="{safe(name)}-head"><div class="bar">'
        f'<h2 id="{safe(name)}-head">{safe(head)}</h2>'
        f'<button type="button" data-do="close">{safe(t("deck.close"))}</button></div>'
        f'<div class="inner" tabindex="0" role="region" aria-labelledby="{safe(name)}-head">'
        f"{inner}</div></dialog>"
    )


def overlays(briefing: Briefing, tables: Tables) -> Iterator[str]:
    """Give everything that lies over the slides of a briefing."""
    for slide in briefing.slides:
        yield dialog(f"table-{slide.number}", t("deck.table"), whole_table(slide))
        yield dialog(f"notes-{slide.number}", t("deck.notes"), _notes(slide, briefing, tables))
    yield dialog("sources", t("deck.sources"), _sources(briefing.sources))
    yield dialog("keys", t("deck.keys"), _keys())


def has_table(slide: Slide) -> bool:
    """Say whether a slide has a table behind it."""
    return slide.answer is not None and not slide.empty


def _notes(slide: Slide, briefing: Briefing, tables: Tables) -> str:
    found = slide.answer
    if found is None:
        return ""
    cautions = set(found.cautions)
    parts = [f"<h3>{safe(slide.heading)}</h3>", f"<p>{safe(slide.rule)}</p>"]
    parts += [html for html, _ in legend([each for each in SIGNS if each in found.view.signs])]
    if found.view.key:
        parts.append(f"<p>{safe(found.view.key)}</p>")
    for note in slide.notes:
        look = "caution" if note in cautions else "note"
        parts.append(f'<p class="{look}">{safe(note)}</p>')
    behind = sources_behind(found, tables, briefing.sources)
    if behind:
        parts.append(f"<h3>{safe(t('deck.sources-behind'))}</h3>{_sources(behind, MOST_SOURCES)}")
    return "".join(parts)


def _sources(sources: Sequence[Source], most: int | None = None) -> str:
    """Write numbered sources; of more than `most` the first, and how many others there are."""
    if not sources:
        return ""
    shown = sources if most is None else sources[:most]
    listed = items(_source(source) for source in shown)
    html = f'<ul class="sources" role="list">{listed}</ul>'
    left = len(sources) - len(shown)
    if left:
        more = safe(tn("deck.sources-left", left))
        html += f'<p><button type="button" data-do="sources">{more}</button></p>'
    return html


def _source(source: Source) -> str:
    said = f"{source.publisher} · {source.kind} · {source.language}"
    number = f'<span class="mark">[{source.number}]</span>'
    return f"{number} {anchor(source.url, source.link)} {safe(said)}"


def _keys() -> str:
    rows = "".join(
        f"<div><dt>{_caps(t(f'deck.key.{name}.keys'))}</dt><dd>{safe(t(f'deck.key.{name}'))}</dd></div>"
        for name in KEYS
    )
    letters = safe(t("deck.letters"))
    box = f'<label><input type="checkbox" id="letters" checked> {letters}</label>'
    return f'<dl class="keys">{rows}</dl><p>{box}</p>'


def _caps(said: str) -> str:
    return " ".join(f"<kbd>{safe(key)}</kbd>" for key in said.split(" "))
