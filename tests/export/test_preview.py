"""The picture beside a link to a page: it says what the page says, all of it in its frame."""

import io

import pytest
from PIL import Image

from cstoviz import text
from cstoviz.drawing.words import extent
from cstoviz.export import preview
from cstoviz.export.preview.choice import candidates
from cstoviz.export.preview.made import sheet
from cstoviz.export.preview.sheet import MARGIN, ROOM, Style, placed
from cstoviz.package import read_package
from cstoviz.selection import Selection, from_query
from cstoviz.ui.navigation import ORDER
from cstoviz.views.core import answer
from cstoviz.words import scope_words
from tests.hostile_package import write_hostile

MOST_BYTES = 80_000


def said(made):
    return [each.text for each in made.words]


def test_every_page_has_a_picture():
    assert all(map(preview.is_page, ORDER))
    assert not preview.is_page("home")
    assert not preview.is_page("../x")


@pytest.mark.parametrize("lang", text.languages())
@pytest.mark.parametrize("page", ORDER)
def test_a_picture_has_the_size_that_sites_ask_for(page, lang, real):
    with text.speaking(lang):
        made = preview.preview(page, real, Selection())
    picture = Image.open(io.BytesIO(made))
    assert picture.format == "PNG"
    assert picture.size == (1200, 630) == (preview.WIDTH, preview.HEIGHT)
    assert len(made) < MOST_BYTES
    assert len(picture.convert("L").getcolors()) > 8


@pytest.mark.parametrize(
    "query", [{}, {"states": ["KAZ"], "period": ["2025"]}, {"states": ["ARM"]}]
)
@pytest.mark.parametrize("lang", text.languages())
@pytest.mark.parametrize("page", ORDER)
def test_everything_stands_in_the_picture_and_apart(page, lang, query, real):
    with text.speaking(lang):
        made = sheet(page, real, from_query(query, real)[0])
    for each in made.words:
        assert each.x >= MARGIN
        assert each.x + each.width <= MARGIN + ROOM + 0.1
        assert 0 < each.y < each.bottom < preview.HEIGHT
    *_, foot = made.words
    if made.drawing is None:
        assert all(each.bottom <= foot.y for each in made.words[:-1])
        return
    above = made.words[-2]
    assert above.bottom < made.top
    assert made.top + made.drawing.height < foot.y
    marks = [mark for mark in made.drawing.marks if getattr(mark, "lines", ())]
    assert all(extent(mark).right <= made.drawing.width + 1 for mark in marks)


@pytest.mark.parametrize("page", ["timeline", "map", "participation", "coverage", "evidence"])
def test_a_picture_says_the_sentence_and_the_selection(page, real):
    selection = Selection(states=("KAZ",))
    made = said(sheet(page, real, selection))
    sentences = [answer(view, real, selection).sentence for view in candidates(page)]
    assert any(made[2].rstrip("…") and each.startswith(made[2].rstrip("…")) for each in sentences)
    found = answer(preview.asked(page), real, selection)
    assert made[-1].startswith(scope_words(found.context))
    assert found.package.version in made[-1]
    assert made != said(sheet(page, real, Selection()))


def test_a_comparison_is_of_what_the_address_compares(real):
    chosen = Selection().with_options(left="ARM", right="BLR")
    assert {"left", "right"} <= set(preview.keys("compare"))
    drawn = sheet("compare", real, chosen).drawing
    words = " ".join(mark.text for mark in drawn.marks if getattr(mark, "lines", ()))
    assert "Armenia" in words
    assert "Belarus" in words


def test_a_selection_without_events_says_so(real):
    made = said(sheet("map", real, Selection(states=("ARM",), kinds=("summit",), period="2025")))
    assert any("0 of" in each for each in made)


def test_headline_figures_are_those_of_the_selection(real):
    selection = Selection(states=("KAZ",))
    shown = said(sheet("overview", real, selection))
    frame = answer(preview.asked("overview"), real, selection).frame
    assert {text.number(value) for value in frame["value"]} <= set(shown)


def test_words_without_room_are_cut_and_say_so():
    style = Style((40, 20), 2)
    short = placed("A short one", 10, style)
    assert (short.text, short.size, short.bottom) == ("A short one", 40, 58)
    long = placed("word " * 200, 10, style, width=300)
    assert long.size == 20
    assert long.text.endswith("word…")
    assert long.bottom == 58


def test_texts_that_try_to_act_are_pictures_of_texts(tmp_path):
    tables = read_package(write_hostile(tmp_path / "package"))
    for page in ORDER:
        assert Image.open(io.BytesIO(preview.preview(page, tables, Selection()))).size[0] == 1200
