"""Where states lie: boxes, outlines, a flat projection and the window that holds them.

Pure: numbers in, numbers out. Longitudes and latitudes are WGS 84 degrees; longitudes run past 180
or -180 where a state crosses the antimeridian (Russia ends at about 190).
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from math import (
    acos,
    asin,
    asinh,
    atan,
    atan2,
    cos,
    degrees,
    log2,
    pi,
    radians,
    sin,
    sinh,
    sqrt,
    tan,
)
from typing import Any, NamedTuple

BOUNDARIES_URL = "files/boundaries.geojson"
"""Path at which the app's own server hands out the boundaries."""

CENTRE = 60.0
"""Longitude that `project` draws upright unless told another."""

WORLD_PX = 512
"""Width of the whole world at zoom 0, as deck.gl counts it."""

MARGIN = 0.08
MAX_ZOOM = 7.0
MERCATOR_LIMIT = 85.05

Box = tuple[float, float, float, float]
Point = tuple[float, float]
Ring = tuple[Point, ...]


class View(NamedTuple):
    """A web-mercator window: its centre in degrees and deck.gl's zoom."""

    longitude: float
    latitude: float
    zoom: float


@cache
def boxes() -> Mapping[str, Box]:
    """The box of every state: {ISO alpha-3: (west, south, east, north)} in degrees."""
    return {iso3: (w, s, e, n) for iso3, (w, s, e, n) in _packaged("boxes.json").items()}


@cache
def outlines() -> Mapping[str, tuple[Ring, ...]]:
    """Coarse outer rings of every country, in degrees, for figures drawn as SVG.

    Keys are ISO alpha-3 codes, or the name where a territory has none. Rings are closed. The
    largest country comes first: drawn in this order an enclave lies over what surrounds it.
    """
    return {
        key: tuple(tuple((lon, lat) for lon, lat in ring) for ring in rings)
        for key, rings in _packaged("outlines.json").items()
    }


@cache
def capitals() -> Mapping[str, Point]:
    """The capital of every state: {ISO alpha-3: (lon, lat)} in degrees, from GeoNames."""
    return {iso3: (lon, lat) for iso3, (lon, lat) in _packaged("capitals.json").items()}


def _packaged(name: str) -> dict[str, list[Any]]:
    """A JSON object that is shipped with the code."""
    text = files("cstoviz").joinpath(name).read_text(encoding="utf-8")
    return dict(json.loads(text))


def fit(iso3s: Iterable[str], points: Iterable[Point], width_px: float, height_px: float) -> View:
    """The closest window that holds the boxes of the states and the (lon, lat) points.

    A margin is left on every side. States too small to have a box are left out; with nothing to
    hold it shows the inhabited world. Raises ValueError for a size that is not positive.
    """
    if width_px <= 0 or height_px <= 0:
        raise ValueError(f"size must be positive, got {width_px} x {height_px}")
    west, south, east, north = _around(iso3s, points)
    left, right = west / 360, east / 360
    bottom, top = _mercator(south), _mercator(north)
    room = 1 - 2 * MARGIN
    scale = min(
        width_px * room / max(right - left, 1e-9), height_px * room / max(top - bottom, 1e-9)
    )
    zoom = min(log2(scale / WORLD_PX), MAX_ZOOM)
    return View((west + east) / 2, _latitude((bottom + top) / 2), zoom)


def _around(iso3s: Iterable[str], points: Iterable[Point]) -> Box:
    """The box around boxes and points; the inhabited world when there are none."""
    parts = [boxes()[iso3] for iso3 in iso3s if iso3 in boxes()]
    parts += [(lon, lat, lon, lat) for lon, lat in points]
    if not parts:
        parts = [(-170.0, -56.0, 190.0, 78.0)]
    wests, souths, easts, norths = zip(*parts, strict=True)
    return min(wests), min(souths), max(easts), max(norths)


def _mercator(latitude: float) -> float:
    """Web-mercator ordinate in widths of the world: 0 at the equator, north positive."""
    held = max(-MERCATOR_LIMIT, min(MERCATOR_LIMIT, latitude))
    return asinh(tan(radians(held))) / (2 * pi)


def _latitude(mercator: float) -> float:
    """The latitude in degrees whose `_mercator` this is."""
    return degrees(atan(sinh(mercator * 2 * pi)))


_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796


def project(lon: float, lat: float, centre: float = CENTRE) -> Point:
    """Equal Earth: degrees -> (x, y) on a flat map in units of the Earth's radius, y to the north.

    Areas keep their proportions and parallels stay straight. `centre` is the upright meridian;
    longitudes may run past 180. Formula: Savric, Patterson and Jenny (2019), "The Equal Earth map
    projection", International Journal of Geographical Information Science 33(3), 454-465.
    """
    theta = asin(sqrt(3) / 2 * sin(radians(lat)))
    square = theta * theta
    sixth = square**3
    slope = _A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)
    x = 2 * sqrt(3) / 3 * radians(lon - centre) * cos(theta) / slope
    y = theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    return x, y


def flat_window(
    iso3s: Iterable[str], points: Iterable[Point], centre: float = CENTRE, margin: float = 0.04
) -> Box:
    """What `fit` is for a mercator map, for `project`: (x_min, y_min, x_max, y_max)."""
    west, south, east, north = _around(iso3s, points)
    edge = [south + (north - south) * step / 16 for step in range(17)]
    xs, ys = zip(*(project(lon, lat, centre) for lon in (west, east) for lat in edge), strict=True)
    dx, dy = (max(xs) - min(xs)) * margin, (max(ys) - min(ys)) * margin
    return min(xs) - dx, min(ys) - dy, max(xs) + dx, max(ys) + dy


def greatcircle(lon1: float, lat1: float, lon2: float, lat2: float, n: int = 24) -> list[Point]:
    """`n` (lon, lat) points along the shortest way between two places, both ends included.

    Longitudes go on without a jump, so the last may differ from `lon2` by 360.
    Raises ValueError for fewer than two points.
    """
    if n < 2:
        raise ValueError(f"an arc needs at least two points, got {n}")
    start, end = _vector(lon1, lat1), _vector(lon2, lat2)
    angle = acos(max(-1.0, min(1.0, sum(a * b for a, b in zip(start, end, strict=True)))))
    path = [(lon1, lat1)]
    for step in range(1, n):
        near, far = _weights(angle, step / (n - 1))
        x, y, z = (near * a + far * b for a, b in zip(start, end, strict=True))
        lon = degrees(atan2(y, x))
        lon += 360 * round((path[-1][0] - lon) / 360)
        path.append((lon, degrees(atan2(z, sqrt(x * x + y * y)))))
    return path


def _vector(lon: float, lat: float) -> tuple[float, float, float]:
    """The unit vector of a place."""
    east, north = radians(lon), radians(lat)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)


def _weights(angle: float, share: float) -> tuple[float, float]:
    """How much of either end makes the point at `share` of the way (straight where undefined)."""
    if sin(angle) < 1e-9:
        return 1 - share, share
    return sin((1 - share) * angle) / sin(angle), sin(share * angle) / sin(angle)
