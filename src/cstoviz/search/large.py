"""Search in a package of many events, where they lie: which events have words in their texts.

What is sought has to stand in a text as it is written, in any part of it, whatever its case. Names
of other things are sought in the index of names, as in any package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from operator import add, or_
from typing import Any

import narwhals as nw
import pandas as pd

from cstoviz import joins
from cstoviz.search.index import Document, documents, index, of_collective
from cstoviz.search.links import NAMES, OPERATION, targets_above, texts
from cstoviz.search.words import best, parts, terms
from cstoviz.tables import ALL_MEMBERS, Frame, Memory, Tables, collect, lazy

Named = Mapping[str, Sequence[str]]
"""Codes by their dimension, see `links.NAMES`."""

_OWN = ("title", "summary", "venue")
_OF_EVENTS = ("events", "participations", "codings")
_KEYS = ["event_id", "dimension", "code"]


def found(tables: Tables, events: Frame, words: str, stated: bool) -> Frame:
    """Return which of these events have all words: event_id, score (how many are in the title)."""
    asked = parts(words)
    if not asked:
        return events.select("event_id", score=nw.lit(0)).head(0)
    rows = [_own(events, asked), _translated(tables, asked)]
    for place, part in enumerate(asked):
        about = _concerning(tables, events, _named(tables, part), stated, absent=True)
        marks = {mark: nw.lit(int(mark == _mark(place))) for mark in _marks(asked)}
        rows += [each.select("event_id", **marks) for each in about]
    each = nw.concat(rows, how="vertical").group_by("event_id")
    best_of = each.agg(nw.col(*_marks(asked)).max())
    whole = best_of.filter(*(nw.col(mark) > 0 for mark in _marks(asked)))
    score = reduce(add, (nw.col(mark) for mark in _marks(asked))) - len(asked)
    return joins.semi(whole.select("event_id", score=score), events)


def _marks(asked: Sequence[str]) -> Sequence[str]:
    """Return the columns that say for each word where an event has it: 0 nowhere, 2 in its title,
    1 elsewhere."""
    return [_mark(place) for place in range(len(asked))]


def _mark(place: int) -> str:
    return f"mark_{place}"


def _own(events: Frame, asked: Sequence[str]) -> Frame:
    """Return the events that have a word in texts of their own, with the marks of each word."""
    texts_of_events = _lowered(events, "event_id", *_OWN)
    return _marked(
        texts_of_events, asked, lambda part: (_has("title", part), _in_any(_OWN[1:], part))
    )


def _translated(tables: Tables, asked: Sequence[str]) -> Frame:
    """Return the same of their texts in other languages."""
    rows = tables.translations.filter(nw.col("table") == "events", nw.col("field").is_in(_OWN))
    said = _lowered(rows, "key", "text").rename({"key": "event_id"})
    return _marked(said, asked, lambda part: (nw.lit(value=False), _has("text", part)))


def _lowered(rows: Frame, key: str, *names: str) -> Frame:
    return rows.select(key, *(nw.col(name).str.to_lowercase() for name in names))


def _marked(
    rows: Frame, asked: Sequence[str], places: Callable[[str], tuple[nw.Expr, nw.Expr]]
) -> Frame:
    """Return the rows with a word: event_id and marks. `places`: in the title, elsewhere."""
    marks = {}
    for place, part in enumerate(asked):
        title, others = places(part)
        elsewhere = nw.when(others).then(nw.lit(1)).otherwise(nw.lit(0))
        marks[_mark(place)] = nw.when(title).then(nw.lit(2)).otherwise(elsewhere)
    found_any = reduce(or_, (nw.col(mark) > 0 for mark in marks))
    return rows.select("event_id", **marks).filter(found_any)


def _in_any(names: Sequence[str], part: str) -> nw.Expr:
    return reduce(or_, (_has(name, part) for name in names))


def _has(column: str, part: str) -> nw.Expr:
    """Say whether a text in small letters has a word or phrase."""
    found: nw.Expr = nw.col(column).str.contains(part, literal=True)
    return found.fill_null(value=False)


def _named(tables: Tables, part: str) -> Named:
    """Return what bears a word or phrase in its names; "the member states" among organisations."""
    known = index(tables)
    wanted = [replace(term, distance=0) for term in terms(f'"{part}"', known.languages)]
    named: dict[str, list[str]] = {}
    for each, _ in known.find(wanted, tuple(NAMES)):
        named.setdefault(each.dimension, []).append(each.code)
    if any(best(said, wanted, known.languages) for _, said in of_collective(tables)):
        named.setdefault("organisation", []).append(ALL_MEMBERS)
    return named


def concerning(
    tables: Tables, events: Frame, named: Named, stated: bool, absent: bool = False
) -> Frame:
    """Return which of these events concern what is named: event_id, dimension, code.

    `absent` adds those from which a participant stayed away; `stated` leaves out participants that
    no source states. See `links.links` for what an event is about.
    """
    rows = list(_concerning(tables, events, named, stated, absent))
    if not rows:
        nothing = nw.lit(None, dtype=nw.String)
        return events.select("event_id", dimension=nothing, code=nothing).head(0)
    whole = nw.concat([each.select(_KEYS) for each in rows], how="vertical")
    return joins.semi(joins.distinct(whole), events)


def _concerning(
    tables: Tables, events: Frame, named: Named, stated: bool, absent: bool
) -> Iterable[Frame]:
    """Yield the same in parts, where participations and codings are those of any events."""
    yield from _held(tables, events, named)
    yield from _taking_part(tables, named, stated, absent)
    yield from _serving(tables, named)
    yield from _operations(tables, events, named)


def _held(tables: Tables, events: Frame, named: Named) -> Iterable[Frame]:
    hosted = joins.with_host(tables, events)
    columns = {"place": "place_id", "state": "host", "organ": "organ"}
    for dimension in columns.keys() & named.keys():
        found = hosted.filter(nw.col(columns[dimension]).is_in(named[dimension]))
        yield found.select("event_id", dimension=nw.lit(dimension), code=nw.col(columns[dimension]))


def _taking_part(tables: Tables, named: Named, stated: bool, absent: bool) -> Iterable[Frame]:
    codes = [*named.get("state", ()), *named.get("organisation", ())]
    if not codes:
        return
    rows = tables.participations.filter(nw.col("participant").is_in(codes))
    if stated:
        rows = rows.filter(nw.col("basis") != "inferred")
    if not absent:
        rows = rows.filter(nw.col("role") != "absent")
    yield rows.select("event_id", dimension="participant_kind", code="participant")


def _serving(tables: Tables, named: Named) -> Iterable[Frame]:
    pairs = [
        (target, dimension, code)
        for target, above in targets_above(tables).items()
        for dimension, code in above
        if code in named.get(dimension, ())
    ]
    if not pairs:
        return
    known = pd.DataFrame(pairs, columns=["target_id", *_KEYS[1:]], dtype="str")
    lent = tables.engine.lend(known)
    yield tables.codings.select("event_id", "target_id").join(lent, on="target_id")


def _operations(tables: Tables, events: Frame, named: Named) -> Iterable[Frame]:
    """Yield, for each operation, the events of its kind whose title has a name of it."""
    kinds = tables.rows("operations").set_index("name")["kind"]
    for code in named.get(OPERATION, ()):
        names = [text.lower() for _, text in texts(tables, OPERATION)[code]]
        of_kind = events.filter(nw.col("kind") == kinds[code])
        titled = reduce(or_, (_has("title", name) for name in names))
        kept = _lowered(of_kind, "event_id", "title").filter(titled)
        yield kept.select("event_id", dimension=nw.lit(OPERATION), code=nw.lit(code))


def documents_of(tables: Tables, events: Sequence[str], stated: bool) -> Iterable[Document]:
    """Yield these events with their texts and those of what they are about."""
    keys = pd.DataFrame({"event_id": pd.Series(list(events), dtype="str")})
    wanted = tables.engine.lend(keys).with_columns(nw.col("event_id").cast(nw.String))
    frames: dict[str, Any] = {
        name: lazy(collect(joins.semi(getattr(tables, name), wanted))) for name in _OF_EVENTS
    }
    others = {table for table, *_ in NAMES.values()}
    frames |= {name: lazy(tables.rows(name)) for name in others}
    about = nw.col("table") == "events"
    said = joins.semi(tables.translations.filter(about).rename({"key": "event_id"}), wanted)
    rows = [tables.translations.filter(~about), said.rename({"event_id": "key"})]
    columns = tables.translations.collect_schema().names()
    both = nw.concat([each.select(columns) for each in rows], how="vertical")
    frames["translations"] = lazy(collect(both))
    return documents(replace(tables, **frames, engine=Memory(), base=None), stated)
