"""How events stand in lanes: which lanes there are, how high each is, and where each mark lies."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from cstoviz.charts import style
from cstoviz.context import Context
from cstoviz.text import t

HEAD = 19
ROW = 11
_GAP = 5
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


def laned(frame: pd.DataFrame, about: Context) -> tuple[list[Lane], pd.DataFrame]:
    """Return the lanes, and the rows with `y` (pixels from the top) and `colour` of their mark."""
    least = max(about.period.days // _PARTS, 1)
    parts = []
    lanes: list[Lane] = []
    top = 0.0
    for code in _codes(frame, about):
        part = frame[frame["lane"] == code].copy()
        part["row"] = _rows(part, least)
        lane = _lane(code, part, about, top, int(part["row"].max()) + 1)
        part["y"] = top + HEAD + ROW / 2 + part["row"] * ROW
        part["colour"] = lane.colour
        parts.append(part)
        lanes.append(lane)
        top = lane.bottom
    return lanes, pd.concat(parts) if parts else frame.assign(y=0.0, colour="")


def lanes_of(frame: pd.DataFrame, about: Context, rows: int) -> list[Lane]:
    """Return the lanes, each with room for so many rows."""
    lanes: list[Lane] = []
    for code in _codes(frame, about):
        top = lanes[-1].bottom if lanes else 0.0
        lanes.append(_lane(code, frame[frame["lane"] == code], about, top, rows))
    return lanes


def _rows(part: pd.DataFrame, least: int) -> list[int]:
    first = part["start"].min()
    return packed(list((part["start"] - first).dt.days), list((part["end"] - first).dt.days), least)


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
    found = list(dict.fromkeys(frame["lane"]))
    known = [code for code in order if code in found]
    others = [code for code in found if code not in known and code != NO_LANE]
    return [*known, *others, *([NO_LANE] if NO_LANE in found else [])]


def _lane(code: str, part: pd.DataFrame, about: Context, top: float, rows: int) -> Lane:
    colour = style.ACCENT
    if code == NO_LANE:
        colour = style.MUTED
    elif dimension(about) in ("state", "area"):
        colour = style.colour(about, dimension(about), code)
    bottom = top + HEAD + rows * ROW + _GAP
    return Lane(code, _name(code, part, about), colour, part["event"].nunique(), top, bottom)


def _name(code: str, part: pd.DataFrame, about: Context) -> str:
    name = lane_name(code, about)
    term = part["chairmanship"].iloc[0] if dimension(about) == "area" and len(part) else None
    if isinstance(term, str) and code != NO_LANE:
        name = t("timeline.area", term=about.labels.of("chairmanship", term), area=name)
    short = name.partition(":")[0] + ": " + name.partition(":")[2].partition(":")[0].strip()
    return style.escaped(short if dimension(about) == "area" and ":" in name else name)


def lane_name(code: str, about: Context) -> str:
    """Return the name of a lane, not escaped."""
    if code == NO_LANE:
        return t(f"timeline.no-{dimension(about)}")
    return about.labels.of(dimension(about), code)
