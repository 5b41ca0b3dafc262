"""How far independent codings of the same events agree, beyond what chance would give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import krippendorff
import narwhals as nw
import numpy as np
import pandas as pd

from cstoviz.metrics.targets import declared_terms, targets, term_days
from cstoviz.selection import Selection
from cstoviz.tables import Frame, Tables, collect, how_many

Numbers = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]

TENTATIVE, RELIABLE = 0.667, 0.8
"""Least alpha for tentative and for firm conclusions: Krippendorff, Content Analysis, 2nd ed.
(Sage, 2004), p. 241."""

FEWEST_EVENTS = 10
"""Fewer events than this with a link are too few to resample: no interval is given."""

_REPLICATES, _SEED, _LEVELS = 2000, 20250101, (2.5, 97.5)
_NONE = "none"
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


@dataclass(frozen=True, eq=False)
class _Record:
    """What was judged in one scope.

    terms: for every set of terms in which events start, by bool columns named after the terms, how
    many events start in just these (`events`); targets: of `targets`, with chairmanship; linked:
    event, target, chairmanship, area and, for each value, how many coders gave it, of the pairs
    that at least one coder linked; starting: the columns of `terms` for each event of `linked`;
    values: the columns of `linked` that are values.
    """

    coders: int
    terms: pd.DataFrame
    targets: pd.DataFrame
    linked: pd.DataFrame
    starting: pd.DataFrame
    values: list[str]

    def within(self, column: str, code: str) -> _Record:
        """Return the part of a chairmanship or an area."""
        aims, linked = (rows[rows[column] == code] for rows in (self.targets, self.linked))
        return replace(self, targets=aims, linked=linked)

    @cached_property
    def groups(self) -> pd.DataFrame:
        """How many events are judged in how many pairs each: pairs, events."""
        pairs = self._pairs_of(self.terms)
        found = pd.DataFrame({"pairs": pairs, "events": self.terms["events"]})
        return found[found["pairs"] > 0].groupby("pairs", as_index=False).sum()

    def _pairs_of(self, starting: pd.DataFrame) -> pd.Series[int]:
        counts = self.targets["chairmanship"].value_counts()
        return (starting[list(counts.index)] * counts).sum(axis=1).astype("int64")

    @property
    def pairs(self) -> int:
        """How many pairs are judged."""
        return int((self.groups["pairs"] * self.groups["events"]).sum())

    @property
    def identical(self) -> pd.Series[bool]:
        """Whether all coders gave the same value, for each linked pair."""
        return self.linked[self.values].max(axis=1) == self.coders

    def by_event(self) -> tuple[Numbers, Ints]:
        """Return how often each value was given to an event, and its pairs' disagreement.

        An event with a link has a row of its own; of the others those judged in as many pairs
        share one. The second array says how many events each row stands for.
        """
        counts = self.linked[self.values]
        agreeing = (counts * (counts - 1)).sum(axis=1) / (self.coders - 1)
        found = counts.assign(differing=self.coders - agreeing)
        found[_NONE] -= self.coders
        sums = found.groupby(self.linked["event"]).sum()
        pairs = self._pairs_of(self.starting.loc[sums.index])
        others = self.groups.set_index("pairs")["events"].sub(pairs.value_counts(), fill_value=0)
        rows = pd.DataFrame(0, index=others.index, columns=sums.columns)
        rows[_NONE] = self.coders * others.index
        sums[_NONE] += self.coders * pairs
        times = np.append(np.ones(len(sums)), others).astype(np.int64)
        return np.vstack([sums, rows]).astype(np.float64)[times > 0], times[times > 0]


@lru_cache(maxsize=16)
def _record(tables: Tables) -> _Record | None:
    rows = tables.rows("codings_single")
    coders, terms = rows["coder"].nunique(), declared_terms(tables)
    if coders < 2 or not terms:
        return None
    aims = _aims(tables)
    pairs = [rows["event_id"].rename("event"), rows["target_id"].rename("target")]
    counts = pd.crosstab(pairs, rows["strength"])
    counts[_NONE] = coders - counts.sum(axis=1)
    linked = counts.reset_index().merge(aims, on="target")
    starts = tables.events.select("event_id", *(_starts_in(tables, term) for term in terms))
    known = starts.filter(nw.col("event_id").is_in(list(linked["event"].unique())))
    starting = collect(known).set_index("event_id").astype("bool")
    judged_too = [starting.at[event, term] for event, term in
                  zip(linked["event"], linked["chairmanship"], strict=True)]  # fmt: skip
    linked = linked[np.array(judged_too, dtype=bool)]
    groups = collect(starts.group_by(*terms).agg(events=nw.len())).astype(
        dict.fromkeys(terms, bool)
    )
    return _Record(coders, groups, aims, linked, starting, list(counts.columns))


def _aims(tables: Tables) -> pd.DataFrame:
    """Return the lowest targets of all terms: target, chairmanship, area."""
    every = [targets(tables, term).assign(chairmanship=term) for term in declared_terms(tables)]
    return pd.concat(every)[["target", "chairmanship", "area"]]


def _starts_in(tables: Tables, term: str) -> nw.Expr:
    start, end = term_days(tables, term)
    inside: nw.Expr = (nw.col("start_date") >= start) & (nw.col("start_date") <= end)
    return inside.alias(term)


def _scopes(whole: _Record) -> Iterator[tuple[tuple[str | None, ...], _Record]]:
    """Yield each scope's keys (scope, chairmanship, area) and what was judged in it."""
    yield ("overall", None, None), whole
    for term, aims in whole.targets.groupby("chairmanship", sort=False):
        part = whole.within("chairmanship", str(term))
        if len(part.linked):
            yield ("chairmanship", str(term), None), part
            for area in dict.fromkeys(aims["area"]):
                yield ("area", str(term), area), part.within("area", area)


@lru_cache(maxsize=16)
def _all_scopes(tables: Tables) -> pd.DataFrame:
    record = _record(tables)
    rows = [(*keys, *_measured(part)) for keys, part in _scopes(record)] if record else []
    return pd.DataFrame(rows, columns=list(_AGREEMENT)).astype(_AGREEMENT)


def _measured(record: _Record) -> tuple[float, ...]:
    linked, identical = len(record.linked), int(record.identical.sum())
    alpha, (sums, times) = _point(record), record.by_event()
    low, high = interval(sums, record.linked["event"].nunique(), alpha, times)
    counts = (record.pairs, linked, identical, linked - identical, record.groups["events"].sum())
    return (alpha, low, high, *counts)


def _point(record: _Record) -> float:
    """Return alpha as the library has it, over all pairs; null where all values are the same.

    All pairs that no coder linked are one unit with all their values: the values of a unit that
    are all the same coincide as often as there are of them, in one unit or in many.
    """
    counts = record.linked[record.values].to_numpy()
    none = np.zeros((1, len(record.values)), dtype=np.int64)
    none[0, record.values.index(_NONE)] = record.coders * (record.pairs - len(counts))
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
    whole = _record(tables)
    if whole is None:
        return tables.engine.lend(pd.DataFrame(columns=_PAIRS, dtype="str"))
    part = whole.identical.map({True: "identical", False: "differing"})
    linked = tables.engine.lend(whole.linked[["event", "target"]].assign(part=part).astype("str"))
    starting = [
        tables.events.filter(_starts_in(tables, term)).select(
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
        how_many(tables.events.filter(_starts_in(tables, term))) * len(targets(tables, term))
        for term in declared_terms(tables)
    )
