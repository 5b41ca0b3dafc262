"""What the command line was asked for: the keys of the address, as options or as a copied link."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import parse_qs, urlsplit

from cstoviz.export.briefing import choice
from cstoviz.export.briefing.asked import Asked, Query, options, read
from cstoviz.selection import KEYS, Rejected, Selection, choices
from cstoviz.tables import Tables
from cstoviz.text import t


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
    own = options()
    unknown = [key for key in strict if key not in (*KEYS, *own, choice.SLIDES)]
    if unknown:
        raise Wrong(t("cli.brief.unknown", keys=", ".join(unknown), known=", ".join(own)))
    found = read(query, tables)
    for each in found.wrong:
        raise Wrong(_said(each, tables, found.selection))
    return found


def _said(wrong: Rejected, tables: Tables, selection: Selection) -> str:
    """Say what is wrong, and what there is instead."""
    if wrong.key == "period":
        return t("cli.brief.period-wrong", value=wrong.value)
    allowed = ", ".join(dict.fromkeys(_allowed(wrong.key, tables, selection)))
    return t("cli.brief.wrong", key=wrong.key, value=wrong.value, allowed=allowed)


def _allowed(key: str, tables: Tables, selection: Selection) -> Iterable[str]:
    if key == choice.SLIDES:
        return choice.slide_ids()
    if key in KEYS:
        return choices(tables)[key]
    return [code for option in options()[key] for code in option.choices(tables, selection)]
