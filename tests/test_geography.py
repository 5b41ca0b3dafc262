"""The map's files and the geometry around them."""

import csv
import json
from itertools import pairwise
from math import asinh, cos, dist, pi, radians, sin, tan
from pathlib import Path

import pytest

from cstoviz import geography

ROOT = Path(__file__).resolve().parents[1]
BOUNDARIES = ROOT / "static" / "boundaries.geojson"
BISHKEK, GENEVA, NEW_YORK = (74.59, 42.87), (6.1457, 46.2022), (-74.006, 40.7143)
CHUKOTKA = (190.0, 66.0)


def rows(table):
    with (ROOT / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def features():
    return json.loads(BOUNDARIES.read_text(encoding="utf-8"))["features"]


def rings(feature):
    return [ring for polygon in feature["geometry"]["coordinates"] for ring in polygon]


def is_within(box, lon, lat):
    west, south, east, north = box
    return west <= lon <= east and south <= lat <= north


def pixels(view, lon, lat):
    """Offset in pixels of a place from the centre of a view."""
    world = 512 * 2**view.zoom

    def y(latitude):
        return asinh(tan(radians(latitude))) / (2 * pi)

    return (lon - view.longitude) / 360 * world, (y(lat) - y(view.latitude)) * world


def test_the_boundaries_are_small_enough_to_send():
    assert 300_000 < BOUNDARIES.stat().st_size <= 900_000


def test_every_country_is_one_feature(features):
    codes = [f["properties"]["iso3"] for f in features if f["properties"]["iso3"]]
    assert len(codes) == len(set(codes)) > 200
    assert all(f["properties"]["name"] for f in features)
    assert "ATA" not in codes


def test_russia_is_whole(features):
    (russia,) = [f for f in features if f["properties"]["iso3"] == "RUS"]
    mainland = max(rings(russia), key=len)
    lons = [lon for lon, _ in mainland]
    assert min(lons) < 40
    assert max(lons) > 189


def test_no_border_runs_along_the_antimeridian(features):
    for ring in (ring for feature in features for ring in rings(feature)):
        assert not [a for a, b in pairwise(ring) if abs(a[0]) == abs(b[0]) == 180]


def test_the_box_of_russia_runs_past_the_antimeridian():
    west, _, east, _ = geography.boxes()["RUS"]
    assert 19 < west < 20
    assert 190 < east < 191


def test_no_ring_jumps_across_the_map(features):
    for ring in (ring for feature in features for ring in rings(feature)):
        assert all(abs(b[0] - a[0]) < 180 for a, b in pairwise(ring))


def test_rings_are_closed(features):
    for ring in (ring for feature in features for ring in rings(feature)):
        assert ring[0] == ring[-1]
        assert len(ring) >= 4


@pytest.mark.parametrize("iso3", [row["iso3"] for row in rows("states")])
def test_every_state_of_the_package_has_box_outline_and_boundary(iso3, features):
    assert iso3 in geography.boxes()
    assert iso3 in geography.outlines()
    assert iso3 in {f["properties"]["iso3"] for f in features}


@pytest.mark.parametrize("place", rows("places"), ids=lambda place: place["place_id"])
def test_every_place_lies_in_the_box_of_its_country(place):
    box = geography.boxes()[place["country_iso3"]]
    assert is_within(box, float(place["lon"]), float(place["lat"]))


def test_boxes_hold_the_boundaries(features):
    for feature in features:
        if iso3 := feature["properties"]["iso3"]:
            box = geography.boxes()[iso3]
            assert all(is_within(box, *point) for ring in rings(feature) for point in ring)


def test_outlines_are_light_once_projected():
    points = [
        [round(v, 3) for v in geography.project(*point)]
        for country in geography.outlines().values()
        for ring in country
        for point in ring
    ]
    assert len(json.dumps(points, separators=(",", ":"))) <= 150_000


def test_an_enclave_comes_after_the_country_around_it():
    order = list(geography.outlines())
    assert order.index("LSO") > order.index("ZAF")


@pytest.mark.parametrize("size", [(1200, 600), (700, 700), (340, 480)])
@pytest.mark.parametrize("iso3s", [["ARM"], ["KGZ", "TJK"], ["RUS", "BLR", "ARM"], ["CHE", "USA"]])
def test_fit_holds_all_boxes_and_points(iso3s, size):
    view = geography.fit(iso3s, [BISHKEK], *size)
    corners = [BISHKEK]
    for iso3 in iso3s:
        west, south, east, north = geography.boxes()[iso3]
        corners += [(west, south), (east, north)]
    for corner in corners:
        x, y = pixels(view, *corner)
        assert abs(x) < size[0] / 2
        assert abs(y) < size[1] / 2


def test_fit_is_as_close_as_the_margin_allows():
    view = geography.fit(["KAZ"], [], 1000, 2000)
    west, _, east, _ = geography.boxes()["KAZ"]
    assert (east - west) / 360 * 512 * 2**view.zoom == pytest.approx(840)


def test_fit_of_one_place_does_not_zoom_without_end():
    view = geography.fit([], [BISHKEK], 800, 500)
    assert view == pytest.approx((*BISHKEK, geography.MAX_ZOOM))


def test_fit_of_nothing_shows_the_world():
    view = geography.fit([], [], 1000, 600)
    assert abs(pixels(view, *NEW_YORK)[0]) < 500
    assert abs(pixels(view, *CHUKOTKA)[0]) < 500


def test_fit_leaves_out_states_without_a_box():
    assert geography.fit(["XXX", "KGZ"], [], 800, 500) == geography.fit(["KGZ"], [], 800, 500)


def test_fit_refuses_a_window_without_size():
    with pytest.raises(ValueError, match="positive"):
        geography.fit(["KGZ"], [], 0, 500)


def test_project_puts_places_where_a_reader_expects_them():
    xs = [geography.project(*p)[0] for p in (NEW_YORK, GENEVA, BISHKEK, CHUKOTKA)]
    assert xs == sorted(xs)
    assert geography.project(geography.CENTRE, 0) == pytest.approx((0, 0))
    assert geography.project(*CHUKOTKA)[1] > geography.project(*BISHKEK)[1] > 0


def test_project_matches_the_published_extent_of_equal_earth():
    assert geography.project(180, 0, centre=0)[0] == pytest.approx(2.70663, abs=1e-5)
    assert geography.project(0, 90, centre=0)[1] == pytest.approx(1.31736, abs=1e-5)


@pytest.mark.parametrize("lat", [0.0, 42.0, 66.0])
def test_project_keeps_areas(lat):
    (x0, y0), (_, y1) = geography.project(60, lat - 0.01), geography.project(60, lat + 0.01)
    width = geography.project(61, lat)[0] - x0
    assert width * (y1 - y0) == pytest.approx(
        radians(1) * radians(0.02) * cos(radians(lat)), rel=1e-3
    )


def test_flat_window_holds_what_it_is_asked_to():
    left, bottom, right, top = geography.flat_window(["RUS"], [NEW_YORK])
    for x, y in (geography.project(*p) for p in (NEW_YORK, CHUKOTKA, (100, 41.2), (60, 81.9))):
        assert left < x < right
        assert bottom < y < top


def unit(lon, lat):
    east, north = radians(lon), radians(lat)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)


@pytest.mark.parametrize("end", [GENEVA, NEW_YORK, CHUKOTKA, BISHKEK])
def test_greatcircle_goes_evenly_from_end_to_end(end):
    path = geography.greatcircle(*BISHKEK, *end)
    assert len(path) == 24
    assert path[0] == BISHKEK
    assert dist(unit(*path[-1]), unit(*end)) < 1e-9
    steps = [dist(unit(*a), unit(*b)) for a, b in pairwise(path)]
    assert max(steps) - min(steps) < 1e-9
    assert all(abs(b[0] - a[0]) < 180 for a, b in pairwise(path))


def test_greatcircle_runs_on_past_the_antimeridian():
    path = geography.greatcircle(170, 60, -170, 60, n=5)
    assert path[-1] == pytest.approx((190, 60))


def test_greatcircle_needs_two_points():
    with pytest.raises(ValueError, match="two points"):
        geography.greatcircle(*BISHKEK, *GENEVA, n=1)
