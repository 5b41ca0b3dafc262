"""A view: one question with one answer, and what every outlet needs to carry it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from cstoviz import text
from cstoviz.context import Context, context
from cstoviz.selection import Selection
from cstoviz.tables import Package, Tables
from cstoviz.text import t
from cstoviz.translations import package_in
from cstoviz.views.columns import table
from cstoviz.views.numbers import Behind, Numbers
from cstoviz.views.whole import cut, whole

Metric = Callable[[Tables, Selection], pd.DataFrame]
Chart = Callable[[pd.DataFrame, Context], Any]
Sentence = Callable[[pd.DataFrame, Context], str]
Choices = Callable[[Tables, Selection], Mapping[str, str]]
Cautions = Callable[[Tables, Selection], Sequence[str]]
MOST_WRITTEN = 100
SIGNS = ("stated", "inferred", "collective", "unknown", "gap")
"""How marks tell what they rest on: solid, hatched, dotted, hollow; a band over thin evidence."""

COLUMNS = "columns"
"""The key of the option by which a reader chooses the columns of a list."""


@dataclass(frozen=True)
class Option:
    """A choice that one view adds to the shared filter; `key` is its public key in the URL.

    `choices` returns code -> label, in order; the first code is the default and stays out of the
    URL. `control` says how it is set: "choice" from a list, "play" by a slider that can run by
    itself, "click" only by a click on a mark (no control is shown), "search" by words
    that the reader writes (any text of up to `MOST_WRITTEN` characters; `choices` is empty),
    "several" any of a list, joined by commas; none chosen is the default. `follows` is the key of
    another option whose change makes what was chosen here void.
    """

    key: str
    choices: Choices
    control: str = "choice"
    follows: str = ""

    def offered(self, tables: Tables, selection: Selection) -> Mapping[str, str]:
        """Return the choices, worked out once for a selection and language."""
        return _offered(self, tables, selection, text.language())

    @property
    def label(self) -> str:
        """The name of the choice, in the present language."""
        return t(f"option.{self.key}")

    def value(self, tables: Tables, selection: Selection) -> str:
        """Return the chosen code, or the default where what is chosen does not exist."""
        chosen = selection.option(self.key)
        if self.control == "search":
            return chosen.strip()[:MOST_WRITTEN]
        codes = list(self.offered(tables, selection))
        if self.control == "several":
            return ",".join(code for code in codes if code in chosen.split(","))
        return chosen if chosen in codes else self.default(tables, selection)

    def default(self, tables: Tables, selection: Selection) -> str:
        """Return the code that holds where nothing is chosen."""
        if self.control == "several":
            return ""
        return next(iter(self.offered(tables, selection)), "")


@lru_cache(maxsize=256)
def _offered(option: Option, tables: Tables, selection: Selection, _lang: str) -> Mapping[str, str]:
    return option.choices(tables, selection)


def _no_rows(frame: pd.DataFrame) -> bool:
    return len(frame) == 0


def _no_cautions(_tables: Tables, _selection: Selection) -> Sequence[str]:
    return ()


@dataclass(frozen=True)
class View:
    """One question with one answer.

    id: its slug in URLs, files and the API; metric: what is counted; chart: how it is drawn (a
    Plotly figure or a pydeck deck); flat: the same as a Plotly figure, where `chart` is a deck, for
    outlets and readers without WebGL; sentence: its result in one neutral sentence; empty: whether
    a frame has nothing to show; click: the key of the URL that a click on a mark sets, to the first
    of the mark's `customdata` (`event` opens a card; in a deck the `code` of the object); figures:
    whether its rows are headline figures (figure, value, previous); page_size: how many rows of a
    list are shown at once, 0 for all; parted: whether its metric answers for a part of a list, see
    `metrics.listing.ordered`; columns: which of its columns a reader sees, () for all (the
    option `columns` chooses others); numbers: which columns count, and what, of the rows that
    `behind` returns; notes: what belongs beside the result; cautions: what a reader must know
    before trusting it; signs: which signs of `SIGNS` its picture uses, explained once per page. Its
    texts are `view.<id>.question`, `.rule` and optionally `.empty`; of columns `column.<name>`.
    """

    id: str
    metric: Metric
    chart: Chart | None
    sentence: Sentence
    options: tuple[Option, ...] = ()
    empty: Callable[[pd.DataFrame], bool] = _no_rows
    click: str = ""
    figures: bool = False
    flat: Chart | None = None
    page_size: int = 0
    parted: bool = False
    columns: tuple[str, ...] = ()
    behind: Behind | None = None
    numbers: Numbers = field(default_factory=dict, hash=False)
    notes: Cautions = _no_cautions
    cautions: Cautions = _no_cautions
    signs: tuple[str, ...] = ()

    @property
    def question(self) -> str:
        """What it answers, in words."""
        return t(f"view.{self.id}.question")

    @property
    def rule(self) -> str:
        """How it is counted, in two or three sentences."""
        return t(f"view.{self.id}.rule")

    @property
    def key(self) -> str:
        """What its marks mean; "" where the picture says it itself."""
        key = f"view.{self.id}.key"
        return t(key) if text.has(key) else ""

    @property
    def nothing(self) -> str:
        """What to say where there is nothing to show."""
        key = f"view.{self.id}.empty"
        return t(key) if text.has(key) else t("view.empty")


@dataclass(frozen=True, eq=False)
class Answer:
    """What a view answers for one selection; every outlet serves this and nothing else.

    `query` is the URL query that stands for the selection, without what is default; `notes` and
    `cautions` are sentences that belong beside the result wherever it is shown.
    """

    view: View
    selection: Selection
    frame: pd.DataFrame
    context: Context
    package: Package
    query: Mapping[str, list[str]]
    notes: Sequence[str] = ()
    cautions: Sequence[str] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return self.view.empty(self.frame)

    @property
    def rows(self) -> int:
        """How many rows there are; `frame` may hold fewer of a long list."""
        return whole(self.frame)

    @cached_property
    def sentence(self) -> str:
        """The result in one sentence; why there is none where it is empty."""
        return self.view.nothing if self.empty else self.view.sentence(self.frame, self.context)

    def chart(self, flat: bool = False) -> Any:
        """Draw the answer: a Plotly figure, a pydeck deck, or None for a view without a picture.

        `flat` asks for a Plotly figure where the view has a deck.
        """
        draw = self.view.flat if flat and self.view.flat else self.view.chart
        return draw(self.frame, self.context) if draw else None

    @property
    def columns(self) -> list[str]:
        """The columns of the frame that a reader sees: those chosen, else the view's, else all."""
        chosen = self.selection.option(COLUMNS).split(",")
        wanted = [name for name in chosen if name] or self.view.columns
        return [name for name in self.frame.columns if not wanted or name in wanted]

    def table(self) -> pd.DataFrame:
        """Return those columns as a reader sees them: titled, codes named."""
        return table(self.frame, self.context, self.columns)


def answer(view: View, tables: Tables, selection: Selection) -> Answer:
    """Return what a view answers; options of other views do not count."""
    chosen = selection.without_options().with_options(
        **{option.key: option.value(tables, selection) for option in view.options}
    )
    return _answer(view, tables, chosen, text.language())


@lru_cache(maxsize=512)
def _answer(view: View, tables: Tables, chosen: Selection, _lang: str) -> Answer:
    frame = view.metric(tables, chosen)
    return Answer(
        view,
        chosen,
        frame,
        context(tables, chosen),
        package_in(tables, text.language()),
        _query(view, tables, chosen),
        [*view.notes(tables, chosen), *cut(frame)],
        view.cautions(tables, chosen),
    )


def _query(view: View, tables: Tables, chosen: Selection) -> Mapping[str, list[str]]:
    defaults = {option.key: [option.default(tables, chosen)] for option in view.options}
    return {k: given for k, given in chosen.to_query().items() if given != defaults.get(k)}
