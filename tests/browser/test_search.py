"""Search from any page, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_any_page_leads_to_what_is_searched_with_the_filter_kept(watched):
    page = watched.open("coverage?period=2025")
    field = page.get_by_role("textbox", name="Search the events")
    field.fill("biosecurty")
    field.press("Enter")
    expect(page.locator("h1")).to_have_text("Events")
    expect(page).to_have_url(re.compile(r"/events\?.*q=biosecurty"))
    expect(page).to_have_url(re.compile(r"period=2025"))
    expect(page.locator("tbody mark").first).to_have_text(re.compile("biosecurity", re.IGNORECASE))
    page.go_back()
    expect(page.locator("h1")).to_have_text("Coverage")
    expect(page.get_by_role("textbox", name="Search the events")).to_have_value("")
    watched.assert_quiet()


def test_russian_words_find_events_too(watched):
    page = watched.open("events?q=учения")
    expect(page.locator(".cz-lead").first).to_contain_text("is found in")
    expect(page.locator("tbody tr").nth(5)).to_be_visible()
