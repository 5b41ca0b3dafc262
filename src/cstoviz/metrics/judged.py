"""Which pairs of an event and a target coders judged, and what each of them said."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from cstoviz.metrics.targets import Mask, declared_terms, starts_in, targets
from cstoviz.tables import Tables, collect

Numbers = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]

NONE = "none"
"""The value of a coder who saw no link."""


@dataclass(frozen=True, eq=False)
class Record:
    """What was judged.

    terms: the chairmanships; groups: for every set of terms in which events start (one column per
    term, 0 or 1), how many events start in just these (last column); targets: of `targets`, with
    chairmanship; linked: event, target, chairmanship, area of the pairs that at least one coder
    linked; counts: how many coders gave each of them each of `values`; starting: in which terms its
    event starts, as in `groups`.
    """

    coders: int
    terms: list[str]
    groups: Ints
    targets: pd.DataFrame
    linked: pd.DataFrame
    counts: Ints
    starting: Ints
    values: list[str]

    @cached_property
    def events(self) -> Ints:
        """The events of `linked`, as numbers."""
        return np.unique(self.linked["event"].to_numpy(str), return_inverse=True)[1]

    @property
    def identical(self) -> Mask:
        """Whether all coders gave the same value, for each linked pair."""
        return np.asarray(self.counts.max(axis=1, initial=0) == self.coders)

    def within(self, column: str = "", code: str = "") -> Part:
        """Return the part of a chairmanship or an area; without one the whole."""
        aims, linked = self.targets, np.full(len(self.linked), fill_value=True)
        if column:
            aims = aims[aims[column] == code]
            linked = np.asarray(self.linked[column] == code)
        held = Counter(aims["chairmanship"])
        return Part(self, np.array([held[term] for term in self.terms]), linked)


@dataclass(frozen=True, eq=False)
class Part:
    """A part of what was judged: how many targets of each term, and which of the linked pairs."""

    record: Record
    targets: Ints
    linked: Mask

    @cached_property
    def groups(self) -> Counter[int]:
        """How many events are judged in how many pairs, by the number of pairs."""
        found: Counter[int] = Counter()
        for *starting, events in self.record.groups.tolist():
            pairs = int(np.dot(starting, self.targets))
            found[pairs] += events if pairs else 0
        return +found

    @cached_property
    def counts(self) -> Ints:
        """How many coders gave each linked pair each value."""
        return self.record.counts[self.linked]

    @property
    def pairs(self) -> int:
        """How many pairs are judged."""
        return sum(pairs * events for pairs, events in self.groups.items())

    def by_event(self) -> tuple[Numbers, Ints]:
        """Return how often each value was given to an event, and its pairs' disagreement.

        An event with a link has a row of its own; of the others those judged in as many pairs
        share one. The second array says how many events each row stands for.
        """
        coders, none = self.record.coders, self.record.values.index(NONE)
        agreeing = (self.counts * (self.counts - 1)).sum(axis=1) / (coders - 1)
        found = np.column_stack([self.counts, coders - agreeing])
        found[:, none] -= coders
        _, first, event = np.unique(
            self.record.events[self.linked], return_index=True, return_inverse=True
        )
        pairs = self.record.starting[self.linked][first] @ self.targets
        others = self.groups - Counter(pairs.tolist())
        sums = np.zeros((len(first) + len(others), found.shape[1]))
        np.add.at(sums, event, found)
        sums[:, none] += coders * np.append(pairs, list(others))
        times = np.append(np.ones(len(first)), list(others.values()))
        return sums, times.astype(np.int64)


@lru_cache(maxsize=16)
def record(tables: Tables) -> Record | None:
    """Return what was judged; None with fewer than two coders, or where nothing is declared."""
    rows = tables.rows("codings_single")
    coders, terms = rows["coder"].nunique(), declared_terms(tables)
    if coders < 2 or not terms:
        return None
    aims = _aims(tables)
    pairs = [rows["event_id"].rename("event"), rows["target_id"].rename("target")]
    counts = pd.crosstab(pairs, rows["strength"])
    counts[NONE] = coders - counts.sum(axis=1)
    linked = counts.reset_index().merge(aims, on="target")
    starts = tables.events.select(
        "event_id", *(starts_in(tables, term).alias(term) for term in terms)
    )
    known = starts.filter(nw.col("event_id").is_in(list(linked["event"].unique())))
    starting = collect(known).set_index("event_id").astype("bool")
    judged_too = [starting.at[event, term] for event, term in
                  zip(linked["event"], linked["chairmanship"], strict=True)]  # fmt: skip
    linked = linked[np.array(judged_too, dtype=bool)]
    groups = collect(starts.group_by(*terms).agg(events=nw.len()))[[*terms, "events"]]
    values = list(counts.columns)
    return Record(
        coders,
        list(terms),
        groups.to_numpy(np.int64),
        aims,
        linked,
        linked[values].to_numpy(np.int64),
        starting.loc[linked["event"], list(terms)].to_numpy(np.int64),
        values,
    )


def _aims(tables: Tables) -> pd.DataFrame:
    """Return the lowest targets of all terms: target, chairmanship, area."""
    every = [targets(tables, term).assign(chairmanship=term) for term in declared_terms(tables)]
    return pd.concat(every)[["target", "chairmanship", "area"]]
