"""What a request asks for, strictly: an unknown key or a wrong value is an error."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import process
from starlette.requests import Request

from cstoviz import text
from cstoviz.api.problems import Wrong
from cstoviz.periods import presets
from cstoviz.requested import query_of
from cstoviz.selection import KEYS, Selection, choices, from_query
from cstoviz.tables import Tables
from cstoviz.views.core import MOST_WRITTEN, Option, View

LANGUAGE = "lang"
RANGE = "YYYY-MM-DD..YYYY-MM-DD"
SEVERAL = ("states", "kinds", "organs", "status")
"""Keys that can stand several times."""

_NEAR = 60
"""How like two words have to be (per cent), for one to be proposed for the other."""


@dataclass(frozen=True)
class _Bad:
    """A value that cannot be taken, and what could be."""

    key: str
    value: str
    allowed: Sequence[str]

    def told(self) -> dict[str, Any]:
        return {"key": self.key, "value": self.value, "allowed": list(self.allowed)}


def selection_of(
    request: Request, tables: Tables, view: View | None = None, own: Collection[str] = ()
) -> Selection:
    """Return what a request selects, with the view's options.

    `own` are keys that the caller reads itself. Raises Wrong (400) that names every key which is
    not known and every value that cannot be taken, with what can be.
    """
    query = query_of(request)
    options = view.options if view else ()
    _known(query, [*KEYS, *(option.key for option in options), LANGUAGE, *own])
    bad = [*_repeated(query, own), *_bad_language(query)]
    kept = {key: given for key, given in query.items() if key not in (LANGUAGE, *own)}
    selection, rejected = from_query(kept, tables)
    bad += [_Bad(each.key, each.value, _allowed(each.key, tables)) for each in rejected]
    bad += [_Bad(key, "", _allowed(key, tables)) for key in KEYS if "" in query.get(key, ())]
    bad += [each for option in options for each in _bad_option(option, kept, tables, selection)]
    if bad:
        raise wrong_values(bad)
    return selection


def only_language(request: Request) -> None:
    """Let an answer that knows no filter be asked for with a language alone.

    Raises Wrong (400) where anything else is asked, which would not be heard.
    """
    query = query_of(request)
    _known(query, [LANGUAGE])
    if bad := [*_repeated(query, ()), *_bad_language(query)]:
        raise wrong_values(bad)


def _known(query: Mapping[str, Sequence[str]], keys: Sequence[str]) -> None:
    strange = [key for key in query if key not in keys]
    if not strange:
        return
    said = {"keys": text.listed(strange), "known": text.listed(keys)}
    errors = [{"key": key, "value": query[key][0], "allowed": near(key, keys)} for key in strange]
    raise Wrong(400, "unknown-key", said, {"errors": errors, "keys": list(keys)})


def near(word: str, known: Sequence[str]) -> list[str]:
    """Return the known words that a word may have been meant as, the likeliest first."""
    found = process.extract(word, known, score_cutoff=_NEAR, limit=3)
    return [each[0] for each in found]


def wrong_values(bad: Sequence[_Bad]) -> Wrong:
    """Return the problem of values that cannot be taken."""
    said = text.listed([f"{each.key}={each.value}" for each in bad])
    return Wrong(400, "wrong-value", {"values": said}, {"errors": [each.told() for each in bad]})


def wrong_value(key: str, value: str, allowed: Sequence[str]) -> Wrong:
    """Return the problem of one value that cannot be taken; `allowed` may say it in words."""
    return wrong_values([_Bad(key, value, allowed)])


def _repeated(query: Mapping[str, Sequence[str]], own: Collection[str]) -> list[_Bad]:
    single = [key for key in query if key not in (*SEVERAL, *own)]
    return [_Bad(key, query[key][1], query[key][:1]) for key in single if len(query[key]) > 1]


def _bad_language(query: Mapping[str, Sequence[str]]) -> list[_Bad]:
    known = text.languages()
    return [_Bad(LANGUAGE, each, known) for each in query.get(LANGUAGE, ()) if each not in known]


def _allowed(key: str, tables: Tables) -> Sequence[str]:
    return [*presets(tables), RANGE] if key == "period" else choices(tables)[key]


def _bad_option(
    option: Option, query: Mapping[str, Sequence[str]], tables: Tables, selection: Selection
) -> list[_Bad]:
    given = next(iter(query.get(option.key, ())), None)
    if given is None:
        return []
    if option.control == "search":
        too_long = len(given.strip()) > MOST_WRITTEN
        return [_Bad(option.key, given, _most_written())] if too_long else []
    codes = list(option.offered(tables, selection))
    several = option.control == "several"
    asked = given.split(",") if several and given else [] if several else [given]
    return [_Bad(option.key, each, codes) for each in asked if each not in codes]


def _most_written() -> list[str]:
    return [text.t("problem.most-written", n=text.number(MOST_WRITTEN))]
