import re
from collections import Counter

import pytest

from cstoviz import text
from cstoviz.export.briefing.sources import by_event
from cstoviz.export.making import CalledOff
from cstoviz.export.report import report_bytes
from cstoviz.selection import Selection
from cstoviz.text import t
from cstoviz.views import agreement, coverage, participation, sources
from cstoviz.views.chapters import CHAPTERS
from cstoviz.views.core import answer
from cstoviz.views.events import EVENTS
from cstoviz.views.wording import in_words
from tests.export.reports import (
    HALF_YEAR,
    NOTHING,
    ONE,
    WHOLE,
    bookmarks,
    briefing,
    links,
    pages,
    poppler,
    read,
    report,
    tagged,
)

RUSSIAN = re.compile("[а-яё]+")


def plain(words):
    return re.sub(r"[\s\u00ad\u200b\u2060-]+", "", words)


def stands(words, said):
    """Say whether words stand there, at most parted once, by the end of a page."""
    words = plain(words)
    parted = range(8, len(words) - 8)
    return words in said or any(words[:k] in said and words[k:] in said for k in parted)


def whole(content):
    return plain(" ".join(pages(content)))


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("selection", [HALF_YEAR, WHOLE, ONE], ids=["half-year", "whole", "one"])
def test_every_page_says_filter_version_and_its_number(real, selection, lang):
    content = report(real, selection, lang)
    told = briefing(real, selection, lang)
    read_pages = pages(content)
    assert len(read_pages) == len(read(content).pages)
    with text.speaking(lang):
        for number, page in enumerate(read_pages, start=1):
            assert page.startswith(told.scope)
            foot = t("report.page", page=number, pages=len(read_pages))
            assert page.endswith(foot)
            assert real.package.version in page[-120:]


def test_a_long_filter_stands_whole_on_every_page(real):
    kinds = real.package.field("events", "kind").enum
    organs = tuple(real.rows("organs")["organ"])
    selection = Selection(kinds=kinds, organs=organs, period="2025-05-01..2025-05-31")
    scope = plain(briefing(real, selection).scope)
    for page in pages(report(real, selection)):
        assert plain(page).startswith(scope)


def test_the_report_of_everything_is_a_document_and_that_of_one_event_is_short(real):
    assert 30 <= len(pages(report(real, WHOLE))) <= 60
    assert len(pages(report(real, ONE))) <= 15
    assert len(pages(report(real, NOTHING))) == 2


def test_every_view_is_told(real):
    content = report(real, WHOLE)
    said = whole(content)
    for views in CHAPTERS.values():
        for view in views:
            found = answer(view, real, WHOLE)
            if found.empty:
                continue
            assert stands(found.sentence, said), view.id
            if view is not EVENTS:
                assert plain(view.question) in said
                assert stands(view.rule, said)
            for sentence in (*found.notes, *found.cautions):
                assert stands(sentence, said)


@pytest.mark.parametrize(
    "view",
    [
        participation.BY_STATE,
        coverage.BY_AREA,
        coverage.GROWTH,
        coverage.NOTHING,
        sources.REST,
        sources.PUBLISHERS,
        agreement.CODING_DISAGREEMENTS,
        EVENTS,
    ],
    ids=lambda view: view.id,
)
def test_the_numbers_are_those_of_the_view(real, view):
    said = whole(report(real, WHOLE))
    columns = in_words(answer(view, real, WHOLE))
    needed = Counter(cell for column in columns for cell in map(plain, column.cells) if cell)
    for cell in needed:
        assert cell in said


def test_a_row_of_numbers_stands_in_a_line(real):
    content = report(real, WHOLE)
    lines = poppler("pdftotext", "-layout", "-", "-", content=content).decode("utf-8").splitlines()
    read_rows = [re.split(r"\s{2,}", line.strip()) for line in lines]
    found = answer(participation.BY_STATE, real, WHOLE)
    counted = ["named", "inferred", "collective", "absent", "lower", "upper"]
    for row in found.frame.itertuples():
        name = found.context.labels.of("state", row.state)
        values = [str(getattr(row, column)) for column in counted]
        assert [line for line in read_rows if line[0] == name and line[-7:-1] == values]


def test_bookmarks_are_the_headings(real):
    content = report(real, WHOLE)
    marks = bookmarks(content)
    told = [title for _, title, _ in marks]
    chapters = [t(f"page.{page}.title") for page in CHAPTERS if page != "events"]
    method = t("brief.slide.method")
    assert [title for depth, title, _ in marks if depth == 1] == [
        *chapters, method, t("report.events"),
    ]  # fmt: skip
    questions = [
        view.question
        for views in CHAPTERS.values()
        for view in views
        if view is not EVENTS and not answer(view, real, WHOLE).empty
    ]
    assert [title for title in told if title in questions] == questions
    headings = len(tagged(content, "/H1")) + len(tagged(content, "/H2"))
    assert headings == len(told) + 1
    for _, title, page in marks:
        assert plain(title) in plain(pages(content)[page - 1])


def test_contents_give_the_pages_of_the_chapters(real):
    content = report(real, WHOLE)
    contents = pages(content)[1]
    for depth, title, page in bookmarks(content):
        if depth == 1:
            assert re.search(rf"{re.escape(title)}[ .\u2060]+{page}\b", contents), title


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("selection", [HALF_YEAR, WHOLE, ONE], ids=["half-year", "whole", "one"])
def test_every_source_is_one_footnote_and_a_link(real, selection, lang):
    content = report(real, selection, lang)
    told = briefing(real, selection, lang).sources
    assert len(tagged(content, "/Note")) == len(told)
    assert {source.link for source in told} <= set(links(content))
    assert all(link.startswith(("http://", "https://")) for link in links(content))


def test_an_event_bears_the_numbers_of_its_sources(real):
    said = " ".join(pages(report(real, WHOLE)))
    found = answer(EVENTS, real, WHOLE)
    behind = by_event(real, briefing(real, WHOLE).sources)
    for event in found.frame["event"]:
        title = plain(found.context.labels.of("event", event))
        numbers = ",".join(str(source.number) for source in behind[event])
        assert f"{title}{numbers}Kind" in plain(said), event


def test_notes_stand_on_the_page_of_the_event_that_brings_them(real):
    content = report(real, WHOLE)
    first = bookmarks(content)[-1][2]
    behind = by_event(real, briefing(real, WHOLE).sources)
    seen = set()
    found = answer(EVENTS, real, WHOLE)
    read_pages = [plain(page) for page in pages(content)]
    for event in found.frame["event"]:
        numbers = ",".join(str(source.number) for source in behind[event])
        entry = f"{plain(found.context.labels.of('event', event))}{numbers}Kind"
        page = next(page for page in read_pages[first - 1 :] if entry in page)
        for source in behind[event]:
            if source.number not in seen:
                assert plain(source.url) in page
            seen.add(source.number)


def test_it_is_accessible(real):
    content = report(real, WHOLE, "ru")
    book = read(content)
    assert "Tagged: yes" in " ".join(poppler("pdfinfo", "-", content=content).decode().split())
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert book.trailer["/Root"]["/Lang"] == "ru"
    assert book.metadata.title == briefing(real, WHOLE, "ru").title
    figures = tagged(content, "/Figure")
    assert len(figures) > 25
    assert all(len(figure["/Alt"]) > 20 for figure in figures)
    assert len(tagged(content, "/TH")) > len(tagged(content, "/Table"))


def test_a_picture_is_told_in_words(real):
    alternatives = [figure["/Alt"] for figure in tagged(report(real, WHOLE), "/Figure")]
    found = answer(participation.BY_STATE, real, WHOLE)
    assert f"{found.view.question} {found.sentence}" in alternatives


def test_pictures_are_drawn_not_photographed(real):
    content = report(real, WHOLE)
    images = poppler("pdfimages", "-list", "-", content=content).decode().splitlines()[2:]
    assert images == []
    fonts = poppler("pdffonts", "-", content=content).decode().splitlines()[2:]
    names = [line.split()[0].split("+")[-1] for line in fonts]
    assert {"CstovizSans-Regular", "CstovizSans-Bold"} <= set(names)


def test_russian_is_set_and_read_in_russian(real):
    content = report(real, HALF_YEAR, "ru")
    with text.speaking("ru"):
        found = answer(participation.BY_STATE, real, HALF_YEAR)
        assert stands(found.sentence, whole(content))
        assert stands(found.view.rule, whole(content))
    assert "Содержание" in pages(content)[1]
    assert len(RUSSIAN.findall(" ".join(pages(content)))) > 3000


def test_nothing_selected_says_so_and_how_far_the_evidence_reaches(real):
    content = report(real, NOTHING)
    first, method = pages(content)
    assert "names Kyrgyzstan as taking part" in first
    assert t("brief.slide.method") in method
    assert tagged(content, "/Note") == []


def test_three_states_in_three_years(real):
    selection = Selection(states=("RUS", "KAZ", "BLR"), period="2024-01-01..2026-12-31")
    content = report(real, selection)
    assert len(tagged(content, "/Note")) == len(briefing(real, selection).sources) > 200


def test_views_without_an_answer_say_why_in_a_line_and_those_that_wait_are_left_out(real):
    content = report(real, ONE)
    found = answer(coverage.MATRIX, real, ONE)
    assert found.empty
    assert plain(found.view.question + found.sentence) in whole(content)
    assert found.view.question not in [title for _, title, _ in bookmarks(content)]
    assert "Click a mark" not in " ".join(pages(content))


def test_links_lead_to_the_dashboard_where_it_is_known(real):
    home = "https://dash.example.org"
    found = links(report(real, HALF_YEAR, "en", home))
    opened = [link for link in found if link.startswith(f"{home}/participation?")]
    assert any("states=KGZ" in link and link.endswith("#participation-by-state") for link in opened)
    assert home not in "".join(links(report(real, HALF_YEAR)))


def test_the_same_gives_the_same_bytes(real):
    told = briefing(real, ONE, "ru")
    assert report_bytes(told, real, lambda *_: None) == report(real, ONE, "ru")
    date = read(report(real, ONE, "ru")).metadata["/CreationDate"]
    assert date.startswith(f"D:{told.date:%Y%m%d}")


def test_progress_is_told_by_view_and_while_pages_are_set(real):
    told = []
    report_bytes(briefing(real, ONE), real, lambda share, words: told.append((share, words)))
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert participation.BY_STATE.question in [words for _, words in told]
    assert sum(share > 0.7 for share in shares) > 1


@pytest.mark.parametrize("limit", [0.0, 0.4, 0.7])
def test_a_report_is_called_off_at_any_time(real, limit):
    def unwanted(share, _words):
        if share >= limit:
            raise CalledOff

    with pytest.raises(CalledOff):
        report_bytes(briefing(real, ONE), real, unwanted)
