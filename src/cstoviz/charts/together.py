"""Figures of who took part with whom, in what kind of activity and in which role."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from cstoviz import text
from cstoviz.charts import rows, style
from cstoviz.charts.canvas import Figure, Spec, bar
from cstoviz.charts.matrix import Cell, matrix
from cstoviz.charts.participation import PATTERN, marker
from cstoviz.charts.records import records
from cstoviz.codes import number_code
from cstoviz.context import Context
from cstoviz.text import t

_MOST_SHOWN = 12


def by_kind(frame: pd.DataFrame, about: Context) -> Figure:
    """Draw a grid of kinds by states: the number named, shaded by its share of the kind's events.

    In: kind, state, named, inferred, collective, lower, upper, n, share.
    """
    kinds, states = _distinct(frame["kind"]), _distinct(frame["state"])
    totals = frame.drop_duplicates("kind").set_index("kind")["n"]
    cells = [
        Cell(
            row=kinds.index(row.kind),
            column=states.index(row.state),
            strength=row.share,
            words=text.number(row.lower),
            hover=_kind_hover(row, about),
            colour=style.colour(about, "state", row.state),
            code=number_code("lower", row.kind, row.state),
        )
        for row in records(frame)
    ]
    names = [_with_n(about.labels.of("kind", kind), int(totals[kind]), 23) for kind in kinds]
    return matrix(names, [_name(about, state) for state in states], cells).figure()


def _kind_hover(row: Any, about: Context) -> str:
    kind = style.escaped(about.labels.of("kind", row.kind))
    head = f"<b>{style.escaped(about.labels.of('state', row.state))}</b>, {kind}"
    counts = [
        f"{t(f'evidence.{evidence}')}: {text.number(getattr(row, evidence))}"
        for evidence in PATTERN
    ]
    of_n = t("chart.share-named", share=text.percent(row.lower, row.n), n=text.number(row.n))
    return "<br>".join([head, *counts, of_n])


def together(frame: pd.DataFrame, about: Context) -> Figure:
    """Draw a grid of states by states: of the events naming one, the share naming the other too.

    In: state, with_state, events, n, share. Where a row's state is named in no event there is no
    share: its cells stay unfilled.
    """
    states = _distinct(frame["state"])
    totals = frame.drop_duplicates("state").set_index("state")["n"]
    cells = [
        Cell(
            row=states.index(row.state),
            column=states.index(row.with_state),
            strength=row.share if row.n else None,
            words=text.percent(row.events, row.n),
            hover=_pair_hover(row, about),
            colour=style.colour(about, "state", row.with_state),
            code=number_code("events", row.state, row.with_state),
        )
        for row in records(frame)
    ]
    names = [_with_n(about.labels.of("state", state), int(totals[state]), 14) for state in states]
    return matrix(names, [_name(about, state) for state in states], cells).figure()


def _pair_hover(row: Any, about: Context) -> str:
    return t(
        "chart.pair",
        state=style.escaped(about.labels.of("state", row.state)),
        other=style.escaped(about.labels.of("state", row.with_state)),
        events=text.number(row.events),
        n=text.number(row.n),
        share=text.percent(row.events, row.n),
    )


def roles(frame: pd.DataFrame, about: Context) -> Figure:
    """Draw a grid of states by roles: the number of events, shaded by it.

    In: state, role, named, inferred, events. Inferred hosts are counted apart ("+ 6"); stated
    absences bear a cross and no shade, as they are no participation. Where the selection has no
    event, only states with stated absences have a row, and a dash stands for "no event".
    """
    if not about.n:
        frame = frame[frame["state"].isin(frame.loc[frame["events"] > 0, "state"])]
    states, order = _distinct(frame["state"]), list(about.labels.order("role"))
    columns = [*order, *(role for role in _distinct(frame["role"]) if role not in order)]
    most = max([1, *frame.loc[frame["role"] != "absent", "events"]])
    cells = [
        Cell(
            row=states.index(row.state),
            column=columns.index(row.role),
            strength=None if row.role == "absent" or not about.n else row.events / most,
            words=_role_words(row, about.n),
            hover=_role_hover(row, about),
            colour=style.colour(about, "state", row.state),
            code=number_code("events", row.state, row.role),
        )
        for row in records(frame)
    ]
    heads = [style.broken(about.labels.of("role", role), 12) for role in columns]
    fig = matrix([_name(about, state) for state in states], heads, cells)
    members = int((frame["state"].value_counts() == len(columns)).sum())
    if members < len(states):
        fig.line_across(members - 0.5, {"width": 1, "color": style.MUTED})
    return fig.figure()


def _role_words(row: Any, events: int) -> str:
    if row.role == "absent" and row.events:
        return f"× {text.number(row.events)}"
    if row.role == "absent" or not events:
        return "–"
    if row.inferred:
        return t("chart.and-inferred", n=text.number(row.named), m=text.number(row.inferred))
    return text.number(row.events)


def _role_hover(row: Any, about: Context) -> str:
    role = style.escaped(about.labels.of("role", row.role))
    head = f"<b>{style.escaped(about.labels.of('state', row.state))}</b>, {role}"
    lines = [f"{t('evidence.named')}: {text.number(row.named)}"]
    if row.inferred:
        lines.append(f"{t('evidence.inferred')}: {text.number(row.inferred)}")
    return "<br>".join([head, *lines])


def organisations(frame: pd.DataFrame, about: Context) -> Figure:
    """Draw a bar per outside organisation, the most frequent; all stand in the table.

    In: organisation, organisation_kind, named, inferred, events, n.
    """
    shown = frame.head(_MOST_SHOWN).reset_index(drop=True)
    fig = rows.in_rows([_organisation(row, about) for row in records(shown)])
    said = list(_bodies(shown, about))
    fig.add(*(_organisations(shown, evidence, said) for evidence in ("named", "inferred")))
    return rows.count_below(fig, max([1, *shown["events"]])).figure()


def _organisations(shown: pd.DataFrame, evidence: str, said: list[str]) -> Spec:
    return bar(
        orientation="h", y=list(range(len(shown))), x=list(shown[evidence]), name=evidence,
        width=rows.THICKNESS, marker=marker(evidence, style.ACCENT), hovertext=said,
        customdata=[[number_code(evidence, code)] for code in shown["organisation"]],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def _organisation(row: Any, about: Context) -> str:
    name = rows.in_lines(about.labels.of("organisation", row.organisation), 40)
    return f"{name}  <b>{text.number(row.events)}</b>"


def _bodies(frame: pd.DataFrame, about: Context) -> Iterator[str]:
    for row in records(frame):
        name = style.broken(about.labels.of("organisation", row.organisation))
        kind = style.escaped(about.labels.of("organisation_kind", row.organisation_kind))
        named = f"{t('evidence.named')}: {text.number(row.named)}"
        inferred = f"{t('chart.inferred')}: {text.number(row.inferred)}"
        yield "<br>".join([f"<b>{name}</b>", kind, named, *([inferred] if row.inferred else [])])


def _distinct(values: pd.Series[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _name(about: Context, state: str) -> str:
    return style.broken(about.labels.of("state", state), 14)


def _with_n(name: str, n: int, width: int) -> str:
    return style.broken(t("chart.name-n", name=name, n=text.number(n)), width)
