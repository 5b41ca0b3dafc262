"""Names of sheets: numbered as the chapters, short, without what a name may not hold."""

from __future__ import annotations

import re

LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_ENDS = " .,;:–—-'\""


def sheet_name(number: str, words: str) -> str:
    """Return a number and as many of the words as a sheet's name has room for.

    A number that no other sheet has makes the name unique.
    """
    said = _FORBIDDEN.sub(" ", words).strip(_ENDS)
    room = LONGEST - len(number) - 1
    if len(said) > room:
        cut = said[: room + 1].rpartition(" ")[0] or said[:room]
        said = cut.strip(_ENDS)
    return f"{number} {said}".strip(" '")


def inside(sheet: str, cell: str = "A1") -> str:
    """Return the address of a cell of this workbook, for a link."""
    return f"internal:'{sheet.replace(chr(39), chr(39) * 2)}'!{cell}"
