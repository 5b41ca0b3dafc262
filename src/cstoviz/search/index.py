"""The full-text index of a package, in memory, and the questions put to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import tantivy
from tantivy import Occur, Query

from cstoviz.search.links import NAMES, is_large, links, texts, texts_of
from cstoviz.search.words import (
    EXACT,
    FUZZY,
    PREFIX,
    STEM,
    Term,
    is_short,
    stems,
    terms,
    words_of,
)
from cstoviz.tables import ALL_MEMBERS, Tables

EVENT = "event"
TITLE = "title"
_COLLECTIVE = f"participations.participant.{ALL_MEMBERS}"
_OWN = ("title", "summary", "venue")
_HEAP = 15_000_000
_GROUPS = ("title", "rest")


@dataclass(frozen=True)
class Text:
    """A text by which something can be found: what it is of it, its language ("" = the table's)."""

    field: str
    lang: str
    text: str


@dataclass(frozen=True)
class Document:
    """What can be found: an event, or a code of another dimension, with its texts."""

    dimension: str
    code: str
    texts: tuple[Text, ...]


class Index:
    """All documents of a package; of a large one without its events (see `links.is_large`).

    `words` counts how often each word is written how.
    """

    def __init__(self, tables: Tables, stated: bool) -> None:
        self.languages = languages(tables)
        events = () if is_large(tables) else documents(tables, stated)
        self.documents = [*events, *_names(tables)]
        self.words: Counter[tuple[str, str]] = Counter()
        self._index = tantivy.Index(_schema())
        writer = self._index.writer(_HEAP, 1)
        for place, document in enumerate(self.documents):
            writer.add_document(self._document(place, document))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()
        self.by_key = {(each.dimension, each.code): each for each in self.documents}

    def _document(self, place: int, document: Document) -> tantivy.Document:
        made = tantivy.Document()
        made.add_text("place", str(place))
        made.add_text("dimension", document.dimension)
        for text in document.texts:
            words = words_of(text.text)
            self.words.update((word.folded, word.written) for word in words)
            group = "title" if text.field == TITLE else "rest"
            made.add_text(group, " ".join(word.folded for word in words))
            made.add_text(
                f"{group}_stems",
                " ".join(stem for word in words for stem in stems(word.written, self.languages)),
            )
        return made

    def asked(self, words: str) -> tuple[Term, ...]:
        """Return what is asked for, as far as the package's own words let it be taken loosely.

        A word that the package has may not be misspelt; a short one that it has is not a beginning.
        """
        return tuple(self._fitted(term) for term in terms(words, self.languages))

    def _fitted(self, term: Term) -> Term:
        if term.whole:
            return term
        word, searcher = term.words[0], self._searcher
        exact = any(searcher.doc_freq(group, word) for group in _GROUPS)
        begun = any(searcher.terms_with_prefix(group, word, limit=1) for group in _GROUPS)
        stemmed = any(
            searcher.doc_freq(f"{group}_stems", stem) for group in _GROUPS for stem in term.stems
        )
        known = exact or begun or stemmed
        return replace(
            term,
            prefix=not (exact and is_short(word)),
            distance=0 if known else term.distance,
        )

    def knows(self, term: Term) -> bool:
        """Say whether any event has this term."""
        return bool(self.find([term], (EVENT,)))

    def find(self, wanted: Iterable[Term], dimensions: Sequence[str]) -> list[tuple[Document, int]]:
        """Return the documents that have every term, the best first, with their scores."""
        schema = self._index.schema
        parts = [(Occur.Must, _query(schema, term)) for term in wanted]
        if not parts:
            return []
        kept = Query.term_set_query(schema, "dimension", list(dimensions))
        parts.append((Occur.Must, Query.const_score_query(kept, 0.0)))
        hits = self._searcher.search(
            Query.boolean_query(parts), max(len(self.documents), 1), count=False
        ).hits
        found = [
            (int(self._searcher.doc(place)["place"][0]), round(score)) for score, place in hits
        ]
        found.sort(key=lambda each: (-each[1], each[0]))
        return [(self.documents[place], score) for place, score in found]


def _schema() -> tantivy.Schema:
    made = tantivy.SchemaBuilder()
    made.add_text_field("place", stored=True, tokenizer_name="raw")
    made.add_text_field("dimension", tokenizer_name="raw")
    for group in _GROUPS:
        made.add_text_field(group, tokenizer_name="whitespace")
        made.add_text_field(f"{group}_stems", tokenizer_name="whitespace")
    return made.build()


def _query(schema: tantivy.Schema, term: Term) -> Query:
    """Return the question for one term: the best of its matches counts, in a title more."""
    scored = [
        Query.const_score_query(query, 2.0 * how + (group == "title"))
        for group in _GROUPS
        for how, query in _matches(schema, group, term)
    ]
    return Query.disjunction_max_query(scored)


def _matches(schema: tantivy.Schema, group: str, term: Term) -> Iterable[tuple[int, Query]]:
    if len(term.words) > 1:
        yield EXACT, Query.phrase_query(schema, group, list(term.words))
        return
    word = term.words[0]
    yield EXACT, Query.term_query(schema, group, word)
    for stem in sorted(term.stems):
        yield STEM, Query.term_query(schema, f"{group}_stems", stem)
    if term.prefix:
        yield PREFIX, Query.regex_query(schema, group, f"{word}.*")
    if term.distance:
        yield FUZZY, Query.fuzzy_term_query(schema, group, word, term.distance)


def index(tables: Tables, stated: bool = False) -> Index:
    """Return the index of a package, made once; `stated` leaves out what is only inferred."""
    return _index(tables, stated)


@lru_cache(maxsize=8)
def _index(tables: Tables, stated: bool) -> Index:
    return Index(tables, stated)


@lru_cache(maxsize=8)
def languages(tables: Tables) -> tuple[str, ...]:
    """Return the languages that the package holds (ISO 639-1)."""
    return tuple(sorted(tables.rows("translations")["lang"].unique()))


def documents(tables: Tables, stated: bool) -> Iterable[Document]:
    """Yield the events of a package with their texts and those of what they are about."""
    own = {name: texts_of(tables, "events", "event_id", (name,)) for name in _OWN}
    about = links(tables)
    about = about[~(about["inferred"] & stated)].drop(columns="inferred")
    others = _texts_by_event(tables, about.itertuples(index=False, name=None))
    for event in tables.rows("events")["event_id"]:
        mine = [Text(name, lang, text) for name in _OWN for lang, text in own[name][event]]
        yield Document(EVENT, event, tuple(dict.fromkeys([*mine, *others.get(event, ())])))


def _texts_by_event(
    tables: Tables, rows: Iterable[tuple[str, str, str, str]]
) -> Mapping[str, list[Text]]:
    names = {dimension: dict(texts(tables, dimension)) for dimension in NAMES}
    names["collective"] = {ALL_MEMBERS: of_collective(tables)}
    found: dict[str, list[Text]] = {}
    for event, field, dimension, code in rows:
        known = names[dimension].get(code) or [("", code)]
        found.setdefault(event, []).extend(Text(field, lang, text) for lang, text in known)
    return found


def of_collective(tables: Tables) -> Sequence[tuple[str, str]]:
    """Return how "the member states" are named: language, text."""
    rows = tables.rows("translations")
    rows = rows[(rows["table"] == "vocabulary") & (rows["key"] == _COLLECTIVE)]
    return list(zip(rows["lang"], rows["text"], strict=True))


def _names(tables: Tables) -> Iterable[Document]:
    for dimension in NAMES:
        for code, known in texts(tables, dimension).items():
            yield Document(dimension, code, tuple(Text(TITLE, lang, text) for lang, text in known))
