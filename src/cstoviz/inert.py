"""Texts that cannot change how the text around them is shown, however they came."""

from __future__ import annotations

import re

MARK = "\N{REPLACEMENT CHARACTER}"
"""Stands where a character stood that would act rather than be read."""

ACTING = "\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
"""Control characters but tab and line ends, and those that turn the direction of writing."""

_ACTING = re.compile(f"[{ACTING}]")


def inert(text: str, but: str = "") -> str:
    """Return a text with a mark for every character that acts; `but` is one that stays."""
    return _ACTING.sub(lambda found: but if found[0] == but else MARK, text)


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many characters, ending in an ellipsis where it was cut."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
