"""Another package by the command line, and one that is broken, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from cstoviz.ui.navigation import ORDER, PATHS
from tests.browser.conftest import Watched, running
from tests.packages import broken, set_cell

pytestmark = pytest.mark.browser


@pytest.fixture
def page_of(browser):
    contexts = []

    def open_at(address):
        contexts.append(browser.new_context(viewport={"width": 1280, "height": 800}))
        return Watched(contexts[-1].new_page(), address)

    yield open_at
    for context in contexts:
        context.close()


def test_the_package_of_another_organisation_is_shown(page_of, tiny_path):
    with running("--", "--data", str(tiny_path)) as address:
        watched = page_of(address)
        for name in ORDER:
            page = watched.open(PATHS[name])
            expect(page.locator(".cz-brand")).to_have_text("Lakes Union, 2031–2032")
            expect(page.locator(".cz-scope")).to_contain_text("17 of 17 events")
            expect(page.get_by_test_id("stException")).to_have_count(0)
            assert "CSTO" not in page.locator("body").inner_text()
        page = watched.open("events?q=script")
        expect(page.locator("tbody a").first).to_have_text(re.compile("<script>alert"))
        page.locator("tbody a").first.click()
        expect(page.get_by_role("dialog")).to_contain_text("<script>alert(1)</script>")
        watched.assert_quiet()


def test_a_broken_package_shows_its_problems_and_nothing_else(page_of, tiny_path, tmp_path):
    place = broken(tiny_path, tmp_path / "broken", set_cell("events", 3, "status", "<b>maybe</b>"))
    with running(environment={"CSTOVIZ_DATA": str(place)}) as address:
        watched = page_of(address)
        page = watched.page
        page.goto(f"{address}/map")
        expect(page.locator("h1")).to_have_text("The data package could not be read")
        row = page.locator(".cz-table tbody tr")
        expect(row).to_have_count(1)
        for words in ("events", "3", "status", "<b>maybe</b>", "reported, announced, cancelled"):
            expect(row).to_contain_text(words)
        expect(page.locator('[class*="st-key-card-"]')).to_have_count(0)
        watched.assert_quiet()
