"""Whether the sources of two sets of events are alike by kind of publisher."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

CLEARLY, WEAK, LEAST_EXPECTED = 0.01, 0.1, 5
"""Mixes differ clearly under this p, from this V on, given at least so many expected in a cell."""


@dataclass(frozen=True)
class Homogeneity:
    """A chi-squared test of whether two mixes are alike, without correction.

    outcome: "clear" (p < 0.01, V at least 0.1, at least 5 expected in every cell), "unclear",
    "too-few" (fewer expected somewhere) or "none" (one side is empty, or there is only one
    category); the figures are None for "none".
    """

    outcome: str
    chi2: float | None = None
    dof: int | None = None
    p: float | None = None
    v: float | None = None


def homogeneity(frame: pd.DataFrame) -> Homogeneity:
    """Test whether the pairs of the selection and of the rest are alike by kind of publisher.

    In: publisher_kind, citations, citations_rest of `mix`. Rows of languages are left out.
    """
    counts = frame.loc[frame["publisher_kind"].notna(), ["citations", "citations_rest"]]
    cells = tuple((int(one), int(other)) for one, other in counts.to_numpy() if one + other)
    return _tested(cells)


@lru_cache(maxsize=256)
def _tested(cells: tuple[tuple[int, int], ...]) -> Homogeneity:
    """Compare the mixes with what alike ones would have: Pearson's chi-squared, Cramér's V."""
    sides = [sum(side) for side in zip(*cells, strict=True)]
    if len(cells) < 2 or not all(sides):
        return Homogeneity("none")
    from scipy.special import chdtrc  # noqa: PLC0415 - a first visit does not wait for it

    found, total = np.asarray(cells, dtype="float64"), sum(sides)
    expected = np.outer(found.sum(axis=1), found.sum(axis=0)) / total
    chi2, dof = float(((found - expected) ** 2 / expected).sum()), len(cells) - 1
    p, v = float(chdtrc(dof, chi2)), (chi2 / total) ** 0.5
    outcome = "clear" if p < CLEARLY and v >= WEAK else "unclear"
    if expected.min() < LEAST_EXPECTED:
        outcome = "too-few"
    return Homogeneity(outcome, chi2, dof, p, v)
