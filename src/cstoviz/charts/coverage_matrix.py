"""The figure of targets against the months of a term."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from babel.dates import format_date

from cstoviz import text
from cstoviz.charts import coverage_parts as parts
from cstoviz.charts import style
from cstoviz.codes import number_code
from cstoviz.context import Context
from cstoviz.text import t, tn

_CELL, _LABEL, _AFTER, _HEADING_GAP = 18, 17, 5, 12
_DAY = 86_400_000
_FEW_KEYS = 4


@dataclass(frozen=True)
class _Row:
    """One target's place: the row of the frame, y of its label (None for none) and of its cells."""

    row: Any
    label: float | None
    cells: float


def matrix(frame: pd.DataFrame, about: Context) -> go.Figure:
    """Draw targets against months: cells with direct events solid, only related ones lighter.

    In: target, ordinal, area, priority, measure, month, direct, related, applicable, gap_days, gap.
    """
    fig = style.figure()
    if frame.empty:
        return fig
    rows, headings, height = _places(frame, about)
    y = {place.row.target: place.cells for place in rows}
    cells = _cells(frame, y)
    fig.add_traces([*_empties(cells), *_reported(cells, about), *_numbers(cells)])
    fig.add_traces(
        [_totals(cells, rows), _click_cells(cells, about), _click_rows(cells, rows, about)]
    )
    keys = _keys(cells)
    fig.add_traces(keys)
    labels = [_label(place, about) for place in rows if place.label is not None]
    parts.canvas(fig, height, 80 if len(keys) <= _FEW_KEYS else 102).update_layout(
        annotations=[*headings, *labels]
    )
    return _months(fig, cells)


def _places(frame: pd.DataFrame, about: Context) -> tuple[list[_Row], list[dict[str, Any]], float]:
    rows, headings, y, area = [], [], 0.0, None
    for row in frame.drop_duplicates("target").itertuples():
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


def _label(place: _Row, about: Context) -> dict[str, Any]:
    title = parts.wrapped(parts.target_title(about, place.row), 50, 1)[0]
    shown = f"<b>{style.escaped(place.row.ordinal)}</b>  {style.escaped(title)}"
    return parts.note(shown, place.label or 0, font={"size": 12})


def _cells(frame: pd.DataFrame, y: dict[str, float]) -> pd.DataFrame:
    """Add to each cell its place, in days from the first of its month, and its height."""
    days = frame["month"].dt.days_in_month
    events = frame["direct"] + frame["related"]
    return frame.assign(y=frame["target"].map(y), days=days, events=events)


def _bar(cells: pd.DataFrame, days: Any, first: Any = 0, **more: Any) -> go.Bar:
    """Return horizontal bars of so many days, from so many days after the first of the month."""
    base = cells["month"] + pd.to_timedelta(first + 0.02 * cells["days"], unit="D")
    return go.Bar(
        orientation="h", y=cells["y"], base=base, x=0.96 * days * _DAY, width=_CELL,
        showlegend=False, **more,
    )  # fmt: skip


def _empties(cells: pd.DataFrame) -> list[go.Bar]:
    empty = cells[cells["events"] == 0]
    shown, away = empty[empty["applicable"]], empty[~empty["applicable"]]
    thin = shown[shown["gap_days"] > 0]
    return [
        _bar(away, away["days"], marker=parts.flat(), hoverinfo="skip", name="away"),
        _bar(thin, thin["gap_days"], marker=parts.hatched(), hoverinfo="skip", name="thin"),
        _bar(shown, shown["days"], marker=parts.open_(), hoverinfo="skip", name="nothing"),
    ]


def _reported(cells: pd.DataFrame, about: Context) -> list[go.Bar]:
    direct, related = cells[cells["direct"] > 0], cells[cells["related"] > 0]
    width = direct["days"] * direct["direct"] / direct["events"]
    rest = related["days"] * related["related"] / related["events"]
    colours = [
        [style.colour(about, "area", code) for code in part["area"]] for part in (direct, related)
    ]
    return [
        _bar(direct, width, marker=parts.solid(colours[0]), hoverinfo="skip", name="direct"),
        _bar(
            related, rest, 0.96 * (related["days"] - rest), marker=parts.light(colours[1]),
            hoverinfo="skip", name="related",
        ),
    ]  # fmt: skip


def _numbers(cells: pd.DataFrame) -> list[go.Scatter]:
    direct, related = cells[cells["direct"] > 0], cells[cells["related"] > 0]
    middle = direct["days"] * direct["direct"] / direct["events"] / 2
    rest = related["days"] * (1 - related["related"] / related["events"] / 2)
    white = {"size": 12, "color": "#FFFFFF"}
    return [
        _text(
            direct["month"] + pd.to_timedelta(middle, unit="D"),
            direct["y"],
            direct["direct"],
            white,
        ),
        _text(
            related["month"] + pd.to_timedelta(rest, unit="D"),
            related["y"],
            related["related"],
            {"size": 12},
        ),
    ]


def _text(x: Any, y: Any, values: Any, font: dict[str, Any]) -> go.Scatter:
    shown = [text.number(value) for value in values]
    return go.Scatter(
        x=x, y=y, text=shown, mode="text", textfont=font, hoverinfo="skip", showlegend=False,
        cliponaxis=False,
    )  # fmt: skip


def _total_column(cells: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp, pd.Timestamp]:
    """Return start, middle and end of the column of totals, which follows the last month."""
    start = cells["month"].max() + pd.offsets.MonthBegin(1)
    days = max(31.0, 2.6 * cells["month"].nunique())
    return start, start + pd.Timedelta(days=days / 2), start + pd.Timedelta(days=days)


def _totals(cells: pd.DataFrame, rows: list[_Row]) -> go.Scatter:
    sums = cells.groupby("target")["events"].sum()
    values = [int(sums[place.row.target]) for place in rows]
    at = [_total_column(cells)[1]] * len(rows)
    return _text(at, [place.cells for place in rows], values, {"size": 12})


def _click_cells(cells: pd.DataFrame, about: Context) -> go.Bar:
    return _bar(
        cells, cells["days"], customdata=_codes(cells), name="cells",
        hovertext=[_said(row, about) for row in cells.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>", marker=parts.unseen(),
    )  # fmt: skip


def _codes(cells: pd.DataFrame) -> list[list[str]]:
    pairs = zip(cells["target"], cells["month"], strict=True)
    return [[number_code("in-month", target, month)] for target, month in pairs]


def _click_rows(cells: pd.DataFrame, rows: list[_Row], about: Context) -> go.Bar:
    """Make labels and totals answer to the pointer: a bar over each, without a colour."""
    first, (start, _, end) = cells["month"].min(), _total_column(cells)
    labels = [place for place in rows if place.label is not None]
    y = [(place.label or 0) + _LABEL / 2 for place in labels] + [place.cells for place in rows]
    base = [first] * len(labels) + [start] * len(rows)
    length = [(end - first).days * _DAY] * len(labels) + [(end - start).days * _DAY] * len(rows)
    said = [_about_row(place.row, about) for place in [*labels, *rows]]
    return go.Bar(
        orientation="h", y=y, base=base, x=length, width=_LABEL, name="rows", showlegend=False,
        customdata=[[number_code("in-term", place.row.target)] for place in [*labels, *rows]],
        hovertext=said,
        hovertemplate="%{hovertext}<extra></extra>", marker=parts.unseen(),
    )  # fmt: skip


def _about_row(row: Any, about: Context) -> str:
    title = f"{row.ordinal} {parts.target_title(about, row)}"
    above = [parts.named(about, name, getattr(row, name)) for name in ("area", "priority")]
    return parts.hover(title, *(name for name in above if name and not title.endswith(name)))


def _said(row: Any, about: Context) -> str:
    title = f"{row.ordinal} {parts.target_title(about, row)}"
    return parts.hover(title, text.month(row.month), _counts(row), _gap(row, about))


def _counts(row: Any) -> str:
    if row.events:
        return t("coverage.cell.events", direct=row.direct, related=row.related)
    return t("coverage.cell.nothing" if row.applicable else "coverage.cell.away")


def _gap(row: Any, about: Context) -> str:
    if not row.gap_days:
        return ""
    days = tn("coverage.days", int(row.gap_days), of=row.days)
    return t("coverage.cell.gap", days=days, note=parts.named(about, "gap", row.gap))


def _keys(cells: pd.DataFrame) -> list[go.Bar]:
    empty = cells["events"] == 0
    markers = {
        "direct": (parts.solid(style.MUTED), True),
        "related": (parts.light([style.MUTED]), True),
        "nothing": (parts.open_(), True),
        "thin": (parts.hatched(), (empty & cells["applicable"] & (cells["gap_days"] > 0)).any()),
        "away": (parts.flat(), (empty & ~cells["applicable"]).any()),
    }
    return [parts.key(name, marker) for name, (marker, drawn) in markers.items() if drawn]


def _months(fig: go.Figure, cells: pd.DataFrame) -> go.Figure:
    months = list(cells["month"].drop_duplicates())
    _, middle, end = _total_column(cells)
    at = [month + pd.Timedelta(days=month.days_in_month / 2) for month in months]
    return fig.update_xaxes(
        type="date", side="top", range=[months[0], end], showgrid=False, fixedrange=True,
        tickvals=[*at, middle], tickangle=0, ticks="", tickfont={"size": 12}, automargin=False,
        ticktext=[*(_month_tick(i, month) for i, month in enumerate(months)), t("coverage.total")],
    )  # fmt: skip


def _month_tick(place: int, month: pd.Timestamp) -> str:
    letter = format_date(month.date(), "LLLLL", locale=text.language())
    return f"{letter}<br>{month.year}" if place == 0 or month.month == 1 else f"{letter}<br> "
