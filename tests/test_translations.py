"""Texts in other languages: of rows, of prose, of the descriptor; and what is wrong with them."""

import pytest

from cstoviz import text
from cstoviz.labels import Labels
from cstoviz.package import read_package
from cstoviz.problems import Problem
from cstoviz.selection import Selection
from cstoviz.translations import package_in
from cstoviz.views.core import answer
from cstoviz.views.coverage import LINKS
from tests.packages import add_row, broken, problems_of, set_descriptor

CODED = "2031-03-28-spring-regatta~EE2031-2.1.1"
ROWS = (
    f"codings,{CODED},reason,ru,Основание по-русски",
    "coding_disagreements,2031-03-28-spring-regatta~EE2031-2.1.1,why,ru,Потому что",
    f"codings_single,{CODED}~A,reason,ru,Кодировщик А",
    "package,lakes-union,title,ru,Союз озёр",
    "package,lakes-union,limits.1,ru,Предел",
    "package,lakes-union,changes.1,ru,Изменение",
    "package,lakes-union,audit.note,ru,Проверка",
    "tables,events,description,ru,События союза",
    "columns,events.kind,title,ru,Вид",
    "vocabulary,events.kind.regatta,definition,ru,Гребля",
)


def _told(document):
    document["limits"] = ["A limit", "Another"]
    document["changes"] = [{"version": "1", "date": "2031-01-01", "text": "A change"}]
    document["audit"] = {"note": "An audit"}


@pytest.fixture(scope="module")
def translated(tiny_path, tmp_path_factory):
    def change(folder):
        set_descriptor(_told)(folder)
        for row in ROWS:
            add_row("translations", row)(folder)

    return read_package(broken(tiny_path, tmp_path_factory.mktemp("two") / "p", change))


def test_what_the_descriptor_says_comes_in_the_readers_language(translated):
    package = package_in(translated, "ru")
    assert package.title == "Союз озёр"
    assert package.description == translated.package.description
    assert package.document["limits"] == ["Предел", "Another"]
    assert package.document["changes"][0]["text"] == "Изменение"
    assert package.document["audit"]["note"] == "Проверка"
    events = next(one for one in package.document["resources"] if one["name"] == "events")
    assert events["description"] == "События союза"
    assert package.field("events", "kind").title == "Вид"
    assert package.field("events", "kind").definitions["regatta"] == "Гребля"
    assert package_in(translated, "en") == translated.package


def test_prose_is_translated_where_it_stands(translated):
    with text.speaking("ru"):
        shown = answer(LINKS, translated, Selection()).table()
        assert "Основание по-русски" in set(shown[text.t("column.reason")])
    labels = Labels(translated, "ru")
    assert labels.said("why", "Sailing together is what a regatta is") == "Потому что"
    assert labels.said("why", "Opening hours were not discussed") == (
        "Opening hours were not discussed"
    )
    assert labels.said("why", None) == ""


def test_the_package_of_an_answer_is_the_readers(translated):
    with text.speaking("ru"):
        assert answer(LINKS, translated, Selection()).package.title == "Союз озёр"
    assert answer(LINKS, translated, Selection()).package.title == "Lakes Union, 2031–2032"


@pytest.mark.parametrize(
    ("line", "rule", "allowed"),
    [
        ("package,lakes,title,ru,А", "enum", "lakes-union"),
        ("columns,events.shape,title,ru,А", "enum", "events.event_id"),
        (
            "codings,2031-03-28-spring-regatta~EE2031-9,reason,ru,А",
            "reference",
            "codings.event_id~codings.target_id",
        ),
    ],
)
def test_a_translation_of_nothing_is_named(tiny_path, tmp_path, line, rule, allowed):
    folder = broken(tiny_path, tmp_path / "p", add_row("translations", line))
    (found,) = problems_of(folder)
    assert isinstance(found, Problem)
    assert (found.table, found.field, found.rule) == ("translations", "key", rule)
    assert found.value == line.split(",")[1]
    assert allowed in found.allowed


def test_a_text_can_ask_for_a_case(monkeypatch):
    known = {**text.messages("en"), "lakes": ("{n} lake", "{n} lakes"),
             "lakes.gen": ("{n} lake's", "{n} lakes'"),
             "said": ("the water of {lakes:gen}; {lakes}",)}  # fmt: skip
    monkeypatch.setattr(text, "messages", lambda _lang: known)
    assert text.t("said", lakes=text.tn("lakes", 2)) == "the water of 2 lakes'; 2 lakes"
    assert text.t("said", lakes=text.tn("lakes", 1)) == "the water of 1 lake's; 1 lake"


@pytest.mark.parametrize(
    ("wanted", "best"),
    [(["en-GB"], "en"), ([], "en"), (["fr", "de"], "en"), (["*", "x-y-!"], "en")],
)
def test_a_reader_gets_the_language_that_suits_best(wanted, best):
    assert text.best_language(wanted) == best
