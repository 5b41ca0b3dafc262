"""What the command line was asked for: the keys of the address, as options or as a copied link."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from cstoviz.export.briefing import choice
from cstoviz.selection import KEYS, Rejected, Selection, choices, from_query
from cstoviz.tables import Tables
from cstoviz.text import t
from cstoviz.views.core import Option
from cstoviz.views.registry import views

Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Asked:
    """A selection and the slides that tell it."""

    selection: Selection
    slides: tuple[str, ...]


class Wrong(Exception):  # noqa: N818
    """Something that was asked for does not exist; the message says what, and what does."""


def query_of(link: str) -> dict[str, list[str]]:
    """Return the query of a copied link, or of the part of one from its "?" on."""
    return parse_qs(urlsplit(link).query)


def home_of(link: str) -> str:
    """Return the address of the dashboard that a link was copied from; "" for a part of one."""
    parts = urlsplit(link)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    return f"{parts.scheme}://{parts.netloc}{parts.path.rpartition('/')[0]}"


def asked(query: Query, tables: Tables, strict: Iterable[str]) -> Asked:
    """Return what a query asks for. Raises Wrong for a value that does not exist.

    Keys that neither the filter nor a view has are passed over, as a copied link may hold them,
    unless they are among `strict`.
    """
    own = _options()
    unknown = [key for key in strict if key not in (*KEYS, *own, choice.SLIDES)]
    if unknown:
        raise Wrong(t("cli.brief.unknown", keys=", ".join(unknown), known=", ".join(own)))
    slides, strange = choice.read(",".join(query.get(choice.SLIDES, ())))
    if strange:
        raise Wrong(_wrong(choice.SLIDES, strange[0], choice.slide_ids()))
    kept = {key: given for key, given in query.items() if key in (*KEYS, *own)}
    selection, rejected = from_query(kept, tables)
    for each in rejected:
        raise Wrong(_rejected(each, tables))
    for key, value in selection.options:
        _check(own[key], value, tables, selection)
    return Asked(selection, slides)


def _options() -> dict[str, list[Option]]:
    found: dict[str, list[Option]] = {}
    for view in views().values():
        for option in view.options:
            found.setdefault(option.key, []).append(option)
    return found


def _check(options: Sequence[Option], value: str, tables: Tables, selection: Selection) -> None:
    if any(option.value(tables, selection) == value for option in options):
        return
    allowed = [code for option in options for code in option.choices(tables, selection)]
    raise Wrong(_wrong(options[0].key, value, dict.fromkeys(allowed)))


def _rejected(found: Rejected, tables: Tables) -> str:
    if found.key == "period":
        return t("cli.brief.period-wrong", value=found.value)
    return _wrong(found.key, found.value, choices(tables)[found.key])


def _wrong(key: str, value: str, allowed: Iterable[str]) -> str:
    return t("cli.brief.wrong", key=key, value=value, allowed=", ".join(allowed))
