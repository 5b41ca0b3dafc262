"""Words of texts and of what a reader asks for: how they are told apart, folded and stemmed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from rapidfuzz.distance import OSA
from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

EXACT, STEM, PREFIX, FUZZY, MISSED = 4, 3, 2, 1, 0
"""How well a word of a text is what was asked for, the best first."""

_SHORT = 3
_LONG = 8
_QUOTED = re.compile(r"[\"«“„]([^\"«»“”„]+)[\"»”“]")
_STEMMED = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "fi": "finnish", "fr": "french", "hu": "hungarian", "it": "italian",
    "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
"""The languages (ISO 639-1) that can be stemmed, by the library's names of them."""


@dataclass(frozen=True)
class Word:
    """A word where it stands in a text; `folded` is what is compared."""

    folded: str
    written: str
    start: int
    end: int


@dataclass(frozen=True)
class Term:
    """One thing that is asked for: a word, or a phrase in quotation marks.

    words: folded; stems: of a single word, in the package's languages; whole: whether it has to
    stand exactly so; prefix: whether a longer word may begin with it; distance: how many letters
    may differ
    """

    words: tuple[str, ...]
    stems: frozenset[str] = frozenset()
    whole: bool = False
    prefix: bool = False
    distance: int = 0

    def match(self, folded: str, stems: frozenset[str]) -> int:
        """Say how well a word of a text is this one: `EXACT` ... `MISSED`."""
        asked = self.words[0]
        if folded == asked:
            return EXACT
        if self.whole:
            return MISSED
        if self.stems & stems:
            return STEM
        if self.prefix and folded.startswith(asked):
            return PREFIX
        near = self.distance and OSA.distance(asked, folded) <= self.distance
        return FUZZY if near else MISSED


def words_of(text: str) -> Sequence[Word]:
    """Return the words of a text; whatever is neither letter nor digit parts them."""
    found = []
    for inside, marks in groupby(enumerate(text), lambda mark: _of_a_word(mark[1])):
        places = [place for place, _ in marks] if inside else []
        written = text[places[0] : places[-1] + 1] if places else ""
        if shown := _folded_word(written):
            found.append(Word(shown, written, places[0], places[-1] + 1))
    return found


@lru_cache(maxsize=4096)
def _of_a_word(mark: str) -> bool:
    return unicodedata.category(mark)[0] in "LNM"


def folded(text: str) -> str:
    """Return a text without case and accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in apart if not unicodedata.combining(mark))


@lru_cache(maxsize=65536)
def _folded_word(word: str) -> str:
    return "".join(mark for mark in folded(word) if unicodedata.category(mark)[0] in "LN")


@lru_cache(maxsize=65536)
def stems(word: str, languages: tuple[str, ...]) -> frozenset[str]:
    """Return the folded stems of a word as it is written, in those languages that have them."""
    plain = unicodedata.normalize("NFC", word.casefold()).replace("ё", "е")
    found = (_stemmer(lang).analyze(plain) for lang in languages if lang in _STEMMED)
    return frozenset(filter(None, (_folded_word("".join(stem)) for stem in found)))


@lru_cache(maxsize=32)
def _stemmer(lang: str) -> TextAnalyzer:
    return TextAnalyzerBuilder(Tokenizer.raw()).filter(Filter.stemmer(_STEMMED[lang])).build()


def terms(asked: str, languages: tuple[str, ...]) -> Sequence[Term]:
    """Return what is asked for, each once; a quotation mark without its fellow means nothing."""
    phrases = [tuple(word.folded for word in words_of(part)) for part in _QUOTED.findall(asked)]
    found = [Term(phrase, whole=True) for phrase in phrases if phrase]
    for word in words_of(_QUOTED.sub(" ", asked)):
        found.append(
            Term((word.folded,), stems(word.written, languages), False, True, allowed(word.folded))
        )
    return list(dict.fromkeys(found))


def parts(asked: str) -> Sequence[str]:
    """Return the words and phrases that are asked for as they are written, in small letters."""
    phrases = [part.strip().lower() for part in _QUOTED.findall(asked) if words_of(part)]
    words = [word.written.lower() for word in words_of(_QUOTED.sub(" ", asked))]
    return list(dict.fromkeys([*phrases, *words]))


def allowed(word: str) -> int:
    """Return how many letters of a word may be wrong; none where it has a digit."""
    if len(word) <= _SHORT or any(mark.isdigit() for mark in word):
        return 0
    return 1 if len(word) < _LONG else 2


def is_short(word: str) -> bool:
    """Say whether too many longer words begin with this one."""
    return len(word) <= _SHORT


def matches(text: str, term: Term, languages: tuple[str, ...]) -> Iterator[tuple[int, int, int]]:
    """Yield where a term stands in a text, and how well: start, end, `EXACT` ... `FUZZY`."""
    words, length = words_of(text), len(term.words)
    if length > 1:
        shown = [word.folded for word in words]
        for place in range(len(words) - length + 1):
            if tuple(shown[place : place + length]) == term.words:
                yield words[place].start, words[place + length - 1].end, EXACT
        return
    for word in words:
        if how := term.match(word.folded, stems(word.written, languages)):
            yield word.start, word.end, how


def best(text: str, wanted: Iterable[Term], languages: tuple[str, ...]) -> dict[Term, int]:
    """Return which terms stand in a text, and how well at best."""
    found = {
        term: max((how for *_, how in matches(text, term, languages)), default=MISSED)
        for term in wanted
    }
    return {term: how for term, how in found.items() if how}
