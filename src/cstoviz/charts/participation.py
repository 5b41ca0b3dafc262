"""Figures of who took part: bars per state, from the lower to the upper bound."""

from __future__ import annotations

from typing import Any

import pandas as pd

from cstoviz import text
from cstoviz.charts import rows, style
from cstoviz.charts.canvas import Figure, Spec, bar, scatter
from cstoviz.charts.records import records
from cstoviz.codes import number_code
from cstoviz.context import Context
from cstoviz.text import t, tn

PATTERN = {"named": "", "inferred": "/", "collective": "."}
OPACITY = {"named": 1.0, "inferred": 0.75, "collective": 0.5}


def by_state(frame: pd.DataFrame, about: Context) -> Figure:
    """Draw bars per state: named solid, inferred and collective as lighter, patterned bands.

    In: the columns of `metrics.participation.members` or `guests`. Stated absences stand behind
    the bar with a cross of their own. Where no event could show a state, only states with stated
    absences have a row.
    """
    shown = frame[(frame["n"] > 0) | (frame["absent"] > 0)].reset_index(drop=True)
    kinds = [evidence for evidence in PATTERN if evidence in shown]
    labels = [_label(row, about) for row in records(shown)]
    fig = rows.in_rows(labels, more=120)
    for evidence in kinds:
        fig.add(_band(shown, evidence, about))
        if shown[evidence].any():
            fig.add(key(evidence))
    fig.add(_absences(shown, about))
    fig.lay(
        showlegend=bool(shown["upper"].any()), legend={"itemclick": False, "traceorder": "normal"}
    )
    return rows.count_below(fig, _room(shown)).figure()


def _label(row: Any, about: Context) -> str:
    name = f"<b>{rows.in_lines(about.labels.of('state', row.state), 26)}</b>"
    if not row.n:
        return name
    words = bounds(row.lower, row.upper)
    of_n = t("chart.share-named", share=text.percent(row.lower, row.n), n=text.number(row.n))
    return f"{name}  {words}  <span style='font-size:12px'>{of_n}</span>"


def bounds(lower: int, upper: int) -> str:
    """Write a count with its upper bound: "86 – 154"; one number where both are the same."""
    if lower == upper:
        return text.number(lower)
    return t("chart.bounds", lower=text.number(lower), upper=text.number(upper))


def _room(frame: pd.DataFrame) -> float:
    """How far the axis goes: to the longest bar, and beyond it for absences behind it."""
    longest = int(frame["upper"].max()) if len(frame) else 0
    behind = frame.loc[frame["absent"] > 0, "upper"]
    return max(longest, (int(behind.max()) if len(behind) else 0) + 0.5 * longest)


def _band(frame: pd.DataFrame, evidence: str, about: Context) -> Spec:
    colours = [style.colour(about, "state", code) for code in frame["state"]]
    return bar(
        orientation="h",
        y=list(range(len(frame))),
        x=list(frame[evidence]),
        width=rows.THICKNESS,
        name=evidence,
        showlegend=False,
        marker=marker(evidence, colours),
        customdata=[[number_code(evidence, state)] for state in frame["state"]],
        hovertext=[_hover(row, about) for row in records(frame)],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def marker(evidence: str, colour: list[str] | str) -> Spec:
    """Return how a bar looks by how it is known: solid, hatched or dotted, ever lighter."""
    found: Spec = {
        "color": colour, "opacity": OPACITY[evidence], "line": {"width": 0},
    }  # fmt: skip
    if PATTERN[evidence]:
        found["pattern"] = {
            "shape": PATTERN[evidence], "fgcolor": colour, "bgcolor": "rgba(0,0,0,0)",
            "size": 6, "fillmode": "replace",
        }  # fmt: skip
    return found


def key(evidence: str) -> Spec:
    """Return an empty bar in neutral grey that stands for its kind of evidence in the legend."""
    return bar(
        x=[None],
        y=[None],
        name=t(f"evidence.{evidence}"),
        marker=marker(evidence, style.MUTED),
        meta=style.SIGN,
    )


def _absences(frame: pd.DataFrame, about: Context) -> Spec:
    away = frame[frame["absent"] > 0]
    return scatter(
        x=list(away["upper"]),
        y=list(away.index),
        mode="text",
        text=["  " + tn("chart.stayed-away", int(n)) for n in away["absent"]],
        textposition="middle right",
        name="absent",
        showlegend=False,
        cliponaxis=False,
        customdata=[[number_code("absent", state)] for state in away["state"]],
        hovertext=[_hover(row, about) for row in records(away)],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _hover(row: Any, about: Context) -> str:
    lines = [f"<b>{style.escaped(about.labels.of('state', row.state))}</b>"]
    for evidence in PATTERN:
        if hasattr(row, evidence):
            lines.append(f"{t(f'evidence.{evidence}')}: {text.number(getattr(row, evidence))}")
    lines.append(t("chart.out-of", n=text.number(row.n)))
    if row.absent:
        lines.append(tn("chart.stayed-away", int(row.absent)))
    since = getattr(row, "suspended_from", None)
    if since is not None and not pd.isna(since):
        lines.append(t("chart.suspended-from", day=text.day(since)))
    return "<br>".join(lines)
