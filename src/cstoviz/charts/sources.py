"""Figures of what events rest on: sources per month, how many, and their mix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pandas as pd

from cstoviz import text
from cstoviz.charts import rows, style
from cstoviz.charts.canvas import Canvas, Figure, Spec, bar, moments, scatter
from cstoviz.charts.coverage_parts import tint
from cstoviz.charts.records import records
from cstoviz.charts.ticks import day_ticks, share_ticks
from cstoviz.codes import number_code
from cstoviz.context import Context
from cstoviz.text import t

_PATTERNS = ("", "/", ".", "x", "-", "|", "+", "\\")
_TINTS = (1.0, 0.4, 0.15)
_HOW_MANY = ("one", "two", "more")
_LINE, _SHORT_LINE = 44, 42
_HEAD_DOWN = 0.4
_LEGEND = {"itemclick": False, "itemdoubleclick": False, "traceorder": "normal",
           "font": {"size": 13}}  # fmt: skip
Months = dict[pd.Timestamp, int]
NUMBERS = {"publisher_kind": "of-publisher-kind", "language": "of-language"}
"""The number that a bar per month shows, by the property that splits the bars."""


def marker(place: int) -> Spec:
    """Return the look of the code that stands at a place of its vocabulary: shade and pattern."""
    colour = style.ACCENT if place < len(_TINTS) else style.MUTED
    found: Spec = {"color": colour, "line": {"width": 0}}
    shape = _PATTERNS[place % len(_PATTERNS)]
    if shape:
        found["pattern"] = {
            "shape": shape, "fgcolor": colour, "size": 6, "fillmode": "replace", "solidity": 0.35,
            "bgcolor": tint(colour, _TINTS[min(place, len(_TINTS) - 1)]),
        }  # fmt: skip
    return found


def per_month(frame: pd.DataFrame, about: Context) -> Figure:
    """Draw bars of sources per month, stacked by kind of publisher or by language.

    In: month, publisher_kind, language, sources. The option `mix` says by which.
    """
    mix = about.selection.option("mix") or "publisher_kind"
    rows_ = records(frame)
    counts = _summed((getattr(row, mix), row.month, row.sources) for row in rows_)
    order = [*about.labels.order(mix), *sorted(set(frame[mix].dropna()))]
    fig = style.figure(height=340, barmode="stack", bargap=0.2)
    for code in dict.fromkeys(order):
        if code in counts:
            fig.add(_months_of(counts[code], code, mix, order.index(code), about))
    totals = _summed(("", row.month, row.sources) for row in rows_).get("", {})
    fig.add(_totals(totals, about))
    style.count_axis(style.time_axis(fig, about), title=style.axis_title("sources"))
    first = min([*frame["month"], pd.Timestamp(about.period.start)])
    days = (first, style.shown_days(about)[1])
    fig.x_axes(range=moments(days), **day_ticks(*days, most=6))
    return fig.lay(showlegend=len(fig.data) > 1, legend=_LEGEND).figure()


def _summed(rows_: Iterable[tuple[Any, pd.Timestamp, int]]) -> dict[Any, Months]:
    """Return the sums of counts by code and, in order, by month."""
    sums: dict[Any, Months] = {}
    for code, month, count in sorted(rows_, key=lambda row: row[1]):
        of_code = sums.setdefault(code, {})
        of_code[month] = of_code.get(month, 0) + count
    return sums


def _months_of(counts: Months, code: str, mix: str, place: int, about: Context) -> Spec:
    name = style.escaped(about.labels.of(mix, code))
    hover = [
        _said(f"{name}, {text.month(month)}", [_sources(n)], month, about)
        for month, n in counts.items()
    ]
    return bar(
        x=moments(counts), y=list(counts.values()), xperiod="M1", xperiodalignment="middle",
        name=name, marker=marker(place), hovertext=hover,
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=[[number_code(NUMBERS[mix], month, code)] for month in counts],
    )  # fmt: skip


def _totals(counts: Months, about: Context) -> Spec:
    words = [text.number(n) if n else "" for n in counts.values()]
    hover = [_said(text.month(month), [_sources(n)], month, about) for month, n in counts.items()]
    return scatter(
        x=moments(counts), y=list(counts.values()), xperiod="M1", xperiodalignment="middle",
        mode="text", text=words, textposition="top center", textfont={"size": 11}, cliponaxis=False,
        name="total", showlegend=False, hovertext=hover,
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=[[number_code("sources-in-month", month)] for month in counts],
    )  # fmt: skip


def _sources(n: int) -> str:
    return f"{t('axis.sources')}: {text.number(int(n))}"


def _said(head: str, lines: Sequence[str], month: pd.Timestamp, about: Context) -> str:
    gap = style.gap_in(month, about)
    return "<br>".join([f"<b>{head}</b>", *lines, *([gap] if gap else [])])


def rest(frame: pd.DataFrame, about: Context) -> Figure:
    """Draw a bar per way in which events rest on sources, under the question that splits them.

    In: split, resting, publisher_kind, events, n, share.
    """
    shown = _headed(frame, "split")
    labels = [
        _heading(t(f"split.{row.split}")) if row.head else _counted(resting_name(row, about), row)
        for row in records(shown)
    ]
    bars = shown[~shown["head"]]
    fig = _lowered(rows.in_rows(labels, row=_LINE), shown["head"])
    fig.add(_resting(bars, about))
    return rows.count_below(fig, max([1, *frame["n"]])).figure()


def _resting(bars: pd.DataFrame, about: Context) -> Spec:
    return bar(
        orientation="h", y=list(bars.index), x=list(bars["events"]), width=rows.THICKNESS,
        name="events", marker={"color": style.ACCENT, "line": {"width": 0}},
        customdata=[
            [number_code("events", code, kind)]
            for code, kind in zip(bars["resting"], bars["publisher_kind"], strict=True)
        ],
        hovertext=[
            f"<b>{style.broken(resting_name(row, about))}</b><br>{_of(row.events, row.n)}"
            for row in records(bars)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def resting_name(row: Any, about: Context) -> str:
    """Say in words what a row of events rests on."""
    if row.resting == "only":
        kind = about.labels.of("publisher_kind", row.publisher_kind)
        return t("resting.only-one", kind=kind)
    return t(f"resting.{row.resting}")


def _headed(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """Put a row before the rows of each value of a column, to stand as their heading."""
    parts = []
    for _, part in frame.groupby(column, sort=False):
        parts += [part.head(1).assign(head=True), part.assign(head=False)]
    return pd.concat(parts, ignore_index=True) if parts else frame.assign(head=True)


def _lowered(fig: Canvas, head: pd.Series[bool]) -> Canvas:
    """Move headings down to the rows that they head."""
    notes = zip(fig.layout["annotations"], head, strict=True)
    lowered = [{**note, "y": note["y"] + _HEAD_DOWN} if heads else note for note, heads in notes]
    return fig.lay(annotations=lowered)


def _heading(words: str) -> str:
    return f"<b>{rows.in_lines(words)}</b>"


def _counted(name: str, row: Any) -> str:
    figures = _small(_of(row.events, row.n))
    return f"{rows.in_lines(name, 40)}  <b>{text.number(row.events)}</b>  {figures}"


def _of(part: int, whole: int) -> str:
    return t("sources.of", n=text.number(whole), share=text.percent(part, whole))


def _small(words: str) -> str:
    return f"<span style='font-size:12px'>{words}</span>"


def rest_by_kind(frame: pd.DataFrame, about: Context) -> Figure:
    """Draw a bar per kind of event: the shares that rest on one, two and more sources.

    In: kind, one, two, more, n, share.
    """
    names = [about.labels.of("kind", kind) for kind in frame["kind"]]
    labels = [
        f"{rows.in_lines(name, 38)}  {_small(_one_of(row))}"
        for name, row in zip(names, records(frame), strict=True)
    ]
    fig = rows.in_rows(labels, row=_SHORT_LINE, more=90)
    said = list(_kind_hover(frame, names))
    fig.add(*(_share(frame, place, code, said) for place, code in enumerate(_HOW_MANY)))
    fig.lay(showlegend=bool(len(frame)), legend=_LEGEND)
    return fig.x_axes(range=[0, 1.01], **share_ticks(1), zeroline=False).figure()


def _share(frame: pd.DataFrame, place: int, code: str, said: list[str]) -> Spec:
    return bar(
        orientation="h", y=list(range(len(frame))), x=list(frame[code] / frame["n"]),
        width=rows.THICKNESS, name=t(f"resting.{code}"), marker=marker(place), hovertext=said,
        customdata=[[number_code(code, kind)] for kind in frame["kind"]],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def _one_of(row: Any) -> str:
    return t(
        "sources.one-of", one=text.number(row.one), n=text.number(row.n),
        share=text.percent(row.one, row.n),
    )  # fmt: skip


def _kind_hover(frame: pd.DataFrame, names: Sequence[str]) -> Iterator[str]:
    for name, row in zip(names, records(frame), strict=True):
        counts = [f"{t(f'resting.{c}')}: {text.number(getattr(row, c))}" for c in _HOW_MANY]
        yield "<br>".join([f"<b>{style.broken(name)}</b>", *counts])


def mix(frame: pd.DataFrame, about: Context) -> Figure:
    """Draw a dot for the share in the selection and a ring for that in the rest, per category.

    In: mix, publisher_kind, language, citations, n, share, citations_rest, n_rest, share_rest. A
    side without sources has no marks.
    """
    shown = _headed(frame, "mix")
    labels = [
        _heading(t(f"mix.{row.mix}")) if row.head else _compared(row, about)
        for row in records(shown)
    ]
    marks = shown[~shown["head"]]
    fig = _lowered(rows.in_rows(labels, row=_LINE, more=90), shown["head"])
    fig.add(_between(marks[marks["share_difference"].notna()]))
    for name, column, end in (("rest", "citations_rest", "_rest"), ("here", "citations", "")):
        side = marks[marks[f"share{end}"].notna()]
        if len(side):
            fig.add(_dots(side, name, column, end, about))
    most = max([0, *marks["share"].dropna(), *marks["share_rest"].dropna()])
    fig.lay(showlegend=True, legend={**_LEGEND, "traceorder": "reversed"})
    return fig.x_axes(range=[-0.02, most + 0.04], **share_ticks(most), zeroline=False).figure()


def _between(rows_: pd.DataFrame) -> Spec:
    ends = zip(rows_["share"], rows_["share_rest"], strict=True)
    return scatter(
        x=[value for pair in ends for value in (*pair, None)],
        y=[value for place in rows_.index for value in (place, place, None)],
        mode="lines", line={"color": style.MUTED, "width": 2}, hoverinfo="skip",
        showlegend=False, name="between",
    )  # fmt: skip


def _dots(side: pd.DataFrame, name: str, column: str, end: str, about: Context) -> Spec:
    here = name == "here"
    return scatter(
        x=list(side[f"share{end}"]), y=list(side.index), mode="markers", name=t(f"sources.{name}"),
        marker={
            "size": 9 if here else 14, "color": style.ACCENT if here else style.MUTED,
            "symbol": "circle" if here else "circle-open", "line": {"width": 0 if here else 2},
        },
        customdata=[[number_code(column, *keys)] for keys in _keys(side)],
        hovertext=[_mix_hover(row, name, column, end, about) for row in records(side)],
        hovertemplate="%{hovertext}<extra></extra>", cliponaxis=False,
    )  # fmt: skip


def _keys(side: pd.DataFrame) -> Iterator[tuple[Any, Any]]:
    yield from zip(side["publisher_kind"], side["language"], strict=True)


def _mix_hover(row: Any, name: str, column: str, end: str, about: Context) -> str:
    head = f"<b>{style.escaped(_category(row, about))}</b>, {t(f'sources.{name}')}"
    return f"{head}<br>{_of(getattr(row, column), getattr(row, f'n{end}'))}"


def _category(row: Any, about: Context) -> str:
    return about.labels.of(row.mix, getattr(row, row.mix))


def _compared(row: Any, about: Context) -> str:
    here = _percent(row.citations, row.n)
    words = f"<b>{here}</b>"
    if row.n_rest:
        words = t("sources.against", here=words, rest=_percent(row.citations_rest, row.n_rest))
    return f"{rows.in_lines(_category(row, about), 30)}  {_small(words)}"


def _percent(part: int, whole: int) -> str:
    """Write a share in whole per cent; what is there but rounds to none as "under 1 %"."""
    few = 0 < part < 0.005 * whole
    return (
        style.escaped(t("sources.under", share=text.percent(1, 100)))
        if few
        else text.percent(part, whole)
    )
