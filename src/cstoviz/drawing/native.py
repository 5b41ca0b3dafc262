"""A figure as charts that office programs draw themselves, with their numbers in a data sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

FORMS = ("bar", "column", "line", "scatter")
"""Bars to the right, bars upwards, lines over days or numbers, points."""


@dataclass(frozen=True)
class Series:
    """The values of one series, one for each category (None where there is none).

    colours: "#RRGGBB", one for all values or one for each; pattern: "" for solid, else the sign
    that a figure has for it: "/", "\\", ".", "x", "-", "|" or "+"; backs: the colours behind a
    pattern; edges: those of an outline, () for none. Both are one for all or one for each. Of a
    line the pattern is "." for dots and "-" for dashes.
    """

    name: str
    values: tuple[float | None, ...]
    colours: tuple[str, ...]
    pattern: str = ""
    backs: tuple[str, ...] = ("#FFFFFF",)
    edges: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """A chart of one of `FORMS`; categories from the top or from the left.

    x: the values of a scatter's or line's horizontal axis, days as ISO dates; else ().
    stacked: whether the bars of a category stand on one another; title: what a part of a figure is
    called, "" where there is one part; values: what the axis of values is called, "" for nothing;
    percent: whether values are shares (0 to 1); log: whether their axis is logarithmic; steps:
    whether a line keeps its height up to the next value (see `stepped`).
    """

    form: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    stacked: bool = False
    x: tuple[float | str, ...] = ()
    title: str = ""
    values: str = ""
    percent: bool = False
    log: bool = False
    steps: bool = False


def stepped(chart: Chart) -> Chart:
    """Return a line of steps over days with the points that make it one where lines are straight.

    The day before each value bears the value that held until then; its category is "".
    """
    if not chart.steps or not chart.x:
        return chart
    taken = [*_with_eves(chart.x), (len(chart.x) - 1, chart.x[-1], True)]
    series = tuple(
        replace(one, values=tuple(one.values[place] for place, _, _ in taken))
        for one in chart.series
    )
    names = tuple(chart.categories[place] if own else "" for place, _, own in taken)
    return replace(
        chart, x=tuple(day for _, day, _ in taken), categories=names, series=series, steps=False
    )


def _with_eves(days: tuple[float | str, ...]) -> list[tuple[int, float | str, bool]]:
    """Give each day but the last, and where there is a gap the eve of the next, with its place."""
    found: list[tuple[int, float | str, bool]] = []
    for place, (day, following) in enumerate(pairwise(days)):
        found.append((place, day, True))
        eve = _eve(following)
        if eve != day:
            found.append((place, eve, False))
    return found


def _eve(day: float | str) -> float | str:
    if isinstance(day, str):
        return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    return day
