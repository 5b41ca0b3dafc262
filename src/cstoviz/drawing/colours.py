"""Colours as figures write them, as "#RRGGBB" and an opacity."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

_NUMBERS = re.compile(r"[\d.]+%?")
_NAMES = {
    "white": "#FFFFFF",
    "black": "#000000",
    "gray": "#808080",
    "grey": "#808080",
    "red": "#FF0000",
    "green": "#008000",
    "blue": "#0000FF",
}
_DEFAULT = "#7C8794"


class Colour(NamedTuple):
    """A colour, "#RRGGBB" or "" for none, and its opacity from 0 to 1."""

    name: str
    opacity: float


NONE = Colour("", 0.0)


def colour(value: Any) -> Colour:
    """Return a colour of CSS: hexadecimal, rgb(), rgba() or a common name; a grey for others."""
    return _read(str(value).strip().lower()) if value else NONE


@lru_cache(maxsize=4096)
def _read(value: str) -> Colour:
    if value.startswith("#"):
        return _hexadecimal(value[1:])
    if value.startswith("rgb"):
        channels = _NUMBERS.findall(value)
        alpha = float(channels[3].rstrip("%")) if len(channels) > 3 else 1.0
        return _made([float(channel.rstrip("%")) for channel in channels[:3]], alpha)
    return NONE if value in ("none", "transparent") else Colour(_NAMES.get(value, _DEFAULT), 1.0)


def _hexadecimal(digits: str) -> Colour:
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    try:
        int(digits, 16)
    except ValueError:
        return Colour(_DEFAULT, 1.0)
    alpha = int(digits[6:8], 16) / 255 if len(digits) == 8 else 1.0
    return Colour(f"#{digits[:6].upper()}", alpha)


def _made(channels: Sequence[float], alpha: float) -> Colour:
    red, green, blue = (min(255, max(0, round(channel))) for channel in channels)
    return Colour(f"#{red:02X}{green:02X}{blue:02X}", alpha) if alpha else NONE


def on_scale(scale: Sequence[Sequence[Any]], share: float) -> Colour:
    """Return the colour of a share (0 to 1) on a scale of (share, colour), mixed between steps."""
    held = min(1.0, max(0.0, share))
    for (before, first), (after, second) in pairwise(scale):
        if held <= after:
            part = (held - before) / (after - before) if after > before else 0.0
            return _mixed(colour(first), colour(second), part)
    return colour(scale[-1][1]) if scale else NONE


def _mixed(first: Colour, second: Colour, part: float) -> Colour:
    if not first.name or not second.name:
        return second if part >= 0.5 else first
    pairs = zip(_channels(first), _channels(second), strict=True)
    channels = [start + (end - start) * part for start, end in pairs]
    return _made(channels, first.opacity + (second.opacity - first.opacity) * part)


def _channels(mixed: Colour) -> list[int]:
    return [int(mixed.name[place : place + 2], 16) for place in (1, 3, 5)]
