"""How far independent codings of the same events agree, beyond what chance would give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import krippendorff
import narwhals as nw
import numpy as np
import pandas as pd

from cstoviz.metrics.targets import declared_terms, targets, term_days
from cstoviz.selection import Selection
from cstoviz.tables import Frame, Tables, collect, lazy

Numbers = np.ndarray[Any, np.dtype[np.float64]]

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
    return lazy(_judged_rows(tables))


@dataclass(frozen=True, eq=False)
class _Record:
    """What was judged in one scope.

    events: event, chairmanship, of every event and the term in which it starts; targets: of
    `targets`, with chairmanship; linked: event, target, chairmanship, area and, for each value, how
    many coders gave it, of the pairs that at least one coder linked; values: those columns.
    """

    coders: int
    events: pd.DataFrame
    targets: pd.DataFrame
    linked: pd.DataFrame
    values: list[str]

    def within(self, column: str, code: str) -> _Record:
        """Return the part of a chairmanship or an area."""
        aims = self.targets[self.targets[column] == code]
        events = self.events[self.events["chairmanship"].isin(aims["chairmanship"])]
        linked = self.linked[self.linked[column] == code]
        return _Record(self.coders, events, aims, linked, self.values)

    @cached_property
    def pairs(self) -> pd.Series[int]:
        """How many pairs each event is judged in, by event."""
        each = self.events["chairmanship"].map(self.targets["chairmanship"].value_counts())
        return each.groupby(self.events["event"]).sum().astype("int64")

    @property
    def identical(self) -> pd.Series[bool]:
        """Whether all coders gave the same value, for each linked pair."""
        return self.linked[self.values].max(axis=1) == self.coders

    def by_event(self) -> Numbers:
        """Return per event how often each value was given, and the pairs' disagreement."""
        counts = self.linked[self.values]
        agreeing = (counts * (counts - 1)).sum(axis=1) / (self.coders - 1)
        found = counts.assign(differing=self.coders - agreeing)
        found[_NONE] -= self.coders
        sums = found.groupby(self.linked["event"]).sum().reindex(self.pairs.index, fill_value=0)
        sums[_NONE] += self.coders * self.pairs
        return np.asarray(sums, dtype=np.float64)


@lru_cache(maxsize=16)
def _record(tables: Tables) -> _Record | None:
    rows = tables.rows("codings_single")
    coders, terms = rows["coder"].nunique(), declared_terms(tables)
    if coders < 2 or not terms:
        return None
    events = pd.concat([_starting(tables, term).assign(chairmanship=term) for term in terms])
    aims = pd.concat([targets(tables, term).assign(chairmanship=term) for term in terms])
    pairs = [rows["event_id"].rename("event"), rows["target_id"].rename("target")]
    counts = pd.crosstab(pairs, rows["strength"])
    counts[_NONE] = coders - counts.sum(axis=1)
    linked = counts.reset_index().merge(aims[["target", "chairmanship", "area"]], on="target")
    linked = linked.merge(events, on=["event", "chairmanship"])
    return _Record(coders, events, aims, linked, list(counts.columns))


def _starting(tables: Tables, term: str) -> pd.DataFrame:
    start, end = term_days(tables, term)
    days = nw.col("start_date")
    return collect(
        tables.events.filter(days >= start, days <= end).select(event=nw.col("event_id"))
    )


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
    alpha = _point(record)
    low, high = interval(record.by_event(), record.linked["event"].nunique(), alpha)
    pairs = int(record.pairs.sum())
    return (alpha, low, high, pairs, linked, identical, linked - identical, len(record.pairs))


def _point(record: _Record) -> float:
    """Return alpha as the library has it, over all pairs; null where all values are the same."""
    counts = record.linked[record.values].to_numpy()
    none = np.zeros((int(record.pairs.sum()) - len(counts), len(record.values)), dtype=np.int64)
    none[:, record.values.index(_NONE)] = record.coders
    units = np.vstack([counts, none])
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


def interval(by_event: Numbers, linked_events: int, alpha: float) -> tuple[float, float]:
    """Return the 95 % percentile bootstrap interval of alpha, from the sums of each event.

    Whole events are drawn with replacement, as the pairs of one event are not independent: who
    reads an event in one way reads it so for all its targets. 2,000 replicates, fixed seed. Two
    nulls where alpha is not defined or 1 (no draw of these events can differ from it), and
    where fewer than `FEWEST_EVENTS` events have a link.
    """
    if np.isnan(alpha) or not by_event[:, -1].any() or linked_events < FEWEST_EVENTS:
        return float("nan"), float("nan")
    kinds, times = np.unique(by_event, axis=0, return_counts=True)
    draws = np.random.default_rng(_SEED)
    drawn = draws.multinomial(times.sum(), times / times.sum(), size=_REPLICATES)
    low, high = np.nanpercentile(alpha_of(drawn @ kinds), _LEVELS)
    return float(low), float(high)


@lru_cache(maxsize=16)
def _judged_rows(tables: Tables) -> pd.DataFrame:
    whole = _record(tables)
    if whole is None:
        return pd.DataFrame(columns=_PAIRS, dtype="str")
    part = whole.identical.map({True: "identical", False: "differing"})
    pairs = whole.events.merge(whole.targets[["target", "chairmanship", "area"]])
    pairs = pairs.merge(whole.linked[["event", "target"]].assign(part=part), how="left")
    pairs = pairs.fillna({"part": "unlinked"})
    pairs["pair"] = pairs["event"] + "@" + pairs["target"]
    above = pairs.assign(area=None)
    rows = pd.concat([above.assign(chairmanship=None), above, pairs], ignore_index=True)
    return rows[_PAIRS].astype("str")


def judged_pairs(tables: Tables) -> int:
    """Return how many pairs of an event and a lowest target of the term of its start there are."""
    terms = declared_terms(tables)
    return sum(len(_starting(tables, term)) * len(targets(tables, term)) for term in terms)
