"""What a reader who found nothing may have meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from cstoviz.search.index import EVENT, index
from cstoviz.search.words import words_of
from cstoviz.tables import Tables

_NEAR = 65
"""How like two words have to be (per cent), for one to be proposed for the other."""


@lru_cache(maxsize=256)
def suggestion(tables: Tables, words: str) -> str:
    """Return other words by which events are found; "" where none is near enough.

    Each word that the package lacks is replaced by the nearest that it has.
    """
    known = index(tables)
    asked = known.asked(words)
    lacking = {term.words[0] for term in asked if not term.whole and not known.knows(term)}
    said, end = [], 0
    for word in words_of(words):
        new = _nearest(tables, word.folded) if word.folded in lacking else word.written
        said += [words[end : word.start], new]
        end = word.end
    meant = "".join([*said, words[end:]]).strip()
    return meant if lacking and known.find(known.asked(meant), (EVENT,)) else ""


def misspelt(tables: Tables, words: str) -> Sequence[str]:
    """Return the words for which others near to them count, as the package does not have them."""
    known = index(tables)
    taken = {term.words[0] for term in known.asked(words) if term.distance and known.knows(term)}
    written = {word.folded: word.written for word in words_of(words) if word.folded in taken}
    return list(written.values())


def _nearest(tables: Tables, word: str) -> str:
    written = _written(tables)
    found = process.extractOne(word, list(written), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return written[found[0]] if found else word


@lru_cache(maxsize=8)
def _written(tables: Tables) -> Mapping[str, str]:
    """Return every word of the package, folded -> as it is written most often."""
    counts = index(tables).words
    return dict(sorted(counts, key=lambda each: (counts[each], each[1])))
