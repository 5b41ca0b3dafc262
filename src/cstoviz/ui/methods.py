"""The page on methods: its sections one after the other, with the way to each at the top."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from html import escape

import pandas as pd
import streamlit as st

from cstoviz import text
from cstoviz.labels import Labels
from cstoviz.methods import cite, declared, record
from cstoviz.methods.model import Fact, Point, Rule, See, Vocabulary
from cstoviz.methods.rules import rules
from cstoviz.selection import Selection
from cstoviz.tables import ALL_MEMBERS, Tables
from cstoviz.text import number, t
from cstoviz.translations import package_in
from cstoviz.ui import address, markup, reader
from cstoviz.ui.filters import plain
from cstoviz.ui.navigation import pages

Parts = Sequence[str]
"""The HTML of a section, part by part."""

CSS = """
<style>
.cz-methods{max-width:52rem;line-height:1.5}
.cz-methods p{margin:0 0 .5rem}
.cz-methods h3{font-size:1.02rem!important;font-weight:650!important;margin:0!important;
 padding:.4rem 0 .15rem!important;scroll-margin-top:3.4rem}
.stMain h2{scroll-margin-top:3.4rem}
.cz-methods details{border-bottom:1px solid rgba(124,135,148,.28);padding:.15rem 0}
.cz-methods summary{cursor:pointer;padding:.3rem 0;font-weight:500;overflow-wrap:anywhere}
.cz-methods dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.4rem;
 margin:0 0 .6rem;padding:0}
.cz-methods dt,.cz-methods dd{padding:0;margin:0}
.cz-methods dt{opacity:.8}
.cz-methods dd{overflow-wrap:anywhere}
.cz-methods a,.cz-contents a{color:var(--cz-link)}
.cz-methods ul{margin:.1rem 0 .5rem;padding-left:1.2rem}
.cz-methods .cz-table{max-height:none;margin-bottom:.8rem}
.cz-methods .cz-table caption{font-weight:400;padding-bottom:.3rem}
.cz-methods .cz-table thead th:last-child,.cz-figures thead th:not(:first-child){text-align:right}
.cz-methods .cz-figures table{width:auto}
.cz-figures caption{white-space:nowrap}
.cz-methods .cz-figures .num,.cz-figures thead th:not(:first-child){padding-left:1.5rem}
.cz-mark{font-size:.8rem;font-weight:650;opacity:.8}
.cz-contents ul{display:flex;flex-wrap:wrap;gap:0 1.2rem;list-style:none;margin:0;padding:0}
.cz-contents li{margin:0}
.cz-contents a{display:inline-block;padding:.25rem 0;text-decoration:none}
.cz-contents a:hover,.cz-contents a:focus-visible{text-decoration:underline}
.cz-contents.rules{font-size:.9rem;max-width:64rem}
.st-key-methods-contents,:has(>.st-key-methods-contents){position:sticky;top:0;z-index:20;
 background:var(--cz-paper)}
.st-key-methods-contents{border-bottom:1px solid rgba(124,135,148,.3);padding:.3rem 2.6rem .3rem 0}
[class*="st-key-methods-rule-"]{gap:.35rem;margin-bottom:.4rem}
[class*="st-key-methods-example-"]{gap:.25rem;border-left:3px solid var(--cz-link);
 padding-left:.9rem}
[class*="st-key-methods-example-"] .cz-methods p{margin:0}
[class*="st-key-methods-example-"] button{min-height:1.6rem;height:auto;padding:0;
 text-align:left;justify-content:flex-start;color:var(--cz-link)}
[class*="st-key-methods-example-"] button>div{text-align:left}
[class*="st-key-methods-example-"] a[data-testid="stPageLink-NavLink"]{padding:.1rem 0;margin:0;
 color:var(--cz-link)}
[class*="st-key-methods-example-"] a[data-testid="stPageLink-NavLink"] *{color:inherit;
 white-space:normal}
[class*="st-key-methods-quote-"]{max-width:52rem}
@media(max-width:640px){
 .st-key-methods-contents .cz-contents ul{flex-wrap:nowrap;overflow-x:auto;white-space:nowrap;
  gap:0 1rem}
 .cz-methods dl{grid-template-columns:1fr;gap:0}
 .cz-methods dd{margin-bottom:.4rem}
}
</style>
"""


def methods(tables: Tables, _selection: Selection) -> None:
    """Show every section of the page; the selection does not matter to it."""
    st.html(CSS)
    with st.container(key="methods-contents"):
        ways = {section: t(f"methods.section.{section}") for section in SECTIONS}
        st.html(_contents(ways, t("methods.contents")))
    _prose(_paragraph(t("methods.whole")))
    for section in SECTIONS:
        st.header(t(f"methods.section.{section}"), anchor=section)
        if section in SHOWN:
            SHOWN[section](tables)
        else:
            st.html(_written(section, tables, text.language()))


@lru_cache(maxsize=32)
def _written(section: str, tables: Tables, _language: str) -> str:
    """Return a section that is nothing but words, in the present language."""
    return _block(*WRITTEN[section](tables))


def _contents(ways: Mapping[str, str], name: str, kind: str = "") -> str:
    """Return a list of links to places of the page."""
    items = [f'<a href="#{escape(anchor)}">{escape(title)}</a>' for anchor, title in ways.items()]
    label = escape(name, quote=True)
    return f'<nav class="cz-contents {kind}" aria-label="{label}">{_list(items)}</nav>'


def _counts(tables: Tables) -> Parts:
    package = package_in(tables, text.language())
    said = declared.about_events(package) or package.description
    left_out = record.left_out(tables)
    title = "left-out" if left_out else "nothing-left-out"
    return (
        _paragraph(t("methods.counts.rule")),
        _paragraph(t("methods.counts.package", text=said)) if said else "",
        _paragraph(record.statuses(tables)),
        _paragraph(t(f"methods.counts.{title}")),
        _list(map(escape, left_out)),
        _paragraph(t("methods.counts.silence")),
    )


def _rules(tables: Tables) -> None:
    found = rules(tables)
    ways = {rule.anchor: rule.title for rule in found}
    st.html(_contents(ways, t("methods.rules.contents"), "rules"))
    for rule in found:
        with st.container(key=f"methods-{rule.anchor}"):
            _rule(rule)


def _rule(rule: Rule) -> None:
    _prose(
        f'<h3 id="{escape(rule.anchor)}">{escape(rule.title)}</h3>',
        _paragraph(rule.text),
        f'<div class="cz-mark">{escape(t("methods.example"))}</div>',
    )
    with st.container(key=f"methods-example-{rule.id}"):
        for place, point in enumerate(rule.example.points):
            _prose(_paragraph(point.said))
            _events(f"methods-event-{rule.id}-{place}", point)
        if not rule.example.points:
            _prose(_paragraph(rule.none))
        if rule.example.see:
            _way(rule.example.see)


def _events(key: str, point: Point) -> None:
    """Show a button for each event, which opens its card."""
    for named in point.events:
        st.button(
            plain(f"{named.title}, {named.days}"),
            key=f"{key}-{named.event}",
            type="tertiary",
            on_click=address.set_by_click,
            args=(address.EVENT, named.event),
        )


def _way(see: See) -> None:
    """Show the way to the view that has the example's number, if there is such a page."""
    page = pages().get(see.page)
    if page is not None:
        query = {**{key: list(values) for key, values in see.query}, **reader.query()}
        st.page_link(page, label=plain(see.label), query_params=query)


def _vocabularies(tables: Tables) -> Parts:
    labels = Labels(tables, text.language())
    label = labels.text("vocabulary", f"participations.participant.{ALL_MEMBERS}", "label", "–")
    return (
        _paragraph(t("methods.vocabularies.explain")),
        *map(_vocabulary, record.vocabularies(tables)),
        _paragraph(t("methods.vocabularies.all-members", label=label)),
    )


def _vocabulary(found: Vocabulary) -> str:
    name = t("methods.vocabulary.name", title=found.title, table=found.table, column=found.column)
    table = markup.table(found.frame, found.description or name)
    return f"<details><summary>{escape(name)}</summary>{table}</details>"


def _data(tables: Tables) -> Parts:
    said = declared.document(package_in(tables, text.language()))
    sizes = record.sizes(tables)
    sizes.columns = [t(f"methods.data.{name}") for name in sizes.columns]
    return (
        f"<dl>{''.join(map(_fact, record.facts(tables)))}</dl>",
        f"<h3>{escape(t('methods.data.changes'))}</h3>",
        _changes(declared.changes(said)),
        f"<h3>{escape(t('methods.data.audit'))}</h3>",
        _audit(declared.audit(said)),
        f"<details><summary>{escape(t('methods.data.sizes'))}</summary>",
        f"{_figures(sizes, t('methods.data.sizes'))}</details>",
    )


def _fact(fact: Fact) -> str:
    value = escape(fact.value)
    return f"<dt>{escape(fact.name)}</dt><dd>{_linked(value, fact.link)}</dd>"


def _linked(shown: str, link: str) -> str:
    if not link.startswith(("https://", "http://", "mailto:")):
        return shown
    goal = escape(link, quote=True)
    return f'<a href="{goal}" target="_blank" rel="noopener noreferrer">{shown}</a>'


def _changes(found: Iterable[declared.Change]) -> str:
    lines = [escape(_change(one)) for one in found]
    return _list(lines) or _paragraph(t("methods.data.no-changes"))


def _change(one: declared.Change) -> str:
    if one.day is None:
        return t("methods.data.change.undated", version=one.version, text=one.text)
    return t("methods.data.change", version=one.version, day=text.day(one.day), text=one.text)


def _audit(found: declared.Audit | None) -> str:
    if found is None:
        return _paragraph(t("methods.data.no-audit"))
    shares = {name: record.exact_share(share) for name, share in found.shares.items()}
    events, facts = number(found.events), number(found.facts)
    said = t("methods.data.audit.result", events=events, facts=facts, **shares)
    return _paragraph(f"{said} {found.note}")


def _limits(tables: Tables) -> Parts:
    days = record.gap_days(tables)
    table = ""
    if len(days):
        labels = Labels(tables, text.language())
        days = days.assign(level=[labels.of("level", code) for code in days["level"]])
        days.columns = [t(f"methods.limits.{name}") for name in days.columns]
        table = _figures(days, t("methods.limits.days.caption"))
    return (_list(map(escape, record.known_limits(tables))), table)


def _cite(tables: Tables) -> None:
    package = package_in(tables, text.language())
    quoted = {"plain": cite.plain(package), "bibtex": cite.bibtex(package)}
    for name, words in quoted.items():
        _prose(f"<h3>{escape(t(f'methods.cite.{name}'))}</h3>")
        with st.container(key=f"methods-quote-{name}"):
            st.code(words, language=None, wrap_lines=True)


def _errors(tables: Tables) -> Parts:
    events, version = tables.rows("events")["event_id"], tables.package.version
    values = {"event": {"event": next(iter(events), "–")}, "version": {"version": version}}
    asked = [t(f"methods.errors.{name}", **values.get(name, {}))
             for name in ("event", "field", "source", "version")]  # fmt: skip
    where = declared.contact(tables.package)
    goal = f"mailto:{where}" if "@" in where and "/" not in where else where
    told = escape(t("methods.errors.where", address="\0")).replace(
        "\0", _linked(escape(where), goal)
    )
    return (
        _paragraph(t("methods.errors.what")),
        _list(map(escape, asked)),
        f"<p>{told}</p>" if where else _paragraph(t("methods.errors.nowhere")),
    )


def _figures(frame: pd.DataFrame, caption: str) -> str:
    return f'<div class="cz-figures">{markup.table(frame, caption)}</div>'


def _prose(*parts: str) -> None:
    st.html(_block(*parts))


def _block(*parts: str) -> str:
    return f'<div class="cz-methods">{"".join(parts)}</div>'


def _paragraph(said: str) -> str:
    return f"<p>{escape(said)}</p>"


def _list(items: Iterable[str]) -> str:
    shown = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{shown}</ul>" if shown else ""


SECTIONS = ("counts", "rules", "vocabularies", "data", "limits", "cite", "errors")
"""The sections in order, by the fragment of the address that leads to them."""

SHOWN: Mapping[str, Callable[[Tables], None]] = {"rules": _rules, "cite": _cite}
WRITTEN: Mapping[str, Callable[[Tables], Parts]] = {
    "counts": _counts, "vocabularies": _vocabularies, "data": _data, "limits": _limits,
    "errors": _errors,
}  # fmt: skip
