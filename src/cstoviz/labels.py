"""Names of codes as a reader sees them, from the package's own tables and vocabularies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import narwhals as nw

from cstoviz.tables import Memory, Package, Tables, collect, per_package
from cstoviz.translations import free_texts, package_in, texts

TABLES: Mapping[str, tuple[str, str, str]] = {
    "state": ("states", "iso3", "name"),
    "organ": ("organs", "organ", "name"),
    "organisation": ("organisations", "organisation_id", "name"),
    "place": ("places", "place_id", "name"),
    "event": ("events", "event_id", "title"),
    "area": ("priority_areas", "area_id", "title"),
    "priority": ("priorities", "priority_id", "title"),
    "measure": ("measures", "measure_id", "title"),
    "series": ("event_series", "series_id", "series_title"),
    "gap": ("evidence_gaps", "gap_id", "note"),
    "source": ("sources", "source_id", "url"),
}
"""Where the name of a code stands, by dimension: table, key column, name column."""

MANY = ("event", "source")
"""The dimensions that grow with the record: an engine is asked for their names one by one."""

KEPT = 20_000
"""How many of these names are remembered."""

TARGETS = ("measure", "priority", "area")
"""The dimensions of declared targets, the lowest first."""

VOCABULARIES: Mapping[str, str] = {
    "kind": "events.kind",
    "status": "events.status",
    "date_precision": "events.date_precision",
    "date_basis": "events.date_basis",
    "place_basis": "events.place_basis",
    "format": "events.format",
    "role": "participations.role",
    "evidence": "participations.basis",
    "publisher_kind": "sources.publisher_kind",
    "language": "sources.language",
    "membership": "memberships.status",
    "place_kind": "places.kind",
    "organ_kind": "organs.kind",
    "organisation_kind": "organisations.kind",
    "strength": "codings.strength",
    "coding_basis": "codings.basis",
    "level": "evidence_gaps.level",
    "relation": "event_series.relation",
}
"""The vocabulary of a dimension whose codes are fixed, as `table.column`."""


class Labels:
    """Names, order and colour slots of codes in one language.

    `of(dimension, code)` names a code of any dimension in `TABLES` or `VOCABULARIES`; a code
    without a name is returned as it is. `order(dimension)` lists the codes as the package orders
    them; `slot` is the place in that order, by which a code keeps its colour everywhere.
    """

    def __init__(self, tables: Tables, lang: str) -> None:
        self.lang = lang
        self._names = _names(tables)
        self._texts = texts(tables, lang)
        self._free = free_texts(tables, lang)
        self._tables = tables
        self._orders = _orders(tables)

    def of(self, dimension: str, code: Any) -> str:
        """Return the name of a code; "" for a missing one."""
        if not isinstance(code, str):
            return ""
        if dimension in VOCABULARIES:
            return self._texts.get(
                ("vocabulary", f"{VOCABULARIES[dimension]}.{code}", "label"), code
            )
        if dimension == "chairmanship":
            return self._chairmanship(code)
        if dimension == "target":
            return self._target(code)
        table, _, column = TABLES[dimension]
        known = self._texts.get((table, code, column))
        return known or self._names[dimension].get(code) or code

    def learn(self, dimension: str, codes: Iterable[Any]) -> None:
        """Get the names of these codes at once; `of` gets them one by one."""
        names = self._names.get(dimension)
        if isinstance(names, _Asked):
            names.ask([code for code in codes if isinstance(code, str)])

    def text(self, table: str, key: str, field: str, default: Any) -> str:
        """Return a free text of a row in this language, or the row's own."""
        return self._texts.get((table, key, field), default if isinstance(default, str) else "")

    def said(self, column: str, text: Any) -> str:
        """Return a text of a column of prose in this language, else as it is; "" where missing."""
        return self._free.get((column, text), text) if isinstance(text, str) else ""

    @property
    def package(self) -> Package:
        """What the descriptor says, in this language."""
        return package_in(self._tables, self.lang)

    def order(self, dimension: str) -> Sequence[str]:
        """Return the codes of a dimension in the package's order."""
        return self._orders.get(dimension, ())

    def slot(self, dimension: str, code: str) -> int:
        """Return a code's place in the order of its dimension; -1 for an unknown one."""
        order = self.order(dimension)
        return order.index(code) if code in order else -1

    def _target(self, code: str) -> str:
        found = [name for name in TARGETS if code in self._names[name]]
        return self.of(found[0], code) if found else code

    def _chairmanship(self, code: str) -> str:
        state, years = self._names["chairmanship"].get(code, f"{code}|").split("|")
        return f"{self.of('state', state)} {years}".strip()


@per_package
def _names(tables: Tables) -> Mapping[str, Mapping[str, str]]:
    names: dict[str, dict[str, str]] = {}
    for dimension in TABLES:
        if dimension in MANY and not isinstance(tables.engine, Memory):
            names[dimension] = _Asked(tables, dimension)
        else:
            names[dimension] = _named(tables, dimension)
    names["chairmanship"] = {
        row.chairmanship_id: f"{row.state_iso3}|{_years(row.starts_on, row.ends_on)}"
        for row in tables.rows("chairmanships").itertuples()
    }
    return names


def _named(tables: Tables, dimension: str, codes: Sequence[str] | None = None) -> dict[str, str]:
    table, key, column = TABLES[dimension]
    if codes is None:
        rows = tables.rows(table)
    else:
        rows = collect(getattr(tables, table).filter(nw.col(key).is_in(codes)))
    return dict(zip(rows[key], rows[column], strict=True))


class _Asked(dict[str, str]):
    """Names that an engine is asked for when they are wanted, and kept as far as they are few."""

    def __init__(self, tables: Tables, dimension: str) -> None:
        self._tables, self._dimension = tables, dimension

    def get(self, code: str, default: Any = None) -> Any:
        """Return the name of a code, or the default."""
        self.ask([code])
        return super().get(code) or default

    def ask(self, codes: Sequence[str]) -> None:
        """Learn the names of these codes at once."""
        unknown = [code for code in dict.fromkeys(codes) if code not in self]
        if not unknown:
            return
        if len(self) > KEPT:
            self.clear()
        with self._tables.engine.turn():
            found = _named(self._tables, self._dimension, unknown)
        self.update({code: found.get(code, "") for code in unknown})


def _years(start: Any, end: Any) -> str:
    return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"


@per_package
def _orders(tables: Tables) -> Mapping[str, tuple[str, ...]]:
    orders = {
        dimension: tuple(dict.fromkeys(tables.rows(table)[key]))
        for dimension, (table, key, _) in TABLES.items()
        if dimension not in MANY
    }
    orders["chairmanship"] = tuple(tables.rows("chairmanships")["chairmanship_id"])
    for dimension, vocabulary in VOCABULARIES.items():
        table, column = vocabulary.split(".")
        if table in tables.package.fields:
            orders[dimension] = tables.package.field(table, column).enum
    others = [iso3 for iso3 in orders["state"] if iso3 not in tables.members]
    orders["state"] = (*tables.members, *others)
    return orders
