"""Examples of what counts when: periods, months, status."""

from __future__ import annotations

from typing import Any

import pandas as pd

from cstoviz import text
from cstoviz.methods.ground import WHOLE, Ground, days, first, see, see_number
from cstoviz.methods.model import Example, Point
from cstoviz.metrics import overview
from cstoviz.selection import STATUSES, Selection
from cstoviz.text import number, t
from cstoviz.views import events as event_views
from cstoviz.views.overview import PER_MONTH
from cstoviz.views.timeline import TIMELINE

_WEEK = 6


def period(ground: Ground) -> Example:
    """Show an event that runs over a month's end and is in both months."""
    row = _straddling(ground)
    if row is None:
        return Example()
    one, other = _month(row["start_date"]), _month(row["end_date"])
    said = t(
        "methods.period.both",
        event=ground.labels.of("event", row["event_id"]),
        days=text.span(row["start_date"], row["end_date"]),
        one=text.month(row["start_date"]),
        n=number(ground.n(Selection(period=one))),
        other=text.month(row["end_date"]),
        m=number(ground.n(Selection(period=other))),
    )
    point = Point(said, ground.named([row["event_id"]]))
    return Example((point,), see("timeline", TIMELINE, {"period": [other]}))


def months(ground: Ground) -> Example:
    """Show an event that runs over a month's end and counts in one month only."""
    row = _straddling(ground)
    if row is None:
        return Example()
    rows = overview.per_month(ground.tables, WHOLE)
    counts = rows.groupby("month")["events"].sum()
    one, other = (row[day].replace(day=1) for day in ("start_date", "end_date"))
    said = t(
        "methods.months.once",
        event=ground.labels.of("event", row["event_id"]),
        one=text.month(one),
        n=number(int(counts.loc[one])),
        other=text.month(other),
        m=number(int(counts.get(other, 0))),
        meeting=number(ground.n(Selection(period=_month(other)))),
    )
    added = t("methods.months.sum", n=number(int(counts.sum())))
    points = (Point(said, ground.named([row["event_id"]])), Point(added))
    return Example(points, see_number("overview", PER_MONTH, "total", one))


def month_precision(ground: Ground) -> Example:
    """Show an event of which only the month is known."""
    rows = ground.events(Selection(status=STATUSES))
    rows = rows[rows["date_precision"] == "month"]
    rows = rows.sort_values("status", ascending=False, kind="stable")
    if rows.empty:
        return Example()
    row = rows.iloc[0]
    week = row["end_date"] - pd.Timedelta(days=_WEEK)
    chosen = Selection(period=days(week, row["end_date"]), status=(str(row["status"]),))
    said = t(
        "methods.month-precision.span",
        event=ground.labels.of("event", row["event_id"]),
        days=text.span(row["start_date"], row["end_date"]),
        length=number((row["end_date"] - row["start_date"]).days + 1),
        week=text.span(week, row["end_date"]),
        n=number(ground.n(chosen)),
    )
    point = Point(said, ground.named([row["event_id"]]))
    return Example((point,), see("timeline", TIMELINE, chosen.to_query()))


def status(ground: Ground) -> Example:
    """Show how many events of each status there are, and one that was only announced."""
    counts = ground.tables.rows("events")["status"].value_counts()
    announced, cancelled = (int(counts.get(code, 0)) for code in ("announced", "cancelled"))
    if not announced + cancelled:
        return Example()
    both = Selection(status=STATUSES)
    said = t(
        "methods.status.counts",
        reported=number(ground.n()),
        announced=number(announced),
        both=number(ground.n(both)),
        cancelled=number(cancelled),
    )
    named = ground.named(first(ground.events(Selection(status=("announced",)))))
    called_off = ground.tables.rows("events").query("status == 'cancelled'")
    named += ground.named(first(called_off))
    return Example((Point(said, named),), see("events", event_views.EVENTS, both.to_query()))


def _straddling(ground: Ground) -> Any:
    """Return the longest reported event, known to the day, that runs over a month's end."""
    rows = ground.reported
    over = rows["start_date"].dt.to_period("M") != rows["end_date"].dt.to_period("M")
    rows = rows[over & (rows["date_precision"] == "day")]
    if rows.empty:
        return None
    length = rows["end_date"] - rows["start_date"]
    return rows.loc[length.sort_values(ascending=False, kind="stable").index[0]]


def _month(stamp: pd.Timestamp) -> str:
    return days(stamp.replace(day=1), stamp + pd.offsets.MonthEnd(0))
