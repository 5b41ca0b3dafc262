"""How the data are cited: in one plain line, and as BibTeX."""

from __future__ import annotations

import re

from cstoviz import text
from cstoviz.methods.declared import creators, document
from cstoviz.tables import Package
from cstoviz.text import t

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: f"\\{char}" for char in "&%$#_{}"},
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def plain(package: Package) -> str:
    """Return the citation as one line: who, year, title, version, day, licence, address."""
    authors = text.listed(list(creators(document(package))))
    year = str(package.created.year) if package.created else t("methods.cite.no-year")
    title = t("methods.cite.title", title=package.title, version=package.version)
    parts = [
        *([t("methods.cite.who", authors=authors, year=year), title] if authors else [title]),
        t("methods.cite.created", day=text.day(package.created)) if package.created else "",
        t("methods.cite.through", day=text.day(package.through)) if package.through else "",
        t("methods.cite.licence", licence=package.licence) if package.licence else "",
        package.homepage,
    ]
    return " ".join(part for part in parts if part)


def bibtex(package: Package) -> str:
    """Return the citation as a BibTeX entry; fields that the package does not tell are left out."""
    created = package.created
    authors = " and ".join(f"{{{escaped(name)}}}" for name in creators(document(package)))
    fields = {
        "author": f"{{{authors}}}" if authors else "",
        "title": f"{{{{{escaped(package.title)}}}}}",
        "year": f"{{{created.year}}}" if created else "",
        "month": _MONTHS[created.month - 1] if created else "",
        "version": f"{{{escaped(package.version)}}}",
        "note": f"{{{escaped(_note(package))}}}",
        "license": f"{{{escaped(package.licence)}}}" if package.licence else "",
        "url": f"{{{package.homepage}}}" if package.homepage else "",
    }
    lines = [f"  {name} = {value}" for name, value in fields.items() if value]
    return f"@misc{{{_key(package)},\n" + ",\n".join(lines) + "\n}"


def escaped(value: str) -> str:
    """Return a text with the characters that BibTeX reads as commands made plain."""
    return "".join(_SPECIAL.get(char, char) for char in value)


def _note(package: Package) -> str:
    parts = [
        t("methods.cite.note", version=package.version),
        t("methods.cite.created", day=text.day(package.created)) if package.created else "",
        t("methods.cite.through", day=text.day(package.through)) if package.through else "",
    ]
    return " ".join(part for part in parts if part)


def _key(package: Package) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", f"{package.name}-{package.version}").strip("-")
