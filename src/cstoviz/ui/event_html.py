"""The body of an event's card as HTML, everything from the data escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from cstoviz.card import EventCard, Fact, Gap, Group, Served, Source
from cstoviz.text import t


def body(card: EventCard) -> str:
    """Return the card's facts, participants, sources, targets and gaps."""
    summary = f'<p class="cz-summary">{escape(card.summary)}</p>' if card.summary else ""
    parts = [
        summary,
        _facts(card.facts),
        _section("participants", [*map(_group, card.groups), _paragraph(card.collective)]),
        _section("sources", [_list(map(_source, card.sources))]),
        _section("served", [_list(map(_served, card.served)), _paragraph(card.unserved)]),
        _section("gaps", [_list(map(_gap, card.gaps))]),
    ]
    return f'<div class="cz-event">{"".join(parts)}</div>'


def heading(name: str) -> str:
    """Return the heading of one of the card's sections."""
    return f'<div class="cz-event"><h3>{escape(t(f"card.section.{name}"))}</h3></div>'


def _section(name: str, parts: Iterable[str]) -> str:
    content = "".join(parts)
    return f"<h3>{escape(t(f'card.section.{name}'))}</h3>{content}" if content else ""


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>" if text else ""


def _list(items: Iterable[str]) -> str:
    shown = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{shown}</ul>" if shown else ""


def _facts(facts: Iterable[Fact]) -> str:
    rows = "".join(
        f"<div><dt>{escape(fact.name)}</dt><dd>{escape(fact.value)}{_basis(fact)}</dd></div>"
        for fact in facts
    )
    return f"<dl>{rows}</dl>"


def _basis(fact: Fact) -> str:
    """Say what a fact rests on; what that means comes up on pointing at it."""
    if not fact.basis:
        return f' <span class="cz-basis">{escape(fact.meaning)}</span>' if fact.meaning else ""
    title = f' title="{escape(fact.meaning, quote=True)}"' if fact.meaning else ""
    return f' <span class="cz-basis"{title}>{escape(fact.basis)}</span>'


def _group(group: Group) -> str:
    people = _list(
        f'<b>{escape(one.name)}</b> <span class="cz-basis">'
        f"{escape('; '.join(word for word in (one.role, one.known) if word))}</span>"
        for one in group.participants
    )
    return f"<h4>{escape(group.title)}</h4>{people}" if people else ""


def _source(source: Source) -> str:
    about = ", ".join(word for word in (source.kind, source.language) if word)
    name = escape(source.publisher or source.url)
    if source.link:
        address = escape(source.link, quote=True)
        name = f'<a href="{address}" target="_blank" rel="noopener noreferrer">{name}</a>'
    return (
        f'{name} <span class="cz-basis">{escape(about)}</span>'
        f'<br><span class="cz-url">{escape(source.url)}</span>'
    )


def _served(target: Served) -> str:
    path = " › ".join(escape(title) for title in (target.term, *target.path))
    words = "; ".join(word for word in (target.strength, target.basis) if word)
    reason = f"<br>{escape(target.reason)}" if target.reason else ""
    return f'{path} <span class="cz-basis">{escape(words)}</span>{reason}'


def _gap(gap: Gap) -> str:
    head = ", ".join(word for word in (gap.level, gap.concerns, gap.period) if word)
    return f'{escape(head)}<br><span class="cz-basis">{escape(gap.note)}</span>'
