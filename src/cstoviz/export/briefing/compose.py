"""Composes a briefing from a selection: the chosen slides, each with its answer and its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from urllib.parse import urlencode

from cstoviz import text
from cstoviz.context import context
from cstoviz.export.about import about_selection, reports_through
from cstoviz.export.briefing.model import METHOD, TITLE, Briefing, Slide
from cstoviz.export.briefing.sources import sources_of_selection
from cstoviz.selection import Selection
from cstoviz.tables import Tables
from cstoviz.text import t, tn
from cstoviz.translations import package_in
from cstoviz.views.chapters import page_of
from cstoviz.views.core import Answer, answer
from cstoviz.views.registry import views
from cstoviz.words import nothing_words, scope_words

_TITLE = ("filter", "events", "reports_through", "version")
_METHOD = ("filter", "events", "period", "source", "homepage", "licence", "version")
_RULES = ("named", "status", "gaps", "coverage")


def compose(
    tables: Tables,
    selection: Selection,
    slides: Sequence[str],
    home: str = "",
    wrong: Sequence[str] = (),
) -> Briefing:
    """Return the briefing of a selection in the present language.

    `slides` are ids of `choice.slide_ids`, in order. Where the selection holds no event, only the
    slides of words are told: the title says so, and how far the evidence reaches. `wrong` is what
    was asked for and does not exist; the title says that too.
    """
    surroundings, package = context(tables, selection), package_in(tables, text.language())
    found = sources_of_selection(tables, selection)
    names = [name for name in slides if surroundings.n or name not in views()]
    if TITLE not in names and (wrong or not surroundings.n):
        names.insert(0, TITLE)
    told = about_selection(surroundings, package, tables)
    scope = scope_words(surroundings)
    said = scope if surroundings.n else nothing_words(surroundings)
    of_words = {
        TITLE: partial(_title, told=told, said=said, wrong=wrong),
        METHOD: partial(_method, told=told, sources=len(found)),
    }
    made = [
        of_words[name](number) if name in of_words
        else slide_of(answer(views()[name], tables, selection), number)
        for number, name in enumerate(names, start=1)
    ]  # fmt: skip
    return Briefing(
        title=package.title,
        scope=scope,
        footer=t(
            "brief.footer",
            scope=scope,
            sources=tn("sources", len(found)),
            through=told["reports_through"] or "–",
            version=package.version,
        ),
        lang=text.language(),
        selection=selection,
        context=surroundings,
        package=package,
        slides=tuple(made),
        sources=found,
        through=reports_through(tables),
        home=home,
    )


def slide_of(found: Answer, number: int) -> Slide:
    """Return the slide that tells an answer."""
    return Slide(
        id=found.view.id,
        number=number,
        heading=found.view.question,
        sentence=found.sentence,
        answer=found,
        rule=found.view.rule,
        notes=(*found.notes, *found.cautions),
        address=address_of(found),
    )


def address_of(found: Answer) -> str:
    """Return the path and query that open an answer in the dashboard."""
    query = {**found.query, "lang": [text.language()]}
    return f"{page_of()[found.view.id]}?{urlencode(query, doseq=True)}#{found.view.id}"


def _title(number: int, told: Mapping[str, str], said: str, wrong: Sequence[str]) -> Slide:
    facts = _named(told, _TITLE)
    if wrong:
        facts = (*facts, (t("brief.wrong"), "; ".join(wrong)))
    return Slide(TITLE, number, told["source"], said, facts=facts)


def _method(number: int, told: Mapping[str, str], sources: int) -> Slide:
    counting = [(t(f"brief.method.{rule}"), t(f"brief.method.{rule}.text")) for rule in _RULES]
    sentence = t("brief.method.sentence", sources=tn("sources", sources))
    facts = (*counting, *_named(told, _METHOD))
    return Slide(METHOD, number, t("brief.slide.method"), sentence, facts=facts)


def _named(told: Mapping[str, str], keys: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((t(f"export.about.{key}"), told[key]) for key in keys if told[key])
