"""How far independent codings of the same events agree, beyond what chance would give."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import krippendorff
import narwhals as nw
import numpy as np
import pandas as pd

from cstoviz.metrics.judged import NONE, Ints, Numbers, Part, Record, record
from cstoviz.metrics.targets import declared_terms, starts_in, targets
from cstoviz.selection import Selection
from cstoviz.tables import Frame, Tables, how_many

TENTATIVE, RELIABLE = 0.667, 0.8
"""Least alpha for tentative and for firm conclusions: Krippendorff, Content Analysis, 2nd ed.
(Sage, 2004), p. 241."""

FEWEST_EVENTS = 10
"""Fewer events than this with a link are too few to resample: no interval is given."""

_REPLICATES, _SEED, _LEVELS = 2000, 20250101, (2.5, 97.5)
_SCOPE = {"scope": "str", "chairmanship": "str", "area": "str"}
_AGREEMENT = _SCOPE | {
    "alpha": "float64",
    "low": "float64",
    "high": "float64",
    "n": "int64",
    "linked": "int64",
    "identical": "int64",
    "disagreements": "int64",
    "events": "int64",
}
_PAIRS = ["event", "chairmanship", "area", "target", "part", "pair"]


def agreement(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Return how far the coders agree, of the whole record whatever the filter.

    A unit is a pair of an event of any status and a lowest target of the term in which it starts; a
    coder's value is direct, related or none (no row). The option `term` keeps one chairmanship.
    Out, one row per scope, the whole first, then each chairmanship with codings and its areas:
    scope (overall, chairmanship, area), chairmanship, area (codes; null above them), alpha
    (Krippendorff's, nominal; null where it is not defined, as all values are the same), low, high
    (95 % percentile interval of `interval`; null where there is none), n (pairs judged), linked
    (pairs that at least one coder linked), identical (of those, with the same value by all),
    disagreements (of those, the others), events (judged). No rows with fewer than two coders.
    """
    rows, term = _all_scopes(tables), selection.option("term")
    kept = rows[rows["chairmanship"] == term] if term else rows
    return kept.reset_index(drop=True)


def judged(tables: Tables, selection: Selection) -> Frame:  # noqa: ARG001
    """Return the pairs that `agreement` counts, once for each scope that they belong to.

    Out: event, chairmanship, area (null in the scopes above them), target, part (identical and
    differing: linked by a coder; unlinked: by none), pair (`event@target`); all text.
    """
    return _judged_rows(tables)


def _scopes(whole: Record) -> Iterator[tuple[tuple[str | None, ...], Part]]:
    """Yield each scope's keys (scope, chairmanship, area) and what was judged in it."""
    yield ("overall", None, None), whole.within()
    for term, aims in whole.targets.groupby("chairmanship", sort=False):
        part = whole.within("chairmanship", str(term))
        if part.linked.any():
            yield ("chairmanship", str(term), None), part
            for area in dict.fromkeys(aims["area"]):
                yield ("area", str(term), area), whole.within("area", area)


@lru_cache(maxsize=16)
def _all_scopes(tables: Tables) -> pd.DataFrame:
    found = record(tables)
    rows = [(*keys, *_measured(part)) for keys, part in _scopes(found)] if found else []
    return pd.DataFrame(rows, columns=list(_AGREEMENT)).astype(_AGREEMENT)


def _measured(part: Part) -> tuple[float, ...]:
    linked, identical = len(part.counts), int(part.record.identical[part.linked].sum())
    alpha, (sums, times) = _point(part), part.by_event()
    low, high = interval(sums, len(np.unique(part.record.events[part.linked])), alpha, times)
    counts = (part.pairs, linked, identical, linked - identical, part.groups.total())
    return (alpha, low, high, *counts)


def _point(part: Part) -> float:
    """Return alpha as the library has it, over all pairs; null where all values are the same.

    All pairs that no coder linked are one unit with all their values: the values of a unit that
    are all the same coincide as often as there are of them, in one unit or in many.
    """
    counts, values, coders = part.counts, part.record.values, part.record.coders
    none = np.zeros((1, len(values)), dtype=np.int64)
    none[0, values.index(NONE)] = coders * (part.pairs - len(counts))
    units = np.vstack([counts, none]) if none.any() else counts
    if (units.sum(axis=0) > 0).sum() < 2:
        return float("nan")
    return float(krippendorff.alpha(value_counts=units, level_of_measurement="nominal"))


def alpha_of(by_event: Numbers) -> Numbers:
    """Return nominal alpha from sums over pairs, for each row; null where it is not defined.

    In: any number of columns with how often each value was given, then one with the disagreement:
    the sum over pairs of m - sum of n(n - 1) / (m - 1), where n of the pair's m coders gave a
    value. It is 1 - (N - 1) disagreement / (N squared - sum of the squared counts), N being the
    number of values given, as all pairs have as many (Krippendorff 2004, chapter 11; 2011,
    "Computing Krippendorff's alpha-reliability").
    """
    counts, differing = by_event[..., :-1], by_event[..., -1]
    values = counts.sum(axis=-1)
    expected = values**2 - (counts**2).sum(axis=-1)
    share = np.full(expected.shape, np.nan)
    np.divide((values - 1) * differing, expected, out=share, where=expected > 0)
    return np.asarray(1 - share, dtype=np.float64)


def interval(
    by_event: Numbers, linked_events: int, alpha: float, times: Ints | None = None
) -> tuple[float, float]:
    """Return the 95 % percentile bootstrap interval of alpha, from the sums of each event.

    `times` says how many events each row stands for, one where it is not given.

    Whole events are drawn with replacement, as the pairs of one event are not independent: who
    reads an event in one way reads it so for all its targets. 2,000 replicates, fixed seed. Two
    nulls where alpha is not defined or 1 (no draw of these events can differ from it), and
    where fewer than `FEWEST_EVENTS` events have a link.
    """
    if np.isnan(alpha) or not by_event[:, -1].any() or linked_events < FEWEST_EVENTS:
        return float("nan"), float("nan")
    kinds, kind = np.unique(by_event, axis=0, return_inverse=True)
    events = np.bincount(kind.ravel(), times).astype(np.int64)
    draws = np.random.default_rng(_SEED)
    drawn = draws.multinomial(events.sum(), events / events.sum(), size=_REPLICATES)
    low, high = np.nanpercentile(alpha_of(drawn @ kinds), _LEVELS)
    return float(low), float(high)


@lru_cache(maxsize=16)
def _judged_rows(tables: Tables) -> Frame:
    whole = record(tables)
    if whole is None:
        return tables.engine.lend(pd.DataFrame(columns=_PAIRS, dtype="str"))
    part = np.where(whole.identical, "identical", "differing")
    linked = tables.engine.lend(whole.linked[["event", "target"]].assign(part=part).astype("str"))
    starting = [
        tables.events.filter(starts_in(tables, term)).select(
            event=nw.col("event_id"), chairmanship=nw.lit(term)
        )
        for term in declared_terms(tables)
    ]
    pairs = nw.concat(starting, how="vertical").join(
        tables.engine.lend(whole.targets), on="chairmanship"
    )
    pairs = pairs.join(linked, on=["event", "target"], how="left").with_columns(
        nw.col("part").fill_null("unlinked"),
        pair=nw.concat_str("event", "target", separator="@"),
    )
    none = nw.lit(None, dtype=nw.String)
    above = pairs.with_columns(area=none)
    scopes = (above.with_columns(chairmanship=none), above, pairs)
    return nw.concat([rows.select(_PAIRS) for rows in scopes], how="vertical")


def judged_pairs(tables: Tables) -> int:
    """Return how many pairs of an event and a lowest target of the term of its start there are."""
    return sum(
        how_many(tables.events.filter(starts_in(tables, term))) * len(targets(tables, term))
        for term in declared_terms(tables)
    )
