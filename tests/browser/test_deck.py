"""The slides as a file, in a real browser without a network: keys, room, themes, print, axe."""

import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from pypdf import PdfReader

from cstoviz import text
from cstoviz.export.briefing import choice
from cstoviz.export.briefing.compose import compose
from cstoviz.export.deck import deck_bytes
from cstoviz.export.making import silent
from cstoviz.selection import Selection
from tests.browser.test_accessibility import RULES

pytestmark = pytest.mark.browser
SCREENS = [(1280, 720), (1920, 1080), (3840, 2160)]
SMALLEST = """() => {
  const found = [];
  for (const element of document.querySelectorAll(".slide:not([hidden]) *")) {
    const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    const box = element.getBoundingClientRect();
    if (!own || element.closest(".unseen, .open, .more, .narrow, title, desc")) continue;
    if (!box.width || !box.height) continue;
    let size = parseFloat(getComputedStyle(element).fontSize);
    const svg = element.closest("svg");
    if (svg) size *= svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    found.push([Math.round(size * 10) / 10, element.textContent.trim().slice(0, 40)]);
  }
  return found.sort((a, b) => a[0] - b[0])[0];
}"""
OUTSIDE = """() => {
  const slide = document.querySelector(".slide:not([hidden]) .sheet").getBoundingClientRect();
  const out = [];
  for (const element of document.querySelectorAll(".slide:not([hidden]) .sheet *")) {
    if (element.closest(".unseen, .narrow, defs, svg > *")) continue;
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    if (box.left < slide.left - 1 || box.right > slide.right + 1 || box.top < slide.top - 1
      || box.bottom > slide.bottom + 1) out.push(element.outerHTML.slice(0, 120));
  }
  const foot = document.querySelector(".slide:not([hidden]) footer").getBoundingClientRect();
  for (const element of document.querySelectorAll(".slide:not([hidden]) .body > *")) {
    const box = element.getBoundingClientRect();
    const on = box.height && box.bottom > foot.top + 1;
    if (on) out.push("on foot: " + element.outerHTML.slice(0, 90));
  }
  return out;
}"""


@pytest.fixture(scope="module")
def files(real, tmp_path_factory):
    """Return where the files of standard slides are, and those of all views, by language."""
    folder, made = tmp_path_factory.mktemp("decks"), {}
    for lang in ("en", "ru"):
        for name, slides in (("standard", choice.STANDARD), ("all", choice.slide_ids())):
            with text.speaking(lang):
                told = compose(real, Selection(), slides, "http://home.example")
                made[name, lang] = folder / f"{name}-{lang}.html"
                made[name, lang].write_bytes(deck_bytes(told, real, silent))
    return made


@pytest.fixture
def shown(browser):
    """Return what opens a file of slides where there is no network; nothing may go wrong there."""
    contexts, wrong = [], []

    def open_file(path, size=(1920, 1080), address="", **options):
        width, height = size
        context = browser.new_context(
            viewport={"width": width, "height": height}, offline=True, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda asked: wrong.append(asked.url) if "file:" not in asked.url
                and not asked.url.startswith("data:") else None)  # fmt: skip
        page.goto(f"{path.as_uri()}{address}")
        page.wait_for_selector("html.started")
        page.evaluate("document.fonts.ready")
        return page

    yield open_file
    for context in contexts:
        context.close()
    assert wrong == []


def at(page):
    """Return the number of the slide that is shown."""
    return int(page.locator(".slide:not([hidden])").first.get_attribute("id").split("-")[1])


def each_slide(page):
    """Show one slide after the other."""
    for number in range(1, page.locator(".slide").count() + 1):
        assert at(page) == number
        yield number
        page.keyboard.press("ArrowRight")


def test_the_keys_of_a_keyboard_and_a_clicker(shown, files):
    page = shown(files["standard", "en"])
    last = page.locator(".slide").count()
    for key, wanted in (
        ("ArrowRight", 2), ("PageDown", 3), ("Space", 4), ("ArrowLeft", 3), ("PageUp", 2),
        ("End", last), ("ArrowRight", last), ("Home", 1), ("ArrowLeft", 1),
    ):  # fmt: skip
        page.keyboard.press(key)
        assert at(page) == wanted, key
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    assert at(page) == 5


def test_the_number_of_the_slide_is_in_the_address(shown, files):
    page = shown(files["standard", "en"], address="#slide=4")
    assert at(page) == 4
    page.keyboard.press("ArrowRight")
    assert page.url.endswith("#slide=5")


def test_all_slides_are_seen_at_once_and_chosen(shown, files):
    page = shown(files["standard", "en"])
    page.keyboard.press("o")
    assert page.locator(".slide:visible").count() == page.locator(".slide").count()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert at(page) == 3
    assert page.locator(".slide:visible").count() == 1


def test_table_notes_and_keys_lie_over_a_slide(shown, files):
    page = shown(files["standard", "en"], address="#slide=5")
    page.keyboard.press("t")
    assert page.locator("dialog[open] table").count() == 1
    assert page.locator("dialog[open]").inner_text().count("Kazakhstan") == 1
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    assert "The lower bound counts" in page.locator("dialog[open]").inner_text()
    assert page.locator("dialog[open] a[href^=http]").count() > 10
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    page.keyboard.press("?")
    assert "next slide" in page.locator("dialog[open]").inner_text()


def test_a_mark_tells_what_it_is_when_pointed_at(shown, files):
    page = shown(files["standard", "en"], address="#slide=5")
    page.locator(".wide [data-code^='named~RUS']").first.hover()
    tip = page.locator("#tip")
    assert tip.is_visible()
    assert tip.inner_text().startswith("Russia\nNamed in a source: 86")


def test_both_themes(shown, files):
    page = shown(files["standard", "en"], color_scheme="dark")
    paper = "getComputedStyle(document.querySelector('.slide:not([hidden]) .sheet')).color"
    dark = page.evaluate(paper)
    page.keyboard.press("d")
    assert page.evaluate(paper) != dark
    assert page.evaluate("document.documentElement.dataset.theme") == "light"


def test_slides_go_on_by_themselves(shown, files):
    page = shown(files["standard", "en"], address="#auto=3")
    for number in (2, 3):
        expect(page.locator(f"#slide-{number}")).to_be_visible(timeout=10_000)


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_no_words_are_smaller_than_24_pixels(shown, files, lang):
    page = shown(files["all", lang])
    for number in each_slide(page):
        size, words = page.evaluate(SMALLEST)
        assert size >= 23.9, (number, words)


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_nothing_leaves_its_slide(shown, files, lang):
    page = shown(files["all", lang])
    for number in each_slide(page):
        assert page.evaluate(OUTSIDE) == [], number


@pytest.mark.parametrize("size", SCREENS, ids=str)
def test_the_stage_fills_any_screen(shown, files, size):
    page = shown(files["standard", "ru"], size)
    for number in each_slide(page):
        box = page.locator(".slide:not([hidden]) .sheet").bounding_box()
        assert abs(box["width"] - size[0]) <= 1, number
        assert page.evaluate(OUTSIDE) == []


def test_a_telephone_shows_a_column_that_can_be_read(shown, files):
    page = shown(files["standard", "en"], (390, 844), has_touch=True, is_mobile=True)
    assert page.locator(".slide:visible").count() == page.locator(".slide").count()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    lead = page.locator(".slide .lead").first
    assert lead.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 14


def test_it_prints_a_page_for_each_slide_with_words_and_links(shown, files):
    page = shown(files["standard", "ru"])
    count = page.locator(".slide").count()
    found = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(found.pages) == count
    assert "Какие государства-члены участвовали и как часто?" in found.pages[4].extract_text()
    links = [
        note.get_object()["/A"]["/URI"]
        for sheet in found.pages
        for note in sheet.get("/Annots", [])
        if "/A" in note.get_object() and "/URI" in note.get_object()["/A"]
    ]
    assert any(link.startswith("http://home.example/participation?") for link in links)
    width, height = found.pages[0].mediabox.width, found.pages[0].mediabox.height
    assert abs(width / height - 16 / 9) < 0.01


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(shown, files, theme, lang):
    page = shown(files["standard", lang], color_scheme=theme, reduced_motion="reduce")
    for _ in each_slide(page):
        assert violations(page) == []
    for key in ("o", "o", "t", "Escape", "n", "Escape", "?"):
        page.keyboard.press(key)
        assert violations(page) == [], key


def violations(page):
    """Return what axe finds in a file without a network, one line for each place."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]
