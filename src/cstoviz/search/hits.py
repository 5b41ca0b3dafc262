"""Where in a text the words stand that a reader asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from cstoviz.search.index import EVENT, Text, index
from cstoviz.search.large import documents_of
from cstoviz.search.links import is_large
from cstoviz.search.words import Term, best, matches, terms
from cstoviz.tables import Tables

HIT, HIT_END = "\ue000", "\ue001"
"""What stands before and after a hit in a shown text."""

FIELDS = (
    "title", "summary", "venue", "place", "host", "organ", "participant", "absent", "operation",
    "target",
)  # fmt: skip
"""What of an event is searched, in the order in which a hit is told."""

Pieces = tuple[tuple[str, bool], ...]
_AROUND = 60
_MOST = 3


def marked(text: str, words: str, tables: Tables | None = None) -> Pieces:
    """Return the pieces of a text, each with whether it is a hit; joined they are the text.

    With the tables a hit is what `find` finds; without them words are not stemmed, and a word near
    to one that is asked is a hit although the package may have that word itself.
    """
    if tables is None:
        return _pieces(text, terms(words, ()), ())
    known = index(tables)
    return _pieces(text, known.asked(words), known.languages)


def _pieces(text: str, wanted: Sequence[Term], languages: tuple[str, ...]) -> Pieces:
    hits = [False] * len(text)
    for term in wanted:
        for start, end, _ in matches(text, term, languages):
            hits[start:end] = [True] * (end - start)
    turns = [place for place in range(1, len(text)) if hits[place] != hits[place - 1]]
    bounds = [0, *turns, len(text)] if text else []
    return tuple((text[start:end], hits[start]) for start, end in pairwise(bounds))


def with_marks(found: Sequence[tuple[str, bool]]) -> str:
    """Return pieces as one text with a mark before and after each hit."""
    texts = [(unmarked(piece), hit) for piece, hit in found]
    return "".join(f"{HIT}{text}{HIT_END}" if hit else text for text, hit in texts)


def unmarked(text: str) -> str:
    """Return a text without the marks of hits."""
    return text.replace(HIT, "").replace(HIT_END, "")


def found_in(
    tables: Tables, words: str, event: str, lang: str, stated: bool = False
) -> Sequence[tuple[str, str]]:
    """Return where an event has the words: field (of `FIELDS`), the text around hits with marks.

    As few texts as have every word, at most three; the better hits first, then texts in `lang`.
    """
    return found_in_each(tables, words, [event], lang, stated)[0]


def found_in_each(
    tables: Tables, words: str, events: Sequence[str], lang: str, stated: bool = False
) -> Sequence[Sequence[tuple[str, str]]]:
    """Return the same for each of these events."""
    known = index(tables, stated)
    wanted = known.asked(words)
    if is_large(tables):
        found = {each.code: each for each in documents_of(tables, events, stated)}
    else:
        keys = [key for code in events if (key := (EVENT, code)) in known.by_key]
        found = {code: known.by_key[dimension, code] for dimension, code in keys}
    hits_in = lru_cache(maxsize=None)(lambda said: best(said, wanted, known.languages))
    told = []
    for code in events:
        texts = found[code].texts if code in found else ()
        hits = {text: hits_in(text.text) for text in texts}
        told.append(_told(hits, wanted, known.languages, lang))
    return told


def _told(
    hits: Mapping[Text, Mapping[Term, int]],
    wanted: Sequence[Term],
    languages: tuple[str, ...],
    lang: str,
) -> Sequence[tuple[str, str]]:
    return [
        (text.field, with_marks(_around(_pieces(text.text, wanted, languages))))
        for text in _fewest(hits, set(wanted), lang)
    ]


def _fewest(
    hits: Mapping[Text, Mapping[Term, int]], missing: set[Term], lang: str
) -> Sequence[Text]:
    """Return texts that have all terms together, each time the one that adds most."""
    chosen: list[Text] = []
    while missing and hits and len(chosen) < _MOST:
        text = max(hits, key=lambda text: _worth(text, hits[text], missing, lang))
        if not missing & hits[text].keys():
            break
        chosen.append(text)
        missing = missing - hits[text].keys()
    return chosen


def _worth(text: Text, hits: Mapping[Term, int], missing: set[Term], lang: str) -> tuple[int, ...]:
    new = [how for term, how in hits.items() if term in missing]
    language = 2 if text.lang == lang else 0 if text.lang else 1
    return (len(new), sum(new), language, -FIELDS.index(text.field))


def _around(found: Pieces) -> Pieces:
    """Cut what is far from any hit, between words."""
    last = len(found) - 1
    return tuple(
        (piece if hit else _cut(piece, place > 0, place < last), hit)
        for place, (piece, hit) in enumerate(found)
    )


def _cut(piece: str, after_hit: bool, before_hit: bool) -> str:
    """Shorten a text between hits to what stands next to them."""
    if len(piece) <= _AROUND * (after_hit + before_hit):
        return piece
    head = piece[:_AROUND].rpartition(" ")[0] if after_hit else ""
    tail = piece[-_AROUND:].partition(" ")[2] if before_hit else ""
    return f"{head}{' ' if head else ''}…{' ' if tail else ''}{tail}"
