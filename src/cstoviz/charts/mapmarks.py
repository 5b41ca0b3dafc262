"""What a map draws, in numbers and words: marks of places, shades of states, arcs, the window."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import asinh, ceil, cos, pi, radians, sin, sqrt, tan
from typing import Any

import pandas as pd

from cstoviz.charts import style
from cstoviz.charts.records import records
from cstoviz.codes import number_code
from cstoviz.context import Context
from cstoviz.geography import WORLD_PX, Point, boxes, capitals, fit, greatcircle
from cstoviz.geography import View as Window
from cstoviz.text import number, span, t, tn

WIDTH, HEIGHT = 1100, 560
STEPS = 5
SMALLEST, LARGEST = 9.0, 64.0
_SCALE, _FEWEST = 100.0, 60
_APART = 0.12
_ROOM = 0.1
_SAME_AREA = {"city": 1.0, "ground": sqrt(pi / 2), "outside": sqrt(pi / 4)}
COLOURS = {"city": style.SLOTS[1], "ground": style.SLOTS[2], "outside": style.SLOTS[3]}
"""The colour of each family of places, which also differ by shape."""


@dataclass(frozen=True)
class Mark:
    """One place on the map.

    code: the place; number: the code of the number of events there
    lon, lat: where it is drawn (degrees); width: in pixels, its area grows with the events
    inner: width of the filled part, whose area is the share with a stated place
    family: "city", "ground" or "outside" (of the member states)
    tip: lines of text, the first its name
    """

    code: str
    number: str
    name: str
    lon: float
    lat: float
    width: float
    inner: float
    family: str
    tip: tuple[str, ...]
    events: int


@dataclass(frozen=True)
class Arc:
    """The way from a state's capital to the chosen place: great-circle points, in degrees."""

    state: str
    name: str
    events: int
    path: tuple[Point, ...]


def marks(frame: pd.DataFrame, about: Context) -> list[Mark]:
    """Return the places of a map's frame, largest first, so that small ones lie on top."""
    rows = frame[frame["layer"] == "place"]
    points = _apart([(_east(row.lon, row.state), row.lat) for row in records(rows)])
    pairs = zip(records(rows), points, strict=True)
    return [_mark(row, point, about) for row, point in pairs]


def _mark(row: Any, point: Point, about: Context) -> Mark:
    family = _family(row)
    width = diameter(int(row.events), about.n) * _SAME_AREA[family]
    return Mark(
        code=row.place,
        number=number_code("events", "place", row.place, row.state, ""),
        name=about.labels.of("place", row.place),
        lon=point[0],
        lat=point[1],
        width=width,
        inner=width * sqrt(row.place_stated / row.events),
        family=family,
        tip=_tip(row, about),
        events=int(row.events),
    )


def diameter(events: int, n: int) -> float:
    """Return the width of a place in pixels: its area is the share of the selection's events.

    The same in every month of a playback, since `n` counts all events of the selection.
    """
    width = _SCALE * sqrt(events / max(n, _FEWEST))
    return min(max(width, SMALLEST), LARGEST)


def _family(row: Any) -> str:
    if not row.member:
        return "outside"
    return "ground" if row.place_kind == "training-ground" else "city"


def _tip(row: Any, about: Context) -> tuple[str, ...]:
    kind = about.labels.of("place_kind", row.place_kind)
    lines = [
        about.labels.of("place", row.place),
        f"{kind}, {about.labels.of('state', row.state)}",
        f"{tn('events', int(row.events))}, {span(row.first.date(), row.last.date())}",
        t(
            "map.tip.basis",
            stated=number(int(row.place_stated)),
            inferred=number(int(row.place_inferred)),
        ),
    ]
    if isinstance(row.coord_basis, str):
        lines.append(t("map.tip.point", basis=about.labels.said("coord_basis", row.coord_basis)))
    return tuple(lines)


def _east(lon: float, state: str) -> float:
    """A longitude as the outline of its state has it, past 180 where the state goes on."""
    west, _, east, _ = boxes().get(state, (-180.0, 0.0, 180.0, 0.0))
    for turned in (lon, lon + 360, lon - 360):
        if west <= turned <= east:
            return turned
    return lon


def _apart(points: list[Point]) -> list[Point]:
    """Move places that share one point a few kilometres apart, so that each can be seen."""
    sharing, seen = Counter(points), Counter[Point]()
    moved = []
    for lon, lat in points:
        angle = 2 * pi * seen[lon, lat] / sharing[lon, lat]
        seen[lon, lat] += 1
        reach = _APART if sharing[lon, lat] > 1 else 0.0
        moved.append((lon + reach * cos(angle) / cos(radians(lat)), lat + reach * sin(angle)))
    return moved


def shades(frame: pd.DataFrame) -> dict[str, int]:
    """Return the step of each counted state, 1 to 5 in equal parts of the highest count."""
    rows = frame[(frame["layer"] == "state") & (frame["events"].fillna(0) > 0)]
    most = rows["events"].max()
    return {row.state: ceil(STEPS * row.events / most) for row in records(rows)}


def shade_ranges(frame: pd.DataFrame) -> dict[int, tuple[int, int]]:
    """Return the lowest and highest count of each step that holds a whole number."""
    counts = frame.loc[frame["layer"] == "state", "events"].dropna()
    most = int(counts.max()) if len(counts) else 0
    ranges = {
        step: (most * (step - 1) // STEPS + 1, most * step // STEPS) for step in range(1, STEPS + 1)
    }
    return {step: (low, high) for step, (low, high) in ranges.items() if low <= high}


def members(frame: pd.DataFrame) -> list[str]:
    """Return the member states of a map's frame (iso3)."""
    rows = frame[frame["layer"] == "state"]
    return list(rows.loc[rows["member"].fillna(value=False), "state"])


def arcs(frame: pd.DataFrame, about: Context) -> list[Arc]:
    """Return the arcs of a map's frame; a state whose capital is the place itself has none."""
    rows = frame[(frame["layer"] == "route") & frame["from_lon"].notna() & frame["lon"].notna()]
    homes = {row.place: row.state for row in records(frame[frame["layer"] == "place"])}
    found = []
    for row in records(rows):
        start = (_east(row.from_lon, row.state), row.from_lat)
        end = (_east(row.lon, homes.get(row.place, "")), row.lat)
        if max(abs(start[0] - end[0]), abs(start[1] - end[1])) > _APART:
            name = about.labels.of("state", row.state)
            path = tuple(greatcircle(*start, *end, n=40))
            found.append(Arc(row.state, name, int(row.events), path))
    return found


def window(frame: pd.DataFrame) -> Window:
    """Return the first view: all member states, on a narrow screen what lies round the capitals.

    The middle moves towards the members' capitals as far as all members still fit.
    """
    inside = members(frame)
    whole = fit(inside, [], WIDTH, HEIGHT)
    whole = whole._replace(zoom=whole.zoom - _ROOM)
    known = [(boxes()[iso3], _east(capitals()[iso3][0], iso3)) for iso3 in inside if _known(iso3)]
    if not known:
        return whole
    half = WIDTH * 180 / (WORLD_PX * 2**whole.zoom) * 0.96
    lowest = max(box[2] for box, _ in known) - half
    highest = min(box[0] for box, _ in known) + half
    wanted = sum(lon for _, lon in known) / len(known)
    middle = min(max(wanted, lowest), highest) if lowest <= highest else whole.longitude
    return whole._replace(longitude=middle)


def _known(iso3: str) -> bool:
    return iso3 in boxes() and iso3 in capitals()


def to_pixels(lon: float, lat: float, seen: Window) -> Point:
    """Return where a point lies in a mercator window, in pixels from its middle, y downwards."""
    scale = WORLD_PX * 2**seen.zoom
    return (
        (lon - seen.longitude) / 360 * scale,
        (_height(seen.latitude) - _height(lat)) * scale,
    )


def _height(lat: float) -> float:
    return asinh(tan(radians(lat))) / (2 * pi)
