"""Who took part: literals in, literals out, on a made-up organisation."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cstoviz.metrics import membership, participation, strength, together
from cstoviz.selection import Selection
from tests.metrics import made_up_states

YEAR = "2030-01-01..2030-12-31"
FEBRUARY = "2030-02-01..2030-02-28"
METRICS = (
    participation.by_state,
    participation.members,
    participation.guests,
    participation.absences,
    participation.by_kind,
    participation.over_time,
    together.together,
    together.roles,
    together.organisations,
    strength.reported_strength,
)


@pytest.fixture(scope="module")
def made(real):
    return made_up_states.tables(real)


def records(frame, *columns):
    return [tuple(row) for row in frame[list(columns)].itertuples(index=False)]


COUNTS = ("state", "named", "inferred", "collective", "absent", "lower", "upper", "n")


def test_each_state_has_a_lower_and_an_upper_bound(made):
    assert records(participation.by_state(made, Selection()), *COUNTS) == [
        ("AAA", 2, 1, 1, 0, 2, 4, 5),
        ("BBB", 2, 0, 1, 2, 2, 3, 5),
        ("CCC", 1, 0, 0, 0, 1, 1, 5),
        ("DDD", 1, 0, 0, 0, 1, 1, 5),
    ]


def test_a_member_is_one_on_a_day_of_the_shown_period(made):
    def members(period):
        return membership.members_shown(made, Selection(period=period))

    assert members("") == ("AAA", "BBB", "CCC")
    assert members("2029-12-31..2030-01-01") == ("AAA", "BBB", "CCC")
    assert members(YEAR) == ("AAA", "BBB")
    assert members("2029-05-31..2029-06-01") == ("AAA", "BBB", "CCC", "EEE")
    assert members("1999-01-01..1999-12-31") == ()


def test_a_member_that_left_before_the_period_is_shown_as_another_state(made):
    frame = participation.by_state(made, Selection(period=YEAR))
    assert records(frame, "state", "member") == [
        ("AAA", True),
        ("BBB", True),
        ("CCC", False),
        ("DDD", False),
    ]
    assert list(participation.members(made, Selection(period=YEAR))["state"]) == ["AAA", "BBB"]
    assert list(participation.guests(made, Selection(period=YEAR))["state"]) == ["CCC", "DDD"]


def test_a_suspension_is_told_with_its_first_day_only_where_it_holds(made):
    def since(period):
        frame = participation.members(made, Selection(period=period)).set_index("state")
        return frame.loc["BBB", "suspended_from"]

    assert since(YEAR) == pd.Timestamp("2030-02-10")
    assert since(FEBRUARY) == pd.Timestamp("2030-02-10")
    assert pd.isna(since("2030-01-01..2030-01-31"))


def test_absences_of_a_chosen_state_are_counted_beyond_the_events_that_name_it(made):
    frame = participation.by_state(made, Selection(states=("BBB",), period=FEBRUARY))
    assert records(frame, *COUNTS) == [
        ("AAA", 0, 0, 0, 0, 0, 0, 0),
        ("BBB", 0, 0, 0, 2, 0, 0, 0),
    ]
    assert frame["share"].isna().all()


def test_absences_of_other_states_stay_within_the_selected_events(made):
    chosen = Selection(states=("AAA",), basis="inferred")
    frame = participation.by_state(made, chosen).set_index("state")
    assert frame.loc["BBB", "absent"] == 1
    assert participation.absences(made, chosen).empty


def test_absences_are_listed_latest_first(made):
    found = records(participation.absences(made, Selection()), "event", "state")
    assert found == [("drill-two", "BBB"), ("again", "BBB")]
    chosen = Selection(states=("BBB", "AAA"), match="all", kinds=("talk",))
    assert records(participation.absences(made, chosen), "event", "state") == [("again", "BBB")]


def test_kinds_stand_with_the_events_that_could_show_a_state(made):
    frame = participation.by_kind(made, Selection(period=YEAR))
    assert records(frame, "kind", "state", "lower", "upper", "n") == [
        ("talk", "AAA", 1, 2, 3),
        ("talk", "BBB", 1, 2, 3),
        ("drill", "AAA", 1, 2, 2),
        ("drill", "BBB", 1, 1, 2),
    ]
    assert list(frame["share"]) == [1 / 3, 1 / 3, 0.5, 0.5]


def test_an_event_counts_in_the_month_of_its_first_day(made):
    frame = participation.over_time(made, Selection(period=YEAR))
    rows = frame[frame["state"] == "BBB"]
    assert len(rows) == 13
    assert rows["month"].iloc[0] == pd.Timestamp("2029-12-01")
    assert list(rows["lower"])[:4] == [1, 1, 0, 0]
    assert list(rows["upper"])[:4] == [1, 2, 0, 0]
    assert list(rows["n"])[:4] == [1, 2, 2, 0]


def test_pairs_are_a_share_of_the_events_that_name_the_first(made):
    frame = together.together(made, Selection())
    assert records(frame, "state", "with_state", "events", "n") == [
        ("AAA", "BBB", 1, 2),
        ("AAA", "CCC", 0, 2),
        ("BBB", "AAA", 1, 2),
        ("BBB", "CCC", 1, 2),
        ("CCC", "AAA", 0, 1),
        ("CCC", "BBB", 1, 1),
    ]
    assert list(frame["share"]) == [0.5, 0, 0.5, 0.5, 0, 1]


def test_roles_tell_named_from_inferred_and_keep_absences_apart(made):
    frame = together.roles(made, Selection(period=YEAR))
    some = frame[frame["events"] > 0]
    assert records(some, "state", "role", "named", "inferred") == [
        ("AAA", "host", 1, 1),
        ("AAA", "chair", 1, 0),
        ("BBB", "participant", 2, 0),
        ("BBB", "absent", 2, 0),
        ("CCC", "participant", 1, 0),
        ("DDD", "observer", 1, 0),
    ]
    assert len(frame) == 2 * 5 + 2


def test_organisations_stand_by_number_of_events(made):
    frame = together.organisations(made, Selection())
    assert records(frame, "organisation", "organisation_kind", "named", "inferred", "n") == [
        ("o1", "other", 1, 1, 2),
        ("o2", "un", 1, 0, 2),
    ]


def with_figure(frame):
    return frame.dropna(subset=["personnel", "equipment"], how="all")


def test_strength_lists_all_events_of_kinds_that_ever_state_a_figure(made):
    frame = strength.reported_strength(made, Selection())
    assert list(frame["event"]) == ["drill-one", "drill-two"]
    assert list(frame["personnel"].fillna(-1)) == [100, -1]
    assert list(with_figure(frame)["event"]) == ["drill-one"]
    both = strength.reported_strength(made, Selection(status=("reported", "announced")))
    assert list(with_figure(both)["event"]) == ["drill-one", "planned"]


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.__name__)
@pytest.mark.parametrize("period", ["1990-01-01..1990-01-31", "2031-01-01..2031-01-31"])
def test_columns_and_types_are_the_same_without_rows(made, metric, period):
    full, empty = metric(made, Selection()), metric(made, Selection(period=period))
    assert dict(empty.dtypes.astype(str)) == dict(full.dtypes.astype(str))


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from([event[0] for event in made_up_states.EVENTS]),
            st.sampled_from(["AAA", "BBB", "CCC", "DDD"]),
            st.sampled_from(["host", "chair", "participant", "observer", "absent"]),
        ),
        unique_by=lambda row: row[:2],
        max_size=12,
    )
)
def test_bounds_hold_whatever_the_sources_say(real, rows):
    given_rows = [(event, state, "state", role, "named") for event, state, role in rows]
    made = made_up_states.tables(real, participations=given_rows)
    frame = participation.by_state(made, Selection())
    assert (frame["lower"] <= frame["upper"]).all()
    assert (frame["upper"] <= frame["n"]).all()
    roles = together.roles(made, Selection())
    present = roles[roles["role"] != "absent"].groupby("state")["events"].sum()
    assert present.to_dict() == {
        state: n
        for state, n in frame.set_index("state")["lower"].to_dict().items()
        if state in present.index
    }
    months = participation.over_time(made, Selection()).groupby("state")["lower"].sum()
    kinds = participation.by_kind(made, Selection()).groupby("state")["lower"].sum()
    for state, n in frame[frame["member"]].set_index("state")["lower"].items():
        assert months[state] == n
        assert kinds.get(state, 0) == n
