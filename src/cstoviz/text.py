"""Every text a reader sees, by key, from one catalogue per language (`locale/<lang>/*.po`)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from babel import Locale, UnknownLocaleError, negotiate_locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

DEFAULT_LANGUAGE = "en"
FOLDER = "CSTOVIZ_LOCALE"
"""The environment variable that names a folder with further catalogues, one folder each."""

_CLDR_ORDER = ("one", "two", "few", "many", "other")
_TWO_STOPS = re.compile(r"(?<=[^\W\d_])\.\.(?!\.)")
_INNER = {"«": "„", "»": "“"}
_language: ContextVar[str] = ContextVar("language", default=DEFAULT_LANGUAGE)


def language() -> str:
    """Return the code of the language that texts come in now (ISO 639-1)."""
    return _language.get()


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Make texts, numbers and dates come in `lang` inside the block."""
    token = _language.set(lang)
    try:
        yield
    finally:
        _language.reset(token)


def speak(lang: str) -> None:
    """Make texts, numbers and dates come in `lang` from now on, in this thread."""
    _language.set(lang)


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a catalogue, the default first."""
    found = {item.name for folder in _folders() for item in folder.iterdir() if item.is_dir()}
    return (DEFAULT_LANGUAGE, *sorted(found - {DEFAULT_LANGUAGE}))


def endonym(lang: str) -> str:
    """Return the name of a language in itself: "English", "Русский"."""
    name = Locale.parse(lang).get_display_name(lang) or lang
    return name[:1].upper() + name[1:]


def accepted(header: str) -> list[str]:
    """Return the languages that a browser's header `Accept-Language` lists, as they stand there."""
    return [item.split(";")[0].strip() for item in header.split(",")]


def best_language(wanted: Sequence[str]) -> str:
    """Return the language that suits a reader best who wants these ("ru-RU", "en"), in order."""
    known = [code.replace("-", "_") for code in wanted if code]
    tags = [part for code in known for part in dict.fromkeys((code, code.split("_")[0]))]
    try:
        return negotiate_locale(tags, languages()) or DEFAULT_LANGUAGE
    except (ValueError, UnknownLocaleError):
        return DEFAULT_LANGUAGE


def wished_language(given: Sequence[str], header: str) -> str:
    """Return the language of an answer: one that is asked for and exists, else the browser's."""
    asked = [lang for lang in given if lang in languages()]
    return asked[0] if asked else best_language(accepted(header))


def _folders() -> list[Traversable]:
    further = os.environ.get(FOLDER)
    return [resources.files("cstoviz") / "locale", *([Path(further)] if further else [])]


@lru_cache(maxsize=16)
def messages(lang: str) -> Mapping[str, tuple[str, ...]]:
    """Return every text of a language by key, with its plural forms.

    Raises FileNotFoundError when there is no such language, ValueError when a key stands twice.
    """
    found: dict[str, tuple[str, ...]] = {}
    for message in _entries(lang):
        key = message.id if isinstance(message.id, str) else message.id[0]
        if key in found:
            raise ValueError(f"{key!r} stands twice in locale/{lang}")
        string = message.string or ""
        found[key] = (string,) if isinstance(string, str) else tuple(string)
    return found


def _entries(lang: str) -> Iterator[Message]:
    folder = next((place for each in _folders() if (place := each / lang).is_dir()), None)
    if folder is None:
        raise FileNotFoundError(f"no folder locale/{lang}")
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        with file.open("rb") as stream:
            yield from (message for message in read_po(stream, locale=lang) if message.id)


def _message(key: str) -> tuple[str, tuple[str, ...]]:
    """Return the language and forms of a text: of the present language, else the default."""
    for lang in dict.fromkeys((language(), DEFAULT_LANGUAGE)):
        forms = messages(lang).get(key)
        if forms and forms[0]:
            return lang, forms
    raise KeyError(f"no text {key!r} in locale/{language()}")


@lru_cache(maxsize=4096)
def _plural(lang: str, n: int) -> int:
    """Return which of a language's plural forms a number takes."""
    rules = Locale.parse(lang).plural_form
    order = [tag for tag in _CLDR_ORDER if tag in {*rules.tags, "other"}]
    return order.index(rules(n))


def has(key: str) -> bool:
    """Say whether there is a text of that key."""
    return key in messages(language()) or key in messages(DEFAULT_LANGUAGE)


class Counted(str):
    """A number in words that a text can ask for in a grammatical case.

    Where a catalogue writes `{events:gen}` and `events` was made by `tn("events", n)`, the text
    `events.gen` of the same number stands there. Languages without cases do not ask.
    """

    key: str
    n: int
    values: Mapping[str, object]

    def __format__(self, case: str) -> str:
        return tn(f"{self.key}.{case}", self.n, **self.values) if case else str(self)


def t(key: str, /, **values: object) -> str:
    """Return the text of `key` with `{names}` filled in. Raises KeyError for an unknown key."""
    text = _message(key)[1][0]
    return _tidied(text.format(**values)) if values else text


def tn(key: str, n: int, /, **values: object) -> Counted:
    """Return the text of `key` in the plural form that `n` takes; `{n}` is `n` as a reader reads.

    Raises KeyError for an unknown key.
    """
    lang, forms = _message(key)
    form = forms[min(_plural(lang, n), len(forms) - 1)]
    said = Counted(_tidied(form.format(n=number(n), **values)))
    said.key, said.n, said.values = key, n, values
    return said


def _tidied(said: str) -> str:
    """Mend what filling in can break: two full stops after "2025 г.", quotation marks in others."""
    said = _TWO_STOPS.sub(".", said) if ".." in said else said
    return "".join(_nested(said)) if said.count("«") > 1 else said


def _nested(said: str) -> Iterator[str]:
    depth = 0
    for mark in said:
        depth -= mark == "»"
        yield _INNER.get(mark, mark) if depth > 0 else mark
        depth += mark == "«"


def number(value: float) -> str:
    """Write a number with the language's separators: 12345 -> "12,345"."""
    return _number(value, language())


@lru_cache(maxsize=8192)
def _number(value: float, lang: str) -> str:
    return format_decimal(value, locale=lang)


def percent(part: float, whole: float) -> str:
    """Write a share of a whole in whole per cent; "–" where the whole is zero."""
    return _percent(part / whole, language()) if whole else "–"


@lru_cache(maxsize=4096)
def _percent(share: float, lang: str) -> str:
    return format_percent(share, locale=lang)


def percent_in_tables(share: float) -> str:
    """Write a share in per cent with a tenth, as tables show it: 0.4725 -> "47.3%"."""
    return format_percent(round(share, 3), locale=language(), decimal_quantization=False)


def day(value: date) -> str:
    """Write a date: "13 May 2025"."""
    return _dated(value, t("format.day"), language())


def month(value: date) -> str:
    """Write a month: "May 2025"."""
    return _dated(value, t("format.month"), language())


def dated(value: date, key: str) -> str:
    """Write a date in the pattern that the catalogue has under `key`: "Jan"."""
    return _dated(value, t(key), language())


def initial(month: date) -> str:
    """Write a month by its first letter: "J"."""
    return _dated(month, "LLLLL", language())


@lru_cache(maxsize=8192)
def _dated(value: date, pattern: str, lang: str) -> str:
    return format_date(value, pattern, locale=lang)


def span(start: date, end: date) -> str:
    """Write a period, both ends included, without saying a month or year twice."""
    if start == end:
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return t("format.span.days", start=start.day, end=day(end))
    if start.year == end.year:
        first = dated(start, "format.day-month")
        return t("format.span", start=first, end=day(end))
    return t("format.span", start=day(start), end=day(end))


def listed(items: Sequence[str], joined_by: str = "and") -> str:
    """Join items as the language lists them, by "and" or by "or"."""
    return format_list(list(items), "standard" if joined_by == "and" else "or", locale=language())
