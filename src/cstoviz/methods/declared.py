"""What a package says of itself in its descriptor, beside its tables.

Beside the properties of the Data Package standard these are `changes` (a list of version, date,
text), `audit` (events, facts, confirmed, low, high, wrong, unsupported, note; shares from 0 to 1),
`limits` (a list of sentences) and `contact` (the address for reports of errors). What is missing or
of another form counts as not said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cstoviz.tables import Package

_SHARES = ("confirmed", "low", "high", "wrong", "unsupported")


@dataclass(frozen=True)
class Change:
    """What one version of the data brought."""

    version: str
    day: date | None
    text: str


@dataclass(frozen=True)
class Audit:
    """What a check of drawn events found: how many facts, and which shares of them."""

    events: int
    facts: int
    shares: Mapping[str, float]
    note: str


def document(package: Package) -> Mapping[str, Any]:
    """Return the descriptor's properties of the whole package."""
    return package.document


def changes(said: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return what the versions of the data brought, in the order given."""
    items = [item for item in _list(said.get("changes")) if isinstance(item, Mapping)]
    return tuple(
        Change(_text(item, "version"), _day(_text(item, "date")), _text(item, "text"))
        for item in items
        if _text(item, "text")
    )


def audit(said: Mapping[str, Any]) -> Audit | None:
    """Return the result of the audit; None where none is told, or not in full."""
    told = said.get("audit")
    if not isinstance(told, Mapping):
        return None
    numbers = {name: told.get(name) for name in ("events", "facts", *_SHARES)}
    if not all(_is_number(value) for value in numbers.values()):
        return None
    shares = {name: float(told[name]) for name in _SHARES}
    return Audit(int(told["events"]), int(told["facts"]), shares, _text(told, "note"))


def limits(said: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the limits that the package tells of itself, as sentences."""
    return tuple(item for item in _list(said.get("limits")) if isinstance(item, str) and item)


def creators(said: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of those who made the package: its creators, else all who had a part."""
    people = [item for item in _list(said.get("contributors")) if isinstance(item, Mapping)]
    makers = [one for one in people if "creator" in {*_list(one.get("roles")), one.get("role")}]
    return tuple(name for one in makers or people if (name := _text(one, "title")))


def contact(package: Package) -> str:
    """Return where errors can be reported: an address of the web or of mail; "" for none."""
    said = document(package)
    people = [item for item in _list(said.get("contributors")) if isinstance(item, Mapping)]
    ways = [_text(one, key) for key in ("email", "path") for one in people]
    candidates = [_text(said, "contact"), package.homepage, *ways]
    return next((way for way in candidates if way), "")


def about_events(package: Package) -> str:
    """Return what the package says of its table of events; "" where it says nothing."""
    tables = [item for item in _list(document(package).get("resources"))
              if isinstance(item, Mapping)]  # fmt: skip
    return next((_text(one, "description") for one in tables if one.get("name") == "events"), "")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(item: Mapping[str, Any], key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said[:10])
    except ValueError:
        return None
