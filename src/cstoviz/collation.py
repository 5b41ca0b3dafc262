"""The order of words in a dictionary, of any script, by the Unicode Collation Algorithm."""

from __future__ import annotations

from functools import lru_cache

from pyuca import Collator


@lru_cache(maxsize=1)
def _collator() -> Collator:
    return Collator()


@lru_cache(maxsize=65536)
def collated(word: str) -> tuple[int, ...]:
    """Return what sorts a word as a dictionary does: "ё" with "е", accents and case last."""
    return tuple(_collator().sort_key(word))
