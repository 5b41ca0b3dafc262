"""Answers without a picture: rows that open what they name, and headline figures."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from cstoviz import text
from cstoviz.text import t
from cstoviz.views.core import Answer

_ROW = 35
_MOST_SHOWN = 12


def rows(found: Answer, shown: pd.DataFrame | None = None) -> None:
    """Show an answer's table; a click on a cell opens what its row names, by `View.click`.

    `shown` are the rows of `found.frame` to show, when not all of them.
    """
    frame = found.frame if shown is None else shown
    titled = found.table().loc[frame.index].reset_index(drop=True)
    key = f"rows-{found.view.id}"
    turn = st.session_state.setdefault(f"{key}-turn", 0)
    event = st.dataframe(
        _joined(titled),
        key=f"{key}-{turn}",
        hide_index=True,
        height=_ROW * (min(len(titled), _MOST_SHOWN) + 1) + 3,
        on_select="rerun" if found.view.click else "ignore",
        selection_mode="single-cell",
        column_config=_columns(titled),
    )
    cells = event["selection"]["cells"] if found.view.click else []
    if cells:
        st.session_state[f"{key}-turn"] = turn + 1
        st.query_params[found.view.click] = str(frame[found.view.click].iloc[cells[0][0]])
        st.rerun()


def _joined(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.map(lambda v: "; ".join(map(str, v)) if isinstance(v, list | tuple) else v)


def _columns(frame: pd.DataFrame) -> dict[str, object]:
    dates = frame.select_dtypes("datetime").columns
    return {name: st.column_config.DateColumn(format="D MMM YYYY") for name in dates}


def tiles(found: Answer) -> None:
    """Show headline figures with their change against the preceding period.

    In: figure (code), value, previous (null where there is none to compare with).
    """
    with st.container(horizontal=True, key=f"tiles-{found.view.id}"):
        for row in found.frame.itertuples():
            compared = not pd.isna(row.previous)
            st.metric(
                t(f"figure.{row.figure}"),
                text.number(row.value) if not pd.isna(row.value) else "–",
                delta=_change(row.value, row.previous) if compared else None,
                delta_color="off",
                help=t(f"figure.{row.figure}.rule"),
                width=180,
            )


def _change(value: float, previous: float) -> str:
    sign = "+" if value >= previous else "−"
    change = text.number(abs(value - previous))
    return t("figure.change", change=f"{sign}{change}", previous=text.number(previous))
