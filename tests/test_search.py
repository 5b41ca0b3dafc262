"""What a search finds, in which order, and which words it marks."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cstoviz import search
from cstoviz.metrics import events as metrics
from cstoviz.package import read_package
from cstoviz.search.index import index
from cstoviz.search.words import allowed, best, words_of
from cstoviz.selection import Selection, apply
from cstoviz.tables import collect
from tests import packages
from tests.packages_events import event

EXTRA = [
    event("2031-01-02-exact", "Lantern parade", "survey", venue="Crème brûlée House"),
    event("2031-01-03-prefix", "Lanternfish seen", "survey"),
    event("2031-01-04-stem", "Lanterns everywhere", "survey"),
    event("2031-01-05-rest", "Night walk", "survey", summary="A lantern, a lake."),
    event("2031-01-06-order", "Piers and boats", "survey", summary="Boats before piers."),
]
SAID = """events,2031-01-02-exact,title,ru,Учение «Ёлка»
events,2031-01-03-prefix,title,ru,Проведены учения
events,2031-01-04-stem,title,xx,Zwurbel gnaffte blomps
places,tallinn,name,xx,Tallangrad"""


@pytest.fixture(scope="module")
def more(tmp_path_factory):
    """Return the made-up package with some events more, and texts in a language of nobody."""
    texts = packages.tables()
    lines = [",".join(_cell(row[name]) for name in row) for row in EXTRA]
    texts["events"] += "\n".join(lines) + "\n"
    texts["translations"] += SAID + "\n"
    sourced = "\n".join(f"{row['event_id']},s0000000001" for row in EXTRA)
    texts["event_sources"] += sourced + "\n"
    folder = packages.write(tmp_path_factory.mktemp("more"), packages.descriptor(), texts)
    return read_package(Path(folder))


def _cell(value):
    return f'"{value}"'


def found(tables, words):
    return [code.removeprefix("2031-") for code in search.find(tables, words)]


def test_the_word_itself_before_its_forms_before_longer_words_and_titles_before_the_rest(more):
    assert search.find(more, "lantern") == {
        "2031-01-02-exact": 9,
        "2031-01-05-rest": 8,
        "2031-01-04-stem": 7,
        "2031-01-03-prefix": 5,
    }
    assert list(search.find(more, "lantern").values()) == [9, 8, 7, 5]


def test_a_word_that_is_not_there_may_be_misspelt_and_titles_are_still_first(more):
    assert search.find(more, "lamtern") == {"2031-01-02-exact": 3, "2031-01-05-rest": 2}
    assert search.find(more, "lamtren") == {}
    assert search.misspelt(more, "lamtern parade") == ["lamtern"]
    assert search.misspelt(more, "lantern parade") == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ELKA", []),
        ("елка", ["01-02-exact"]),
        ("ЁЛКА", ["01-02-exact"]),
        ("учений", ["01-02-exact", "01-03-prefix"]),
        ("creme", ["01-02-exact"]),
        ("CRÈME Brulee", ["01-02-exact"]),
        ("cre\u0300me", ["01-02-exact"]),
        ("zwurbl", ["01-04-stem"]),
        ("gnaf", ["01-04-stem"]),
        ("tallangrad lantern", []),
        ("boats piers", ["01-06-order"]),
        ('"piers and boats"', ["01-06-order"]),
        ('"boats and piers"', []),
        ("«boats before piers»", ["01-06-order"]),
        ('"boats before piers', ["01-06-order"]),
        ('"pier"', []),
        ("parade, creme!", ["01-02-exact"]),
        ("lantern fish", []),
    ],
)
def test_words_in_any_text_and_language_without_case_and_accents(more, words, expected):
    assert found(more, words) == expected


def test_a_phrase_stands_within_one_text(more):
    assert "2031-01-02-exact" not in search.find(more, '"parade lantern"')
    assert "2031-01-02-exact" not in search.find(more, '"parade учение"')


def test_participants_places_countries_and_priorities_are_searched(tiny):
    assert found(tiny, "regatta sweden") == ["03-28-spring-regatta"]
    assert "03-28-spring-regatta" in found(tiny, "Kingdom")
    assert set(found(tiny, "LSI")) == {"03-05-sums", "11-11-abroad"}
    assert "06-10-summer-council" in found(tiny, "three lake states")
    assert found(tiny, "opening hours") == ["01-15-first-council", "03-05-script"]
    assert set(found(tiny, "смотрители")) == {
        "01-15-first-council", "02-10-harbour-talk", "03-05-script", "03-28-spring-regatta",
        "08-20-pier-workshop", "12-30-winter-regatta",
    }  # fmt: skip
    assert search.found_in(tiny, "latvia", "2031-12-30-winter-regatta", "en") == [
        ("absent", "\ue000Latvia\ue001")
    ]


def test_what_is_inferred_is_not_found_where_only_what_is_stated_counts(tiny):
    assert "2031-03-05-script" in search.find(tiny, "tartu")
    assert "2031-03-05-script" not in search.find(tiny, "tartu", True)
    assert "2031-03-05-script" in search.find(tiny, "latvia", True)


def test_short_words_and_numbers_are_taken_as_they_are(tiny):
    assert [allowed(word) for word in ("ice", "lake", "harbour", "harbours", "2031", "s2031x")] == [
        0, 1, 1, 2, 0, 0,
    ]  # fmt: skip
    assert search.find(tiny, "2033") == {}
    assert "2031-05-01-ice-survey" in search.find(tiny, "ice")
    assert search.find(tiny, "icx") == {}


@pytest.mark.parametrize(
    ("words", "meant", "name"),
    [
        ("Tadjikistan", "Tajikistan", ("state", "TJK")),
        ("biosecurty", "biosecurity", ("priority", "KG2025-3.4")),
        ("Бишкекк", "Бишкек", ("place", "bishkek")),
        ("Kirgizstan", "Kyrgyzstan", ("state", "KGZ")),
        ("казахстан", "Казахстан", ("state", "KAZ")),
        ("Channell", "Channel", ("operation", "Channel")),
    ],
)
def test_misspelt_words_find_what_was_meant(real, words, meant, name):
    assert set(search.find(real, meant)) & set(search.find(real, words))
    assert name in search.names(real, words)


def test_inflected_words_are_one(real):
    assert search.find(real, "учение").keys() == search.find(real, "учения").keys()
    assert len(search.find(real, "учение")) > 20
    assert search.find(real, "exercise").keys() == search.find(real, "exercises").keys()


def test_only_events_of_the_selection_are_found(real):
    chosen = Selection(period="2025", kinds=("exercise",))
    kept = set(collect(apply(real, chosen).events)["event_id"])
    shown = set(metrics.events(real, chosen.with_options(q="exercise"))["event"])
    assert shown
    assert shown <= kept
    assert set(search.find(real, "exercise")) - kept
    assert shown == kept & set(search.find(real, "exercise"))


@pytest.mark.parametrize(
    "words",
    [
        "", " ", ":", "(", ")", "-", "*", '"', "«", '"""', "a:b", "title:", "+-&|!(){}[]^~*?\\/",
        "AND OR NOT", "🚀", "\ud800", "\x00", "a" * 100, "ы" * 100, "1" * 100, "́́́", "½", "ﬁ", "İ",
        "place:1 OR *", '" "', "tallinn*", "-tallinn", "/.*/", "[a TO z]", "tall?nn", "^2", "~",
    ],
)  # fmt: skip
def test_no_character_does_harm(tiny, words):
    search.find(tiny, words)
    search.names(tiny, words)
    search.suggestion(tiny, words)
    search.misspelt(tiny, words)
    assert "".join(piece for piece, _ in search.marked(words, words, tiny)) == words


@pytest.mark.parametrize("words", ["", "  ", "(:*-", "🚀", '""'])
def test_nothing_is_found_without_letters(tiny, words):
    assert search.find(tiny, words) == {}
    assert search.names(tiny, words) == []


def test_marks_stand_around_the_words_found(real):
    assert search.marked("Talks in Tajikistan", "Tadjikistan", real) == (
        ("Talks in ", False),
        ("Tajikistan", True),
    )
    assert search.marked("Large staff talks.", '"staff talks"', real) == (
        ("Large ", False),
        ("staff talks", True),
        (".", False),
    )
    assert search.marked("Tasks and talks", "talks", real)[-1] == ("talks", True)
    assert len(search.marked("Tasks and talks", "talks", real)) == 2
    assert search.marked("Учения", "учение", real) == (("Учения", True),)
    assert search.marked("Учения", "ученя") == (("Учения", True),)
    assert search.marked("", "talks") == ()


def test_where_it_was_found_in_the_readers_language_where_there_is_a_choice(real):
    first = next(iter(search.find(real, "Rubezh-2024 Tajikistan")))
    ((field, around),) = search.found_in(real, "Rubezh-2024 Tajikistan", first, "en")
    assert field == "title"
    assert around == (
        "Second staff talks on \ue000Rubezh\ue001-\ue0002024\ue001 held in \ue000Tajikistan\ue001"
    )
    assert search.unmarked(around) == "Second staff talks on Rubezh-2024 held in Tajikistan"


def test_a_long_text_is_cut_to_what_is_around_the_hit(tmp_path, tiny):
    summary = "Before " * 30 + "the lighthouse shone " + "after " * 30
    row = packages.set_cell("events", 2, "summary", summary.strip())
    copy = packages.broken(packages.write_tiny(tmp_path / "a"), tmp_path / "b", row)
    tables = read_package(copy)
    assert search.found_in(tables, "lighthouse", "2031-01-15-first-council", "en") == [
        (
            "summary",
            "… Before Before Before Before Before Before Before the \ue000lighthouse\ue001 shone "
            "after after after after after after after after …",
        )
    ]
    assert search.found_in(tiny, "lighthouse", "2031-01-15-first-council", "en") == []


def test_what_may_have_been_meant(tiny):
    assert search.suggestion(tiny, "regatatas") == ""
    assert search.find(tiny, "regatatas")
    assert search.suggestion(tiny, "hellsinkki") == ""
    assert search.suggestion(tiny, "tallynnq") == ""
    assert search.suggestion(tiny, "hlesnky") == "Helsinki"
    assert search.suggestion(tiny, "council hlesnky") == "council Helsinki"
    assert search.suggestion(tiny, "xyzzyplugh") == ""
    assert search.suggestion(tiny, "swiming") == ""
    assert search.suggestion(tiny, "regatta stockholm") == ""


def test_another_form_is_proposed_where_only_a_name_without_events_has_the_word(real):
    assert search.find(real, "konsultasion") == {}
    assert search.suggestion(real, "konsultasion") == "consultation"


def test_what_bears_the_words(tiny):
    assert set(search.names(tiny, "harbour")) == {
        ("organ", "Harbour Office"),
        ("organisation", "northern-harbours"),
        ("area", "EE2031-1"),
        ("priority", "EE2031-1.1"),
        ("measure", "EE2031-1.1.2"),
    }
    assert search.names(tiny, "puhas") == [("operation", "Clear Water")]
    assert search.names(tiny, "republic latvia") == [("state", "LVA")]
    assert search.names(tiny, "смотрители") == [("area", "EE2031-1")]


TEXT = st.text(max_size=100) | st.text('"«»“”-*:()~ estonia эстония 2031é', max_size=60)


@settings(max_examples=150, deadline=None)
@given(text=TEXT, words=TEXT)
def test_any_text_can_be_asked_and_marked(tiny, text, words):
    for tables in (tiny, None):
        pieces = search.marked(text, words, tables)
        assert "".join(piece for piece, _ in pieces) == text
        assert all(piece for piece, _ in pieces)
        turns = [hit for _, hit in pieces]
        assert all(one != other for one, other in pairwise(turns))
        shown = search.with_marks(pieces)
        assert search.unmarked(shown) == search.unmarked(text)
    for event_id in search.find(tiny, words):
        assert search.found_in(tiny, words, event_id, "en")
    search.names(tiny, words)
    search.suggestion(tiny, words)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_what_is_found_is_what_is_marked(real, data):
    known = index(real)
    word = data.draw(st.sampled_from(sorted(written for _, written in known.words)))
    cut = data.draw(st.integers(0, 3))
    place = data.draw(st.integers(0, len(word)))
    asked = (word[: len(word) - cut] if cut < 3 else f"{word[:place]}q{word[place + 1 :]}") or word
    wanted = known.asked(asked)
    expected = {
        document.code
        for document in known.documents
        if document.dimension == "event" and wanted
        if all(
            any(best(each.text, [term], known.languages) for each in document.texts)
            for term in wanted
        )
    }
    assert set(search.find(real, asked)) == expected


@given(st.text(max_size=40))
def test_words_stand_where_they_are_said_to(text):
    for word in words_of(text):
        assert text[word.start : word.end] == word.written
        assert word.folded
