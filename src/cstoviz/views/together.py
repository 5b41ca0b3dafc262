"""The views of who took part with whom, in which role, with which strength."""

from __future__ import annotations

import pandas as pd

from cstoviz import text
from cstoviz.charts import strength as strength_charts
from cstoviz.charts import together as charts
from cstoviz.context import Context
from cstoviz.metrics import strength
from cstoviz.metrics import together as metrics
from cstoviz.metrics.behind import participation as behind
from cstoviz.text import listed, number, t, tn
from cstoviz.views.core import View
from cstoviz.views.numbers import Number

_MOST_LISTED = 3


def _together(frame: pd.DataFrame, about: Context) -> str:
    most = frame["share"].max()
    first = frame[frame["share"] == most]
    share = text.percent(most, 1)
    if not most:
        return t("view.participation-together.sentence.none")
    if len(first) > _MOST_LISTED:
        return tn("view.participation-together.sentence.many", len(first), share=share)
    pairs = [
        t(
            "participation.pair",
            state=about.labels.of("state", row.state),
            other=about.labels.of("state", row.with_state),
            events=number(row.events),
            n=number(row.n),
        )
        for row in first.itertuples()
    ]
    return t("view.participation-together.sentence", share=share, pairs=listed(pairs))


def _roles(frame: pd.DataFrame, about: Context) -> str:
    said = []
    for role in dict.fromkeys(frame["role"]):
        rows = frame[frame["role"] == role]
        first = rows[rows["events"] == rows["events"].max()]
        if first["events"].iloc[0]:
            states = listed([about.labels.of("state", state) for state in first["state"]])
            n = number(int(first["events"].iloc[0]))
            name = about.labels.of("role", role)
            said.append(t("participation.in-role", role=name, states=states, n=n))
    return t("view.participation-roles.sentence", roles="; ".join(said))


def _organisations(frame: pd.DataFrame, about: Context) -> str:
    first = frame[frame["events"] == frame["events"].max()]
    names = [about.labels.of("organisation", code) for code in first["organisation"]]
    return tn(
        "view.participation-organisations.sentence",
        int(frame["n"].iloc[0]),
        events=tn("events", about.n),
        bodies=tn("participation.organisations", len(frame)),
        names=listed(names),
        most=number(int(first["events"].iloc[0])),
    )


def _strength(frame: pd.DataFrame, about: Context) -> str:
    counts = strength.by_kind(frame)
    kinds = [
        t(
            "participation.of-kind",
            kind=about.labels.of("kind", row.kind),
            stated=number(int(row.personnel)),
            n=number(int(row.events)),
        )
        for row in counts.itertuples()
    ]
    sums = counts[["events", "personnel", "equipment", "figures"]].sum()
    return t(
        "view.reported-strength.sentence",
        people=number(int(sums["personnel"])),
        events=tn("events", int(sums["events"])),
        kinds="; ".join(kinds),
        equipment=number(int(sums["equipment"])),
        neither=number(int(sums["events"] - sums["figures"])),
    )


def _of_basis(*keys: str) -> dict[str, Number]:
    return {
        "named": Number(keys, ("named",)),
        "inferred": Number(keys, ("inferred",)),
        "events": Number(keys),
    }


TOGETHER = View(
    id="participation-together",
    metric=metrics.together,
    chart=charts.together,
    sentence=_together,
    empty=lambda frame: not frame["n"].any(),
    behind=behind.together,
    numbers={
        "events": Number(("state", "with_state"), ("both",)),
        "n": Number(("state",), ("named",)),
    },
)
ROLES = View(
    id="participation-roles",
    metric=metrics.roles,
    chart=charts.roles,
    sentence=_roles,
    empty=lambda frame: not frame["events"].any(),
    behind=behind.roles,
    numbers=_of_basis("state", "role"),
)
ORGANISATIONS = View(
    id="participation-organisations",
    signs=("stated", "inferred"),
    metric=metrics.organisations,
    chart=charts.organisations,
    sentence=_organisations,
    behind=behind.organisations,
    numbers={**_of_basis("organisation"), "n": Number()},
)
STRENGTH = View(
    id="reported-strength",
    metric=strength.reported_strength,
    chart=strength_charts.reported_strength,
    sentence=_strength,
    click="event",
)
