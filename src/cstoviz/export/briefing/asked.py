"""What an address asks a briefing for: a selection, the slides that tell it, and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cstoviz.export.briefing import choice
from cstoviz.selection import KEYS, Rejected, Selection, from_query
from cstoviz.tables import Tables
from cstoviz.views.core import Option
from cstoviz.views.registry import views

Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Asked:
    """A selection, the slides that tell it, and values that do not exist, which were left out."""

    selection: Selection
    slides: tuple[str, ...]
    wrong: tuple[Rejected, ...]


def options() -> Mapping[str, Sequence[Option]]:
    """Return what views add to the filter, by key of the address; views can share a key."""
    found: dict[str, list[Option]] = {}
    for view in views().values():
        for option in view.options:
            found.setdefault(option.key, []).append(option)
    return found


def read(query: Query, tables: Tables) -> Asked:
    """Read a query; keys that neither the filter, a view nor the slides have are passed over."""
    own = options()
    slides, strange = choice.read(",".join(query.get(choice.SLIDES, ())))
    kept = {key: given for key, given in query.items() if key in (*KEYS, *own)}
    selection, rejected = from_query(kept, tables)
    void = [
        Rejected(key, value)
        for key, value in selection.options
        if all(option.value(tables, selection) != value for option in own[key])
    ]
    wrong = (*rejected, *(Rejected(choice.SLIDES, name) for name in strange), *void)
    return Asked(selection.with_options(**{each.key: "" for each in void}), slides, wrong)
