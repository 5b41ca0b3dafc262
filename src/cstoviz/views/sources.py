"""The views of what events rest on, and what to say where their sources differ from the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd
from babel.numbers import format_decimal

from cstoviz import text
from cstoviz.charts import sources as charts
from cstoviz.context import Context
from cstoviz.labels import Labels
from cstoviz.metrics import sources as metrics
from cstoviz.metrics.homogeneity import Homogeneity, homogeneity
from cstoviz.selection import OFFICIAL, Selection
from cstoviz.tables import Tables
from cstoviz.text import listed, number, t, tn
from cstoviz.views.core import Option, View
from cstoviz.views.numbers import Number

_MOST_LISTED = 3
_LEAST_P = 0.001


def _mixes(_tables: Tables, _selection: Selection) -> Mapping[str, str]:
    return {mix: t(f"option.mix.{mix}") for mix in metrics.MIXES}


MIX_OPTION = Option("mix", _mixes)


def mix_caution(tables: Tables, selection: Selection) -> Sequence[str]:
    """Return a sentence where the sources of a selection differ clearly from those of the rest.

    It gives the kind of publisher whose share differs most, both shares and the test; a second one
    says so where the filter itself asks for official sources. Nothing where the mix does not differ
    clearly, where too few are expected to tell, and for the whole record.
    """
    return _cautions(tables, selection.without_options(), text.language())


@lru_cache(maxsize=256)
def _cautions(tables: Tables, selection: Selection, lang: str) -> Sequence[str]:
    frame = metrics.mix(tables, selection)
    test = homogeneity(frame)
    if test.outcome != "clear":
        return ()
    said = t("sources.caution", **_most_different(frame, Labels(tables, lang)), **_figures(test))
    return (said, t("sources.caution.filter")) if selection.sources == OFFICIAL else (said,)


def _most_different(frame: pd.DataFrame, labels: Labels) -> dict[str, str]:
    kinds = frame[frame["publisher_kind"].notna()]
    row = kinds.loc[kinds["share_difference"].abs().idxmax()]
    return {
        "kind": labels.of("publisher_kind", row["publisher_kind"]),
        "here": text.percent(row["citations"], row["n"]),
        "rest": text.percent(row["citations_rest"], row["n_rest"]),
        "n": number(int(row["n"])),
        "n_rest": number(int(row["n_rest"])),
    }


def _tested(test: Homogeneity) -> str:
    return t(f"sources.test.{test.outcome}", **_figures(test))


def _figures(test: Homogeneity) -> dict[str, str]:
    if test.p is None or test.v is None:
        return {}
    least = test.p < _LEAST_P
    p = t("sources.p.under", p=number(_LEAST_P)) if least else t("sources.p", p=_decimals(test.p))
    return {"p": p, "v": _decimals(test.v)}


def _decimals(value: float) -> str:
    pattern = "0.000" if value < 0.0095 else "0.00"
    return str(format_decimal(value, format=pattern, locale=text.language()))


def _per_month(frame: pd.DataFrame, about: Context) -> str:
    mix = about.selection.option("mix") or metrics.MIXES[0]
    months = frame.groupby("month")["sources"].sum()
    busiest = months[months == months.max()].index
    counts = frame.groupby(mix)["sources"].sum()
    most = counts[counts == counts.max()]
    key = "some" if len(busiest) <= _MOST_LISTED else "many"
    return t(
        f"view.sources-per-month.sentence.{key}",
        sources=tn("sources", int(months.max())),
        months=listed([text.month(month) for month in busiest[:_MOST_LISTED]]),
        count=number(len(busiest)),
        codes=listed([t("quoted", text=about.labels.of(mix, code)) for code in most.index]),
        n=number(int(most.iloc[0])),
        all=number(int(months.sum())),
    )


def _rest(frame: pd.DataFrame, about: Context) -> str:  # noqa: ARG001
    counts = frame[frame["split"] != "kinds"].set_index("resting")["events"]
    n = int(frame["n"].iloc[0])
    return tn(
        "view.source-rest.sentence",
        n,
        **{code: number(int(counts[code])) for code in counts.index},
        share=text.percent(counts["one"], n),
        share_official=text.percent(counts["official"], n),
    )


def _by_kind(frame: pd.DataFrame, about: Context) -> str:
    one, n = int(frame["one"].sum()), int(frame["n"].sum())
    if not one:
        return tn("view.source-rest-by-kind.sentence.none", n)
    first = frame[frame["share"] == frame["share"].max()]
    if len(first) > _MOST_LISTED:
        named: str = tn("sources.kinds", len(first))
    else:
        named = listed([_kind(row, about) for row in first.to_dict("records")])
    return tn(
        "view.source-rest-by-kind.sentence", n, one=number(one), kinds=named,
        share=text.percent(float(first["share"].iloc[0]), 1),
    )  # fmt: skip


def _kind(row: Mapping[str, Any], about: Context) -> str:
    name = about.labels.of("kind", row["kind"])
    return t("sources.kind-of", kind=name, one=number(row["one"]), n=number(row["n"]))


def _publishers(frame: pd.DataFrame, about: Context) -> str:  # noqa: ARG001
    first = frame[frame["sources"] == frame["sources"].max()]
    return tn(
        "view.source-publishers.sentence",
        len(frame),
        sources=tn("sources", int(frame["sources"].sum())),
        names=listed(list(first["publisher"].fillna("–"))[:_MOST_LISTED]),
        most=number(int(first["sources"].iloc[0])),
        single=number(int((frame["sources"] == 1).sum())),
    )


def _mix(frame: pd.DataFrame, about: Context) -> str:
    n, n_rest = int(frame["n"].iloc[0]), int(frame["n_rest"].iloc[0])
    kinds = frame[frame["publisher_kind"].notna()]
    if not n_rest:
        shares = [
            t("sources.share-of", kind=about.labels.of("publisher_kind", row["publisher_kind"]),
              share=text.percent(row["citations"], n))
            for row in kinds.to_dict("records")
        ]  # fmt: skip
        return tn("view.source-mix.sentence.whole", n, shares=listed(shares))
    said = t("view.source-mix.sentence", **_most_different(frame, about.labels))
    said = f"{said} {_tested(homogeneity(frame))}"
    by_filter = about.selection.sources == OFFICIAL
    return f"{said} {t('sources.caution.filter')}" if by_filter else said


PER_MONTH = View(
    id="sources-per-month",
    signs=("gap",),
    metric=metrics.per_month,
    chart=charts.per_month,
    sentence=_per_month,
    options=(MIX_OPTION,),
    empty=lambda frame: not frame["sources"].any(),
    behind=metrics.cited,
    numbers={
        "sources": Number(("month", *metrics.MIXES), unit="source"),
        "sources-in-month": Number(("month",), unit="source", adds=("sources",)),
        "of-publisher-kind": Number(("month", "publisher_kind"), unit="source", adds=("sources",)),
        "of-language": Number(("month", "language"), unit="source", adds=("sources",)),
    },
)
REST = View(
    id="source-rest",
    metric=metrics.rest,
    chart=charts.rest,
    sentence=_rest,
    empty=lambda frame: not frame["n"].any(),
    behind=metrics.resting,
    numbers={"events": Number(("resting", "publisher_kind")), "n": Number()},
)
REST_BY_KIND = View(
    id="source-rest-by-kind",
    metric=metrics.rest_by_kind,
    chart=charts.rest_by_kind,
    sentence=_by_kind,
    behind=metrics.resting,
    numbers={
        **{code: Number(("kind",), (code,)) for code in metrics.HOW_MANY},
        "n": Number(("kind",)),
    },
)
PUBLISHERS = View(
    id="source-publishers",
    metric=metrics.publishers,
    chart=None,
    sentence=_publishers,
    page_size=25,
    behind=metrics.cited,
    numbers={
        "sources": Number(("publisher", "publisher_kind"), unit="source"),
        "events": Number(("publisher", "publisher_kind")),
    },
)
MIX = View(
    id="source-mix",
    metric=metrics.mix,
    chart=charts.mix,
    sentence=_mix,
    empty=lambda frame: not frame["n"].any(),
    behind=metrics.parted,
    numbers={
        "citations": Number(metrics.MIXES, ("selection",), unit="citation"),
        "citations_rest": Number(metrics.MIXES, ("rest",), unit="citation"),
        "n": Number((), ("selection",), unit="citation"),
        "n_rest": Number((), ("rest",), unit="citation"),
    },
)
