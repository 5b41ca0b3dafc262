"""How events stand in lanes: which lanes there are, how high each is, and where each mark lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from cstoviz.charts import style
from cstoviz.charts.records import records
from cstoviz.context import Context
from cstoviz.text import t

HEAD = 17
ROW = 9.5
_GAP = 2
_PARTS = 72
"""A mark takes at least the period's length divided by this, so that neighbours do not overlap."""

NO_LANE = "_none"
_DIMENSIONS = {"host": "state"}


@dataclass(frozen=True)
class Lane:
    """One lane: its code, its name (escaped), its colour, how many events, its span in pixels."""

    code: str
    name: str
    colour: str
    events: int
    top: float
    bottom: float


@dataclass(frozen=True)
class Mark:
    """One event in a lane: its row of the frame, how many pixels from the top, its colour."""

    row: Any
    y: float
    colour: str


def laned(frame: pd.DataFrame, about: Context) -> tuple[list[Lane], list[Mark]]:
    """Return the lanes, and the marks of the frame's rows in their order."""
    least = max(about.period.days // _PARTS, 1)
    lanes: list[Lane] = []
    marks: dict[int, Mark] = {}
    every = records(frame)
    parts = _parts(every)
    for code in _codes(frame, about):
        mine = parts[code]
        first, last = ([getattr(row, end).toordinal() for row in mine] for end in ("start", "end"))
        rows = packed(first, last, least)
        top = lanes[-1].bottom if lanes else 0.0
        events = len({row.event for row in mine})
        lanes.append(_lane(code, mine[0], events, about, top, max(rows) + 1))
        colour, middle = lanes[-1].colour, top + HEAD + ROW / 2
        for row, place in zip(mine, rows, strict=True):
            marks[id(row)] = Mark(row, middle + place * ROW, colour)
    return lanes, [marks[id(row)] for row in every]


def _parts(rows: list[Any]) -> dict[str, list[Any]]:
    """Return the rows of each lane."""
    parts: dict[str, list[Any]] = {}
    for row in rows:
        parts.setdefault(row.lane, []).append(row)
    return parts


def lanes_of(frame: pd.DataFrame, about: Context, rows: int) -> list[Lane]:
    """Return the lanes of counts by month, each with room for so many rows."""
    lanes: list[Lane] = []
    parts, counts = _parts(records(frame)), frame.groupby("lane")["in-lane"].sum()
    for code in _codes(frame, about):
        top = lanes[-1].bottom if lanes else 0.0
        lanes.append(_lane(code, parts[code][0], int(counts[code]), about, top, rows))
    return lanes


def packed(start: list[int], end: list[int], least: int) -> list[int]:
    """Return in which row each interval stands, so that none overlaps another in its row.

    `start` and `end` are day numbers in order of `start`; every interval takes at least `least`
    days of its row. Greedy: the first row that is free.
    """
    free: list[int] = []
    rows: list[int] = []
    for first, last in zip(start, end, strict=True):
        row = next((i for i, day in enumerate(free) if day <= first), len(free))
        free[row : row + 1] = [max(last + 1, first + least)]
        rows.append(row)
    return rows


def dimension(about: Context) -> str:
    """Return what the lanes are of: kind, organ, state or area."""
    lanes = about.selection.option("lanes", "kind")
    return _DIMENSIONS.get(lanes, lanes)


def _codes(frame: pd.DataFrame, about: Context) -> list[str]:
    """Return the lanes' codes in the package's order, those that it does not know at the end."""
    order = [*about.labels.order(dimension(about))]
    if dimension(about) == "area":
        terms = dict(zip(frame["lane"], frame["chairmanship"], strict=True))
        order.sort(key=lambda area: about.labels.slot("chairmanship", str(terms.get(area))))
    found = list(dict.fromkeys(frame["lane"]))
    known = [code for code in order if code in found]
    others = [code for code in found if code not in known and code != NO_LANE]
    return [*known, *others, *([NO_LANE] if NO_LANE in found else [])]


def _lane(code: str, first: Any, events: int, about: Context, top: float, rows: int) -> Lane:
    """Return a lane below `top`; `first` is the first of its rows."""
    colour = style.ACCENT
    if code == NO_LANE:
        colour = style.MUTED
    elif dimension(about) in ("state", "area"):
        colour = style.colour(about, dimension(about), code)
    bottom = top + HEAD + rows * ROW + _GAP
    return Lane(code, _name(code, first, about), colour, events, top, bottom)


def _name(code: str, first: Any, about: Context) -> str:
    name = lane_name(code, about)
    term = first.chairmanship if dimension(about) == "area" else None
    if isinstance(term, str) and code != NO_LANE:
        name = t("timeline.area", term=about.labels.of("chairmanship", term), area=name)
    short = name.partition(":")[0] + ": " + name.partition(":")[2].partition(":")[0].strip()
    return style.escaped(short if dimension(about) == "area" and ":" in name else name)


def lane_name(code: str, about: Context) -> str:
    """Return the name of a lane, not escaped."""
    if code == NO_LANE:
        return t(f"timeline.no-{dimension(about)}")
    return about.labels.of(dimension(about), code)
