import pytest

from cstoviz.card import Gap, Other, Participant, Source, event_card
from cstoviz.selection import Selection
from tests.metrics import made_up_events


@pytest.fixture(scope="module")
def small(real):
    return made_up_events.tables(real)


@pytest.fixture(scope="module")
def first(small):
    return event_card(small, "e1", "en")


def test_an_unknown_event_has_no_card(small):
    assert event_card(small, "e99", "en") is None
    assert event_card(small, "", "en") is None


def test_texts_of_the_data_stay_as_they_are(first):
    assert first.title == "<script>alert(1)</script>"
    assert first.summary == "Units practised a crossing."


def test_the_facts_with_their_basis(first):
    assert [(fact.key, fact.value) for fact in first.facts] == [
        ("period", "10 to 12 January 2031"),
        ("status", "Reported as held"),
        ("kind", "Exercise"),
        ("organ", "Board of Ministers"),
        ("place", "Klow"),
        ("country", "Syldavia"),
        ("venue", "Old hall"),
        ("format", "In person"),
        ("personnel", "1,200"),
        ("equipment", "Not stated"),
    ]
    assert first.fact("period").basis == "Stated in a source"
    assert first.fact("place").basis == "Inferred from context"
    assert first.fact("place").meaning == (
        "Not said by a source, but follows from what the sources say."
    )
    with pytest.raises(KeyError):
        first.fact("colour")


def test_a_month_is_never_said_as_its_first_day(small):
    when = event_card(small, "e2", "en").fact("period")
    assert when.value == "some day in February 2031"
    assert when.meaning.endswith("Only the month is known; the dates span the whole month.")


def test_what_no_source_says_is_said(small):
    card = event_card(small, "e3", "en")
    assert card.fact("place").value == "Not stated"
    assert card.fact("place").basis == "Not known"
    assert card.fact("format").value == "Not known"
    only_country = event_card(small, "e2", "en")
    assert only_country.fact("country").value == "Aland"
    assert (only_country.fact("place").value, only_country.fact("place").basis) == (
        "Not stated",
        "",
    )


def test_participants_by_how_they_are_known(first):
    assert {group.key: group.participants for group in first.groups} == {
        "states": (
            Participant("AAA", "Aland", "Chair", "Named in a source"),
            Participant("BBB", "Borduria", "Participant", "Named in a source"),
        ),
        "hosts": (Participant("CCC", "Syldavia", "Host", "Inferred from context"),),
        "organisations": (Participant("un", "United Nations", "Observer", "Named in a source"),),
    }
    assert first.collective == ""


def test_an_absence_stands_by_itself_and_the_rest_of_the_members_in_a_sentence(small):
    card = event_card(small, "e2", "en")
    assert [(g.key, [p.code for p in g.participants]) for g in card.groups] == [
        ("states", ["AAA"]),
        ("absent", ["BBB"]),
    ]
    assert "beside any that are listed: Syldavia." in card.collective
    assert "Aland" not in card.collective
    assert "Borduria" not in card.collective


def test_a_suspended_member_is_not_among_the_member_states(small):
    card = event_card(small, "e3", "en")
    assert "beside any that are listed: Aland and Borduria." in card.collective
    assert card.collective.endswith(
        "Syldavia is not among them: its participation has been suspended since 1 March 2031."
    )


def test_only_addresses_of_the_web_are_links(first):
    assert first.sources == (
        Source("javascript:alert(1)", "", "", "Official body", "Russian"),
        Source(
            "https://paper.example/1",
            "https://paper.example/1",
            "paper.example",
            "Other media",
            "English",
        ),
    )


def test_what_it_serves_the_direct_first(first):
    assert [(s.target, s.term, s.path, s.strength, s.basis, s.reason) for s in first.served] == [
        (
            "T1-1.1.1", "Aland 2031", ("Rivers", "Bridges", "Cross one"), "Direct link",
            "Both codings agree", "It crossed one",
        ),
        (
            "T1-1", "Aland 2031", ("Rivers",), "Related", "Settled after disagreement",
            "A river was named",
        ),
    ]  # fmt: skip
    assert first.unserved == ""


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("e2", "not linked to any of the priorities declared for the chairmanship of Aland 2031"),
        ("e3", "No declared priorities are on record for the chairmanship of Borduria 2031"),
        ("e4", "begins in no chairmanship on record"),
    ],
)
def test_why_it_serves_nothing(small, event, said):
    card = event_card(small, event, "en")
    assert card.served == ()
    assert said in card.unserved


def test_its_series_with_the_others_by_days(first):
    (series,) = first.series
    assert (series.title, series.relation) == ("Crossings", "Edition of a recurring event")
    assert series.others == (
        Other("e2", "Déjà vu", "some day in February 2031"),
        Other("e3", "Talks", "5 March 2031"),
    )


def test_evidence_gaps_of_its_days_and_kind(first):
    assert first.gaps == (
        Gap("g1", "Thin evidence", "All activity", "12 to 20 January 2031", "Few reports"),
        Gap("g2", "Nothing found", "Exercise", "1 to 31 January 2031", "No list"),
    )


def test_neighbours_within_the_selection(small, first):
    def around(event, selection):
        card = event_card(small, event, "en", selection)
        return [one and one.event for one in (card.previous, card.following)]

    assert (first.previous, first.following) == (None, None)
    assert around("e1", Selection()) == [None, "e2"]
    assert around("e2", Selection()) == ["e1", "e3"]
    assert around("e2", Selection(kinds=("summit",))) == [None, None]
    assert around("e2", Selection(kinds=("visit",))) == [None, None]
    assert around("e3", Selection(status=("reported", "announced"))) == ["e2", "e4"]


def test_every_real_event_has_a_card(real):
    for event in real.rows("events")["event_id"][::12]:
        card = event_card(real, event, "en")
        assert card.sources
        assert all(source.link for source in card.sources)
        assert bool(card.served) != bool(card.unserved)
        assert all(fact.value for fact in card.facts)
