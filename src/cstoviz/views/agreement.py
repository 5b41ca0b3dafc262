"""The views of how far independent codings agree, and what to say of it beside coverage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from cstoviz import text
from cstoviz.charts import agreement as charts
from cstoviz.charts.agreement import between, decimals
from cstoviz.context import Context
from cstoviz.labels import Labels
from cstoviz.metrics import agreement as metrics
from cstoviz.metrics.disagreements import disagreements
from cstoviz.metrics.targets import declared_terms
from cstoviz.selection import Selection
from cstoviz.tables import Tables
from cstoviz.text import listed, number, t, tn
from cstoviz.views.core import View
from cstoviz.views.numbers import Number


def caution(tables: Tables, selection: Selection) -> Sequence[str]:
    """Return what a reader must know of the codings behind a chairmanship's coverage.

    The chairmanship is that of the option `term`, else the one that coverage opens with. The first
    sentence gives alpha, its interval and n, or says that agreement is not known or not defined; a
    second one warns where alpha is under 0.667, of the chairmanship or of some of its areas.
    Nothing where no chairmanship declares targets.
    """
    terms = declared_terms(tables)
    if not terms:
        return ()
    chosen = selection.option("term")
    term = chosen if chosen in terms else terms[0]
    return _said(tables, term, Labels(tables, text.language()))


def note(tables: Tables, selection: Selection) -> Sequence[str]:
    """Return the first sentence of `caution`: how far the codings agree."""
    return caution(tables, selection)[:1]


def warning(tables: Tables, selection: Selection) -> Sequence[str]:
    """Return the second sentence of `caution`, where there is one: what is to be doubted."""
    return caution(tables, selection)[1:]


def _said(tables: Tables, term: str, labels: Labels) -> Sequence[str]:
    name = labels.of("chairmanship", term)
    if metrics.agreement(tables, Selection()).empty:
        return (t("agreement.caution.unknown", term=name),)
    rows = metrics.agreement(tables, Selection().with_options(term=term))
    if rows.empty or pd.isna(rows["alpha"].iloc[0]):
        return (t("agreement.caution.undefined", term=name),)
    whole = next(rows.itertuples())
    first = t("agreement.caution", term=name, **_figures(whole))
    return (first, *_warning(rows, labels))


def _figures(row: Any) -> dict[str, str]:
    return {
        "alpha": decimals(row.alpha),
        "interval": between(row),
        "pairs": tn("unit.pair", row.n),
        "linked": number(row.linked),
    }


def _warning(rows: pd.DataFrame, labels: Labels) -> Sequence[str]:
    mark = number(metrics.TENTATIVE)
    if rows["alpha"].iloc[0] < metrics.TENTATIVE:
        return (t("agreement.caution.low", mark=mark),)
    low = rows[rows["alpha"] < metrics.TENTATIVE]
    if low.empty:
        return ()
    return (t("agreement.caution.areas", mark=mark, areas=_areas(low, labels)),)


def _areas(rows: pd.DataFrame, labels: Labels) -> str:
    return listed(
        [
            t(
                "agreement.area",
                area=labels.of("area", row.area),
                alpha=decimals(float(str(row.alpha))),
                linked=tn("agreement.linked", int(str(row.linked))),
            )
            for row in rows.itertuples()
        ]
    )


def _agreement(frame: pd.DataFrame, about: Context) -> str:
    whole = next(frame.itertuples())
    if pd.isna(whole.alpha):
        return t("view.coding-agreement.sentence.undefined", pairs=tn("unit.pair", int(whole.n)))
    said = t(
        "view.coding-agreement.sentence",
        differ=tn("agreement.differ", whole.disagreements),
        **_figures(whole),
    )
    low = frame[(frame["scope"] == "area") & (frame["alpha"] < metrics.TENTATIVE)]
    if low.empty:
        return said
    mark, areas = number(metrics.TENTATIVE), _areas(low, about.labels)
    return f"{said} {t('view.coding-agreement.sentence.low', mark=mark, areas=areas)}"


def _disagreements(frame: pd.DataFrame, about: Context) -> str:  # noqa: ARG001
    kept = [int((frame["settled"] == code).sum()) for code in ("direct", "related", "none")]
    said = tn(
        "view.coding-disagreements.sentence",
        len(frame),
        events=tn("events", frame["event"].nunique()),
        direct=number(kept[0]),
        related=number(kept[1]),
        none=number(kept[2]),
    )
    open_, alone = ((frame["found_in"] == code).sum() for code in ("codings", "settled"))
    more = [tn("agreement.not-settled", open_)] if open_ else []
    more += [tn("agreement.not-found", alone)] if alone else []
    return " ".join([said, *more])


_KEYS = ("chairmanship", "area")

CODING_AGREEMENT = View(
    id="coding-agreement",
    metric=metrics.agreement,
    chart=charts.agreement,
    sentence=_agreement,
    behind=metrics.judged,
    numbers={
        "n": Number(_KEYS, unit="pair"),
        "linked": Number(_KEYS, ("identical", "differing"), unit="pair"),
        "identical": Number(_KEYS, ("identical",), unit="pair"),
        "disagreements": Number(_KEYS, ("differing",), unit="pair"),
        "events": Number(_KEYS),
    },
)
CODING_DISAGREEMENTS = View(
    id="coding-disagreements",
    metric=disagreements,
    chart=None,
    sentence=_disagreements,
    page_size=25,
    click="event",
    columns=(
        "event", "start", "served", "coder_a", "reason_a", "coder_b", "reason_b", "settled", "why",
    ),
)  # fmt: skip
