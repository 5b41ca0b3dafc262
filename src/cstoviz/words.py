"""The filter in words, as it stands on every page and export."""

from __future__ import annotations

from cstoviz import text
from cstoviz.context import Context
from cstoviz.selection import OFFICIAL, Selection
from cstoviz.text import t, tn


def filter_words(about: Context) -> str:
    """Say which events are counted, without how many: "Belarus or Kazakhstan, named, ..."."""
    selection = about.selection
    parts = [
        _states(selection, about),
        _listed("kind", selection.kinds, about),
        _listed("organ", selection.organs, about),
        t(f"filter.status.{'-'.join(selection.status)}"),
        t("filter.sources.official") if selection.sources == OFFICIAL else "",
        t("filter.facts.stated") if selection.facts == "stated" else "",
        text.span(about.period.start, about.period.end),
    ]
    sentence = ", ".join(part for part in parts if part)
    return sentence[:1].upper() + sentence[1:]


def scope_words(about: Context) -> str:
    """Say the filter and what it keeps: "...: 41 of 193 events"."""
    return t(
        "filter.scope",
        filter=filter_words(about),
        n=text.number(about.n),
        events=tn("filter.of-events", about.total),
    )


def nothing_words(about: Context) -> str:
    """Say that the selection holds no event, and how far the evidence of its days reaches."""
    selection = about.selection
    names = [about.labels.of("state", code) for code in selection.states]
    said = t("nothing.events")
    if names:
        states = text.listed(names, "or" if selection.match == "any" else "and")
        said = t(f"nothing.{selection.basis}", states=states)
    if not about.gap_days:
        return said
    return f"{said} {tn('nothing.gaps', about.gap_days, all=text.number(about.period.days))}"


def _states(selection: Selection, about: Context) -> str:
    if not selection.states:
        return ""
    names = [about.labels.of("state", code) for code in selection.states]
    listed = text.listed(names, "or" if selection.match == "any" else "and")
    return t(f"filter.basis.{selection.basis}", states=listed)


def _listed(dimension: str, codes: tuple[str, ...], about: Context) -> str:
    return text.listed([about.labels.of(dimension, code) for code in codes], "or")
