"""A figure as charts that office programs draw themselves, with their numbers in a data sheet."""

from __future__ import annotations

from dataclasses import dataclass

FORMS = ("bar", "column", "line", "scatter")
"""Bars to the right, bars upwards, lines over days or numbers, points."""


@dataclass(frozen=True)
class Series:
    """The values of one series, one for each category (None where there is none).

    colours: "#RRGGBB", one for all values or one for each; pattern: "", "/", "." or "x".
    """

    name: str
    values: tuple[float | None, ...]
    colours: tuple[str, ...]
    pattern: str = ""


@dataclass(frozen=True)
class Chart:
    """A chart of one of `FORMS`; categories from the top or from the left.

    x: the values of a scatter's or line's horizontal axis, days as ISO dates; else ().
    stacked: whether the bars of a category stand on one another; title: what a part of a figure is
    called, "" where there is one part.
    """

    form: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    stacked: bool = False
    x: tuple[float | str, ...] = ()
    title: str = ""
