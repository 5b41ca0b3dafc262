"""What an answer's file says of itself, so that it can be checked far from the page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from cstoviz import text
from cstoviz.context import Context
from cstoviz.tables import Package, Tables
from cstoviz.text import t, tn
from cstoviz.views.core import Answer
from cstoviz.words import filter_words


def about(answer: Answer, tables: Tables) -> dict[str, str]:
    """Return what a reader needs beside the table, in words, in order.

    Out: question, result, rule, cautions, filter, events (n of N), rows, period, source, homepage,
    licence, licence_url, version, reports_through (a day in words), query (the part of the address
    that brings the selection back); "" where the package does not say.
    """
    selected = about_selection(answer.context, answer.package, tables)
    return {
        "question": answer.view.question,
        "result": answer.sentence,
        "rule": answer.view.rule,
        "cautions": " ".join([*answer.notes, *answer.cautions]),
        "filter": selected.pop("filter"),
        "events": selected.pop("events"),
        "rows": text.number(len(answer.frame)),
        **selected,
        "query": address_query(answer),
    }


def about_selection(surroundings: Context, package: Package, tables: Tables) -> dict[str, str]:
    """Return what is said of a selection whatever is asked of it, in words, in order.

    Out: filter, events (n of N), period, source, homepage, licence, licence_url, version,
    reports_through (a day in words); "" where the package does not say.
    """
    return {
        "filter": filter_words(surroundings),
        "events": t(
            "export.n-of-n",
            n=text.number(surroundings.n),
            events=tn("filter.of-events", surroundings.total),
        ),
        "period": text.span(surroundings.period.start, surroundings.period.end),
        "source": package.title,
        "homepage": package.homepage,
        "licence": package.licence,
        "licence_url": package.licence_url,
        "version": package.version,
        "reports_through": _day(reports_through(tables)),
    }


def reports_through(tables: Tables) -> date | None:
    """Return the last day that the reports reach: as declared, else that of the last event."""
    last = tables.last_reported
    return tables.package.through or (last.date() if last is not None else None)


def address_query(answer: Answer) -> str:
    """Return the query of the address that brings the selection back; "" for the whole record."""
    query = urlencode(answer.query, doseq=True)
    return f"?{query}" if query else ""


def titled(facts: Mapping[str, str]) -> dict[str, str]:
    """Return the facts that have a value, each under its name in the present language."""
    return {t(f"export.about.{key}"): value for key, value in facts.items() if value}


def _day(value: date | None) -> str:
    return text.day(value) if value is not None else ""
