import pandas as pd
import pytest

from cstoviz.metrics import places
from cstoviz.selection import Selection
from tests.metrics import made_up_map

ALL = Selection()
ANNOUNCED_TOO = Selection(status=("reported", "announced"))


@pytest.fixture(scope="module")
def north(real):
    return made_up_map.tables(real)


def rows(frame, *columns):
    return [tuple(row) for row in frame[list(columns)].itertuples(index=False)]


def test_a_place_counts_its_events_stated_and_inferred_and_never_those_held_by_video(north):
    found = places.hosted(north, ALL)
    assert rows(found, "place", "state", "events", "place_stated", "place_inferred") == [
        ("town", "FIN", 2, 1, 1),
        ("range", "SWE", 2, 1, 1),
        ("abroad", "DNK", 1, 1, 0),
    ]
    town = found.iloc[0]
    assert (town["first"], town["last"]) == (
        pd.Timestamp("2031-01-10"),
        pd.Timestamp("2031-02-02"),
    )


def test_a_place_is_outside_until_its_country_is_a_member(north):
    inside = dict(rows(places.hosted(north, ALL), "place", "member"))
    assert inside == {"town": True, "range": True, "abroad": False}
    january = ALL.with_options(month="2031-01")
    assert dict(rows(places.hosted(north, january), "place", "member"))["range"] == False  # noqa: E712


def test_announced_events_count_on_request_and_cancelled_never(north):
    assert dict(rows(places.hosted(north, ANNOUNCED_TOO), "place", "events"))["twin"] == 1


@pytest.mark.parametrize(
    ("month", "found"),
    [
        ("2031-01", {"town": 2, "range": 1}),
        ("2031-02", {"town": 1, "range": 1, "abroad": 1}),
        ("2031-03", {}),
        ("not a month", {"town": 2, "range": 2, "abroad": 1}),
    ],
)
def test_an_event_counts_in_every_month_that_its_days_meet(north, month, found):
    frame = places.hosted(north, ALL.with_options(month=month))
    assert dict(rows(frame, "place", "events")) == found


def test_states_host_also_where_the_town_is_unknown(north):
    found = places.states_shaded(north, ALL)
    assert rows(found, "state", "member", "hosted", "took_part") == [
        ("FIN", True, 2, 1),
        ("SWE", True, 3, 1),
        ("DNK", False, 1, 2),
    ]


@pytest.mark.parametrize(
    ("basis", "finland", "sweden"), [("named", 1, 1), ("inferred", 2, 1), ("collective", 3, 2)]
)
def test_the_rule_of_the_filter_says_who_took_part(north, basis, finland, sweden):
    found = dict(rows(places.states_shaded(north, Selection(basis=basis)), "state", "took_part"))
    assert (found["FIN"], found["SWE"]) == (finland, sweden)


def test_a_state_that_left_before_the_record_is_no_member(north):
    assert "NOR" not in list(places.states_shaded(north, ALL)["state"])


def test_arcs_come_from_capitals_to_the_chosen_place(north):
    found = places.arcs(north, ALL.with_options(place="town"))
    assert rows(found, "state", "events", "lon", "lat") == [
        ("DNK", 2, 25.0, 60.0),
        ("FIN", 1, 25.0, 60.0),
        ("SWE", 1, 25.0, 60.0),
    ]
    from_points = {row.state: (row.from_lon, row.from_lat) for row in found.itertuples()}
    assert from_points["FIN"] == (25.5, 60.5), "the package's own capital comes first"
    assert from_points["SWE"] == pytest.approx((18.07, 59.33), abs=0.05)


def test_arcs_of_one_event(north):
    found = places.arcs(north, ALL.with_options(place="town", route="two"))
    assert rows(found, "state", "events") == [("DNK", 1), ("SWE", 1)]


def test_no_place_no_arcs(north):
    found = places.arcs(north, ALL)
    assert found.empty
    assert list(found.columns) == [
        "state", "place", "from_lon", "from_lat", "lon", "lat", "events",
    ]  # fmt: skip


def test_beside_the_map_by_reason_and_country(north):
    found = places.beside(north, ALL).fillna({"state": "?"})
    assert rows(found, "off_map", "state", "events") == [
        ("video", "FIN", 1),
        ("video", "?", 1),
        ("no-place", "SWE", 1),
        ("no-place", "?", 1),
    ]


def test_the_events_beside_the_map_latest_first(north):
    found = places.beside_events(north, ALL)
    assert rows(found, "event", "off_map") == [
        ("adrift", "no-place"),
        ("lost", "no-place"),
        ("call", "video"),
        ("video", "video"),
    ]


def test_the_events_at_a_place_latest_first(north):
    found = places.place_events(north, ALL.with_options(place="town"))
    assert rows(found, "event", "place_basis") == [("two", "inferred"), ("one", "stated")]
    assert places.place_events(north, ALL).empty


@pytest.mark.parametrize("layer", ["hosted", "took-part", "none"])
def test_the_map_holds_every_layer_and_adds_up(north, layer):
    found = places.on_map(north, ALL.with_options(layer=layer, place="town"))
    assert list(found.columns) == list(places.MAP_COLUMNS)
    assert dict(found.dtypes.astype(str)) == places.MAP_COLUMNS
    sums = found.groupby("layer")["events"].sum()
    assert (sums["place"], sums["beside"]) == (5, 4)
    shaded = found[found["layer"] == "state"].set_index("state")["events"]
    expected = {"hosted": 3, "took-part": 1, "none": None}[layer]
    assert (None if pd.isna(shaded["SWE"]) else shaded["SWE"]) == expected


def test_an_empty_month_keeps_the_map_and_an_empty_filter_does_not(north):
    quiet = places.on_map(north, ALL.with_options(month="2031-05"))
    assert set(quiet["layer"]) == {"state", "beside"}
    assert quiet.loc[quiet["layer"] == "beside", "events"].sum() == 0
    nothing = places.on_map(north, Selection(period="2032-01-01..2032-01-07"))
    assert nothing.empty
    assert dict(nothing.dtypes.astype(str)) == places.MAP_COLUMNS


def test_frames_keep_their_columns_when_nothing_is_selected(north):
    week = Selection(period="2032-01-01..2032-01-07").with_options(place="town")
    for metric in (places.hosted, places.arcs, places.beside, places.beside_events):
        empty, full = metric(north, week), metric(north, ALL.with_options(place="town"))
        assert empty.empty
        assert dict(empty.dtypes) == dict(full.dtypes), metric.__name__
