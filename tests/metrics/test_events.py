import pandas as pd
import pytest

from cstoviz.metrics import events as metrics
from cstoviz.selection import Selection
from cstoviz.text import speaking, t
from cstoviz.views.core import answer
from cstoviz.views.events import EVENTS, LATEST, NOTABLE, SEARCH, SHOWN, SORT
from tests.metrics import made_up_events


@pytest.fixture(scope="module")
def small(real):
    return made_up_events.tables(real)


def order(tables, **options):
    return list(metrics.events(tables, Selection().with_options(**options))["event"])


def test_one_row_per_event_the_latest_first(small):
    frame = metrics.events(small, Selection())
    assert list(frame.columns) == list(metrics.COLUMNS)
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == dict(metrics.COLUMNS)
    assert list(frame["event"]) == ["e3", "e2", "e1"]
    first = frame.set_index("event").loc["e1"]
    assert first["start"] == pd.Timestamp("2031-01-10")
    assert first["end"] == pd.Timestamp("2031-01-12")
    assert list(first[["kind", "organ", "place", "place_basis"]]) == [
        "exercise", "BOARD", "kom", "inferred"
    ]  # fmt: skip
    assert first["states"] == ("AAA", "BBB")
    assert list(first[["personnel", "sources", "covers"]]) == [1200, 2, 2]


def test_a_country_comes_from_the_place_where_need_be(small):
    frame = metrics.events(small, Selection()).set_index("event")
    assert list(frame.loc[["e1", "e2"], "host"]) == ["CCC", "AAA"]
    assert pd.isna(frame.loc["e3", "host"])


def test_the_member_states_are_a_mark_of_their_own_never_expanded(small):
    frame = metrics.events(small, Selection()).set_index("event")
    assert dict(frame["all_members"]) == {"e3": True, "e2": True, "e1": False}
    assert frame.loc["e3", "states"] == ()
    assert frame.loc["e2", "states"] == ("AAA",)


def test_announced_events_only_on_request(small):
    frame = metrics.events(small, Selection(status=("reported", "announced")))
    assert list(frame["event"]) == ["e4", "e3", "e2", "e1"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["e3", "e2", "e1"]),
        ("deja", ["e2"]),
        ("DÉJÀ  vu", ["e2"]),
        ("мост", ["e2"]),
        ("клов переправа", ["e1"]),
        ("klow crossing", ["e1"]),
        ("klow talks", []),
        ("board of ministers", ["e3", "e1"]),
        ("someone", ["e2"]),
        ("united nations", ["e1"]),
        ("unitde nations", ["e1"]),
        ("bridges", ["e1"]),
        ("aland short", []),
        ("old hall", ["e1"]),
        (".*", []),
    ],
)
def test_every_word_has_to_stand_somewhere_in_any_language(small, words, found):
    assert order(small, q=words) == found


def test_the_best_hits_come_first_unless_another_order_is_chosen(small):
    assert order(small, q="crossing") == order(small, q="crossing", sort="best") == ["e1"]
    assert order(small, q="aland") == ["e2", "e1"]
    assert order(small, q="s") == ["e1", "e3", "e2"]
    assert order(small, q="s", sort="-start") == ["e3", "e2", "e1"]


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("start", ["e1", "e2", "e3"]),
        ("-personnel", ["e1", "e3", "e2"]),
        ("personnel", ["e3", "e1", "e2"]),
        ("event", ["e1", "e2", "e3"]),
        ("-event", ["e3", "e2", "e1"]),
        ("kind", ["e2", "e1", "e3"]),
        ("organ", ["e3", "e1", "e2"]),
        ("host", ["e2", "e1", "e3"]),
        ("-host", ["e1", "e2", "e3"]),
        ("nonsense", ["e3", "e2", "e1"]),
    ],
)
def test_sorted_by_names_with_missing_values_last(small, sort, found):
    assert order(small, sort=sort) == found


def test_no_event_has_the_same_columns(small):
    nothing = Selection(period="1999-01-01..1999-12-31")
    for selection in (nothing, nothing.with_options(q="talks"), nothing.with_options(sort="kind")):
        empty = metrics.events(small, selection)
        assert empty.empty
        assert {name: str(kind) for name, kind in empty.dtypes.items()} == dict(metrics.COLUMNS)
    brief = metrics.latest(small, Selection(period="1999-01-01..1999-12-31"))
    assert list(brief.columns) == ["event", "start", "end", "kind", "place", "host"]


def test_the_latest_are_five_at_most(real, small):
    assert list(metrics.latest(small, Selection())["event"]) == ["e3", "e2", "e1"]
    frame = metrics.latest(real, Selection())
    assert len(frame) == 5
    assert frame["start"].is_monotonic_decreasing


def test_the_table_names_the_states_in_a_list(small):
    shown = answer(EVENTS, small, Selection()).table()
    assert list(shown[t("column.states")]) == [(), ("Aland",), ("Aland", "Borduria")]


def test_what_is_searched_stays_and_the_order_is_checked(small):
    asked = Selection().with_options(q=f"  {'x' * 200}", sort="-bogus")
    assert SEARCH.value(small, asked) == "x" * 100
    assert SORT.value(small, asked) == "best"
    assert SORT.value(small, Selection().with_options(sort="best")) == "-start"
    assert SORT.value(small, Selection().with_options(sort="-covers")) == "-covers"


@pytest.mark.parametrize(
    ("selection", "sentence"),
    [
        (
            Selection(),
            "3 events, 10 January to 5 March 2031; states named as taking part in 2 of them, "
            "place or country inferred in 1.",
        ),
        (
            Selection().with_options(q="Talks"),
            "“Talks” is found in 1 of 3. 1 event, 5 March 2031.",
        ),
        (
            Selection().with_options(q="nowhere"),
            "No event matches. Widen the period, remove a filter, or search for other words.",
        ),
    ],
)
def test_the_result_in_a_sentence(small, selection, sentence):
    assert answer(EVENTS, small, selection).sentence == sentence


@pytest.mark.parametrize(
    ("options", "cautions"),
    [
        ({}, []),
        ({"q": "talks"}, []),
        (
            {"q": "tlaks"},
            [
                "“tlaks” does not stand in the data; words that differ from it by a letter or two "
                "are counted instead."
            ],
        ),
        ({"q": "tlkas"}, ["Did you mean “Talks”?"]),
        ({"q": "xyzzy"}, []),
    ],
)
def test_what_was_searched_instead_is_said(small, options, cautions):
    assert list(answer(EVENTS, small, Selection().with_options(**options)).cautions) == cautions


def test_what_the_filter_leaves_out_is_said(small):
    found = answer(EVENTS, small, Selection(kinds=("summit",)).with_options(q="talks"))
    assert found.empty
    assert list(found.cautions) == ["“talks” is found in 1 event that the filter leaves out."]


def test_where_the_words_were_found_stands_beside_while_they_are_searched(small):
    found = answer(EVENTS, small, Selection().with_options(q="klow crossing"))
    assert list(found.table()[t("column.hit")]) == [
        "Summary: Units practised a \ue000crossing\ue001.; Place: \ue000Klow\ue001"
    ]
    assert "hit" not in answer(EVENTS, small, Selection()).frame
    assert "hit" not in SHOWN.choices(small, Selection())
    assert "hit" in SHOWN.choices(small, Selection().with_options(q="klow"))
    chosen = Selection().with_options(q="klow", columns="event,hit")
    assert answer(EVENTS, small, chosen).columns == ["event", "hit"]


def test_an_inferred_place_is_not_searched_where_only_what_is_stated_counts(small):
    assert order(small, q="klow") == ["e1"]
    stated = Selection(facts="stated").with_options(q="klow")
    assert metrics.events(small, stated).empty


@pytest.mark.parametrize(
    ("period", "sentence"),
    [
        ("", "The latest of 3 events: Talks, 5 March 2031."),
        ("2031-03-01..2031-03-31", "One event: Talks, 5 March 2031."),
    ],
)
def test_the_latest_in_a_sentence(small, period, sentence):
    assert answer(LATEST, small, Selection(period=period)).sentence == sentence


def test_every_sentence_holds_in_the_languages_that_there_are(small):
    with speaking("en"):
        assert answer(EVENTS, small, Selection()).view.question
        assert all(SORT.choices(small, Selection()).values())


def test_of_events_with_as_many_sources_the_later_comes_first(tiny):
    frame = metrics.notable(tiny, Selection(period="2031"))
    assert list(frame.columns) == ["event", "start", "end", "place", "host", "states", "sources"]
    assert list(frame["sources"]) == sorted(frame["sources"], reverse=True)
    assert frame["sources"].iloc[0] == 3
    most = frame[frame["sources"] == 3]
    assert list(most["start"]) == sorted(most["start"], reverse=True)
    assert len(frame) == metrics.NOTABLE


def test_the_most_reported_event_in_a_sentence(tiny):
    said = answer(NOTABLE, tiny, Selection(period="2031")).sentence
    assert said.startswith("Most sources report “")
    assert said.endswith(": 3 source addresses. The 8 most reported of 14 events.")


def test_no_event_no_notable_one(tiny):
    nothing = Selection(states=("SWE",), period="2031-01-01..2031-01-02")
    assert answer(NOTABLE, tiny, nothing).empty
