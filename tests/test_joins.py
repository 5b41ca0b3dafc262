"""Joins of tables in memory give what Narwhals' own joins give."""

from __future__ import annotations

import narwhals as nw
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cstoviz import joins
from cstoviz.tables import Frame, collect, lazy

KEYS = st.lists(st.sampled_from(["a", "b", "c", "d", None]), max_size=8)


def frame(keys: list[str | None], column: str) -> Frame:
    """Return rows with these keys, numbered in a column of the name given."""
    rows = pd.DataFrame({"event_id": pd.Series(keys, dtype="str"), column: range(len(keys))})
    return lazy(rows.astype({column: "Int64"}))


def ordered(found: Frame) -> pd.DataFrame:
    rows = collect(found)
    return rows.sort_values(list(rows.columns), ignore_index=True)


def joined(rows: Frame, others: Frame, how: str) -> Frame:
    return rows.join(others, on="event_id", how=how)  # type: ignore[arg-type]


@settings(deadline=None)
@given(KEYS, KEYS)
def test_rows_with_a_known_key_are_kept_or_left_out(own: list[str], known: list[str]) -> None:
    rows, keys = frame(own, "row"), frame(known, "key")
    kept, left_out = joins.semi(rows, keys), joins.anti(rows, keys)
    pd.testing.assert_frame_equal(
        ordered(kept), ordered(joined(rows, keys.select("event_id"), "semi"))
    )
    pd.testing.assert_frame_equal(
        ordered(left_out), ordered(joined(rows, keys.select("event_id"), "anti"))
    )
    assert len(collect(kept)) + len(collect(left_out)) == len(own)


@pytest.mark.parametrize("how", ["inner", "left"])
@settings(deadline=None)
@given(own=KEYS, known=KEYS)
def test_columns_are_added_by_the_key_whether_it_is_unique_or_not(
    how: str, own: list[str], known: list[str]
) -> None:
    rows, others = frame(own, "row"), frame(known, "other")
    found = {"inner": joins.inner, "left": joins.left}[how](rows, others)
    pd.testing.assert_frame_equal(
        ordered(found), ordered(joined(rows, others, how)), check_dtype=False
    )


def test_a_column_that_both_have_is_told_apart() -> None:
    rows = frame(["a", "b"], "row")
    assert collect(joins.left(rows, rows)).columns.tolist() == ["event_id", "row", "row_right"]


def test_rows_keep_their_order_and_join_another_key() -> None:
    rows = frame(["c", "a", "b"], "row")
    named = lazy(pd.DataFrame({"row": pd.array([2, 0, 1], dtype="Int64"), "name": ["z", "x", "y"]}))
    assert collect(joins.inner(rows, named, "row"))["name"].tolist() == ["x", "y", "z"]
    last = named.filter(nw.col("name") == "z")
    assert collect(joins.left(rows, last, "row"))["name"].fillna("-").tolist() == ["-", "-", "z"]


@settings(deadline=None)
@given(KEYS)
def test_each_row_stands_once(own: list[str]) -> None:
    rows = frame(own, "row").select("event_id")
    assert set(collect(joins.distinct(rows))["event_id"].fillna("-")) == {key or "-" for key in own}
    assert len(collect(joins.distinct(rows))) == len(set(own))
