import csv
import io
import json

import pytest

from cstoviz.export.report.inert import all_inert, breaking, inert
from cstoviz.package import read_package
from cstoviz.selection import Selection
from cstoviz.views.events import EVENTS
from tests.export.reports import bookmarks, briefing, links, pages, read, report, tagged
from tests.packages import descriptor, tables, write

MARKUP = '#set page(width:1pt) $x^2$ *b* _i_ `q` ]] [[ <a> @ref // /* = # {x} ~ #image("/etc")'
TURNED = "\u202eabc\u202c \u2066def\u2069"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Return the tiny package with texts that would be markup, or steer what shows them."""
    return changed(tmp_path_factory.mktemp("hostile"), f"{MARKUP} {TURNED}")


def changed(folder, title):
    document, texts = descriptor(), tables()
    document |= {"title": "Lakes *Union* #1 $x$ ]", "description": MARKUP}
    rows = list(csv.reader(io.StringIO(texts["events"])))
    rows[1][1], rows[2][1] = title, "x" * 300
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    texts["events"] = out.getvalue()
    texts["states"] = texts["states"].replace("EST,EE,Estonia", "EST,EE,Est*on*ia #lorem(9)")
    texts["sources"] = texts["sources"].replace(
        "https://agency.example.com/lakes,agency.example.com",
        "https://agency.example.com/[x]_$#a*b*,*agency* #emoji",
    )
    return read_package(write(folder, document, texts))


def joined(content):
    return " ".join(pages(content)).replace("\u200b", "")


def test_no_text_is_markup(hostile):
    content = report(hostile, Selection())
    said = joined(content)
    assert f"{MARKUP} \ufffdabc\ufffd \ufffddef\ufffd" in said
    assert "Est*on*ia #lorem(9)" in said
    assert "*agency* #emoji (Agency; Estonian)." in said
    assert read(content).metadata.title == "Lakes *Union* #1 $x$ ]"
    assert "https://agency.example.com/[x]_$#a*b*" in links(content)
    assert len(tagged(content, "/Note")) == 3


def test_a_word_without_end_breaks_on_the_page(hostile):
    content = report(hostile, Selection())
    page = read(content).pages[bookmarks(content)[-1][2] - 1]
    places = []
    page.extract_text(
        visitor_text=lambda words, _cm, matrix, *_: (
            places.append((words, matrix[4])) if "xxx" in words else None
        )
    )
    assert "x" * 300 in joined(content).replace(" ", "")
    assert places
    assert max(len(words.strip().replace("\u200b", "")) for words, _ in places) < 110


def test_signs_of_no_font_do_not_keep_a_report_from_being_made(tmp_path):
    strange = changed(tmp_path, "\u0646\u0635 \U0001f600 \u6f22\u5b57 at last")
    content = report(strange, Selection(kinds=("council",)))
    assert "at last" in joined(content)
    assert tagged(content, "/Figure")


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("a\nb\tc", "a b c"),
        ("a\x00b\x07\x1b[31mc", "ab[31mc"),
        ("a\u202eb\u202c\u2067c\u2069\u200fd", "abcd"),
        ("\ufeffa\u2028b\u2029c\x85d", "a b c d"),
        (" ударе\u0301ние ", "ударе\u0301ние"),
        ("\ud800a", "a"),
    ],
)
def test_steering_characters_go_and_letters_stay(given, made):
    assert inert(given) == made


def test_only_words_too_long_for_a_column_may_break():
    assert breaking("Военно-экономического сотрудничества") == (
        "Военно-экономического сотрудничества"
    )
    assert breaking("a" * 30) == "\u200b".join(["a" * 12, "a" * 12, "a" * 6])


def test_addresses_stay_exact():
    long = "https://example.org/" + "a" * 40
    told = all_inert({"url": long, "link": long, "rows": [{"said": f"{long}\n"}], "n": 1})
    assert told["url"] == told["link"] == long
    assert told["rows"][0]["said"].replace("\u200b", "") == long
    assert json.dumps(told["n"]) == "1"


def test_the_made_up_organisation_has_a_report_too(tiny):
    content = report(tiny, Selection())
    assert EVENTS.id == "events"
    assert bookmarks(content)
    assert briefing(tiny, Selection()).scope in pages(content)[0]
