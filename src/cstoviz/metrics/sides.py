"""The two sides of a comparison: which states or periods they are, and what each selects."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

import narwhals as nw

from cstoviz import joins
from cstoviz.metrics.counts import Counts, tally
from cstoviz.periods import Period, presets, resolve
from cstoviz.selection import BASES, MATCHES, Scope, Selection, apply, shown_period
from cstoviz.tables import Tables, how_many

SORTS = ("states", "periods")
SIDES = ("left", "right")
OPTIONS = ("compare", *SIDES)

_LAST = "last-"
_KEPT = (
    "event_id", "start_date", "end_date", "kind", "organ", "place_id", "place_basis",
    "country_iso3", "format",
)  # fmt: skip


def sort_of(selection: Selection) -> str:
    """Return what the option `compare` asks for: "states" (also by default) or "periods"."""
    asked = selection.option("compare")
    return asked if asked in SORTS else SORTS[0]


def codes(tables: Tables, selection: Selection, side: str) -> tuple[str, ...]:
    """Return the codes that a side may be: member states, or periods and what is written there."""
    if sort_of(selection) == "states":
        return tables.members
    written = selection.option(side)
    known = tuple(presets(tables))
    return known if written in known or not resolve(written, tables) else (*known, written)


def default(tables: Tables, selection: Selection, side: str) -> str:
    """Return what a side is where nothing is chosen; "" where there is nothing to choose.

    States: those of the filter, then those named in most events. Periods: the two latest calendar
    years that reports cover wholly, else the latest ones with events. The right side is another
    than the left one, where there is another.
    """
    order = _order(tables, selection.without_options(), sort_of(selection))
    if side == "left" or not order:
        return order[0] if order else ""
    left = chosen(tables, selection, "left")
    return next((code for code in order if code != left), left)


def chosen(tables: Tables, selection: Selection, side: str) -> str:
    """Return the code of a side: what its option says, where that is known, else the default."""
    given = selection.option(side)
    known = codes(tables, selection, side)
    return given if given in known else default(tables, selection, side)


@lru_cache(maxsize=128)
def _order(tables: Tables, selection: Selection, sort: str) -> tuple[str, ...]:
    return _periods(tables) if sort == "periods" else _states(tables, selection)


def _states(tables: Tables, selection: Selection) -> tuple[str, ...]:
    anywhere = replace(selection, states=(), match=MATCHES[0], basis=BASES[0])
    counts = _named(tables, anywhere)
    ranks = [
        (code not in selection.states, -counts.get((code,), 0), place)
        for place, code in enumerate(tables.members)
    ]
    return tuple(tables.members[place] for *_, place in sorted(ranks))


@lru_cache(maxsize=64)
def _named(tables: Tables, selection: Selection) -> Counts:
    """Return in how many events each state is named."""
    evidence = apply(tables, selection).evidence_once
    return tally(evidence.filter(nw.col("evidence") == "named"), "state")


def _periods(tables: Tables) -> tuple[str, ...]:
    """Return the periods to open with: two years in their order, then all others."""
    known = presets(tables)
    terms = [code for code in tables.rows("chairmanships")["chairmanship_id"] if code in known]
    years = [code for code in known if code not in terms and not code.startswith(_LAST)]
    through = reach(tables)
    whole = [code for code in years if through is None or known[code].end <= through]
    pairs = [pair for pair in (whole[-2:], years[-2:], terms[-2:]) if len(pair) == 2]
    first = pairs[0] if pairs else years
    return (*first, *(code for code in known if code not in first))


def reach(tables: Tables) -> date | None:
    """Return the last day that reports reach; None where there is none."""
    last = tables.last_reported
    return tables.package.through or (last.date() if last is not None else None)


def side(tables: Tables, selection: Selection, name: str) -> Selection:
    """Return the selection of a side ("left" or "right"): the filter with its state or period."""
    code = chosen(tables, selection, name)
    rest = selection.with_options(**dict.fromkeys(OPTIONS, ""))
    if sort_of(selection) == "periods":
        return replace(rest, period=code)
    return replace(rest, states=(code,) if code else (), match="any")


def about_sides(tables: Tables, selection: Selection) -> Selection:
    """Return what of a selection a comparison rests on: both sides, and what holds for them alike.

    The filter's states do not count where states are compared, nor its period where periods are.
    """
    sides = {name: chosen(tables, selection, name) for name in SIDES}
    if sort_of(selection) == "periods":
        return replace(selection, period="").with_options(**sides)
    return replace(selection, states=(), match="any").with_options(**sides)


def held(tables: Tables, selection: Selection) -> Period:
    """Return the days that a side's events can come from.

    Days after the last report do not count, unless announced events are counted too.
    """
    period, through = shown_period(tables, selection), reach(tables)
    if "announced" in selection.status or through is None or period.start > through:
        return period
    return Period(period.start, min(period.end, through))


@lru_cache(maxsize=8)
def kept(tables: Tables, selection: Selection) -> Scope:
    """Return what a side's selection without options keeps, its events at hand for many counts.

    They have what says when, where and by whom they were held.
    """
    scope = apply(tables, selection)
    if not selection.states:
        return scope
    return replace(scope, events=tables.engine.keep(scope.events.select(*_KEPT)))


def shared(tables: Tables, selection: Selection) -> int:
    """Return how many events count on both sides."""
    return _shared(tables, *(side(tables, selection, name).without_options() for name in SIDES))


@lru_cache(maxsize=64)
def _shared(tables: Tables, left: Selection, right: Selection) -> int:
    return how_many(joins.semi(kept(tables, left).events, kept(tables, right).events))
