"""Patterns that a package declares, matched in a time that grows with the text alone (RE2).

Python's own expressions can take for ever over a short text, and the server stands still meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc


def matched(texts: Sequence[str], pattern: str) -> list[bool]:
    """Say of each text whether all of it matches. Raises ValueError for a pattern that is none."""
    found: list[bool] = pc.match_substring_regex(
        pa.array(texts, pa.string()), rf"\A(?:{pattern})\z"
    ).to_pylist()
    return found


def sound(pattern: str) -> bool:
    """Say whether a pattern can be matched."""
    try:
        matched([""], pattern)
    except (ValueError, UnicodeError):
        return False
    return True
