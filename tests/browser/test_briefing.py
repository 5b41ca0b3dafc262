"""The page on which briefings are made, in a real browser: order, presenting, files."""

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def test_slides_are_put_in_order_and_stand_in_the_address(watched):
    page = watched.open("briefing?lang=en&slides=title,timeline,method")
    button(page, "Move up: What happened when?").click()
    expect(page.locator(".slides li .name").first).to_have_text("What happened when?")
    watched.rest()
    assert "slides=timeline%2Ctitle%2Cmethod" in page.url
    button(page, "Leave out: Title and scope").click()
    expect(page.locator(".slides li")).to_have_count(2)
    watched.rest()
    assert "slides=timeline%2Cmethod" in page.url
    present = page.get_by_role("link", name="Present").get_attribute("href")
    assert present.endswith("/present?slides=timeline%2Cmethod&lang=en")
    watched.assert_quiet()


def test_a_slide_is_added_from_all_views(watched):
    page = watched.open("briefing?lang=en&slides=title")
    page.get_by_role("combobox", name="Add a slide").click()
    page.get_by_role("option", name="What happened when?").click()
    expect(page.locator(".slides li")).to_have_count(2)
    watched.rest()
    assert "slides=title%2Ctimeline" in page.url
    button(page, "Standard slides").click()
    expect(page.locator(".slides li")).to_have_count(9)
    watched.rest()
    assert "slides=" not in page.url


def test_presenting_keeps_the_filter(watched):
    page = watched.open("briefing?lang=en&states=KGZ&period=2025")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Present").click()
    shown = opened.value
    shown.wait_for_load_state()
    assert "states=KGZ&period=2025" in shown.url
    expect(shown.get_by_text("Kyrgyzstan, named, in reported events").first).to_be_visible()
    watched.assert_quiet()


@pytest.mark.parametrize("kind", ["html", "pptx", "pdf", "xlsx", "ics"])
def test_a_file_is_made_when_it_is_asked_for(watched, kind):
    page = watched.open("briefing?lang=ru&states=KGZ&period=2025-01-01..2025-06-30")
    row = page.locator(f".st-key-file-{kind}")
    expect(row.get_by_test_id("stDownloadButton")).to_have_count(0)
    row.get_by_role("button", name="Создать").click()
    save = row.get_by_test_id("stDownloadButton")
    expect(save).to_be_visible(timeout=120_000)
    with page.expect_download() as awaited:
        save.get_by_role("button").click()
    file = awaited.value
    assert file.suggested_filename.endswith(f".{kind}")
    assert "KGZ" in file.suggested_filename
    content = Path(file.path()).read_bytes()
    starts = {"html": b"<!doctype html>", "pdf": b"%PDF", "ics": b"BEGIN:VCALENDAR"}
    if kind in starts:
        assert content.lower().startswith(starts[kind].lower())
    else:
        assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    watched.assert_quiet()


def test_a_file_can_be_called_off(watched):
    page = watched.open("briefing?lang=en")
    row = page.locator(".st-key-file-xlsx")
    row.get_by_role("button", name="Make").click()
    row.get_by_role("button", name="Cancel").click()
    expect(row.get_by_role("button", name="Make")).to_be_visible()
    expect(row.get_by_test_id("stDownloadButton")).to_have_count(0)
    watched.assert_quiet()
