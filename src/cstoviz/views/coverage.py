"""The views of how far a chairmanship's declared targets are covered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import pandas as pd

from cstoviz import text
from cstoviz.charts import coverage as charts
from cstoviz.charts.coverage_matrix import matrix as draw_matrix
from cstoviz.context import Context
from cstoviz.labels import Labels
from cstoviz.metrics import coverage as metrics
from cstoviz.metrics.behind import coverage as behind
from cstoviz.metrics.coverage_matrix import matrix
from cstoviz.metrics.links import links
from cstoviz.metrics.targets import declared_terms
from cstoviz.selection import Selection
from cstoviz.tables import Tables
from cstoviz.text import listed, number, percent, t, tn
from cstoviz.views.agreement import note, warning
from cstoviz.views.core import Cautions, Option, View
from cstoviz.views.numbers import Number
from cstoviz.views.whole import whole


def _once(said: Cautions) -> Cautions:
    """Return the same, worked out once per term and language: the filter does not bear on it."""

    @lru_cache(maxsize=64)
    def kept(tables: Tables, term: str, _lang: str) -> Sequence[str]:
        return said(tables, Selection().with_options(term=term))

    def of_term(tables: Tables, selection: Selection) -> Sequence[str]:
        return kept(tables, selection.option("term"), text.language())

    of_term.cache_clear = kept.cache_clear  # type: ignore[attr-defined]
    return of_term


_note, _warning = _once(note), _once(warning)


def _terms(tables: Tables, selection: Selection) -> Mapping[str, str]:  # noqa: ARG001
    labels = Labels(tables, text.language())
    return {term: labels.of("chairmanship", term) for term in declared_terms(tables)}


TERM = Option("term", _terms)


def _term(frame: pd.DataFrame, about: Context) -> str:
    return about.labels.of("chairmanship", frame["chairmanship"].iloc[0])


def _unofficial(measures: bool) -> str:
    return "" if measures else " " + t("coverage.unofficial")


def _counts(covered: int, touched: int, nothing: int) -> dict[str, str]:
    return {
        "covered": number(covered),
        "targets": tn("coverage.targets", covered + touched + nothing),
        "touched": number(touched),
        "nothing": number(nothing),
    }


def _matrix(frame: pd.DataFrame, about: Context) -> str:
    sums = frame.groupby("target")[["direct", "related"]].sum()
    covered = int((sums["direct"] > 0).sum())
    nothing = int((sums.sum(axis=1) == 0).sum())
    counts = _counts(covered, len(sums) - covered - nothing, nothing)
    said = t("view.coverage-matrix.sentence", term=_term(frame, about), **counts)
    return said + _unofficial(bool(frame["measure"].notna().any()))


def _by_area(frame: pd.DataFrame, about: Context) -> str:
    sums = frame[["covered", "touched", "nothing"]].sum()
    said = t(
        "view.coverage-by-area.sentence",
        term=_term(frame, about),
        areas=tn("coverage.areas", int((frame["covered"] > 0).sum()), whole=number(len(frame))),
        **_counts(*(int(value) for value in sums)),
    )
    return said + _best(frame, about) + _unofficial(bool(frame["has_measures"].iloc[0]))


def _best(frame: pd.DataFrame, about: Context) -> str:
    most = frame["covered"].max()
    if not most or len(frame) == 1:
        return ""
    best = frame[frame["covered"] == most]
    names = [t("quoted", text=about.labels.of("area", code)) for code in best["area"]]
    key = "coverage.best" if len(best) == 1 else "coverage.best.several"
    return " " + t(key, areas=listed(names), covered=number(most), n=number(best["n"].iloc[0]))


def _growth(frame: pd.DataFrame, about: Context) -> str:
    last, term = frame.iloc[-1], _term(frame, about)
    days = {"start": text.day(frame["day"].iloc[0]), "end": text.day(last["day"])}
    whole = tn("coverage.targets", int(last["n"]))
    if not last["covered"]:
        return t("view.coverage-growth.sentence.none", term=term, targets=whole, **days)
    first = frame.loc[frame["covered"] > 0, "day"].iloc[0]
    half = frame.loc[2 * frame["covered"] >= last["covered"], "day"].iloc[0]
    return t(
        "view.coverage-growth.sentence", term=term, covered=number(last["covered"]),
        targets=whole, reached=number(last["covered_or_touched"]), end=days["end"],
        first=text.day(first), half=text.day(half),
    )  # fmt: skip


def _nothing(frame: pd.DataFrame, about: Context) -> str:
    said = t(
        "view.coverage-nothing.sentence",
        term=_term(frame, about),
        part=number(len(frame)),
        targets=tn("coverage.targets", int(frame["n"].iloc[0])),
        gaps=tn("coverage.with-gap", int(frame["gap"].notna().sum())),
    )
    return said + _unofficial(bool(frame["has_measures"].iloc[0]))


def _outside(frame: pd.DataFrame, about: Context) -> str:
    sums = frame[["direct", "related", "outside", "n"]].sum()
    return t(
        "view.coverage-outside.sentence",
        events=tn("coverage.started", int(sums["n"]), term=_term(frame, about)),
        share=percent(sums["outside"], sums["n"]),
        **{name: number(sums[name]) for name in ("direct", "related", "outside")},
    )


def _links(frame: pd.DataFrame, about: Context) -> str:  # noqa: ARG001
    direct = frame.attrs.get("direct", int((frame["strength"] == "direct").sum()))
    return t(
        "view.coverage-links.sentence",
        links=tn("coverage.links", whole(frame)),
        events=tn("events", frame.attrs.get("events", frame["event"].nunique())),
        targets=tn("coverage.targets", frame.attrs.get("targets", frame["target"].nunique())),
        direct=number(direct),
        related=number(whole(frame) - direct),
    )


def _brief(frame: pd.DataFrame, about: Context) -> str:
    sums = (int(value) for value in frame[["covered", "touched", "nothing"]].sum())
    said = t("view.coverage-matrix.sentence", term=_term(frame, about), **_counts(*sums))
    return said + _unofficial(bool(frame["has_measures"].iloc[0]))


_TARGET = ("target", "area", "priority", "measure")

_REACHED = {
    **{
        name: Number(("area",), (name,), unit="target")
        for name in ("covered", "touched", "nothing")
    },
    "n": Number(("area",), unit="target"),
}
_LINKED = ("direct", "related")
_DECLARED = Number((), ("declared",), unit="target")

MATRIX = View(
    id="coverage-matrix",
    notes=_note,
    cautions=_warning,
    metric=matrix,
    chart=draw_matrix,
    sentence=_matrix,
    options=(TERM,),
    behind=behind.links,
    numbers={
        "direct": Number(("target", "month"), ("direct",)),
        "related": Number(("target", "month"), ("related",)),
        "in-month": Number(("target", "month"), _LINKED, adds=_LINKED),
        "in-term": Number(("target",), _LINKED, adds=_LINKED),
    },
)
BY_AREA = View(
    id="coverage-by-area",
    notes=_note,
    cautions=_warning,
    metric=metrics.by_area,
    chart=charts.by_area,
    sentence=_by_area,
    options=(TERM,),
    behind=behind.reached,
    numbers=_REACHED,
)
GROWTH = View(
    id="coverage-growth",
    notes=_note,
    cautions=_warning,
    signs=("gap",),
    metric=metrics.growth,
    chart=charts.growth,
    sentence=_growth,
    options=(TERM,),
    behind=behind.links,
    numbers={
        "covered": Number(("day",), ("direct",), unit="target", until=True),
        "covered_or_touched": Number(("day",), _LINKED, unit="target", until=True),
        "n": _DECLARED,
    },
)
OUTSIDE = View(
    id="coverage-outside",
    notes=_note,
    cautions=_warning,
    signs=("gap",),
    metric=metrics.outside,
    chart=charts.outside,
    sentence=_outside,
    options=(TERM,),
    behind=behind.served,
    numbers={
        **{name: Number(("month",), (name,)) for name in ("direct", "related", "outside")},
        "n": Number(("month",)),
    },
)
IN_BRIEF = View(
    id="coverage-in-brief",
    notes=lambda tables, selection: _note(tables, selection.without_options()),
    cautions=lambda tables, selection: _warning(tables, selection.without_options()),
    metric=metrics.in_brief,
    chart=charts.in_brief,
    sentence=_brief,
    behind=behind.in_brief,
    numbers=_REACHED,
)
NOTHING = View(
    id="coverage-nothing",
    notes=_note,
    cautions=_warning,
    metric=metrics.nothing,
    chart=None,
    sentence=_nothing,
    options=(TERM,),
    columns=(*_TARGET, "gap"),
    behind=behind.links,
    numbers={"n": _DECLARED},
)
LINKS = View(
    id="coverage-links",
    notes=_note,
    cautions=_warning,
    metric=links,
    chart=None,
    sentence=_links,
    options=(TERM,),
    page_size=25,
    parted=True,
    click="event",
    columns=("event", "start", *_TARGET, "strength", "coding_basis", "reason"),
)
