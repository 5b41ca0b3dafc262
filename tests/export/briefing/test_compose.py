"""What a briefing is made of: the chosen slides, their words, and numbered sources."""

from cstoviz import text
from cstoviz.export.briefing import choice
from cstoviz.export.briefing.compose import compose
from cstoviz.export.briefing.model import METHOD, TITLE
from cstoviz.export.briefing.sources import by_event, events_of, sources_behind
from cstoviz.selection import Selection, apply
from cstoviz.tables import collect
from cstoviz.views.chapters import CHAPTERS, page_of
from cstoviz.views.core import answer
from cstoviz.views.events import EVENTS, NOTABLE
from cstoviz.views.participation import BY_STATE
from cstoviz.views.registry import views
from cstoviz.weblinks import web_link

YEAR = Selection(period="2031")


def ids(slides):
    return tuple(slide.id for slide in slides)


def test_a_briefing_has_the_chosen_slides_in_order(tiny):
    told = compose(tiny, YEAR, (METHOD, "timeline", TITLE))
    assert ids(told.slides) == (METHOD, "timeline", TITLE)
    assert [slide.number for slide in told.slides] == [1, 2, 3]


def test_a_slide_has_the_words_of_its_view(tiny):
    told = compose(tiny, YEAR, ("participation-by-state",)).slides[0]
    found = answer(BY_STATE, tiny, YEAR)
    assert (told.heading, told.sentence, told.rule) == (
        found.view.question,
        found.sentence,
        found.view.rule,
    )
    assert told.notes == (*found.notes, *found.cautions)
    assert told.address == "participation?period=2031&lang=en#participation-by-state"


def test_every_slide_says_filter_n_sources_and_date(tiny):
    chosen = Selection(states=("EST",), period="2031")
    n = len(collect(apply(tiny, chosen).events))
    assert n == 7
    assert compose(tiny, chosen, choice.STANDARD).footer == (
        "Estonia, named, in reported events, 1 January to 31 December 2031: 7 of 17 events · "
        "3 source addresses · reports up to 15 April 2032 · data 2032.4.0"
    )


def test_an_empty_selection_says_so_on_its_first_slide(tiny):
    nothing = Selection(states=("SWE",), period="2031-01-01..2031-01-02")
    told = compose(tiny, nothing, ("timeline", METHOD))
    assert ids(told.slides) == (TITLE, METHOD)
    assert told.slides[0].sentence.startswith("No event of this selection names Sweden")
    assert told.sources == ()


def test_what_the_address_asks_for_in_vain_is_said(tiny):
    told = compose(tiny, YEAR, ("timeline",), wrong=["states=XXX"])
    assert ids(told.slides) == (TITLE, "timeline")
    assert told.slides[0].facts[-1] == ("Not taken from the address", "states=XXX")


def test_a_briefing_speaks_the_present_language(real):
    with text.speaking("ru"):
        told = compose(real, Selection(), (TITLE, "timeline"))
    assert told.lang == "ru"
    assert told.slides[1].heading == "Что и когда происходило?"
    assert told.title == "Деятельность ОДКБ, 2024–2026"


def test_links_need_the_address_of_a_dashboard(tiny):
    assert compose(tiny, YEAR, ("timeline",)).link("timeline") == ""
    at_home = compose(tiny, YEAR, ("timeline",), home="http://here:1/b/")
    assert at_home.link("/timeline?x=1") == "http://here:1/b/timeline?x=1"


def test_sources_are_numbered_from_the_latest_event_on(tiny):
    told = compose(tiny, Selection(), (TITLE,))
    assert [source.number for source in told.sources] == [1, 2, 3]
    events = list(answer(EVENTS, tiny, Selection()).frame["event"])
    counted = tiny.rows("event_sources")["event_id"].isin(events).sum()
    assert sum(source.events for source in told.sources) == counted


def test_the_sources_behind_an_answer_are_those_of_its_events(tiny):
    told = compose(tiny, YEAR, (TITLE,))
    found = answer(NOTABLE, tiny, YEAR)
    events = events_of(found, tiny)
    assert set(events) == set(found.frame["event"])
    reported = by_event(tiny, told.sources)
    wanted = {source.number for event in events for source in reported.get(event, ())}
    assert {source.number for source in sources_behind(found, tiny, told.sources)} == wanted


def test_no_link_is_made_of_what_is_no_web_address():
    assert web_link("https://a.example/b?c=1") == "https://a.example/b?c=1"
    for text_of_data in ("javascript:alert(1)", "data:text/html,x", "//a.example", "http://[", ""):
        assert web_link(text_of_data) == ""


def test_every_view_of_the_registry_stands_in_one_chapter():
    shown = [view.id for chapter in CHAPTERS.values() for view in chapter]
    assert sorted(shown) == sorted(views())
    assert set(page_of()) == set(views())


def test_the_choice_of_slides_in_the_address():
    assert choice.read("") == (choice.STANDARD, ())
    assert choice.read("timeline, title,timeline") == (("timeline", "title"), ())
    assert choice.read("nowhere") == (choice.STANDARD, ("nowhere",))
    assert choice.written(choice.STANDARD) == ""
    assert choice.written(("timeline", "title")) == "timeline,title"
    assert set(choice.STANDARD) <= set(choice.slide_ids())
    assert len(choice.slide_ids()) == len(views()) + 2
