"""The views of whether an order survives other defensible rules of counting."""

from __future__ import annotations

import pandas as pd

from cstoviz.charts import robustness as charts
from cstoviz.context import Context
from cstoviz.metrics import robustness as metrics
from cstoviz.metrics.participation import EVIDENCE
from cstoviz.text import listed, number, t, tn
from cstoviz.views.core import View
from cstoviz.views.coverage import TERM
from cstoviz.views.numbers import Number

_MOST_NAMED = {"state": 2, "area": 1}


def _participation(frame: pd.DataFrame, about: Context) -> str:
    return _survives(frame, about, "state", "events")


def _coverage(frame: pd.DataFrame, about: Context) -> str:
    term = about.labels.of("chairmanship", frame["chairmanship"].iloc[0])
    changed = frame.groupby("by_rule")["changed"].sum()
    most = int(changed.max())
    rules = listed([_named(str(rule)) for rule in changed[changed == most].index if most])
    said = t(
        "view.coverage-robustness.term", term=term, said=_survives(frame, about, "area", "share")
    )
    if not most:
        return f"{said} {t('view.coverage-robustness.unchanged')}"
    return f"{said} {tn('view.coverage-robustness.changed', most, rules=rules)}"


def _survives(frame: pd.DataFrame, about: Context, key: str, count: str) -> str:
    """Say under how many of the other rules the order stays, and who changes places where not."""
    kept = frame.groupby("by_rule", sort=False)["order_kept"].first().drop("base")
    words = {"kept": number(int(kept.sum())), "rules": tn("rules.others", len(kept))}
    broken = [str(rule) for rule, stays in kept.items() if not stays]
    things = t(f"rules.things.{key}")
    if not broken:
        return t("rules.order.kept", things=things, **words)
    base = frame[frame["by_rule"] == "base"].set_index(key)[count]
    changes = [_changes(rule, frame, base, about, key) for rule in broken]
    return t("rules.order.some", things=things, changes="; ".join(changes), **words)


def _changes(rule: str, frame: pd.DataFrame, base: pd.Series, about: Context, key: str) -> str:
    other = frame[frame["by_rule"] == rule].set_index(key)[base.name]
    pairs = metrics.reversed_pairs(base, other)
    named = [
        t("rules.pair", first=_name(about, key, b), last=_name(about, key, a))
        for a, b in pairs[: _MOST_NAMED[key]]
    ]
    if len(pairs) > len(named):
        named.append(tn("rules.more-pairs", len(pairs) - len(named)))
    return t("rules.change", rule=_named(rule), pairs=listed(named))


def _name(about: Context, key: str, code: str) -> str:
    """Name a state; an area by the part of its title before a colon, in quotation marks."""
    name = about.labels.of(key, code)
    return t("quoted", text=name.partition(":")[0]) if key == "area" else name


def _named(rule: str) -> str:
    return t(f"rules.{rule}.inline")


PARTICIPATION_ROBUSTNESS = View(
    id="participation-robustness",
    metric=metrics.participation_rules,
    chart=charts.participation_rules,
    sentence=_participation,
    behind=metrics.participation_rows,
    numbers={
        "events": Number(("state", "by_rule"), EVIDENCE, units={"series": "activity"}),
        "n": Number(("by_rule",), ("showing",), units={"series": "activity"}),
    },
)
COVERAGE_ROBUSTNESS = View(
    id="coverage-robustness",
    metric=metrics.coverage_rules,
    chart=charts.coverage_rules,
    sentence=_coverage,
    options=(TERM,),
    behind=metrics.coverage_rows,
    numbers={
        "covered": Number(("area", "by_rule"), ("covered",), unit="target"),
        "n": Number(("area", "by_rule"), unit="target"),
    },
)
