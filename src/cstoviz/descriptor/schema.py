"""What every package has to declare: tables, columns, keys, references and fixed codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

_PRIORITY = "ordinal:integer! title! source_ref! source_urls!"
COLUMNS: Mapping[str, str] = {
    "events": "event_id* title! start_date:date! end_date:date! date_precision! date_basis!"
    " status! kind! organ!>organs place_id>places country_iso3>states venue place_basis! format!"
    " summary! personnel:integer equipment:integer",
    "participations": "event_id*>events participant* participant_kind! role! basis!",
    "sources": "source_id* url! publisher! publisher_kind! language!",
    "event_sources": "event_id*>events source_id*>sources",
    "places": "place_id* name! country_iso3!>states kind! lat:number! lon:number! coord_basis!",
    "states": "iso3* iso2! name! official_name! capital! note",
    "memberships": "iso3*>states status* starts_on:date* ends_on:date date_precision!"
    " source_urls! note",
    "organs": "organ* name! kind! founded_on source_urls note",
    "organisations": "organisation_id* organisation! name! kind!",
    "operations": "name* original_name! kind! aim! first_year:integer recurring_target"
    " source_urls! note",
    "chairmanships": "chairmanship_id* state_iso3!>states starts_on:date! ends_on:date! motto"
    " source_urls! note",
    "priority_areas": f"area_id* chairmanship_id!>chairmanships {_PRIORITY}",
    "priorities": f"priority_id* area_id!>priority_areas {_PRIORITY}",
    "measures": f"measure_id* priority_id!>priorities {_PRIORITY}",
    "codings": "event_id*>events target_id* strength! basis! reason!",
    "codings_single": "event_id*>events target_id* coder* strength! reason!",
    "coding_disagreements": "event_id*>events target_id* coder_a! coder_b! settled! why!",
    "event_series": "series_id* series_title! relation! event_id*>events",
    "evidence_gaps": "gap_id* starts_on:date! ends_on:date! scope! level! target_id note!",
    "translations": "table* key* field* lang* text!",
}
"""The columns that every package has, by table, each written as `name:type*>table`.

The type is text unless another stands behind a colon; `*` marks the columns of the key, `!` the
others in which a value is required; `>` names the table whose key the column refers to.
"""

CODES: Mapping[str, frozenset[str]] = {
    name: frozenset(codes.split())
    for name, codes in {
        "events.date_precision": "day month",
        "events.date_basis": "stated inferred",
        "events.status": "reported announced cancelled",
        "events.place_basis": "stated inferred unknown",
        "events.format": "in-person video hybrid unknown",
        "participations.participant_kind": "state organisation collective",
        "participations.role": "host chair participant observer absent",
        "participations.basis": "named collective inferred",
        "codings.strength": "direct related",
        "codings_single.strength": "direct related",
        "coding_disagreements.coder_a": "direct related none",
        "coding_disagreements.coder_b": "direct related none",
        "coding_disagreements.settled": "direct related none",
        "evidence_gaps.level": "thin not-searched none-found",
        "event_series.relation": "part edition",
    }.items()
}
"""Codes on whose meaning the counting rules rest: a package may use fewer, but no others."""

LISTED = frozenset(
    {
        "events.kind",
        "sources.publisher_kind",
        "memberships.status",
        "places.kind",
        "organs.kind",
        "organisations.kind",
        "codings.basis",
    }
)
"""Columns whose codes are the package's own affair, but have to be listed."""

PROSE = {"summary", "venue", "note", "reason", "why", "aim", "coord_basis", "source_ref",
         "source_urls", "url", "text"}  # fmt: skip
"""Columns of sentences and addresses; all other texts are names and codes."""

MOST_NAMED, MOST_SAID = 500, 20_000
"""So many characters a name or code may have, and prose."""

_WRITTEN = re.compile(r"(?P<name>\w+)(:(?P<type>\w+))?(?P<mark>[*!]?)(>(?P<refers>\w+))?")


@dataclass(frozen=True)
class Expected:
    """One column that a package has to have; `refers` is a table's name, "" for none."""

    name: str
    type: str
    required: bool
    in_key: bool
    refers: str


@cache
def expected(table: str) -> tuple[Expected, ...]:
    """Return the columns that a table has to have; none for a table that is not asked for."""
    found = _WRITTEN.finditer(COLUMNS.get(table, ""))
    return tuple(
        Expected(
            item["name"],
            item["type"] or "string",
            bool(item["mark"]),
            item["mark"] == "*",
            item["refers"] or "",
        )
        for item in found
    )


def longest(column: str) -> int:
    """Return how many characters a text of a column may have."""
    return MOST_SAID if column in PROSE else MOST_NAMED


def key(table: str) -> tuple[str, ...]:
    """Return the columns of the key that a table has to have."""
    return tuple(column.name for column in expected(table) if column.in_key)
