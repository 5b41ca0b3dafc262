"""How much of a long list an answer holds, and the rest of its rows and columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from cstoviz import text
from cstoviz.metrics.listing import ROWS, part_of
from cstoviz.tables import Tables
from cstoviz.text import t
from cstoviz.views.core import COLUMNS, Answer, answer
from cstoviz.views.whole import cut

MOST_SAVED = 20_000
"""How many rows of a list a file that is downloaded holds at most."""

_KEPT = 64


def part(found: Answer, tables: Tables, first: int, last: int) -> Answer:
    """Return the answer with the rows of its list after the first up to the last only."""
    last = min(last, found.rows)
    if last <= len(found.frame):
        return replace(found, frame=found.frame.iloc[first:last])
    return _asked(found, tables, first, last, text.language())


@lru_cache(maxsize=_KEPT)
def _asked(found: Answer, tables: Tables, first: int, last: int, _lang: str) -> Answer:
    return _with_rows(found, tables, first, last)


def _with_rows(found: Answer, tables: Tables, first: int, last: int) -> Answer:
    chosen = found.selection.with_options(**{ROWS: part_of(first, last)})
    frame = found.view.metric(tables, chosen)
    frame.attrs = dict(found.frame.attrs)
    notes: Sequence[str] = [*found.view.notes(tables, found.selection), *cut(frame)]
    return replace(found, frame=frame, notes=notes)


def every_column(found: Answer, tables: Tables) -> Answer:
    """Return the same answer with every column of its list chosen."""
    columns = ",".join(found.frame.columns)
    return answer(found.view, tables, found.selection.with_options(**{COLUMNS: columns}))


def saved(found: Answer, tables: Tables) -> Answer:
    """Return the answer with the rows that a file of it holds, see `most_saved`."""
    last = most_saved(found)
    return found if last <= len(found.frame) else _with_rows(found, tables, 0, last)


def most_saved(found: Answer) -> int:
    """Return how many rows of an answer a file holds: of long lists only the first."""
    return min(found.rows, MOST_SAVED) if found.view.parted else len(found.frame)


def told_saved(found: Answer) -> str:
    """Say how many rows a file of the answer holds; "" where it holds them all."""
    kept = most_saved(found)
    if kept >= found.rows:
        return ""
    return t("rows.saved", n=text.number(kept), all=text.number(found.rows))
