"""Reads a Plotly figure as plain dictionaries, lists and numbers."""

from __future__ import annotations

from array import array
from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from math import isfinite
from typing import Any

Spec = Mapping[str, Any]

_TYPES = {
    "f8": "d", "f4": "f", "i1": "b", "u1": "B", "i2": "h", "u2": "H", "i4": "i", "u4": "I",
    "i8": "q", "u8": "Q",
}  # fmt: skip
_EPOCH = datetime(1970, 1, 1)
_MILLISECOND = timedelta(milliseconds=1)


def plain(figure: Any) -> Spec:
    """Return a figure as a dictionary with "data" and "layout"."""
    spec = figure.to_plotly_json() if hasattr(figure, "to_plotly_json") else figure
    return {"data": spec.get("data") or [], "layout": spec.get("layout") or {}}


def at(spec: Any, path: str, default: Any = None) -> Any:
    """Return what stands under a path like "marker.line.width", `default` for nothing."""
    for name in path.split("."):
        if not isinstance(spec, Mapping) or spec.get(name) is None:
            return default
        spec = spec[name]
    return spec


def values(raw: Any) -> list[Any]:
    """Return the items of a list of a figure, in whichever form it carries it."""
    if raw is None:
        return []
    if isinstance(raw, Mapping) and "bdata" in raw:
        return _decoded(raw)
    if getattr(getattr(raw, "dtype", None), "kind", "") == "M":
        raw = raw.astype("datetime64[ms]")
    if hasattr(raw, "tolist"):
        raw = raw.tolist()
    return list(raw) if isinstance(raw, Sequence) and not isinstance(raw, str) else [raw]


def _decoded(raw: Mapping[str, Any]) -> list[Any]:
    items = array(_TYPES[raw["dtype"]])
    items.frombytes(b64decode(raw["bdata"]))
    return items.tolist()


def is_list(raw: Any) -> bool:
    """Say whether a property has one value per point."""
    if isinstance(raw, Mapping):
        return "bdata" in raw
    return hasattr(raw, "__len__") and not isinstance(raw, str)


def spread(raw: Any, count: int) -> list[Any]:
    """Return a property that has one value for all or one per point as one per point."""
    if not is_list(raw):
        return [raw] * count
    items = values(raw)
    return [*items[:count], *[None] * (count - len(items))]


def number(value: Any) -> float | None:
    """Return a value as a number, None for what is none."""
    if value is None or isinstance(value, (date, datetime)):
        return None
    try:
        read = float(value)
    except (TypeError, ValueError):
        return None
    return read if isfinite(read) else None


def moment(value: Any) -> float | None:
    """Return a day or time as milliseconds since 1970, None for what is neither."""
    if isinstance(value, str):
        return _parsed(value)
    if isinstance(value, datetime):
        return None if value != value else _since(value)  # noqa: PLR0124 - not a time
    if isinstance(value, date):
        return _since(datetime(value.year, value.month, value.day))
    if hasattr(value, "astype"):
        return moment(value.astype("datetime64[ms]").item())
    return number(value)


@lru_cache(maxsize=8192)
def _parsed(value: str) -> float | None:
    try:
        return _since(datetime.fromisoformat(value))
    except ValueError:
        return None


def _since(value: datetime) -> float:
    if value.tzinfo is not None:
        value = value.astimezone(UTC).replace(tzinfo=None)
    return (value - _EPOCH) / _MILLISECOND


def day(milliseconds: float) -> datetime:
    """Return the time that `moment` gives so many milliseconds for."""
    return _EPOCH + timedelta(milliseconds=milliseconds)


def is_time(value: Any) -> bool:
    """Say whether a value is a day or time, or a text that is one."""
    if isinstance(value, str):
        return len(value) >= 10 and value[4:5] == "-" and _parsed(value) is not None
    return isinstance(value, date) or type(value).__name__ == "datetime64"


def axes(layout: Spec, letter: str) -> Iterator[tuple[str, Spec]]:
    """Give every axis of a layout: ("x", its properties), ("x2", ...)."""
    for name in sorted(layout):
        if name.startswith(f"{letter}axis"):
            yield name.replace("axis", "").removesuffix("1") or letter, layout[name] or {}
