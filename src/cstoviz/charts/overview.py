"""Figures of the first page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cstoviz import text
from cstoviz.charts import style
from cstoviz.charts.canvas import Figure, Spec, bar, heatmap, moments, scatter
from cstoviz.charts.participation import PATTERN, marker
from cstoviz.charts.records import records
from cstoviz.charts.ticks import day_ticks
from cstoviz.codes import number_code
from cstoviz.context import Context
from cstoviz.text import t

_LINE, _ROW = 14, 27
"""Height of a line of a kind's name, and the least of its row, in pixels."""
_BARS = 100
_PATTERNS = {"not-searched": "x", "none-found": "/", "thin": "."}


@dataclass(frozen=True)
class _Months:
    """A frame of months by kind: a row per month, in order; events by kind and month; the kinds."""

    rows: list[Any]
    counts: Mapping[tuple[str, pd.Timestamp], int]
    kinds: list[str]

    @property
    def most(self) -> int:
        return max([1, *(int(row.total) for row in self.rows)])


def per_month(frame: pd.DataFrame, about: Context) -> Figure:
    """Draw bars of all events per month over a grid of months by kind, shaded by number.

    In: month, kind, events, total, change, coincides. Evidence gaps are shaded behind both.
    """
    months = _counted(frame, about)
    names = [style.broken(about.labels.of("kind", kind), 24) for kind in months.kinds]
    lines = max([1, *(name.count("<br>") + 1 for name in names)])
    grid, height = max(_ROW, _LINE * lines) * len(names), _BARS + 60
    fig = style.figure(height=height + grid, bargap=0.18, margin={"l": 4, "r": 26, "t": 18, "b": 4})
    fig.add(_totals(months, about), _grid(months, about), _empty_cells(months, about))
    style.time_axis(fig, about).add(_along(months, about))
    start, end = style.shown_days(about)
    days = (min([start, *(row.month for row in months.rows)]), end)
    fig.x_axes(range=moments(days), showgrid=False, anchor="y2", **day_ticks(*days, most=6))
    split = grid / (grid + _BARS)
    room = [-0.14 * months.most, 1.12 * months.most]
    fig.lay(
        yaxis={"domain": [split + 0.02, 1], "visible": False, "range": room},
        yaxis2={
            "domain": [0, split], "autorange": "reversed", "automargin": True, "showgrid": False,
            "tickmode": "array", "tickvals": list(range(len(names))), "tickfont": {"size": 11.5},
            "ticktext": names, "zeroline": False, "ticks": "",
        },
    )  # fmt: skip
    return fig.note(*_kind_totals(months)).figure()


def _counted(frame: pd.DataFrame, about: Context) -> _Months:
    rows = records(frame)
    counts = {(row.kind, row.month): row.events for row in rows if isinstance(row.kind, str)}
    firsts = {row.month: row for row in reversed(rows)}
    sums = _by_kind(counts)
    order = list(about.labels.order("kind"))
    kinds = sorted(sums)
    kinds.sort(key=lambda kind: (-sums[kind], order.index(kind) if kind in order else 99))
    return _Months([firsts[month] for month in sorted(firsts)], counts, kinds)


def _by_kind(counts: Mapping[tuple[str, pd.Timestamp], int]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for (kind, _), events in counts.items():
        sums[kind] += events
    return sums


def _totals(months: _Months, about: Context) -> Spec:
    """Bars of all events; room is left below them for the marks of changes."""
    return bar(
        x=moments(row.month for row in months.rows),
        y=[row.total for row in months.rows],
        xperiod="M1",
        xperiodalignment="middle",
        marker={"color": style.ACCENT},
        customdata=[[number_code("total", row.month)] for row in months.rows],
        text=[text.number(row.total) for row in months.rows],
        textposition="outside",
        textfont={"size": 11},
        cliponaxis=False,
        hovertext=[_month_words(row, about) for row in months.rows],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _month_words(row: Any, about: Context) -> str:
    head = f"<b>{text.month(row.month)}</b>"
    counted = f"{t('axis.events')}: {text.number(row.total)}"
    gap = style.gap_in(row.month, about, why=True)
    return "<br>".join([head, counted, *filter(None, [_change(row), gap])])


def _change(row: Any) -> str:
    if pd.isna(row.change) or not row.change:
        return ""
    sign = "+" if row.change > 0 else "−"
    change = t("chart.change-month", change=f"{sign}{text.number(abs(int(row.change)))}")
    return f"{change}<br>{t('chart.coincides')}" if row.coincides else change


def _along(months: _Months, about: Context) -> Spec:
    """Mark the months whose rise or fall goes the way of the evidence."""
    rows = [row for row in months.rows if row.coincides]
    return scatter(
        x=moments(row.month for row in rows), y=[-0.08 * months.most] * len(rows), mode="markers",
        xperiod="M1", xperiodalignment="middle", name="along", cliponaxis=False,
        customdata=[[number_code("total", row.month)] for row in rows],
        marker={"symbol": [f"triangle-{'up' if row.change > 0 else 'down'}" for row in rows],
                "size": 8, "color": style.CAUTION},
        hovertext=[_month_words(row, about) for row in rows],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def _empty_cells(months: _Months, about: Context) -> Spec:
    """Cells without an event: a stroke where the evidence has a gap, nothing where it has none."""
    said = {row.month: _nothing_words(row.month, about) for row in months.rows}
    thin = {row.month: bool(style.gap_in(row.month, about)) for row in months.rows}
    cells = [(at, month) for at, kind in enumerate(months.kinds) for month in said
             if (kind, month) not in months.counts]  # fmt: skip
    names = [style.escaped(about.labels.of("kind", kind)) for kind in months.kinds]
    return scatter(
        x=moments(month for _, month in cells), y=[at for at, _ in cells], yaxis="y2",
        mode="markers", xperiod="M1", xperiodalignment="middle", name="empty",
        marker={"symbol": "line-ne-open", "size": 5,
                "opacity": [0.75 if thin[month] else 0 for _, month in cells],
                "line": {"width": 1, "color": style.MUTED}, "color": style.MUTED},
        text=[names[at] for at, _ in cells], hovertext=[said[month] for _, month in cells],
        hovertemplate="<b>%{text}</b><br>%{hovertext}<extra></extra>",
    )  # fmt: skip


def _nothing_words(month: pd.Timestamp, about: Context) -> str:
    said = f"{text.month(month)}: {t('chart.nothing-reported')}"
    gap = style.gap_in(month, about)
    return f"{said}<br>{gap}" if gap else said


def _grid(months: _Months, about: Context) -> Spec:
    """Cells of kinds by months; only those with events have words and lead to their number."""
    axis = [row.month for row in months.rows]
    cells = [[months.counts.get((kind, month)) for month in axis] for kind in months.kinds]
    return heatmap(
        x=moments(axis), y=list(range(len(cells))), z=cells, yaxis="y2", xperiod="M1",
        xperiodalignment="middle", xgap=2, ygap=2, zmin=1, zmax=max([2, *months.counts.values()]),
        colorscale=style.SHADES, showscale=False, hoverongaps=False,
        text=[[_cell_words(kind, month, about) if (kind, month) in months.counts else ""
               for month in axis] for kind in months.kinds],
        customdata=[[[number_code("events", month, kind) if (kind, month) in months.counts else ""]
                     for month in axis] for kind in months.kinds],
        hovertemplate="%{text}: %{z}<extra></extra>",
    )  # fmt: skip


def _cell_words(kind: str, month: pd.Timestamp, about: Context) -> str:
    return f"<b>{style.escaped(about.labels.of('kind', kind))}</b><br>{text.month(month)}"


def _kind_totals(months: _Months) -> list[Spec]:
    sums = _by_kind(months.counts)
    return [
        {
            "x": 1, "xref": "paper", "y": place, "yref": "y2", "text": text.number(sums[kind]),
            "xanchor": "left", "xshift": 5, "showarrow": False, "font": {"size": 12},
        }
        for place, kind in enumerate(months.kinds)
    ]  # fmt: skip


def participation_brief(frame: pd.DataFrame, about: Context) -> Figure:
    """Draw, per member state, a bar from the events naming it up to the upper bound.

    In: state, named, inferred, collective, lower, upper.
    """
    rows = frame.iloc[::-1]
    fig = style.figure(height=40 + 28 * len(rows), barmode="stack", bargap=0.3)
    names = [style.escaped(about.labels.of("state", code)) for code in rows["state"]]
    fig.add(*(_brief_band(rows, names, evidence, about) for evidence in PATTERN))
    fig.add(_brief_bounds(rows, names))
    most = max([1, *rows["upper"]])
    fig.x_axes(visible=False, range=[0, most * 1.25])
    return fig.y_axes(showgrid=False, ticks="").figure()


def _brief_bounds(rows: pd.DataFrame, names: list[str]) -> Spec:
    return scatter(
        x=list(rows["upper"]), y=names, mode="text", textposition="middle right",
        text=[f" {_bounds(row)}" for row in records(rows)], cliponaxis=False, hoverinfo="skip",
    )  # fmt: skip


def _brief_band(rows: pd.DataFrame, names: list[str], evidence: str, about: Context) -> Spec:
    colours = [style.colour(about, "state", code) for code in rows["state"]]
    hover = [
        f"<b>{name}</b><br>{t(f'evidence.{evidence}')}: {text.number(getattr(row, evidence))}<br>"
        f"{t('bounds.hover')}: {_bounds(row)}"
        for name, row in zip(names, records(rows), strict=True)
    ]
    return bar(
        orientation="h", y=names, x=list(rows[evidence]), name=evidence,
        marker=marker(evidence, colours), hovertext=hover,
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=[[number_code(evidence, state)] for state in rows["state"]],
    )  # fmt: skip


def _bounds(row: Any) -> str:
    return t("bounds.short", lower=text.number(row.lower), upper=text.number(row.upper))


def thin_evidence(frame: pd.DataFrame, about: Context) -> Figure:
    """Draw the days of each gap that concerns everything, one lane per level.

    In: start, end, level, whole, gap. Gaps of kinds and topics share a lane below.
    """
    gaps = records(frame)
    levels = [level for level in _PATTERNS if any(gap.level == level for gap in gaps)]
    lanes = [about.labels.of("level", level) for level in levels]
    fig = style.figure(height=46 + 26 * (len(lanes) + 1), barmode="overlay", bargap=0.35)
    for level, lane in zip(levels, lanes, strict=True):
        rows = [gap for gap in gaps if gap.whole and gap.level == level]
        fig.add(_gap_bars(rows, lane, _PATTERNS[level], about))
    rows = [gap for gap in gaps if not gap.whole]
    fig.add(_gap_bars(rows, t("gap.narrow"), "", about, opacity=0.18))
    fig.x_axes(
        **style.days_axis(about), showgrid=True, **day_ticks(*style.shown_days(about), most=5)
    )
    return fig.y_axes(autorange="reversed", showgrid=False).figure()


def _gap_bars(
    rows: list[Any], lane: str, pattern: str, about: Context, opacity: float = 0.85
) -> Spec:
    notes = dict(zip(about.gaps["gap"], about.gaps["note"], strict=True))
    marker = {"color": style.MUTED, "opacity": opacity}
    if pattern:
        marker["pattern"] = {
            "shape": pattern, "fgcolor": style.MUTED, "bgcolor": style.FAINT, "size": 6,
            "fillmode": "replace",
        }  # fmt: skip
    return bar(
        orientation="h",
        y=[style.escaped(lane)] * len(rows),
        base=moments(row.start for row in rows),
        x=[style.length(row) for row in rows],
        text=[style.broken(notes.get(row.gap, "")) for row in rows],
        customdata=[text.span(row.start, row.end) for row in rows],
        textposition="none",
        marker=marker,
        hovertemplate="<b>%{y}</b><br>%{customdata}<br>%{text}<extra></extra>",
    )
