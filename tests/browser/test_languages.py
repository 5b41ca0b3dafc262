"""Languages in a real browser: taken from it, switched, kept, and nothing left in another one."""

import json
import re
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import expect

from cstoviz.ui.navigation import ORDER, PATHS
from tests.browser.conftest import ROOT, Watched, running
from tests.browser.speech import lost, texts
from tests.pseudo import LANG, write_catalogue, write_package

pytestmark = pytest.mark.browser
ENGLISH = Path(__file__).with_name("streamlit_texts.txt")
UNTOUCHED = re.compile(r"[A-Za-z]{3,}")
"""Letters that a pseudo-text never has."""
NAMES = re.compile(
    r"https?://\S+|[\w-]+(?:\.[\w-]+)+|CC BY|English|ALL-MEMBERS|[A-Z]{2}\d{4}[-.\d]*|CSTO|cstoviz"
    r"|\b[IVX]+\b|\d{4}-\d\d-\d\d-[a-z0-9-]+|The cstoviz authors"
    r"|@misc\{[a-z0-9-]+|^(?:author|title|year|month|version|note|license) = |\bnov,"
)
"""What is not translated: addresses, hosts, codes, licences, names of languages and authors."""


@cache
def said_by_streamlit():
    lines = [line for line in ENGLISH.read_text("utf-8").splitlines() if line[:1] not in ("#", "")]
    return {line: re.compile(re.escape(line).replace("%", ".*") + "$", re.S) for line in lines}


@cache
def codes():
    """Return what is a code of the data: fixed codes and tables, which no language changes."""
    resources = json.loads((ROOT / "data" / "datapackage.json").read_text("utf-8"))["resources"]
    found = {resource["name"] for resource in resources}
    for resource in resources:
        for field in resource["schema"]["fields"]:
            found |= set(field.get("constraints", {}).get("enum", ()))
    return re.compile(f"(?:{'|'.join(map(re.escape, found))})$")


def untranslated(page):
    """Return the texts of a page that are in no language of a reader's choice."""
    known = [*said_by_streamlit().values(), codes()]
    return [
        said for said in texts(page)
        if UNTOUCHED.search(NAMES.sub("", said)) and not any(one.match(said) for one in known)
    ]  # fmt: skip


@pytest.fixture
def russian(browser, server):
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="ru-RU")
    yield Watched(context.new_page(), server)
    context.close()


@pytest.fixture(scope="module")
def pseudo_server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pseudo")
    environment = {
        "CSTOVIZ_LOCALE": str(write_catalogue(folder / "locale")),
        "CSTOVIZ_DATA": str(write_package(ROOT / "data", folder / "package")),
    }
    with running(environment=environment) as address:
        yield address


def test_the_browsers_language_is_taken_and_stands_in_the_address(russian):
    page = russian.open("participation")
    expect(page.locator("h1")).to_have_text("Участие")
    expect(page).to_have_url(re.compile(r"/participation\?lang=ru$"))
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    assert page.evaluate("history.length") == 2, "the address is one step of the history"
    russian.assert_quiet()


def test_a_link_keeps_its_language_whatever_the_browsers(russian):
    page = russian.open("participation?lang=en")
    expect(page.locator("h1")).to_have_text("Participation")
    page.get_by_role("link", name="Timeline").click()
    expect(page.locator("h1")).to_have_text("Timeline")
    expect(page).to_have_url(re.compile(r"lang=en"))


def test_one_control_switches_the_language_and_keeps_the_view(watched):
    page = watched.open("participation?states=BLR&period=2025-05-01..2025-05-31")
    expect(page.locator(".cz-scope")).to_have_text(
        "Belarus, named, in reported events, 1 to 31 May 2025: 5 of 193 events"
    )
    page.get_by_role("combobox", name=re.compile("Language")).click()
    page.get_by_role("option", name="Русский").click()
    expect(page.locator("h1")).to_have_text("Участие")
    expect(page.locator(".cz-scope")).to_contain_text("1–31 мая 2025 г.: 5 из 193 событий")
    expect(page).to_have_url(re.compile(r"states=BLR&period=2025-05-01\.\.2025-05-31&lang=ru$"))
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Participation")
    watched.assert_quiet()


def test_an_unknown_language_is_named_and_left_out(watched):
    page = watched.open("events?lang=xx")
    expect(page.get_by_test_id("stAlert")).to_contain_text("xx")
    expect(page.locator("h1")).to_have_text("Events")


def test_a_part_that_runs_by_itself_speaks_the_language_too(russian):
    page = russian.open("participation?behind=participation-by-state~named~TJK")
    drawer = page.locator("section[role=dialog]")
    expect(drawer).to_contain_text("65 событий")
    drawer.get_by_role("button", name="Скачать").click()
    expect(page.get_by_role("button", name=re.compile("CSV"))).to_contain_text("Таблица")


@pytest.mark.parametrize("name", ORDER)
def test_a_third_language_needs_a_catalogue_and_rows_alone(name, browser, pseudo_server):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    watched = Watched(context.new_page(), pseudo_server)
    watched.open(f"{PATHS[name]}?lang={LANG}")
    assert watched.at_last(untranslated, []) == []
    assert watched.at_last(lost, (0, [])) == (0, [])
    watched.assert_quiet()
    context.close()


def test_what_streamlit_says_in_english_is_still_said(watched):
    said = set()
    for path, drawn in (("timeline", ".modebar-btn"), ("map", "canvas"), ("events", "tbody"),
                        ("methods", "[data-testid=stCode]")):  # fmt: skip
        page = watched.open(path)
        expect(page.locator(drawn).first).to_be_attached()
        page.wait_for_load_state("networkidle")
        said |= set(texts(page))
    stale = [line for line, pattern in said_by_streamlit().items()
             if not any(pattern.match(one) for one in said)]  # fmt: skip
    assert stale == []
