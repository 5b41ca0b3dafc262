"""How events stand in lanes: which lanes there are, how high each is, and where each mark lies."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from cstoviz.charts import style
from cstoviz.context import Context
from cstoviz.text import t

HEAD = 17
ROW = 9.5
_GAP = 2
_PARTS = 72
"""A mark takes at least the period's length divided by this, so that neighbours do not overlap."""

NO_LANE = "_none"
_EPOCH = pd.Timestamp(1970, 1, 1)
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
    first, last = ((frame[name] - _EPOCH).dt.days.to_numpy() for name in ("start", "end"))
    y, colours = [0.0] * len(frame), [""] * len(frame)
    lanes: list[Lane] = []
    for code in _codes(frame, about):
        mine = (frame["lane"] == code).to_numpy().nonzero()[0]
        rows = packed(first[mine].tolist(), last[mine].tolist(), least)
        top = lanes[-1].bottom if lanes else 0.0
        lanes.append(_lane(code, frame.iloc[mine], about, top, max(rows) + 1))
        for i, row in zip(mine, rows, strict=True):
            y[i], colours[i] = top + HEAD + ROW / 2 + row * ROW, lanes[-1].colour
    return lanes, frame.assign(y=y, colour=colours)


def lanes_of(frame: pd.DataFrame, about: Context, rows: int) -> list[Lane]:
    """Return the lanes, each with room for so many rows."""
    lanes: list[Lane] = []
    for code in _codes(frame, about):
        top = lanes[-1].bottom if lanes else 0.0
        lanes.append(_lane(code, frame[frame["lane"] == code], about, top, rows))
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
