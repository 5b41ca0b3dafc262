"""Every counting rule of the dashboard, in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from cstoviz import text
from cstoviz.labels import Labels
from cstoviz.methods import known, serves, when, who
from cstoviz.methods.ground import Ground
from cstoviz.methods.model import Example, Rule
from cstoviz.tables import Tables
from cstoviz.text import t

EXAMPLES: Mapping[str, Callable[[Ground], Example]] = {
    "states": who.states,
    "period": when.period,
    "month-precision": when.month_precision,
    "months": when.months,
    "status": when.status,
    "bounds": who.bounds,
    "membership": who.membership,
    "absences": who.absences,
    "denominators": who.denominators,
    "place": known.place,
    "coverage": serves.coverage,
    "agreement": serves.coding,
    "sources": known.sources,
    "stated": known.stated,
    "official": known.official,
    "gaps": known.gaps,
    "coincides": known.coincides,
}
"""The rules by id, each with what makes an example of it from the tables."""


def rules(tables: Tables) -> tuple[Rule, ...]:
    """Return every rule with its example from these tables, in the present language."""
    return _rules(tables, text.language())


@lru_cache(maxsize=8)
def _rules(tables: Tables, lang: str) -> tuple[Rule, ...]:
    ground = Ground(tables, Labels(tables, lang))
    return tuple(
        Rule(
            id=rule,
            title=t(f"methods.rule.{rule}.title"),
            text=t(f"methods.rule.{rule}.text"),
            example=example(ground),
            none=t(f"methods.rule.{rule}.none"),
        )
        for rule, example in EXAMPLES.items()
    )
