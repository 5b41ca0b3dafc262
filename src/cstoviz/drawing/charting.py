"""Turns a Plotly figure into charts that office programs draw themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from cstoviz.drawing.charting_marks import Mark, Marks, bare_charts, marks_of
from cstoviz.drawing.charting_names import Names, plain_words
from cstoviz.drawing.native import Chart, Series
from cstoviz.drawing.reading import Spec, at, day, moment, plain, values

Named = Callable[[str], str]
"""Returns the name of a number's code or of a bare word, "" where it knows none."""


def charts_of(figure: Any, named: Named) -> list[Chart]:
    """Return the native charts that say what a Plotly figure says, one for each of its parts.

    Values are the figure's own numbers. `named` gives the names of codes (see `codes.py`) and of
    series whose name is a code. Figures that no office chart can show (maps, grids of cells,
    spans of time) have none: [].
    """
    spec = plain(figure)
    if not bare_charts(spec):
        return []
    marks = marks_of(spec)
    names = Names(spec, named)
    parts = list(dict.fromkeys(mark.part for mark in marks))
    found = [_chart([mark for mark in marks if mark.part == part], spec, names) for part in parts]
    if not any(value for chart in found for one in chart.series for value in one.values):
        return []
    return [replace(found[0], title="")] if len(found) == 1 else found


def _chart(marks: Sequence[Marks], spec: Spec, names: Names) -> Chart:
    if marks[0].form in ("line", "scatter"):
        return _over_numbers(marks, spec, names)
    order = _categories(marks, spec)
    title = names.part(marks[0])
    series = [_series(mark, order, names) for mark in marks]
    if title and len(series) == 1:
        series = [replace(series[0], name=title)]
    values_axis = marks[0].axis("x" if marks[0].form == "bar" else "y", spec)
    return Chart(
        form=marks[0].form,
        categories=tuple(_category(marks, key, names) for key in order),
        series=_worth(series, marks[0].stacked),
        stacked=marks[0].stacked,
        title=title,
        values=plain_words(at(values_axis, "title.text", "")),
        percent=_in_percent(values_axis),
        log=values_axis.get("type") == "log",
    )


def _categories(marks: Sequence[Marks], spec: Spec) -> list[Any]:
    """Return the places of all marks from the top, or from the left."""
    places = list(dict.fromkeys(point.place for mark in marks for point in mark.points))
    axis = marks[0].axis("y" if marks[0].form == "bar" else "x", spec)
    given = values(axis.get("categoryarray"))
    if places and not all(isinstance(place, str) for place in places):
        places = _every_month(places) if marks[0].months else sorted(places, key=float)
    elif given:
        places = [place for place in given if place in places]
    if marks[0].form == "bar" and not _downwards(axis):
        places.reverse()
    return places


def _every_month(places: Sequence[float]) -> list[float]:
    """Return the places of months in order, with one for each month between that has no mark."""
    known = {(day(place).year, day(place).month): place for place in places}
    (year, month), last = min(known), max(known)
    found = []
    while (year, month) <= last:
        first = moment(date(year, month, 1))
        found.append(known.get((year, month), first or 0.0))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found


def _downwards(axis: Spec) -> bool:
    ends = values(axis.get("range"))
    return axis.get("autorange") == "reversed" or (len(ends) == 2 and ends[0] > ends[1])


def _category(marks: Sequence[Marks], place: Any, names: Names) -> str:
    for mark in marks:
        for point in mark.points:
            if point.place == place:
                return names.category(mark, point)
    return names.month(place)


def _series(mark: Marks, order: Sequence[Any], names: Names) -> Series:
    by_place = {point.place: point for point in mark.points}
    points = [by_place.get(place) for place in order]
    return Series(
        name=names.series(mark),
        values=tuple(point.value if point else None for point in points),
        colours=_few([point.colour if point else "" for point in points]),
        pattern=mark.pattern,
        backs=_few([point.back if point else "" for point in points]) or ("#FFFFFF",),
        edges=_few(_edges(points)),
    )


def _edges(points: Sequence[Mark | None]) -> list[str]:
    """Return every mark's outline, its own colour where only others have one; [] for none."""
    if not any(point and point.edge for point in points):
        return []
    return [(point.edge or point.colour) if point else "" for point in points]


def _few(colours: Sequence[str]) -> tuple[str, ...]:
    """Return one colour where all have the same; "" is none, () where none has one."""
    told = list(dict.fromkeys(colour for colour in colours if colour))
    if len(told) < 2:
        return tuple(told)
    return tuple(colour or told[0] for colour in colours)


def _worth(series: Sequence[Series], stacked: bool) -> tuple[Series, ...]:
    """Leave out of a stack the series without a value above nothing, where others have one."""
    full = [one for one in series if any(one.values)]
    return tuple((full or series[:1]) if stacked else series)


def _in_percent(axis: Spec) -> bool:
    ticks = [str(tick) for tick in values(axis.get("ticktext"))]
    return bool(ticks) and all("%" in tick for tick in ticks)


def _over_numbers(marks: Sequence[Marks], spec: Spec, names: Names) -> Chart:
    places = _along(marks)
    days = marks[0].axis("x", spec).get("type") == "date"
    series = []
    for mark in marks:
        own: dict[Any, list[Mark]] = {}
        for point in mark.points:
            own.setdefault(point.place, []).append(point)
        ordered = [own[place].pop(0) if own.get(place) else None for place in places]
        series.append(
            Series(
                names.series(mark),
                tuple(point.value if point else None for point in ordered),
                _few([point.colour if point else "" for point in ordered]),
                mark.pattern,
            )
        )
    return Chart(
        form=marks[0].form,
        categories=tuple(names.moment(place) if days else f"{place:g}" for place in places),
        series=tuple(series),
        x=tuple(day(place).date().isoformat() if days else place for place in places),
        title=names.part(marks[0]),
        values=plain_words(at(marks[0].axis("y", spec), "title.text", "")),
        percent=_in_percent(marks[0].axis("y", spec)),
        steps=any(mark.steps for mark in marks),
    )


def _along(marks: Sequence[Marks]) -> list[Any]:
    """Return every place along the axis, as often as one series has it."""
    most: dict[Any, int] = {}
    for mark in marks:
        own = [point.place for point in mark.points]
        for place in own:
            most[place] = max(most.get(place, 0), own.count(place))
    return [place for place in sorted(most) for _ in range(most[place])]
