"""What of the package's other tables an event is about: places, states, bodies, priorities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import pandas as pd

from cstoviz.search.words import words_of
from cstoviz.tables import Tables, how_many

OPERATION = "operation"
NAMES: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "state": ("states", "iso3", ("name", "official_name")),
    "place": ("places", "place_id", ("name",)),
    "organ": ("organs", "organ", ("organ", "name")),
    "organisation": ("organisations", "organisation_id", ("organisation", "name")),
    OPERATION: ("operations", "name", ("name", "original_name")),
    "area": ("priority_areas", "area_id", ("title",)),
    "priority": ("priorities", "priority_id", ("title",)),
    "measure": ("measures", "measure_id", ("title",)),
}
"""Where the names of a dimension stand: table, its key, its texts."""

MOST_INDEXED = 20_000
"""Past so many events a package is searched where it lies, without an index of its events."""

_COLUMNS = ["event", "field", "dimension", "code", "inferred"]


def is_large(tables: Tables) -> bool:
    """Say whether a package has too many events for an index of them."""
    return _how_many_events(tables) > MOST_INDEXED


@lru_cache(maxsize=16)
def _how_many_events(tables: Tables) -> int:
    return how_many(tables.events)


@lru_cache(maxsize=8)
def links(tables: Tables) -> pd.DataFrame:
    """Return what each event is about, one row each.

    Out: event, field (place, host, organ, participant, absent, operation, target), dimension (of
    `NAMES`, or collective), code, inferred (bool: no source states it). An event is about the
    target to which it is coded and about those above it; about an operation when it is of its kind
    and a title of it has a name of the operation, written so.
    """
    parts = [*_held(tables), _participants(tables), _targets(tables), _operations(tables)]
    rows = pd.concat([part[_COLUMNS] for part in parts if len(part)] or [parts[0][_COLUMNS]])
    return rows.drop_duplicates().reset_index(drop=True)


def _held(tables: Tables) -> Sequence[pd.DataFrame]:
    events = tables.rows("events")
    homes = tables.rows("places").set_index("place_id")["country_iso3"]
    guessed = events["place_basis"] != "stated"
    country = events["country_iso3"].fillna(events["place_id"].map(homes))
    return [
        _rows(events, "place", "place", events["place_id"], guessed),
        _rows(events, "host", "state", country, guessed),
        _rows(events, "organ", "organ", events["organ"], guessed & False),
    ]


def _rows(
    events: pd.DataFrame, field: str, dimension: str, codes: pd.Series, guessed: pd.Series
) -> pd.DataFrame:
    rows = {"event": events["event_id"], "field": field, "dimension": dimension, "code": codes}
    return pd.DataFrame({**rows, "inferred": guessed}).dropna(subset="code")


def _participants(tables: Tables) -> pd.DataFrame:
    rows = tables.rows("participations")
    return pd.DataFrame(
        {
            "event": rows["event_id"],
            "field": ["absent" if role == "absent" else "participant" for role in rows["role"]],
            "dimension": rows["participant_kind"],
            "code": rows["participant"],
            "inferred": rows["basis"] == "inferred",
        }
    )


def _targets(tables: Tables) -> pd.DataFrame:
    above = targets_above(tables)
    rows = [
        (row.event_id, "target", dimension, code, False)
        for row in tables.rows("codings").itertuples()
        for dimension, code in above.get(row.target_id, ())
    ]
    return pd.DataFrame(rows, columns=_COLUMNS)


def targets_above(tables: Tables) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return each target with those above it, as dimension and code."""
    areas = {code: [("area", code)] for code in tables.rows("priority_areas")["area_id"]}
    rows = tables.rows("priorities")
    priorities = {
        code: [("priority", code), *areas.get(area, [])]
        for code, area in zip(rows["priority_id"], rows["area_id"], strict=True)
    }
    rows = tables.rows("measures")
    measures = {
        code: [("measure", code), *priorities.get(priority, [])]
        for code, priority in zip(rows["measure_id"], rows["priority_id"], strict=True)
    }
    return {**areas, **priorities, **measures}


def _operations(tables: Tables) -> pd.DataFrame:
    names = {
        code: {_written(text) for _, text in each}
        for code, each in texts(tables, OPERATION).items()
    }
    events = tables.rows("events").set_index("event_id")["kind"]
    titles = {code: [_written(text) for _, text in each] for code, each in
              _titles(tables).items()}  # fmt: skip
    rows = [
        (event, "operation", OPERATION, row.name, False)
        for row in tables.rows("operations").itertuples(index=False)
        for event in events[events == row.kind].index
        if any(name in title for name in names[row.name] for title in titles[event])
    ]
    return pd.DataFrame(rows, columns=_COLUMNS)


def _written(text: str) -> str:
    return f" {' '.join(word.written for word in words_of(text))} "


def _titles(tables: Tables) -> Mapping[str, Sequence[tuple[str, str]]]:
    return texts_of(tables, "events", "event_id", ("title",))


@lru_cache(maxsize=64)
def texts(tables: Tables, dimension: str) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return the names of the codes of a dimension: language ("" for the table's own), text."""
    return texts_of(tables, *NAMES[dimension])


def texts_of(
    tables: Tables, table: str, key: str, fields: tuple[str, ...]
) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return texts of a table's rows by key, in every language: language ("" for its own), text."""
    found: dict[str, list[tuple[str, str]]] = {}
    rows = tables.rows(table)
    for name in fields:
        for code, text in zip(rows[key], rows[name], strict=True):
            found.setdefault(code, []).extend([("", text)] if isinstance(text, str) else [])
    said = tables.rows("translations")
    said = said[(said["table"] == table) & said["field"].isin(fields)]
    for row in said.itertuples():
        if row.key in found:
            found[row.key].append((row.lang, row.text))
    return {code: list(dict.fromkeys(each)) for code, each in found.items()}
