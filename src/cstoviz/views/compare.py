"""Any view for two states or two periods, side by side on one scale, with the difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from cstoviz import text
from cstoviz.charts import compare as charts
from cstoviz.charts.compare import name_of, side_name
from cstoviz.charts.compare_months import months
from cstoviz.context import Context
from cstoviz.labels import Labels
from cstoviz.metrics import compare as metrics
from cstoviz.metrics import sides
from cstoviz.metrics.by_column import behind_column, by_column
from cstoviz.metrics.membership import suspended_from
from cstoviz.metrics.overview import gap_days
from cstoviz.metrics.targets import declared_terms, term_days
from cstoviz.selection import Selection, shown_period
from cstoviz.tables import Tables
from cstoviz.text import listed, number, t, tn
from cstoviz.views import coverage, overview, participation
from cstoviz.views.core import Option, View
from cstoviz.views.numbers import Number

_COUNTS = ("left", "right", "difference")
_SHARES = ("left_n", "left_share", "right_n", "right_share", "share_difference")
_RATES = ("left_rate", "right_rate")
_MONTHS = ("left_month", "right_month")
_MOST_LISTED = 3


@dataclass(frozen=True)
class Side(Option):
    """The state or period that one side shows; its default follows the filter."""

    follows: str = "compare"

    def default(self, tables: Tables, selection: Selection) -> str:
        """Return the code that holds where nothing is chosen."""
        return sides.default(tables, selection, self.key)


def _sorts(_tables: Tables, _selection: Selection) -> Mapping[str, str]:
    return {sort: t(f"option.compare.{sort}") for sort in sides.SORTS}


def _choices(side: str, tables: Tables, selection: Selection) -> Mapping[str, str]:
    labels = Labels(tables, text.language())
    codes = sides.codes(tables, selection, side)
    return {code: _choice(labels, code) for code in codes}


def _choice(labels: Labels, code: str) -> str:
    name = side_name(labels, code)
    return t("filter.period.term", term=name) if code in labels.order("chairmanship") else name


OPTIONS = (
    Option("compare", _sorts),
    *(Side(side, partial(_choices, side)) for side in sides.SIDES),
)


def compared(
    base: View, column: str, *, axis: str = "events", most: int = 40, totals: bool = False
) -> View:
    """Return the view that compares one count of another view, for two states or two periods.

    `column` is a count of the base: of its `numbers`, without days or sums; its `n`, where it has
    one, is what the count is out of, all events of a side otherwise. A count by month alone is
    compared in time. axis: the key of the axis title; most: how many rows are drawn; totals:
    whether the sentence begins with all events of both sides.
    """
    count, n = (base.numbers.get(name) for name in (column, "n"))
    if count is None or count.until or count.units or base.behind is None:
        raise KeyError(column)
    out_of = None if n is None else _counted(n)
    targets = count.unit == "target"
    counted = metrics.Base(base.metric, base.behind, _counted(count), out_of, fixed=targets)
    in_time = count.keys == ("month",)
    keys = _MONTHS if in_time else count.keys
    rates = () if in_time or targets else _RATES
    return View(
        id=f"compare-{base.id}",
        metric=partial(metrics.compare_months if in_time else metrics.compare, counted),
        chart=months if in_time else charts.Bars(count.keys, axis, most),
        sentence=partial(_sentence, count.keys, totals),
        options=(*OPTIONS, *base.options),
        empty=_one_without_n if targets else _nothing,
        columns=(*keys, *_COUNTS, *_SHARES, *rates),
        behind=partial(metrics.behind_months if in_time else metrics.behind, counted),
        numbers=_numbers(count, n or Number(), in_time),
        cautions=partial(_cautions, base),
    )


def _counted(number_: Number) -> metrics.Counted:
    return metrics.Counted(number_.keys, number_.parts, number_.unit)


def _numbers(count: Number, n: Number, in_time: bool) -> dict[str, Number]:
    found = {}
    for side in sides.SIDES:
        keys = (f"{side}_month",) if in_time else count.keys
        found[side] = Number(keys, (side,), count.unit)
        found[f"{side}_n"] = Number(n.keys, (f"{side}-n",), n.unit)
    return found


def _nothing(frame: pd.DataFrame) -> bool:
    return not frame[list(sides.SIDES)].fillna(0).to_numpy().any()


def _one_without_n(frame: pd.DataFrame) -> bool:
    return any(not frame[f"{side}_n"].sum() for side in sides.SIDES)


def _sentence(keys: Sequence[str], totals: bool, frame: pd.DataFrame, about: Context) -> str:
    left, right = (name_of(about, side) for side in sides.SIDES)
    said = [_totals(frame, left, right, about)] if totals else []
    if about.selection.option("left") == about.selection.option("right"):
        return " ".join([*said, t("compare.same", name=left)])
    return " ".join([*said, _largest(keys, frame, about)])


def _totals(frame: pd.DataFrame, left: str, right: str, about: Context) -> str:
    row = frame.iloc[0]
    values = {"left": left, "right": right, "change": _change(row.right_events - row.left_events)}
    if about.selection.option("compare") == "periods":
        first, second = (tn("events", int(n)) for n in (row.left_events, row.right_events))
        return " ".join(
            [t("compare.totals.periods", first=first, second=second, **values), *_lengths(row)]
        )
    return t(
        f"compare.totals.{about.selection.basis}",
        first=number(int(row.left_events)),
        second=number(int(row.right_events)),
        events=tn("participation.could-show", int(row.of)),
        **values,
    )


def _change(difference: int) -> str:
    if not difference:
        return t("compare.equal")
    return tn("compare.more" if difference > 0 else "compare.fewer", abs(int(difference)))


def _lengths(row: Any) -> list[str]:
    if row.left_days == row.right_days:
        return []
    rates = (
        number(round(events * metrics.MONTH / days, 1))
        for events, days in ((row.left_events, row.left_days), (row.right_events, row.right_days))
    )
    first, second = rates
    days = {"left_days": number(int(row.left_days)), "right_days": tn("days", int(row.right_days))}
    return [t("compare.lengths", first=first, second=second, **days)]


def _largest(keys: Sequence[str], frame: pd.DataFrame, about: Context) -> str:
    if "state" in keys:
        frame = frame[~frame["state"].isin([about.selection.option(side) for side in sides.SIDES])]
    sizes = frame["difference"].abs()
    most = sizes.max()
    if pd.isna(most) or not most:
        return t("compare.none")
    rows = [row for _, row in frame[sizes == most].iterrows()]
    if len(rows) > _MOST_LISTED:
        return t("compare.largest.many", n=number(int(most)), rows=tn("compare.rows", len(rows)))
    found = [_against(keys, row, about) for row in rows]
    return tn("compare.largest", len(found), rows=listed(found))


def _against(keys: Sequence[str], row: Any, about: Context) -> str:
    values = {name: number(int(row[name])) for name in ("left", "right", "left_n", "right_n")}
    return t("compare.against", name=_row_name(keys, row, about), **values)


def _row_name(keys: Sequence[str], row: Any, about: Context) -> str:
    if keys != ("month",):
        name = charts.named(about, keys, row)
        return name if "state" in keys else t("quoted", text=name)
    if about.selection.option("compare") != "periods":
        return text.month(row["left_month"])
    return t("compare.nth", n=number(int(row["nth"])))


def _cautions(base: View, tables: Tables, selection: Selection) -> Sequence[str]:
    """Return what bears on the comparison, after what bears on the compared view itself."""
    labels = Labels(tables, text.language())
    codes = [sides.chosen(tables, selection, side) for side in sides.SIDES]
    if not codes[0]:
        return ()
    names = {side: side_name(labels, code) for side, code in zip(sides.SIDES, codes, strict=True)}
    by_sort = {"periods": _of_periods, "states": _of_states}[sides.sort_of(selection)]
    own = by_sort(tables, selection, names)
    if codes[0] != codes[1] and (n := sides.shared(tables, selection)):
        own.append(tn("compare.caution.shared", n))
    if base.options == (coverage.TERM,):
        own += _outside_term(tables, selection, names, labels)
    return (*base.cautions(tables, selection), *own)


def _of_states(tables: Tables, selection: Selection, names: Mapping[str, str]) -> list[str]:
    found = [t("compare.caution.states")] if selection.states else []
    since = suspended_from(tables, selection)
    codes = {side: sides.chosen(tables, selection, side) for side in sides.SIDES}
    told = {codes[side]: name for side, name in names.items() if codes[side] in since.index}
    return found + [
        t("view.participation-by-state.suspended", state=name, day=text.day(since[code]))
        for code, name in told.items()
    ]


def _of_periods(tables: Tables, selection: Selection, names: Mapping[str, str]) -> list[str]:
    found = [t("compare.caution.period")] if selection.period else []
    thin = []
    for side, name in names.items():
        given = sides.side(tables, selection, side)
        period = sides.held(tables, given)
        whole = shown_period(tables, given)
        if period != whole:
            found.append(t("compare.caution.reach", name=name, day=text.day(period.end)))
        thin.append((name, gap_days(tables, given, period), period.days))
    if thin[0][1] * thin[1][2] != thin[1][1] * thin[0][2]:
        parts = [
            t("compare.thin", name=name, part=number(part), days=tn("days", whole))
            for name, part, whole in thin
        ]
        found.append(t("compare.caution.thin", parts=listed(parts)))
    return list(dict.fromkeys(found))


def _outside_term(
    tables: Tables, selection: Selection, names: Mapping[str, str], labels: Labels
) -> list[str]:
    """Say which period is not wholly within the term whose list is counted."""
    terms = declared_terms(tables)
    if not terms or sides.sort_of(selection) != "periods":
        return []
    term = selection.option("term") if selection.option("term") in terms else terms[0]
    first, last = (day.date() for day in term_days(tables, term))
    found = [t("compare.caution.one-term", term=labels.of("chairmanship", term))]
    for side, name in names.items():
        period = shown_period(tables, sides.side(tables, selection, side))
        if not (first <= period.start and period.end <= last):
            days = text.span(first, last)
            found.append(t("compare.caution.term", name=name, days=days))
    return found


def _by(column: str, name: str) -> View:
    """Return the view, for comparing only, of the selected events by a column of theirs."""
    return View(
        id=name,
        metric=partial(by_column, column),
        chart=None,
        sentence=lambda _frame, _about: "",
        behind=partial(behind_column, column),
        numbers={
            "events": Number((column,)),
            **({"n": Number()} if column in ("place", "publisher_kind") else {}),
        },
    )


KINDS = compared(_by("kind", "events-by-kind"), "events", totals=True)
MONTHS = compared(overview.PER_MONTH, "total")
PARTICIPATION = compared(participation.BY_STATE, "named")
ORGANS = compared(_by("organ", "events-by-organ"), "events", most=12)
PLACES = compared(_by("place", "events-by-place"), "events", most=12)
PUBLISHERS = compared(_by("publisher_kind", "events-by-publisher"), "events")
AREAS = compared(coverage.BY_AREA, "covered", axis="compare-targets")
