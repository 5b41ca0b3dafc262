"""Search in a package: what is found, where the words stand, what the reader may have meant.

Words are compared without case and accents, in every language of the package. All words have to
be found, in any texts of an event; what stands in quotation marks has to stand exactly so. The word
itself counts most, then one of the same stem, then a longer one that begins with it; each counts
more in a title. A word that the package does not have in any of these ways may be misspelt: by one
letter from 4 letters on, by two from 8 on. The events of a large package are searched where they
lie, see `large`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import narwhals as nw
import pandas as pd

from cstoviz.search import large
from cstoviz.search.hits import (
    FIELDS,
    HIT,
    HIT_END,
    found_in,
    found_in_each,
    marked,
    unmarked,
    with_marks,
)
from cstoviz.search.index import EVENT, index
from cstoviz.search.large import concerning
from cstoviz.search.links import NAMES, is_large, links
from cstoviz.search.suggest import misspelt, suggestion
from cstoviz.search.words import folded
from cstoviz.tables import Frame, Tables

__all__ = [
    "FIELDS",
    "HIT",
    "HIT_END",
    "NAMES",
    "concerning",
    "find",
    "folded",
    "found",
    "found_in",
    "found_in_each",
    "is_large",
    "links",
    "marked",
    "misspelt",
    "names",
    "suggestion",
    "unmarked",
    "with_marks",
]


def found(tables: Tables, events: Frame, words: str, stated: bool = False) -> Frame:
    """Return which of these events have all words, with how well: event_id, score.

    `stated` leaves out what is only inferred of places and participants.
    """
    if is_large(tables):
        return large.found(tables, events, words, stated)
    scores = find(tables, words, stated)
    keys = pd.Series(list(scores), dtype="str")
    rows = pd.DataFrame(
        {"event_id": keys, "score": pd.Series(list(scores.values()), dtype="int64")}
    )
    return tables.engine.lend(rows).with_columns(nw.col("event_id").cast(nw.String))


def find(tables: Tables, words: str, stated: bool = False) -> Mapping[str, int]:
    """Return the events of the package that have all words: key -> score, the best first.

    `stated` leaves out what is only inferred of places and participants. Nothing is found where
    `words` has no letter or digit.
    """
    return dict(_find(tables, words, stated, (EVENT,)).values())


def names(tables: Tables, words: str) -> Sequence[tuple[str, str]]:
    """Return what else bears all words in its names, the best first: dimension, code."""
    return list(_find(tables, words, False, tuple(NAMES)))


@lru_cache(maxsize=256)
def _find(
    tables: Tables, words: str, stated: bool, dimensions: tuple[str, ...]
) -> Mapping[tuple[str, str], tuple[str, int]]:
    known = index(tables, stated)
    found = known.find(known.asked(words), dimensions)
    return {(each.dimension, each.code): (each.code, score) for each, score in found}
