"""Reads the JSON of a descriptor, within bounds and with inert texts."""

from __future__ import annotations

import json
import math
from typing import Any

from cstoviz.inert import inert
from cstoviz.problems import DESCRIPTOR, PackageError, Problem

MOST_CHARACTERS = 20_000
"""How long a text may be."""

_DEEPEST = 50
"""How deep a descriptor may be nested."""

_MOST_DIGITS = 18
"""How many digits a whole number may have, as in tables."""


def document(text: str) -> object:
    """Return a descriptor's content. Raises PackageError when it is no JSON, or too much."""
    try:
        found = json.loads(text, parse_constant=_none, parse_int=_whole, parse_float=_decimal)
    except (ValueError, RecursionError) as error:
        raise PackageError([Problem(DESCRIPTOR, None, "", str(error), "json")]) from error
    return _inert(found, "")


def _none(said: str) -> object:
    raise ValueError(f"{said} is no number of JSON")


def _whole(said: str) -> int:
    if len(said.lstrip("-")) > _MOST_DIGITS:
        raise ValueError(f"A number has more than {_MOST_DIGITS} digits")
    return int(said)


def _decimal(said: str) -> float:
    found = float(said)
    if not math.isfinite(found):
        raise ValueError("A number is too large")
    return found


def _inert(value: Any, way: str, deep: int = 0) -> Any:
    if deep > _DEEPEST:
        raise PackageError([Problem(DESCRIPTOR, None, way, "", "json-depth", str(_DEEPEST))])
    if isinstance(value, dict):
        return {
            inert(key): item if key == "delimiter" else _inert(item, _below(way, key), deep + 1)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_inert(item, f"{way}[{place}]", deep + 1) for place, item in enumerate(value)]
    if isinstance(value, str) and len(value) > MOST_CHARACTERS:
        most = f"{MOST_CHARACTERS:,}"
        raise PackageError([Problem(DESCRIPTOR, None, way, value, "too-long", most)])
    return inert(value) if isinstance(value, str) else value


def _below(way: str, key: str) -> str:
    return f"{way}.{key}" if way else key
