"""Making a file of a briefing: what is told meanwhile, and how it is called off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sized
from dataclasses import dataclass
from typing import Protocol, TypeVar

from cstoviz.export.briefing.model import Briefing
from cstoviz.tables import Tables

T = TypeVar("T")

Progress = Callable[[float, str], None]
"""Told again and again while a file is made: how much is done (0 to 1), and what comes next, in
words ("" for nothing new). It may raise `CalledOff`, which ends the making."""


class CalledOff(Exception):  # noqa: N818
    """Nobody wants the file any more."""


class NotMade(Exception):  # noqa: N818
    """A file could not be made; the message is for a reader, in the present language."""


class Maker(Protocol):
    """Makes a file of a briefing; the same briefing and tables give the same bytes.

    Raises CalledOff when `progress` does, NotMade when something that it needs is missing.
    """

    def __call__(self, briefing: Briefing, tables: Tables, progress: Progress) -> bytes:
        """Return the file's bytes."""
        ...


@dataclass(frozen=True)
class Format:
    """A kind of file: the ending of its name, its media type, and what makes it."""

    suffix: str
    media_type: str
    make: Maker


def silent(_done: float, _what: str) -> None:
    """Tell nobody."""


def part(progress: Progress, start: float, end: float) -> Progress:
    """Return the progress of a part of the work, which takes it from `start` to `end`."""
    return lambda done, what: progress(start + (end - start) * done, what)


def each(items: Iterable[T], progress: Progress, name: Callable[[T], str]) -> Iterator[T]:
    """Go through items and tell of each before it is worked on."""
    listed = list(items) if not isinstance(items, Sized) else items
    total = max(len(listed), 1)
    for place, item in enumerate(listed):
        progress(place / total, name(item))
        yield item
    progress(1.0, "")
