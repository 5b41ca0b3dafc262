"""The figure of targets against the months of a term."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any

import pandas as pd

from cstoviz import text
from cstoviz.charts import coverage_parts as parts
from cstoviz.charts import style
from cstoviz.charts.canvas import Canvas, Figure, Spec, bar, moment, moments, scatter
from cstoviz.charts.records import records
from cstoviz.codes import number_code
from cstoviz.context import Context
from cstoviz.text import t, tn

_CELL, _LABEL, _AFTER, _HEADING_GAP = 18, 17, 5, 12
_FEW_KEYS = 4


@dataclass(frozen=True)
class _Row:
    """One target's place: the row of the frame, y of its label (None for none) and of its cells."""

    row: Any
    label: float | None
    cells: float


@dataclass(frozen=True)
class _Cell:
    """One target in one month: the row of the frame, where it stands, its events."""

    row: Any
    y: float
    events: int

    @property
    def days(self) -> int:
        return int(self.row.month.days_in_month)

    @property
    def direct_days(self) -> float:
        """How many days of the month the part of direct events takes."""
        return self.days * int(self.row.direct) / self.events


def matrix(frame: pd.DataFrame, about: Context) -> Figure:
    """Draw targets against months: cells with direct events solid, only related ones lighter.

    In: target, ordinal, area, priority, measure, month, direct, related, applicable, gap_days, gap.
    """
    fig = style.figure()
    if frame.empty:
        return fig.figure()
    every = records(frame)
    rows, headings, height = _places(every, about)
    y = {place.row.target: place.cells for place in rows}
    cells = [_Cell(row, y[row.target], row.direct + row.related) for row in every]
    fig.add(*_empties(cells), *_reported(cells, about), *_numbers(cells))
    fig.add(_totals(cells, rows), _click_cells(cells, about), _click_rows(cells, rows, about))
    keys = _keys(cells)
    fig.add(*keys)
    labels = [_label(place, about) for place in rows if place.label is not None]
    parts.canvas(fig, height, 80 if len(keys) <= _FEW_KEYS else 102).note(*headings, *labels)
    return _months(fig, cells).figure()


def _places(every: list[Any], about: Context) -> tuple[list[_Row], list[Spec], float]:
    rows, headings, y, area = [], [], 0.0, None
    for row in _firsts(every):
        if row.area != area:
            area, y = row.area, y + (_HEADING_GAP if area else 0)
            lines = parts.wrapped(parts.named(about, "area", area), 40)
            shown = "<br>".join(map(style.escaped, lines))
            headings.append(parts.note(f"<b>{shown}</b>", y))
            y += parts.LINE * len(lines) + 4
        label = None if row.target == row.area else y
        y += 0 if label is None else _LABEL
        rows.append(_Row(row, label, y + _CELL / 2))
        y += _CELL + _AFTER
    return rows, headings, y


def _firsts(every: list[Any]) -> list[Any]:
    """Return the first row of each target."""
    found: dict[str, Any] = {}
    for row in every:
        found.setdefault(row.target, row)
    return list(found.values())


def _label(place: _Row, about: Context) -> Spec:
    title = parts.wrapped(parts.target_title(about, place.row), 50, 1)[0]
    shown = f"<b>{style.escaped(place.row.ordinal)}</b>  {style.escaped(title)}"
    return parts.note(shown, place.label or 0, font={"size": 12})


def _bar(
    cells: list[_Cell], days: list[float], first: list[float] | None = None, **more: Any
) -> Spec:
    """Return horizontal bars of so many days, from so many days after the first of the month."""
    starts = zip(cells, first or [0.0] * len(cells), strict=True)
    return bar(
        orientation="h", y=[cell.y for cell in cells],
        base=[_after(cell.row.month, day + 0.02 * cell.days) for cell, day in starts],
        x=[round(0.96 * length * style.DAY) for length in days], width=_CELL,
        showlegend=False, **more,
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _after(month: pd.Timestamp, days: float) -> str:
    return moment(month + timedelta(seconds=round(days * 86_400)))


def _empties(cells: list[_Cell]) -> list[Spec]:
    empty = [cell for cell in cells if not cell.events]
    shown = [cell for cell in empty if cell.row.applicable]
    away = [cell for cell in empty if not cell.row.applicable]
    thin = [cell for cell in shown if cell.row.gap_days > 0]
    gaps = [cell.row.gap_days for cell in thin]
    return [
        _bar(away, _days(away), marker=parts.flat(), hoverinfo="skip", name="away"),
        _bar(thin, gaps, marker=parts.hatched(), hoverinfo="skip", name="thin"),
        _bar(shown, _days(shown), marker=parts.open_(), hoverinfo="skip", name="nothing"),
    ]


def _days(cells: list[_Cell]) -> list[float]:
    return [cell.days for cell in cells]


def _split(cells: list[_Cell]) -> tuple[list[_Cell], list[_Cell]]:
    """Return the cells with direct events, and those with related ones."""
    direct = [cell for cell in cells if cell.row.direct > 0]
    return direct, [cell for cell in cells if cell.row.related > 0]


def _reported(cells: list[_Cell], about: Context) -> list[Spec]:
    direct, related = _split(cells)
    width = [cell.direct_days for cell in direct]
    rest = [cell.days - cell.direct_days for cell in related]
    first = [0.96 * cell.direct_days for cell in related]
    solid, light = (
        [style.colour(about, "area", cell.row.area) for cell in part] for part in (direct, related)
    )
    return [
        _bar(direct, width, marker=parts.solid(solid), name="direct", hoverinfo="skip"),
        _bar(related, rest, first, marker=parts.light(light), name="related", hoverinfo="skip"),
    ]


def _numbers(cells: list[_Cell]) -> list[Spec]:
    direct, related = _split(cells)
    middle = [_after(cell.row.month, cell.direct_days / 2) for cell in direct]
    rest = [_after(cell.row.month, (cell.days + cell.direct_days) / 2) for cell in related]
    white = {"size": 12, "color": "#FFFFFF"}
    return [
        _text(middle, [cell.y for cell in direct], [cell.row.direct for cell in direct], white),
        _text(
            rest, [cell.y for cell in related], [cell.row.related for cell in related], {"size": 12}
        ),
    ]


def _text(x: list[str], y: list[float], values: list[int], font: Spec) -> Spec:
    shown = [text.number(value) for value in values]
    return scatter(
        x=x, y=y, text=shown, mode="text", textfont=font, hoverinfo="skip", showlegend=False,
        cliponaxis=False,
    )  # fmt: skip


def _total_column(cells: list[_Cell]) -> tuple[pd.Timestamp, pd.Timestamp, pd.Timestamp]:
    """Return start, middle and end of the column of totals, which follows the last month."""
    months = {cell.row.month for cell in cells}
    start = max(months) + pd.offsets.MonthBegin(1)
    days = max(31.0, 2.6 * len(months))
    return start, start + pd.Timedelta(days=days / 2), start + pd.Timedelta(days=days)


def _totals(cells: list[_Cell], rows: list[_Row]) -> Spec:
    sums: Counter[str] = Counter()
    for cell in cells:
        sums[cell.row.target] += cell.events
    at = [moment(_total_column(cells)[1])] * len(rows)
    values = [sums[place.row.target] for place in rows]
    return _text(at, [place.cells for place in rows], values, {"size": 12})


def _click_cells(cells: list[_Cell], about: Context) -> Spec:
    titles = {row.target: _title(row, about) for row in _firsts([cell.row for cell in cells])}
    return _bar(
        cells, _days(cells), name="cells", marker=parts.unseen(),
        customdata=[[number_code("in-month", cell.row.target, cell.row.month)] for cell in cells],
        hovertext=[_said(cell, titles[cell.row.target], about) for cell in cells],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def _click_rows(cells: list[_Cell], rows: list[_Row], about: Context) -> Spec:
    """Make labels and totals answer to the pointer: a bar over each, without a colour."""
    first, (start, _, end) = min(cell.row.month for cell in cells), _total_column(cells)
    labels = [place for place in rows if place.label is not None]
    y = [(place.label or 0) + _LABEL / 2 for place in labels] + [place.cells for place in rows]
    base = [moment(first)] * len(labels) + [moment(start)] * len(rows)
    length = [(end - first).days * style.DAY] * len(labels)
    length += [(end - start).days * style.DAY] * len(rows)
    said = {place.row.target: _about_row(place.row, about) for place in rows}
    targets = [place.row.target for place in [*labels, *rows]]
    return bar(
        orientation="h", y=y, base=base, x=length, width=_LABEL, name="rows", showlegend=False,
        customdata=[[number_code("in-term", target)] for target in targets],
        hovertext=[said[target] for target in targets],
        hovertemplate="%{hovertext}<extra></extra>", marker=parts.unseen(),
    )  # fmt: skip


def _title(row: Any, about: Context) -> str:
    return f"{row.ordinal} {parts.target_title(about, row)}"


def _about_row(row: Any, about: Context) -> str:
    title = _title(row, about)
    above = [parts.named(about, name, getattr(row, name)) for name in ("area", "priority")]
    return parts.hover(title, *(name for name in above if name and not title.endswith(name)))


def _said(cell: _Cell, title: str, about: Context) -> str:
    month = text.month(cell.row.month)
    return parts.hover(title, month, _counts(cell.row), _gap(cell, about))


def _counts(row: Any) -> str:
    if row.direct + row.related:
        return t("coverage.cell.events", direct=row.direct, related=row.related)
    return t("coverage.cell.nothing" if row.applicable else "coverage.cell.away")


def _gap(cell: _Cell, about: Context) -> str:
    if not cell.row.gap_days:
        return ""
    days = tn("coverage.days", int(cell.row.gap_days), of=cell.days)
    return t("coverage.cell.gap", days=days, note=parts.named(about, "gap", cell.row.gap))


def _keys(cells: list[_Cell]) -> list[Spec]:
    empty = [cell.row for cell in cells if not cell.events]
    markers = {
        "direct": (parts.solid(style.MUTED), True),
        "related": (parts.light([style.MUTED]), True),
        "nothing": (parts.open_(), True),
        "thin": (parts.hatched(), any(row.applicable and row.gap_days > 0 for row in empty)),
        "away": (parts.flat(), any(not row.applicable for row in empty)),
    }
    return [parts.key(name, marker) for name, (marker, drawn) in markers.items() if drawn]


def _months(fig: Canvas, cells: list[_Cell]) -> Canvas:
    months = list(dict.fromkeys(cell.row.month for cell in cells))
    _, middle, end = _total_column(cells)
    at = [month + pd.Timedelta(days=month.days_in_month / 2) for month in months]
    return fig.x_axes(
        type="date", side="top", range=moments((months[0], end)), showgrid=False, fixedrange=True,
        tickvals=moments([*at, middle]), tickangle=0, ticks="", tickfont={"size": 12},
        ticktext=[*(_month_tick(i, month) for i, month in enumerate(months)), t("coverage.total")],
        automargin=False,
    )  # fmt: skip


def _month_tick(place: int, month: pd.Timestamp) -> str:
    letter = text.initial(month)
    return f"{letter}<br>{month.year}" if place == 0 or month.month == 1 else f"{letter}<br> "
