"""What two engines answer to the same questions, and where they differ."""

import pandas as pd

from cstoviz.selection import Selection
from cstoviz.tables import Memory, Tables, collect, lazy
from cstoviz.views.core import answer
from cstoviz.views.registry import views

SELECTIONS = (
    Selection(),
    Selection(states=("KGZ", "ARM"), match="any", basis="collective"),
    Selection(states=("KGZ", "RUS"), match="all", basis="inferred"),
    Selection(period="2025-01-01..2025-06-30", facts="stated", sources="official"),
    Selection(kinds=("exercise",), status=("reported", "announced")),
    Selection(period="2031-01-01..2031-02-01"),
    Selection().with_options(q="Bishkek", lanes="area", layer="took-part", month="2025-06"),
    Selection(organs=("CSC",)).with_options(sort="place", term="KGZ2025", lanes="host"),
)


def in_memory(tables):
    """Return the same package as pandas frames."""
    frames = {name: lazy(collect(getattr(tables, name))) for name in Tables.__annotations__
              if name not in ("package", "engine", "base")}  # fmt: skip
    return Tables(tables.package, **frames, engine=Memory())


def differences(one, other, selection, chosen=None):
    """Return the views that two engines answer differently, each with how."""
    found = {}
    for view in chosen or views().values():
        try:
            same(view, one, other, selection)
        except AssertionError as error:
            found[view.id] = str(error)
    return found


def same(view, one, other, selection):
    """Fail unless a view answers the same from both packages, with the same rows behind it."""
    first, second = answer(view, one, selection), answer(view, other, selection)
    pd.testing.assert_frame_equal(first.frame, second.frame)
    assert first.notes == second.notes
    assert first.cautions == second.cautions
    assert first.query == second.query
    if view.behind:
        rows = [collect(view.behind(tables, first.selection)) for tables in (one, other)]
        assert list(rows[0].columns) == list(rows[1].columns)
        pd.testing.assert_frame_equal(*(sorted_rows(each) for each in rows), check_dtype=False)


def sorted_rows(frame):
    """Return rows in one order, as text: rows behind a number have no order of their own."""
    text = frame.map(lambda value: "" if not isinstance(value, tuple) and pd.isna(value) else value)
    text = text.astype("str")
    return text.sort_values(list(text.columns), ignore_index=True)
