"""A view: one question with one answer, and what every outlet needs to carry it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

from cstoviz import text
from cstoviz.context import Context, context
from cstoviz.labels import TABLES, VOCABULARIES
from cstoviz.selection import Selection
from cstoviz.tables import Tables
from cstoviz.text import t

Metric = Callable[[Tables, Selection], pd.DataFrame]
Chart = Callable[[pd.DataFrame, Context], Any]
Sentence = Callable[[pd.DataFrame, Context], str]
Choices = Callable[[Tables, Selection], Mapping[str, str]]


@dataclass(frozen=True)
class Option:
    """A choice that one view adds to the shared filter; `key` is its public key in the URL.

    `choices` returns code -> label, in order; the first code is the default and stays out of the
    URL.
    """

    key: str
    choices: Choices

    @property
    def label(self) -> str:
        """The name of the choice, in the present language."""
        return t(f"option.{self.key}")

    def value(self, tables: Tables, selection: Selection) -> str:
        """Return the chosen code, or the default where what is chosen does not exist."""
        codes = list(self.choices(tables, selection))
        chosen = selection.option(self.key)
        return chosen if chosen in codes else (codes[0] if codes else "")


def _no_rows(frame: pd.DataFrame) -> bool:
    return len(frame) == 0


@dataclass(frozen=True)
class View:
    """One question with one answer.

    id: its slug in URLs, files and the API; metric: what is counted; chart: how it is drawn (a
    Plotly figure or a pydeck deck); sentence: its result in one neutral sentence; empty: whether
    a frame has nothing to show; click: the key of the URL that a click on a mark sets, to the first
    of the mark's `customdata` (`event` opens a card); figures: whether its rows are headline
    figures (figure, value, previous). Its texts are `view.<id>.question`, `.rule`,
    and optionally `.empty`; the names of columns `column.<name>`.
    """

    id: str
    metric: Metric
    chart: Chart | None
    sentence: Sentence
    options: tuple[Option, ...] = ()
    empty: Callable[[pd.DataFrame], bool] = _no_rows
    click: str = ""
    figures: bool = False

    @property
    def question(self) -> str:
        """What it answers, in words."""
        return t(f"view.{self.id}.question")

    @property
    def rule(self) -> str:
        """How it is counted, in two or three sentences."""
        return t(f"view.{self.id}.rule")

    @property
    def nothing(self) -> str:
        """What to say where there is nothing to show."""
        key = f"view.{self.id}.empty"
        return t(key) if text.has(key) else t("view.empty")


@dataclass(frozen=True, eq=False)
class Answer:
    """What a view answers for one selection; every outlet serves this and nothing else."""

    view: View
    selection: Selection
    frame: pd.DataFrame
    context: Context

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return self.view.empty(self.frame)

    @property
    def sentence(self) -> str:
        """The result in one sentence; why there is none where it is empty."""
        return self.view.nothing if self.empty else self.view.sentence(self.frame, self.context)

    def chart(self) -> Any:
        """Draw the answer: a Plotly figure, a pydeck deck, or None for a view without a picture."""
        return self.view.chart(self.frame, self.context) if self.view.chart else None

    def table(self) -> pd.DataFrame:
        """Return the frame as a reader sees it: columns titled, codes named."""
        return table(self.frame, self.context)


def answer(view: View, tables: Tables, selection: Selection) -> Answer:
    """Return what a view answers; options of other views do not count."""
    chosen = selection.without_options().with_options(
        **{option.key: option.value(tables, selection) for option in view.options}
    )
    return Answer(view, chosen, _frame(view, tables, chosen), context(tables, chosen))


@lru_cache(maxsize=512)
def _frame(view: View, tables: Tables, selection: Selection) -> pd.DataFrame:
    return view.metric(tables, selection)


def table(frame: pd.DataFrame, about: Context) -> pd.DataFrame:
    """Title the columns and name the codes of a metric's frame."""
    named = {column: _named(frame[column], column, about) for column in frame.columns}
    return pd.DataFrame({column_title(column): values for column, values in named.items()})


def _named(values: pd.Series[Any], column: str, about: Context) -> pd.Series[Any]:
    dimension = column.removeprefix("with_")
    if dimension in TABLES or dimension in VOCABULARIES or dimension == "chairmanship":
        return values.map(lambda code: about.labels.of(dimension, code))
    return values


def column_title(column: str) -> str:
    """Return the title of a metric's column as a reader sees it."""
    return t(f"column.{column}")
