"""Every text a reader sees, by key, from one catalogue per language (`locale/<lang>/*.po`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from importlib import resources

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

DEFAULT_LANGUAGE = "en"
_CLDR_ORDER = ("one", "two", "few", "many", "other")
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
    folder = resources.files("cstoviz") / "locale" / lang
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        with file.open("rb") as stream:
            yield from (message for message in read_po(stream, locale=lang) if message.id)


def _message(lang: str, key: str) -> tuple[str, ...]:
    forms = messages(lang).get(key)
    if not forms or not forms[0]:
        raise KeyError(f"no text {key!r} in locale/{lang}")
    return forms


def _form(forms: tuple[str, ...], lang: str, n: int) -> str:
    rules = Locale.parse(lang).plural_form
    order = [tag for tag in _CLDR_ORDER if tag in {*rules.tags, "other"}]
    return forms[min(order.index(rules(n)), len(forms) - 1)]


def has(key: str) -> bool:
    """Say whether the present language has a text of that key."""
    return key in messages(language())


def t(key: str, /, **values: object) -> str:
    """Return the text of `key` with `{names}` filled in. Raises KeyError for an unknown key."""
    text = _message(language(), key)[0]
    return text.format(**values) if values else text


def tn(key: str, n: int, /, **values: object) -> str:
    """Return the text of `key` in the plural form that `n` takes; `{n}` is `n` as a reader reads.

    Raises KeyError for an unknown key.
    """
    forms = _message(language(), key)
    form = _form(forms, language(), n)
    return form.format(n=number(n), **values)


def number(value: float) -> str:
    """Write a number with the language's separators: 12345 -> "12,345"."""
    return format_decimal(value, locale=language())


def percent(part: float, whole: float) -> str:
    """Write a share of a whole in whole per cent; "–" where the whole is zero."""
    return format_percent(part / whole, locale=language()) if whole else "–"


def day(value: date) -> str:
    """Write a date: "13 May 2025"."""
    return format_date(value, t("format.day"), locale=language())


def month(value: date) -> str:
    """Write a month: "May 2025"."""
    return format_date(value, t("format.month"), locale=language())


def span(start: date, end: date) -> str:
    """Write a period, both ends included, without saying a month or year twice."""
    if start == end:
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return t("format.span", start=start.day, end=day(end))
    if start.year == end.year:
        first = format_date(start, t("format.day-month"), locale=language())
        return t("format.span", start=first, end=day(end))
    return t("format.span", start=day(start), end=day(end))


def listed(items: Sequence[str], joined_by: str = "and") -> str:
    """Join items as the language lists them, by "and" or by "or"."""
    return format_list(list(items), "standard" if joined_by == "and" else "or", locale=language())
