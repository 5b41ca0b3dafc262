"""The catalogue: every text is there, none is left over, numbers and dates read well."""

import re
from datetime import date
from pathlib import Path

import pytest

from cstoviz import text

SOURCE = Path(text.__file__).parent
KEYS = set(text.messages("en"))
LITERAL = re.compile(r"""\b(?:t|tn|axis_title)\(\s*f?"([^"]+)\"""")


def used():
    """Yield the keys that the code names; a `{name}` in one stands for anything."""
    for file in SOURCE.rglob("*.py"):
        for key in LITERAL.findall(file.read_text(encoding="utf-8")):
            yield key, file.name


@pytest.mark.parametrize(("key", "file"), sorted(set(used())))
def test_every_text_that_the_code_names_is_in_the_catalogue(key, file):
    pattern = re.compile(re.sub(r"\\\{.*?\\\}", ".+", re.escape(key)))
    candidates = KEYS | {name.removeprefix("axis.") for name in KEYS if name.startswith("axis.")}
    assert any(pattern.fullmatch(name) for name in candidates), f"{key} ({file})"


def test_an_unknown_key_is_an_error():
    with pytest.raises(KeyError, match="no text 'nonsense'"):
        text.t("nonsense")


def test_numbers_dates_and_periods_read_as_in_prose():
    assert text.number(12345) == "12,345"
    assert text.percent(1, 4) == "25%"
    assert text.percent(0, 0) == "–"
    assert text.percent_in_tables(86 / 182) == "47.3%"
    assert text.percent_in_tables(0.5) == "50%"
    assert text.day(date(2025, 5, 13)) == "13 May 2025"
    assert text.month(date(2025, 5, 1)) == "May 2025"
    assert text.span(date(2025, 5, 13), date(2025, 5, 13)) == "13 May 2025"
    assert text.span(date(2025, 5, 13), date(2025, 5, 20)) == "13 to 20 May 2025"
    assert text.span(date(2025, 1, 1), date(2025, 6, 30)) == "1 January to 30 June 2025"
    assert text.span(date(2024, 12, 1), date(2025, 1, 2)) == "1 December 2024 to 2 January 2025"
    assert text.listed(["a", "b", "c"]) == "a, b, and c"
    assert text.listed(["a", "b"], "or") == "a or b"


def test_plural_forms_follow_the_number():
    assert text.tn("events", 1) == "1 event"
    assert text.tn("events", 0) == "0 events"
    assert text.tn("events", 1234) == "1,234 events"


def test_a_placeholder_is_filled_in_every_text():
    for key, forms in text.messages("en").items():
        for form in forms:
            assert form.count("{") == form.count("}"), key
