import json
from itertools import pairwise
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cstoviz.charts import flatmaps, mapmarks, maps
from cstoviz.context import context
from cstoviz.geography import boxes
from cstoviz.metrics import places as metrics
from cstoviz.metrics.rows import framed
from cstoviz.selection import Selection
from cstoviz.views import maps as views
from cstoviz.views.core import answer
from tests.metrics import made_up_map

ALL = Selection()
TOWN = ALL.with_options(place="town")
BOTH_STATUSES = Selection(status=("reported", "announced"))


@pytest.fixture(scope="module")
def north(real):
    return made_up_map.tables(real)


def drawn(tables, selection=ALL):
    """Return the deck as the browser gets it: its layers by id, and all of it."""
    found = answer(views.MAP_PLACES, tables, selection)
    whole = json.loads(found.chart().to_json())
    return {layer["id"]: layer for layer in whole["layers"]}, whole


def flat(tables, selection=ALL):
    return answer(views.MAP_PLACES, tables, selection).chart(flat=True)


def marks(tables, selection=ALL):
    frame = metrics.on_map(tables, selection)
    return {mark.code: mark for mark in mapmarks.marks(frame, context(tables, selection))}


def test_a_mark_shows_by_its_filled_area_what_sources_state(north):
    found = marks(north)
    assert found["abroad"].inner == found["abroad"].width
    assert found["town"].inner == pytest.approx(found["town"].width * sqrt(1 / 2))
    march = marks(north, ALL.with_options(month="2031-02"))
    assert march["range"].inner == 0
    assert march["town"].inner == 0


def test_families_differ_by_shape_and_colour(north):
    found = marks(north)
    assert [found[code].family for code in ("town", "range", "abroad")] == [
        "city", "ground", "outside",
    ]  # fmt: skip
    assert len(set(mapmarks.COLOURS.values())) == 3
    icons = {row["code"]: row["icon"] for row in drawn(north)[0]["place"]["data"]}
    assert {icon.split("-")[0] for icon in icons.values()} == {"city", "ground", "outside"}


def test_every_icon_is_in_the_atlas_that_comes_with_the_deck(north):
    layers, _ = drawn(north, TOWN)
    for name in ("place", "halo"):
        assert layers[name]["data"]
        assert {row["icon"] for row in layers[name]["data"]} <= set(layers[name]["iconMapping"])
        assert layers[name]["iconAtlas"].startswith("data:image/svg+xml,")


@given(st.integers(1, 5000), st.integers(1, 5000))
@settings(max_examples=25, deadline=None)
def test_more_events_never_make_a_smaller_mark(few, more):
    few, more = sorted((few, more))
    assert mapmarks.diameter(few, more) <= mapmarks.diameter(more, more) <= mapmarks.LARGEST
    assert mapmarks.diameter(few, more) >= mapmarks.SMALLEST


def test_places_with_one_point_lie_apart(north):
    found = marks(north, BOTH_STATUSES)
    town, twin = found["town"], found["twin"]
    assert (town.lon, town.lat) != (twin.lon, twin.lat)
    assert abs(town.lon - twin.lon) < 1


def test_the_deck_asks_no_other_host(north):
    layers, whole = drawn(north, TOWN)
    assert layers["land"]["data"] == "files/boundaries.geojson"
    assert "http" not in json.dumps(whole).replace("http://www.w3.org/2000/svg", "").replace(
        "http%3A//www.w3.org/2000/svg", ""
    )
    assert not whole.get("mapProvider")


def test_a_click_gives_the_place_and_the_hint_no_markup(north):
    layers, _ = drawn(north)
    rows = layers["place"]["data"]
    assert {row["code"] for row in rows} == {"town", "range", "abroad"}
    assert [name for name, layer in layers.items() if layer.get("pickable")] == ["place"]
    assert all("<" not in str(value) for row in rows for value in row.values())


def test_hovering_a_flat_mark_shows_the_name_as_it_is(north):
    rings = next(trace for trace in flat(north).data if trace.name == "inferred")
    hint = rings.text[[place for _, place in rings.customdata].index("range")]
    assert "&lt;script&gt;Range &amp; more" in hint
    assert "<script" not in flat(north).to_json()


@pytest.mark.parametrize(
    ("layer", "shaded"), [("hosted", {"FIN": 4, "SWE": 5, "DNK": 2}), ("none", {})]
)
def test_shades_in_five_steps(north, layer, shaded):
    selection = ALL.with_options(layer=layer)
    frame = metrics.on_map(north, selection)
    assert mapmarks.shades(frame) == shaded
    fills = drawn(north, selection)[0]["land"]["getFillColor"]
    for state in ("FIN", "SWE", "DNK", "NOR"):
        assert (f"'{state}'" in fills) == (state in shaded)


def test_the_ranges_of_shades_hold_every_count_once():
    for most in range(1, 40):
        frame = _states({"FIN": most})
        held = [n for low, high in mapmarks.shade_ranges(frame).values()
                for n in range(low, high + 1)]  # fmt: skip
        assert held == list(range(1, most + 1))


def _states(counts):
    rows = [{"layer": "state", "state": code, "events": n} for code, n in counts.items()]
    return framed(rows, metrics.MAP_COLUMNS)


def test_arcs_only_for_the_chosen_place_and_none_from_the_place_itself(north):
    assert drawn(north)[0]["route"]["data"] == []
    frame = metrics.on_map(north, ALL.with_options(place="helsinki"))
    assert mapmarks.arcs(frame, context(north, ALL)) == []
    found = mapmarks.arcs(metrics.on_map(north, TOWN), context(north, TOWN))
    assert [arc.state for arc in found] == ["DNK", "FIN", "SWE"]
    assert all(arc.path[-1] == pytest.approx((25.0, 60.0)) for arc in found)
    assert len(drawn(north, TOWN)[0]["route"]["data"]) == 3


def test_labels_name_the_largest_places_and_do_not_overlap(real):
    labels = drawn(real)[0]["label"]["data"]
    assert labels[0]["text"] == "Moscow 53"
    assert 4 <= len(labels) <= 12


@pytest.mark.parametrize("width", [1100, 1700])
def test_the_whole_area_of_the_organisation_is_in_the_first_view(real, width):
    frame = metrics.on_map(real, ALL)
    seen = mapmarks.window(frame)
    for iso3 in mapmarks.members(frame):
        west, south, east, north = boxes()[iso3]
        for lon, lat in ((west, south), (east, north)):
            x, y = mapmarks.to_pixels(lon, lat, seen)
            assert abs(x) <= width / 2, iso3
            assert abs(y) <= mapmarks.HEIGHT / 2, iso3


def test_a_phone_sees_the_capitals_of_the_members(real):
    frame = metrics.on_map(real, ALL)
    for iso3 in mapmarks.members(frame):
        x, _ = mapmarks.to_pixels(*mapmarks.capitals()[iso3], mapmarks.window(frame))
        assert abs(x) <= 180, iso3


def test_the_view_stays_while_months_go_by(real):
    views_seen = {
        mapmarks.window(metrics.on_map(real, ALL.with_options(month=month)))
        for month in ("", "2024-09", "2025-02")
    }
    assert len(views_seen) == 1


def test_russia_is_one_piece_on_the_flat_map(real):
    land = [trace for trace in flat(real).data if str(trace.text).startswith("Russia")]
    assert len(land) == 1
    xs = sorted(x for x in land[0].x if x is not None)
    assert max(b - a for a, b in pairwise(xs)) < 0.2


def test_the_flat_map_has_the_places_and_arcs_of_the_deck(north):
    found = flat(north, TOWN)
    rings = next(trace for trace in found.data if trace.name == "inferred")
    assert {place for _, place in rings.customdata} == {"town", "range", "abroad"}
    lines = [trace for trace in found.data if trace.mode == "lines" and trace.hoverinfo == "skip"
             and trace.fill is None]  # fmt: skip
    assert len(lines) == 3
    assert "geo" not in json.loads(found.to_json())["layout"]


def test_what_stands_beside_by_reason(north):
    selection = ALL
    frame = metrics.beside(north, selection)
    figure = flatmaps.beside(frame, context(north, selection))
    video, unknown, sums = figure.data
    assert dict(zip(video.y, video.x, strict=True)) == {
        "Finland": 1, "Sweden": None, "Country not known": 1,
    }  # fmt: skip
    assert list(sums.x) == [2, 1, 1]
    assert unknown.marker.color == "rgba(0,0,0,0)"
    assert video.marker.color != unknown.marker.color


def test_figures_of_nothing_are_valid(north):
    week = Selection(period="2032-01-01..2032-01-07")
    about = context(north, week)
    assert json.loads(maps.deck(metrics.on_map(north, week), about).to_json())
    assert json.loads(flatmaps.flat(metrics.on_map(north, week), about).to_json())
    assert json.loads(flatmaps.beside(metrics.beside(north, week), about).to_json())


@pytest.mark.parametrize(
    ("selection", "said"),
    [
        (ALL, "9 events: 5 on the map at 3 places, 4 beside it (2 held by video, 2 without"),
        (
            ALL.with_options(month="2031-05"),
            "May 2031, 0 events: 0 on the map at 0 places, 0 beside",
        ),
        (TOWN, "took part at Town, by number of events: Denmark 2, Finland 1, and Sweden 1."),
        (TOWN.with_options(route="two"), "in the chosen event at Town: Denmark and Sweden."),
        (ALL.with_options(place="abroad"), "No source shows which states took part"),
        (ALL.with_options(place="twin"), "No event of this selection was held at Twin."),
    ],
)
def test_the_sentence_adds_up(north, selection, said):
    reported = Selection(period="2031-01-01..2031-12-31").with_options(**dict(selection.options))
    assert said in answer(views.MAP_PLACES, north, reported).sentence


def test_the_list_of_a_place_says_how_to_choose_one(north):
    assert answer(views.MAP_PLACE_EVENTS, north, ALL).sentence.startswith("No place is chosen")
    said = answer(views.MAP_PLACE_EVENTS, north, TOWN).sentence
    assert said.startswith("2 events at Town: the place is stated by a source for 1")


def test_one_event_of_the_place_can_be_chosen(north):
    chosen = views.ROUTE.choices(north, TOWN)
    assert list(chosen) == ["", "two", "one"]
    assert list(views.ROUTE.choices(north, ALL)) == [""]
    assert chosen["two"] == "30 January 2031: Event two"


def test_the_months_are_those_of_the_shown_period(north):
    months = views.MONTH.choices(north, Selection(period="2031-01-15..2031-03-01"))
    assert list(months) == ["", "2031-01", "2031-02", "2031-03"]


@pytest.mark.parametrize("view", [views.MAP_PLACES, views.MAP_BESIDE, views.BESIDE_EVENTS])
def test_every_view_has_its_table(north, view):
    found = answer(view, north, TOWN)
    assert len(found.table()) == len(found.frame) > 0
    assert found.view.question
    assert found.view.rule
