"""Numbers and days as the little languages of a figure's formats write them."""

from __future__ import annotations

import re
from datetime import datetime

from babel.dates import format_date

from cstoviz import text

_NUMBER = re.compile(r"^(,?)(?:\.(\d+))?([dfs%]?)$")
_DATE = re.compile(r"%(-?)([a-zA-Z%])")
_PATTERNS = {
    "Y": "y", "y": "yy", "B": "LLLL", "b": "LLL", "m": "MM", "-m": "M", "d": "dd", "-d": "d",
    "e": "d", "a": "ccc", "A": "cccc", "H": "HH", "M": "mm", "S": "ss",
}  # fmt: skip


def number(value: float, pattern: str, separators: str) -> str:
    """Write a number in a d3 format (",d", ".1f", ".0%", "" for as many digits as it has).

    `separators` are the decimal mark and the one between thousands, as a figure has them.
    """
    read = _NUMBER.match(pattern)
    commas, digits, kind = read.groups() if read else ("", None, "")
    places = int(digits) if digits is not None else 0 if kind in "d%" and kind else None
    scaled = value * 100 if kind == "%" else value
    said = f"{abs(scaled):,.{places}f}" if places is not None else _shortest(abs(scaled))
    whole = said.partition(".")[0].replace(",", "")
    if not commas and (kind or len(whole) < 5):
        said = said.replace(",", "")
    minus = "−" if scaled < 0 and any(digit in said for digit in "123456789") else ""
    return minus + _separated(said, separators) + ("%" if kind == "%" else "")


def _shortest(value: float) -> str:
    said = f"{value:,.10f}".rstrip("0").rstrip(".")
    return said or "0"


def _separated(said: str, separators: str) -> str:
    marks = separators + ".,"[len(separators) :]
    return said.translate({ord("."): marks[0], ord(","): marks[1]})


def date(value: datetime, pattern: str) -> str:
    """Write a day in a d3 format ("%-d %b %Y") in the present language; without one in full."""
    if not pattern:
        return text.day(value.date())
    return _DATE.sub(lambda part: _part(value, part.group(1), part.group(2)), pattern)


def _part(value: datetime, dash: str, letter: str) -> str:
    if letter == "%":
        return "%"
    pattern = _PATTERNS.get(f"{dash}{letter}") or _PATTERNS.get(letter)
    if letter in "HMS":
        return f"{value:%{letter}}"
    return str(format_date(value.date(), pattern, locale=text.language())) if pattern else ""
