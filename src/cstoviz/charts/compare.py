"""Figures of two states or two periods side by side, always on one scale."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cstoviz import text
from cstoviz.charts import style
from cstoviz.charts.canvas import Canvas, Figure, Spec, bar
from cstoviz.charts.records import records
from cstoviz.codes import number_code
from cstoviz.context import Context
from cstoviz.labels import Labels
from cstoviz.text import t, tn

SIDES = ("left", "right")
DOMAIN = {"left": [0.0, 0.41], "right": [0.45, 0.86]}
AXES = {"left": ("x", "y"), "right": ("x2", "y2")}
_LAST = re.compile(r"last-(\d+)-months")
_RANGE = re.compile(r"\d{4}-\d{2}-\d{2}\.\.\d{4}-\d{2}-\d{2}")
_LINE, _WORDS, _BAR, _SPACE = 18, 18, 14, 14
_NAME, _HEAD = 44, 18
_ROOM = 1.04
_PALE = "#8FB4DF"


def side_name(labels: Labels, code: str) -> str:
    """Return what a side is called: a state, a chairmanship, a year or days."""
    if code in labels.order("chairmanship"):
        return labels.of("chairmanship", code)
    if found := _LAST.fullmatch(code):
        return tn("filter.period.last", int(found[1]))
    if _RANGE.fullmatch(code):
        start, end = (pd.Timestamp(day) for day in code.split(".."))
        return text.span(start, end)
    return labels.of("state", code)


def signed(value: Any) -> str:
    """Write a difference with its sign: "+6", "−2", "0"; "–" where there is none."""
    if pd.isna(value):
        return "–"
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{text.number(abs(int(value)))}"


def name_of(about: Context, side: str) -> str:
    """Return what a side of an answer is called."""
    return side_name(about.labels, about.selection.option(side))


def marker(about: Context, side: str) -> Spec:
    """Return how a side's bars look: a state's own colour; of periods the first is striped."""
    if about.selection.option("compare") != "periods":
        colour = style.colour(about, "state", about.selection.option(side))
        return {"color": colour, "line": {"width": 0}}
    look: Spec = {"color": style.ACCENT, "line": {"width": 0}}
    if side == "left":
        look["color"] = _PALE
        look["line"] = {"width": 1, "color": style.ACCENT}
        look["pattern"] = {
            "shape": "|", "size": 5, "solidity": 0.3, "fgcolor": style.ACCENT, "bgcolor": _PALE,
        }  # fmt: skip
    return look


@dataclass(frozen=True)
class Bars:
    """A figure with a row per code: words above two bars, and the difference beside them.

    keys: the columns that name a row; axis: the key of the axis title; most: how many rows are
    drawn.
    """

    keys: tuple[str, ...]
    axis: str = "events"
    most: int = 40

    def __call__(self, frame: pd.DataFrame, about: Context) -> Figure:
        """Draw both sides. In: the columns of `metrics.compare.compare`."""
        if frame.empty:
            return style.figure().figure()
        shown = frame.head(self.most).reset_index(drop=True)
        names = [named(about, self.keys, row) for row in records(shown)]
        lines = [style.broken(name, _NAME) for name in names]
        places = list(_places(lines))
        fig = style.figure()
        for side in SIDES:
            fig.add(self._side(shown, side, places, about))
        notes = [*_rows(lines, shown, places), *_headings(shown, about)]
        fig.lay(annotations=notes)
        return self._scaled(fig, shown, places[-1] + _BAR / 2 + _SPACE, about).figure()

    def _side(self, rows: pd.DataFrame, side: str, places: list[float], about: Context) -> Spec:
        every = records(rows)
        return bar(
            orientation="h", xaxis=AXES[side][0], yaxis="y", y=places,
            x=[n or None for n in numbers(rows[side])], width=_BAR, name=side,
            marker=marker(about, side),
            customdata=[[number_code(side, *(getattr(row, key) for key in self.keys))]
                        for row in every],
            hovertext=[_hover(row, named(about, self.keys, row), about) for row in every],
            hovertemplate="%{hovertext}<extra></extra>",
        )  # fmt: skip

    def _scaled(self, fig: Canvas, rows: pd.DataFrame, height: float, about: Context) -> Canvas:
        top = 12 + _LINE * max(len(_heading(rows, side, about)) for side in SIDES)
        fig.lay(height=int(height) + top + 46, margin={"t": top, "b": 46, "l": 4, "r": 8})
        fig.y_axes(range=[height, 0], visible=False, fixedrange=True)
        scale = scale_of(rows)
        for side in SIDES:
            title = {**style.axis_title(self.axis), "font": {"size": 13}}
            axis = {**scale, "domain": DOMAIN[side], "title": title, "showgrid": True}
            fig.lay(**{AXES[side][0].replace("x", "xaxis"): {**axis, "anchor": "y"}})
        return fig


def numbers(values: pd.Series[int]) -> list[int | None]:
    """Return counts as Plotly takes them: None for a missing one."""
    return [None if pd.isna(value) else int(value) for value in values]


def scale_of(rows: pd.DataFrame) -> Mapping[str, Any]:
    """Return the axis that both panels have: from zero to the larger of the two."""
    most = max([1, *(n for side in SIDES for n in numbers(rows[side]) if n)])
    steps = {"tick0": 0, "dtick": 1} if most < 5 else {"nticks": 5}
    return {
        "range": [0, most * _ROOM], "tickformat": ",d", "fixedrange": True, "zeroline": False,
        **steps,
    }  # fmt: skip


def named(about: Context, keys: Sequence[str], row: Any) -> str:
    """Return the name of a row by the codes in its key columns."""
    return ", ".join(about.labels.of(key, getattr(row, key)) for key in keys)


def _places(lines: Sequence[str]) -> Iterator[float]:
    """Yield where each row's bars stand, in pixels from the top."""
    y = 0.0
    for line in lines:
        y += _LINE * (line.count("<br>") + 1) + _WORDS
        yield y + _BAR / 2
        y += _BAR + _SPACE


def note(words: str, x: float, **more: Any) -> Spec:
    """Return words on a figure, at `x` of its width."""
    return {
        "text": words, "x": x, "xref": "paper", "xanchor": "left", "yref": "y", "align": "left",
        "yanchor": "bottom", "showarrow": False, "borderpad": 0, **more,
    }  # fmt: skip


def _rows(lines: Sequence[str], rows: pd.DataFrame, places: Sequence[float]) -> Iterator[Spec]:
    """Yield the words of each row: its name, both counts and the difference."""
    alike = _alike(rows)
    for line, place, row in zip(lines, places, records(rows), strict=True):
        top = place - _BAR / 2
        yield note(line, 0, y=top - _WORDS)
        for side in SIDES:
            yield note(_count(row, side, alike), DOMAIN[side][0], y=top, font={"size": 13})
        yield note(
            f"<b>{signed(row.difference)}</b>", 1, y=place, xanchor="right", yanchor="middle"
        )


def _alike(rows: pd.DataFrame) -> bool:
    """Whether n is the same in all rows, so that it can stand in the heading."""
    return all(rows[f"{side}_n"].nunique() == 1 for side in SIDES)


def _count(row: Any, side: str, alike: bool) -> str:
    count, n = getattr(row, side), getattr(row, f"{side}_n")
    if pd.isna(count):
        return "–"
    key = "compare.share" if alike else "compare.share-of"
    return t(
        key,
        count=text.number(count),
        share=text.percent(count, n),
        n=text.number(n),
    )


def _heading(rows: pd.DataFrame, side: str, about: Context) -> list[str]:
    lines = style.broken(name_of(about, side), _HEAD).split("<br>")
    lines = [f"<b>{line}</b>" for line in lines]
    n = rows[f"{side}_n"].iloc[0]
    return [*lines, t("compare.n", n=text.number(n)) if _alike(rows) else t("compare.n-by-row")]


def _headings(rows: pd.DataFrame, about: Context) -> Iterator[Spec]:
    above = {"y": 1, "yref": "paper", "yshift": 6}
    for side in SIDES:
        yield note("<br>".join(_heading(rows, side, about)), DOMAIN[side][0], **above)
    small = {"font": {"size": 12}, "align": "right"}
    yield note(t("compare.difference"), 1, xanchor="right", **above, **small)


def _hover(row: Any, name: str, about: Context) -> str:
    lines = [f"<b>{style.broken(name)}</b>"]
    for side in SIDES:
        whose = style.escaped(name_of(about, side))
        lines.append(f"{whose}: {_count(row, side, alike=False)}")
        if about.selection.option("compare") == "periods" and row.left_days != row.right_days:
            lines.append(
                t("compare.rate", rate=text.number(round(getattr(row, f"{side}_rate"), 1)))
            )
    return "<br>".join([*lines, t("compare.hover-difference", n=signed(row.difference))])
