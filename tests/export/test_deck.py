"""The slides as one file: what they hold, in which order, harmless and always the same."""

import re
from html.parser import HTMLParser

import pytest

from cstoviz import text
from cstoviz.export.briefing import choice
from cstoviz.export.briefing.compose import compose
from cstoviz.export.deck import deck_bytes, deck_html
from cstoviz.export.making import CalledOff, silent
from cstoviz.selection import Selection
from cstoviz.views.core import answer
from cstoviz.views.events import NOTABLE
from cstoviz.views.overview import HEADLINES
from cstoviz.views.participation import BY_STATE
from cstoviz.views.timeline import TIMELINE
from cstoviz.views.wording import in_words, tiles_of
from tests.export.hostile import hostile

VOID = {"meta", "link", "br", "col", "img", "input", "hr"}
HALF = Selection(states=("KGZ",), period="2025-01-01..2025-06-30")


class Page(HTMLParser):
    """The elements of a page with their attributes and texts; fails on tags that do not match."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.open, self.elements, self.words = [], [], []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("script", "style"):
            self.words.append(data)

    @property
    def text(self):
        return " ".join(self.words)

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


def made(tables, selection=HALF, slides=choice.STANDARD, lang="en", home=""):
    with text.speaking(lang):
        return deck_html(compose(tables, selection, slides, home), tables, silent)


@pytest.fixture(scope="module")
def standard(real):
    return made(real, Selection())


def test_it_asks_for_nothing_from_anywhere(standard):
    page = Page(standard)
    assert not page.all("link")
    assert not page.all("img")
    assert all("src" not in script for script in page.all("script"))
    assert all(not url.startswith("http") for url in re.findall(r"url\(([^)]*)\)", standard))
    policy = next(m["content"] for m in page.all("meta") if "http-equiv" in m)
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert len(standard.encode()) < 2_000_000


def test_slides_stand_in_order_with_their_sentence_and_footer(standard, real):
    told = compose(real, Selection(), choice.STANDARD)
    page = Page(standard)
    slides = [s for s in page.all("section") if "slide" in s.get("class", "").split()]
    assert [s["id"] for s in slides] == [f"slide-{n}" for n in range(1, len(slides) + 1)]
    places = [page.text.index(slide.sentence) for slide in told.slides]
    assert places == sorted(places)
    assert page.text.count(told.footer) == len(slides)


def test_the_numbers_are_those_of_the_views(real):
    page = Page(made(real))
    for tile in tiles_of(answer(HEADLINES, real, HALF)):
        assert tile.value in page.words
        assert not tile.change or tile.change in page.text
    hints = " ".join(a["data-hint"] for _, a in page.elements if "data-hint" in a)
    frame = answer(BY_STATE, real, HALF).frame
    for row in frame.itertuples():
        name = "Kyrgyzstan" if row.state == "KGZ" else None
        if name:
            assert f"{name}\nNamed in a source: {row.named}" in hints
    codes = [a["data-code"] for _, a in page.elements if "data-code" in a]
    assert {f"named~{state}" for state in frame.loc[frame["named"] > 0, "state"]} <= set(codes)


def test_the_marks_of_the_timeline_open_their_events(real):
    page = Page(made(real, slides=("timeline",), home="http://h.example"))
    codes = {a["data-code"] for _, a in page.elements if "data-code" in a}
    assert set(answer(TIMELINE, real, HALF).frame["event"]) <= codes


def test_a_list_has_every_row_and_cell(real):
    page = Page(made(real, slides=("notable-events",)))
    for column in in_words(answer(NOTABLE, real, HALF)):
        assert column.title in page.words
        assert all(cell in page.words for cell in column.cells if cell)


def test_what_has_no_room_is_said_and_stands_in_the_table(real):
    html = made(real, Selection(), ("events",))
    page = Page(html)
    slides = [s for s in page.all("section") if "slide" in s.get("class", "").split()]
    assert 1 < len(slides) <= 4
    assert re.search(r"\d+ more rows", page.text)
    whole = html[html.index('id="table-1"') :]
    assert whole.count("<tr>") >= 193


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_view_can_be_a_slide(tiny, lang):
    page = Page(made(tiny, Selection(period="2031"), choice.slide_ids(), lang))
    assert page.all("html") == [{"lang": lang}]
    with text.speaking(lang):
        told = compose(tiny, Selection(period="2031"), choice.slide_ids())
    for slide in told.slides:
        assert slide.sentence in page.text, slide.id


def test_links_lead_home_only_where_it_is_known(real):
    assert not any(a.get("href", "").startswith("http://h") for a in Page(made(real)).all("a"))
    page = Page(made(real, home="http://h.example"))
    assert any(a["href"].startswith("http://h.example/timeline?states=KGZ") for a in page.all("a"))


def test_the_sources_are_numbered_links(real):
    page = Page(made(real, slides=("title", "method")))
    told = compose(real, HALF, ("title", "method"))
    links = {a["href"] for a in page.all("a")}
    assert {source.link for source in told.sources} <= links


def test_nothing_selected_is_told(real):
    nothing = Selection(states=("KGZ",), period="2020-01-01..2020-01-02")
    page = Page(made(real, nothing))
    assert "No event of this selection names Kyrgyzstan" in page.text


def test_one_event_makes_whole_slides(real):
    one = Selection(period="2025-11-27..2025-11-27", kinds=("summit",))
    assert compose(real, one, ("title",)).context.n == 1
    page = Page(made(real, one))
    assert "Session of the Collective Security Council in Bishkek" in page.text


def test_hostile_texts_are_inert(tiny):
    html = made(hostile(tiny), Selection(), choice.slide_ids())
    page = Page(html)
    assert len(page.all("script")) == 1
    assert not any(key.startswith("on") for _, a in page.elements for key in a)
    assert all(not a.get("href", "").lower().startswith("javascript") for a in page.all("a"))


def test_the_same_input_gives_the_same_bytes(tiny):
    told = compose(tiny, Selection(period="2031"), choice.STANDARD)
    assert deck_bytes(told, tiny, silent) == deck_bytes(told, tiny, silent)


def test_it_can_be_called_off(tiny):
    def off(done, _what):
        if done > 0.2:
            raise CalledOff

    with pytest.raises(CalledOff):
        deck_bytes(compose(tiny, Selection(period="2031"), choice.STANDARD), tiny, off)
