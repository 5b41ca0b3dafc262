"""Texts as a document may hold them: in one line, without characters that steer what shows them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_STEERING = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ufeff\ufffe\uffff\ud800-\udfff]"
)
_SPACES = re.compile("[\t-\r\x1c-\x20\x85\u2028\u2029]+")
_ENDLESS = re.compile(r"[^\s\-\u200b]{25,}")
_PIECE = re.compile(".{12}(?=.)")
_EXACT = ("url", "link", "file")


def inert(text: str) -> str:
    """Return a text in one line, without control characters and those that turn its direction."""
    return _SPACES.sub(" ", _STEERING.sub("", text)).strip()


def breaking(text: str) -> str:
    """Return a text in which words too long for a column can break, unseen, between letters."""
    return _ENDLESS.sub(lambda word: _PIECE.sub("\\g<0>\u200b", word[0]), text)


def all_inert(value: Any, key: str = "") -> Any:
    """Return the same data with every text in it made inert; addresses never break."""
    if isinstance(value, str):
        return inert(value) if key in _EXACT else breaking(inert(value))
    if isinstance(value, Mapping):
        return {name: all_inert(part, name) for name, part in value.items()}
    return [all_inert(part) for part in value] if isinstance(value, list | tuple) else value
