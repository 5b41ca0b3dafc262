"""Composes a briefing from a selection: the chosen slides, each with its answer and its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

from cstoviz import text
from cstoviz.context import Context, context
from cstoviz.export.about import about, reports_through
from cstoviz.export.briefing.model import METHOD, TITLE, Briefing, Slide
from cstoviz.export.briefing.sources import sources_of_selection
from cstoviz.selection import Selection
from cstoviz.tables import Package, Tables
from cstoviz.text import t, tn
from cstoviz.translations import package_in
from cstoviz.views.chapters import page_of
from cstoviz.views.core import Answer, answer
from cstoviz.views.registry import views
from cstoviz.words import filter_words, nothing_words, scope_words

_METHOD = ("filter", "events", "period", "source", "homepage", "licence", "version")


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
    told = [name for name in slides if surroundings.n or name not in views()]
    if TITLE not in told and (wrong or not surroundings.n):
        told.insert(0, TITLE)
    made = [
        _title(number, tables, selection, wrong) if name == TITLE
        else _slide(name, number, tables, selection)
        for number, name in enumerate(told, start=1)
    ]  # fmt: skip
    return Briefing(
        title=package.title,
        scope=scope_words(surroundings),
        footer=_footer(surroundings, tables, len(found)),
        lang=text.language(),
        selection=selection,
        context=surroundings,
        package=package,
        slides=tuple(made),
        sources=found,
        through=reports_through(tables),
        home=home,
    )


def _footer(surroundings: Context, tables: Tables, sources: int) -> str:
    through = reports_through(tables)
    return t(
        "brief.footer",
        scope=scope_words(surroundings),
        sources=tn("sources", sources),
        through=text.day(through) if through else "–",
        version=tables.package.version,
    )


def _slide(name: str, number: int, tables: Tables, selection: Selection) -> Slide:
    if name == METHOD:
        return _method(number, tables, selection)
    return slide_of(answer(views()[name], tables, selection), number)


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


def _title(number: int, tables: Tables, selection: Selection, wrong: Sequence[str]) -> Slide:
    surroundings, package = context(tables, selection), package_in(tables, text.language())
    through = reports_through(tables)
    facts = {
        "filter": filter_words(surroundings),
        "events": _n_of_n(surroundings),
        "reports_through": text.day(through) if through else "",
        "version": package.version,
    }
    said = scope_words(surroundings) if surroundings.n else nothing_words(surroundings)
    told = _named(facts)
    if wrong:
        told = (*told, (t("brief.wrong"), "; ".join(wrong)))
    return Slide(TITLE, number, package.title, said, facts=told)


def _method(number: int, tables: Tables, selection: Selection) -> Slide:
    told = about(answer(views()["headlines"], tables, selection), tables)
    facts = {key: told[key] for key in _METHOD}
    counting = tuple(_counting(tables.package))
    sources = tn("sources", len(sources_of_selection(tables, selection)))
    sentence = t("brief.method.sentence", sources=sources)
    return Slide(
        METHOD, number, t("brief.slide.method"), sentence, facts=(*counting, *_named(facts))
    )


def _counting(_package: Package) -> Iterator[tuple[str, str]]:
    for rule in ("named", "status", "gaps", "coverage"):
        yield t(f"brief.method.{rule}"), t(f"brief.method.{rule}.text")


def _n_of_n(surroundings: Context) -> str:
    return t(
        "export.n-of-n",
        n=text.number(surroundings.n),
        events=tn("filter.of-events", surroundings.total),
    )


def _named(facts: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((t(f"export.about.{key}"), value) for key, value in facts.items() if value)
