"""The figure of how far codings agree: a dot with its interval per scope, against two marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, isnan
from textwrap import wrap
from typing import Any

import pandas as pd
from babel.numbers import format_decimal

from cstoviz import text
from cstoviz.charts import style
from cstoviz.charts.canvas import Canvas, Figure, Spec, bar, scatter
from cstoviz.charts.records import records
from cstoviz.codes import number_code
from cstoviz.context import Context
from cstoviz.text import t, tn

TENTATIVE, RELIABLE = 0.667, 0.8
"""The marks on the scale, as in the metric."""

_LINE, _MARKS, _HEAD, _FOOT = 18, 24, 44, 58
_SPACE = {"overall": 16, "chairmanship": 24, "area": 8}
_INDENT = {"overall": 0, "chairmanship": 0, "area": 14}
_WIDTH = 42


def decimals(value: float) -> str:
    """Write an alpha with two decimals, or more where these would put it across a mark or to 1."""
    marks = (TENTATIVE, RELIABLE, 1.0)
    places = next((n for n in (2, 3, 4) if _side(round(value, n), marks) == _side(value, marks)), 4)
    pattern = f"0.{'0' * places}"
    return str(format_decimal(round(value, places), format=pattern, locale=text.language()))


def _side(value: float, marks: Sequence[float]) -> list[bool]:
    return [value >= mark for mark in marks]


@dataclass(frozen=True)
class _Row:
    """A row of the frame, its words (lines ready for Plotly) and where its mark stands."""

    of: Any
    name: str
    words: tuple[str, ...]
    top: float

    @property
    def mark(self) -> float:
        return self.top + _LINE * len(self.words) + _MARKS / 2


def agreement(frame: pd.DataFrame, about: Context) -> Figure:
    """Draw alpha with its 95 % interval for the whole, each chairmanship and its areas.

    In: scope, chairmanship, area, alpha, low, high, n, linked, disagreements. A scope where alpha
    is not defined has words and no mark. A hollow dot is under the least alpha for tentative
    conclusions. The scale goes from 0, or lower where need be, to 1.
    """
    rows = _rows(frame, about)
    least = _least(frame)
    fig = style.figure(
        _tracks(rows, least), _marks_of_scale(rows), _intervals(rows, about), _dots(rows, about)
    )
    bottom = rows[-1].mark + _MARKS / 2 if rows else _HEAD
    fig.lay(height=round(bottom) + _FOOT, margin={"l": 8, "r": 16, "t": 0, "b": _FOOT})
    for row in rows:
        _write(fig, "<br>".join(row.words), row.top, xshift=_INDENT[row.of.scope])
    if rows:
        _name_the_marks(fig)
    fig.y_axes(visible=False, range=[bottom, 0], fixedrange=True, automargin=False)
    ticks = [tick / 5 for tick in range(round(least * 5), 6)]
    return fig.x_axes(
        range=[least - 0.07, 1.06], tickvals=ticks, ticktext=[_tick(tick) for tick in ticks],
        showgrid=False, fixedrange=True, automargin=False, tickfont={"size": 13},
    ).figure()  # fmt: skip


def _rows(frame: pd.DataFrame, about: Context) -> list[_Row]:
    found: list[_Row] = []
    end = float(_HEAD)
    for row in records(frame):
        name = _name(row, about)
        top = end + (_SPACE[str(row.scope)] if found else 0)
        found.append(_Row(row, name, _words(row, name), top))
        end = found[-1].mark + (_MARKS / 2 if _defined(found[-1]) else -_MARKS / 3)
    return found


def _name(row: Any, about: Context) -> str:
    if row.scope == "overall":
        return t("scope.overall")
    code = row.area if row.scope == "area" else row.chairmanship
    return about.labels.of(row.scope, code)


def _words(row: Any, name: str) -> tuple[str, ...]:
    value = t("agreement.undefined") if isnan(row.alpha) else decimals(row.alpha)
    n = t("agreement.n", n=text.number(row.n), linked=text.number(row.linked))
    lines = wrap(name, _WIDTH) or [""]
    if len(lines[-1]) + len(f"{value} {n}") > _WIDTH:
        lines.append("")
    head = [style.escaped(line) for line in lines]
    if row.scope != "area":
        head = [f"<b>{line}</b>" if line else "" for line in head]
    strong = value if isnan(row.alpha) else f"<b>{value}</b>"
    figures = f"{strong}  <span style='font-size:12px'>{n}</span>"
    head[-1] = f"{head[-1]}  {figures}" if head[-1] else figures
    return tuple(head)


def _least(frame: pd.DataFrame) -> float:
    lowest = frame[["alpha", "low"]].min().min()
    return 0.0 if pd.isna(lowest) else max(-1.0, min(0.0, floor(lowest * 5) / 5))


def _tick(value: float) -> str:
    words = {0.0: "<br>" + t("agreement.chance"), 1.0: "<br>" + t("agreement.perfect")}
    return f"{text.number(value)}{words.get(value, '')}"


def _write(fig: Canvas, words: str, y: float, **place: Any) -> None:
    fig.note(
        {
            "text": words, "x": 0, "xref": "paper", "xanchor": "left", "y": y, "yref": "y",
            "yanchor": "top", "showarrow": False, "align": "left", "borderpad": 0, **place,
        }
    )  # fmt: skip


def _name_the_marks(fig: Canvas) -> None:
    small = {"size": 12, "color": style.MUTED}
    for mark, key, side, shift in (
        (TENTATIVE, "tentative", "right", -5),
        (RELIABLE, "reliable", "left", 5),
    ):
        words = t(f"agreement.{key}", mark=text.number(mark))
        _write(
            fig, words, 2, x=mark, xref="x", xanchor=side, xshift=shift, align=side, font=small
        )  # fmt: skip


def _marks_of_scale(rows: list[_Row]) -> Spec:
    """The two marks, beside the dots only, so that they cross no words."""
    x: list[float | None] = []
    y: list[float | None] = []
    spans = [(row.mark - _MARKS / 2, row.mark + _MARKS / 2) for row in rows if _defined(row)]
    for top, bottom in [(2.0, _HEAD - 6.0), *spans]:
        for mark in (TENTATIVE, RELIABLE):
            x += [mark, mark, None]
            y += [top, bottom, None]
    line = {"color": style.MUTED, "width": 1}
    return scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", name="marks")


def _tracks(rows: list[_Row], least: float) -> Spec:
    """A hairline per row over the whole scale, to lead the eye from the words to the dot."""
    places = [row.mark for row in rows if _defined(row)]
    return scatter(
        x=[least, 1, None] * len(places),
        y=[y for place in places for y in (place, place, None)],
        mode="lines", line={"color": style.FAINT, "width": 1}, hoverinfo="skip", name="track",
    )  # fmt: skip


def _defined(row: _Row) -> bool:
    return not isnan(row.of.alpha)


def _colour(row: Any, about: Context) -> str:
    return style.colour(about, "area", row.area) if row.scope == "area" else style.ACCENT


def _intervals(rows: list[_Row], about: Context) -> Spec:
    """Thin bars, which can have a colour each."""
    given = [row for row in rows if not isnan(row.of.low)]
    return bar(
        orientation="h",
        base=[row.of.low for row in given],
        x=[row.of.high - row.of.low for row in given],
        y=[row.mark for row in given],
        width=4,
        marker={"color": [_colour(row.of, about) for row in given], "line": {"width": 0}},
        opacity=0.55,
        hoverinfo="skip",
        name="interval",
    )


def _dots(rows: list[_Row], about: Context) -> Spec:
    shown = [row for row in rows if _defined(row)]
    return scatter(
        x=[row.of.alpha for row in shown],
        y=[row.mark for row in shown],
        mode="markers",
        cliponaxis=False,
        marker={
            "size": 13,
            "symbol": ["circle" if row.of.alpha >= TENTATIVE else "circle-open" for row in shown],
            "color": [_colour(row.of, about) for row in shown],
            "line": {"width": 2.5, "color": [_colour(row.of, about) for row in shown]},
        },
        customdata=[[number_code("linked", row.of.chairmanship, row.of.area)] for row in shown],
        hovertext=[_hover(row) for row in shown],
        hovertemplate="%{hovertext}<extra></extra>",
        name="alpha",
    )


def _hover(row: _Row) -> str:
    alpha = t("agreement.alpha", alpha=decimals(row.of.alpha), interval=between(row.of))
    pairs = t(
        "agreement.of-linked",
        linked=tn("agreement.linked", row.of.linked),
        differ=text.number(row.of.disagreements),
        n=text.number(row.of.n),
    )
    return "<br>".join([f"<b>{style.broken(row.name)}</b>", style.escaped(alpha), pairs])


def between(row: Any) -> str:
    """Say in words between which values alpha lies, or that there is no interval."""
    if isnan(row.low):
        return t(f"agreement.no-interval.{'few' if row.disagreements else 'same'}")
    return t("agreement.interval", low=decimals(row.low), high=decimals(row.high))
