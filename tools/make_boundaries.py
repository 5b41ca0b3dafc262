"""Make the map's files from Natural Earth: one command, the same bytes every time.

    python tools/make_boundaries.py            # write the files
    python tools/make_boundaries.py --check    # exit 1 if a committed file is stale

Source: the npm package `world-atlas` 2.0.2 (`npm pack world-atlas@2.0.2`), which carries Natural
Earth 4.1.0 as TopoJSON; `countries-50m.json` is read. The archive's SHA-512 is checked. Needs npm
and the development dependencies shapely and pycountry; the app itself needs neither.

Writes:

- `static/boundaries.geojson`: one feature per country, `{iso3, name}`, for the browser;
- `src/cstoviz/outlines.json`: `{iso3 or name: [ring, ...]}`, coarser, for figures drawn as SVG,
  largest country first so that an enclave is drawn over what surrounds it;
- `src/cstoviz/boxes.json`: `{iso3: [west, south, east, north]}`.

Longitudes run past 180 or -180 where a country crosses the antimeridian, so that none is torn.
"""

import argparse
import base64
import hashlib
import json
import math
import subprocess
import sys
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pycountry
import shapely
from shapely.affinity import translate
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

PACKAGE = "world-atlas@2.0.2"
SHA512 = "IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ=="
MEMBER = "package/countries-50m.json"
DROPPED = {"ATA"}
PADDING = 0.1

# Tolerances are in degrees, areas in square degrees; a country's largest part is always kept.
DETAIL = {"tolerance": 0.04, "smallest": 0.003, "decimals": 2}
OUTLINE = {"tolerance": 0.28, "smallest": 0.4, "decimals": 2}

ROOT = Path(__file__).resolve().parents[1]
BOUNDARIES = ROOT / "static" / "boundaries.geojson"
OUTLINES = ROOT / "src" / "cstoviz" / "outlines.json"
BOXES = ROOT / "src" / "cstoviz" / "boxes.json"

Point = tuple[float, float]
Key = tuple[str, str]


def fetch() -> dict[str, Any]:
    """The topology inside the pinned npm archive; RuntimeError if its hash is another."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", PACKAGE, "--pack-destination", folder]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        archive = next(Path(folder).glob("*.tgz"))
        found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if found != SHA512:
            raise RuntimeError(f"{PACKAGE}: SHA-512 is {found}, expected {SHA512}")
        with tarfile.open(archive) as tar:
            return dict(json.loads(tar.extractfile(MEMBER).read()))


def decoded_arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Delta-encoded, quantised arcs -> arcs in degrees (TopoJSON specification, section 2.1.3)."""
    (scale_x, scale_y), (left, bottom) = (topology["transform"][k] for k in ("scale", "translate"))
    arcs = []
    for encoded in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in encoded:
            x, y = x + dx, y + dy
            arc.append((x * scale_x + left, y * scale_y + bottom))
        arcs.append(arc)
    return arcs


def ring(indices: list[int], arcs: list[list[Point]]) -> list[Point]:
    """A closed ring; where it steps over the antimeridian its longitudes run on past 180."""
    points: list[Point] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    offset = 0.0
    unwrapped = [points[0]]
    for (before, _), (lon, lat) in pairwise(points):
        offset -= 360 * round((lon - before) / 360)
        unwrapped.append((lon + offset, lat))
    return unwrapped


def polygons(geometry: dict[str, Any], arcs: list[list[Point]]) -> Iterator[Polygon]:
    """The polygons of one TopoJSON geometry, holes brought to the side of their shell."""
    parts = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    for part in parts:
        shell, *holes = (ring(indices, arcs) for indices in part)
        yield Polygon(shell, [shifted(hole, nearest(hole[0][0], shell[0][0])) for hole in holes])


def nearest(lon: float, to: float) -> float:
    """The multiple of 360 that brings `lon` nearest to `to`."""
    return 360.0 * round((to - lon) / 360)


def shifted(points: Iterable[Point], by: float) -> list[Point]:
    return [(lon + by, lat) for lon, lat in points]


def whole(parts: list[Polygon]) -> MultiPolygon:
    """Parts on the far side of the antimeridian go to the side of the largest; seams dissolve."""
    home = max(parts, key=lambda part: part.area).representative_point().x
    moved = []
    for part in parts:
        here = part.representative_point().x
        crosses = abs(here) > 120 and abs(home) > 30
        by = nearest(here, home) if crosses else 0.0
        moved.append(translate(part, xoff=by))
    return multi(shapely.unary_union(moved))


def multi(shape: BaseGeometry) -> MultiPolygon:
    """Any polygonal result as one MultiPolygon."""
    parts = shapely.get_parts(shape)
    return MultiPolygon([part for part in parts if isinstance(part, Polygon)])


def alpha3(numeric: str | None) -> str:
    """ISO 3166 numeric code -> alpha-3; "" where the source gives none."""
    country = pycountry.countries.get(numeric=numeric) if numeric else None
    return country.alpha_3 if country else ""


def countries(topology: dict[str, Any]) -> dict[Key, MultiPolygon]:
    """{(iso3, name): shape}, in the order of their codes; parts with one code are one country."""
    arcs = decoded_arcs(topology)
    parts: dict[str, list[Polygon]] = defaultdict(list)
    names: dict[str, str] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        key = alpha3(geometry.get("id")) or f"-{name}"
        if key not in DROPPED:
            found = list(polygons(geometry, arcs))
            if sum(p.area for p in found) > sum(p.area for p in parts[key]):
                names[key] = name
            parts[key] += found
    return {
        ("" if key.startswith("-") else key, names[key]): whole(parts[key]) for key in sorted(parts)
    }


def simplified(
    shapes: dict[Key, MultiPolygon], tolerance: float, smallest: float, decimals: int
) -> dict[Key, list[Polygon]]:
    """Thinned together, so that neighbours still share their border; small islands left out."""
    thin = shapely.coverage_simplify(list(shapes.values()), tolerance)
    return {
        key: rounded(large_enough(multi(shape), smallest), decimals)
        for key, shape in zip(shapes, thin, strict=True)
    }


def large_enough(shape: MultiPolygon, smallest: float) -> list[Polygon]:
    """Parts of at least `smallest` on the ground (degrees of longitude shrink to the poles)."""
    ordered = sorted(shape.geoms, key=ground_area, reverse=True)
    return [part for at, part in enumerate(ordered) if at == 0 or ground_area(part) >= smallest]


def ground_area(part: Polygon) -> float:
    """Area in square degrees of the equator."""
    return float(part.area * math.cos(math.radians(part.centroid.y)))


def rounded(parts: list[Polygon], decimals: int) -> list[Polygon]:
    """Coordinates rounded, repeated points and rings without area left out."""
    result = []
    for part in parts:
        rings = [round_ring(r.coords, decimals) for r in (part.exterior, *part.interiors)]
        if len(rings[0]) < 4:
            rings[0] = round_ring(part.exterior.coords, decimals + 2)
        result.append(Polygon(rings[0], [hole for hole in rings[1:] if len(hole) >= 4]))
    return result


def round_ring(points: Iterable[Point], decimals: int) -> list[Point]:
    """One ring rounded; neighbours that have become one point are kept once."""
    near = [(round(lon, decimals), round(lat, decimals)) for lon, lat in points]
    return [near[0], *(b for a, b in pairwise(near) if a != b)]


def boundaries_text(shapes: dict[Key, list[Polygon]]) -> str:
    """The GeoJSON, one feature per line so that a change reads well in a diff."""
    lines = [
        compact(
            {
                "type": "Feature",
                "properties": {"iso3": iso3, "name": name},
                "geometry": {
                    "type": "MultiPolygon",
                    "coordinates": [[list(r.coords) for r in rings(part)] for part in parts],
                },
            }
        )
        for (iso3, name), parts in shapes.items()
    ]
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"


def rings(part: Polygon) -> list[Any]:
    return [part.exterior, *part.interiors]


def outlines_text(shapes: dict[Key, list[Polygon]]) -> str:
    """{iso3, or the name where there is no code: outer rings}, largest country first."""
    largest_first = sorted(shapes.items(), key=lambda item: -sum(map(ground_area, item[1])))
    return by_line(
        {
            iso3 or name: [list(part.exterior.coords) for part in parts]
            for (iso3, name), parts in largest_first
        }
    )


def boxes_text(shapes: dict[Key, MultiPolygon]) -> str:
    """{iso3: [west, south, east, north]} of the full shapes, padded."""
    pad = (-PADDING, -PADDING, PADDING, PADDING)
    return by_line(
        {
            iso3: [round(edge + by, 2) for edge, by in zip(shape.bounds, pad, strict=True)]
            for (iso3, _), shape in shapes.items()
            if iso3
        }
    )


def by_line(mapping: dict[str, Any]) -> str:
    lines = [f"{compact(key)}:{compact(value)}" for key, value in mapping.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def compact(value: object) -> str:
    return (
        json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        .replace(".0,", ",")
        .replace(".0]", "]")
    )


def outputs() -> dict[Path, str]:
    """Every file and its content."""
    shapes = countries(fetch())
    return {
        BOUNDARIES: boundaries_text(simplified(shapes, **DETAIL)),
        OUTLINES: outlines_text(simplified(shapes, **OUTLINE)),
        BOXES: boxes_text(shapes),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description="Make the map's files from Natural Earth.")
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    check = parser.parse_args().check
    stale = 0
    for path, text in outputs().items():
        same = path.exists() and path.read_text(encoding="utf-8") == text
        stale += not same
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        state = "fresh" if same else "stale" if check else "written"
        print(f"{path.relative_to(ROOT)}: {len(text.encode()) / 1000:.0f} kB, {state}")
    return int(check and stale > 0)


if __name__ == "__main__":
    sys.exit(main())
