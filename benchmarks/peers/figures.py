"""The page's data, filter and four charts with pandas and Plotly Express, as the pages in plain
Streamlit, Dash and Panel share them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.express as px

DATA = Path(__file__).parents[2] / "data"


@dataclass(frozen=True)
class Data:
    events: pd.DataFrame
    states: pd.DataFrame
    participations: pd.DataFrame

    @property
    def first(self) -> date:
        return self.events["start_date"].min().date()

    @property
    def last(self) -> date:
        return self.events["end_date"].max().date()


def read() -> Data:
    """Read the tables: reported events, and the states named as taking part in them."""
    events = pd.read_csv(DATA / "events.csv", parse_dates=["start_date", "end_date"])
    events = events[events["status"] == "reported"]
    events["month"] = events["start_date"].dt.to_period("M").dt.to_timestamp()
    events["until"] = events["end_date"] + pd.Timedelta(days=1)
    states = pd.read_csv(DATA / "states.csv")
    rows = pd.read_csv(DATA / "participations.csv")
    rows = rows[(rows["participant_kind"] == "state") & (rows["basis"] == "named")]
    rows = rows.drop_duplicates(["event_id", "participant"])
    rows = rows.merge(states, left_on="participant", right_on="iso3")
    return Data(events, states, rows.merge(events[["event_id", "month"]], on="event_id"))


def selected(data: Data, states: Sequence[str], start: Any, end: Any) -> Data:
    """Keep the events of the days in which one of the states takes part; without states all."""
    events = data.events
    events = events[
        (events["start_date"] <= pd.Timestamp(end)) & (events["end_date"] >= pd.Timestamp(start))
    ]
    rows = data.participations
    if states:
        events = events[events["event_id"].isin(rows[rows["name"].isin(states)]["event_id"])]
    return Data(events, data.states, rows[rows["event_id"].isin(events["event_id"])])


def timeline(data: Data) -> Any:
    return px.timeline(
        data.events, x_start="start_date", x_end="until", y="kind", color="kind",
        hover_name="title", title="Events by kind",
    )  # fmt: skip


def participation(data: Data) -> Any:
    counts = data.participations.groupby("name").size().sort_values().reset_index(name="events")
    return px.bar(counts, x="events", y="name", orientation="h", title="Participation per state")


def state_by_month(data: Data) -> Any:
    rows = data.participations
    grid = pd.crosstab(rows["name"], rows["month"])
    return px.imshow(grid, aspect="auto", title="Participation per state and month")


def per_month(data: Data) -> Any:
    counts = data.events.groupby(["month", "kind"]).size().reset_index(name="events")
    return px.bar(counts, x="month", y="events", color="kind", title="Events per month by kind")


CHARTS = (timeline, participation, state_by_month, per_month)
