"""What a briefing is made of: slides with a heading, one sentence, and an answer to show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cstoviz.context import Context
from cstoviz.selection import Selection
from cstoviz.tables import Package
from cstoviz.views.core import Answer

TITLE, METHOD = "title", "method"
"""The slides that show no view: what this is; how it was counted, and what it rests on."""


@dataclass(frozen=True)
class Source:
    """One address that events were reported at; `number` is its place among those of a briefing.

    events: how many events of the selection it reports; `link` is "" where it is no web address.
    """

    number: int
    source: str
    url: str
    link: str
    publisher: str
    kind: str
    language: str
    events: int


@dataclass(frozen=True)
class Slide:
    """One slide.

    id: `TITLE`, `METHOD` or the id of a view, as the address has it; number: from 1
    heading: the question or title; sentence: the result in one neutral sentence
    answer: what it shows; None for a slide of words
    facts: names and values, of a slide of words
    rule: how it is counted; notes: what belongs beside the result, cautions last
    address: the part of the address that opens it in the dashboard, path and query
    """

    id: str
    number: int
    heading: str
    sentence: str
    answer: Answer | None = None
    facts: tuple[tuple[str, str], ...] = ()
    rule: str = ""
    notes: tuple[str, ...] = ()
    address: str = ""

    @property
    def empty(self) -> bool:
        """Whether it is about a view that has nothing to show."""
        return self.answer is not None and self.answer.empty


@dataclass(frozen=True, eq=False)
class Briefing:
    """One selection, told in slides, in one language.

    title: what the package is called; scope: the filter in words with n of N
    footer: what stands under every slide: filter, n, sources, date of the data
    through: the last day that the reports reach; sources: of the selected events, numbered
    home: the address of the dashboard without a path, "" where it is not known
    """

    title: str
    scope: str
    footer: str
    lang: str
    selection: Selection
    context: Context
    package: Package
    slides: tuple[Slide, ...]
    sources: tuple[Source, ...]
    through: date | None
    home: str = ""

    @property
    def date(self) -> date:
        """The day that files made of it bear: the same data give the same day."""
        return self.package.created or self.through or date(2000, 1, 1)

    def link(self, address: str) -> str:
        """Return a whole address from a path and query; "" where the dashboard's is not known."""
        return f"{self.home.rstrip('/')}/{address.lstrip('/')}" if self.home else ""
