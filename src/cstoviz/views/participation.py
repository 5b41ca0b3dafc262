"""The views of who took part: per state, per kind, over time, and who stayed away."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from cstoviz import text
from cstoviz.charts import participation as charts
from cstoviz.charts import participation_time, together
from cstoviz.context import Context
from cstoviz.metrics import participation as metrics
from cstoviz.metrics.behind import participation as behind
from cstoviz.text import listed, number, t, tn
from cstoviz.views.core import View
from cstoviz.views.numbers import Number
from cstoviz.views.sources import mix_caution
from cstoviz.views.whole import whole

_MOST_LISTED = 3


def _states(codes: Iterable[str], about: Context) -> str:
    return listed([about.labels.of("state", code) for code in codes])


def _by_state(frame: pd.DataFrame, about: Context) -> str:
    chosen = frame[frame["state"].isin(about.selection.states) & (frame["lower"] == 0)]
    said = [_not_named(row.state, row.upper, row.absent, about) for row in chosen.itertuples()]
    if frame["n"].iloc[0]:
        said.append(_most_and_fewest(frame, about))
    suspended = frame[frame["suspended_from"].notna()]
    said += [
        t(
            "view.participation-by-state.suspended",
            state=about.labels.of("state", row.state),
            day=text.day(row.suspended_from),
        )
        for row in suspended.itertuples()
    ]
    return " ".join(said)


def _not_named(state: str, upper: int, absent: int, about: Context) -> str:
    name = about.labels.of("state", state)
    said = [t("view.participation-by-state.not-named", state=name)]
    if upper:
        said.append(tn("view.participation-by-state.perhaps", upper))
    if absent:
        said.append(tn("view.participation-by-state.away", absent))
    return "; ".join(said) + "."


def _most_and_fewest(frame: pd.DataFrame, about: Context) -> str:
    n, most, least = int(frame["n"].iloc[0]), int(frame["lower"].max()), int(frame["lower"].min())
    values = {
        "events": tn("participation.could-show", n),
        "first": _states(frame.loc[frame["lower"] == most, "state"], about),
        "most": number(most),
        "share": text.percent(most, n),
    }
    if not most:
        return t("view.participation-by-state.sentence.none", events=values["events"])
    if most == least:
        return t("view.participation-by-state.sentence.all", **values)
    last = _states(frame.loc[frame["lower"] == least, "state"], about)
    return t("view.participation-by-state.sentence", **values, last=last, least=number(least))


def _guests(frame: pd.DataFrame, about: Context) -> str:
    named = frame[frame["lower"] > 0]
    if named.empty:
        return tn("view.participation-guests.sentence.none", len(frame))
    first = named[named["lower"] == named["lower"].max()]
    return tn(
        "view.participation-guests.sentence",
        len(named),
        states=_states(first["state"], about),
        most=number(int(first["lower"].iloc[0])),
        events=tn("participation.could-show", int(first["n"].iloc[0])),
    )


def _absences(frame: pd.DataFrame, about: Context) -> str:
    counts = frame.attrs.get("states", frame["state"].value_counts().to_dict())
    states = [
        t("participation.counted", name=about.labels.of("state", state), n=number(n))
        for state, n in counts.items()
    ]
    return tn("view.participation-absences.sentence", whole(frame), states=listed(states))


def _by_kind(frame: pd.DataFrame, about: Context) -> str:
    kinds = tn("participation.kinds", frame["kind"].nunique())
    first = frame[frame["lower"] == frame["lower"].max()]
    most = int(first["lower"].iloc[0])
    if not most:
        return t("view.participation-by-kind.sentence.none", kinds=kinds)
    if len(first) > _MOST_LISTED:
        return tn(
            "view.participation-by-kind.sentence.many", len(first), kinds=kinds, most=number(most)
        )
    pairs = [
        t(
            "participation.in-kind",
            state=about.labels.of("state", row.state),
            kind=about.labels.of("kind", row.kind),
            lower=number(row.lower),
            n=number(row.n),
        )
        for row in first.itertuples()
    ]
    return t("view.participation-by-kind.sentence", kinds=kinds, pairs=listed(pairs))


def _over_time(frame: pd.DataFrame, about: Context) -> str:
    named = frame.groupby("month")["lower"].max()
    months = tn("participation.months", len(named))
    first = frame[frame["lower"] == frame["lower"].max()]
    most = int(first["lower"].iloc[0])
    if not most:
        return t("view.participation-over-time.sentence.none", months=months)
    pairs = [
        t(
            "participation.in-month",
            state=about.labels.of("state", row.state),
            month=text.month(row.month),
            n=number(row.n),
        )
        for row in first.itertuples()
    ]
    key = "many" if len(pairs) > _MOST_LISTED else "some"
    return t(
        f"view.participation-over-time.sentence.{key}",
        named=number(int((named > 0).sum())),
        months=months,
        events=tn("events", most),
        pairs=listed(pairs[:_MOST_LISTED]),
    )


def counts(*keys: str) -> dict[str, Number]:
    """Return the numbers of a row's counts by evidence, with both bounds, named by these keys."""
    known = {name: Number(keys, (name,)) for name in metrics.EVIDENCE}
    bounds = {"lower": Number(keys, ("named",)), "upper": Number(keys, metrics.EVIDENCE)}
    return {**known, **bounds}


PER_STATE = {
    **counts("state"),
    "absent": Number(("state",), ("absent",)),
    "n": Number((), ("showing",)),
}

BY_STATE = View(
    id="participation-by-state",
    cautions=mix_caution,
    signs=("stated", "inferred", "collective"),
    metric=metrics.members,
    chart=charts.by_state,
    sentence=_by_state,
    empty=lambda frame: not (frame["upper"].any() or frame["absent"].any()),
    behind=behind.by_state,
    numbers=PER_STATE,
)
GUESTS = View(
    id="participation-guests",
    signs=("stated", "inferred"),
    metric=metrics.guests,
    chart=charts.by_state,
    sentence=_guests,
    behind=behind.by_state,
    numbers={name: number for name, number in PER_STATE.items() if name != "collective"},
)
ABSENCES = View(
    id="participation-absences",
    metric=metrics.absences,
    chart=None,
    sentence=_absences,
    click="event",
    parted=True,
)
BY_KIND = View(
    id="participation-by-kind",
    metric=metrics.by_kind,
    chart=together.by_kind,
    sentence=_by_kind,
    behind=behind.by_state,
    numbers={**counts("kind", "state"), "n": Number(("kind",), ("showing",))},
)
OVER_TIME = View(
    id="participation-over-time",
    signs=("stated", "inferred", "collective", "gap"),
    metric=metrics.over_time,
    chart=participation_time.over_time,
    sentence=_over_time,
    empty=lambda frame: not frame["n"].any(),
    behind=behind.by_state,
    numbers={**counts("state", "month"), "n": Number(("month",), ("showing",))},
)
