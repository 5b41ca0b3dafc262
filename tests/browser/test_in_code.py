"""What cards offer to programs runs as it stands, and says what the page says."""

import subprocess
import sys
import urllib.request

import pytest
from lxml import html
from playwright.sync_api import expect

from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser


def offered(page):
    """Open what a card offers to programs, and return the lines."""
    card = page.locator(".st-key-card-participation-by-state")
    card.get_by_role("button", name="Use this").click()
    codes = page.get_by_test_id("stPopoverBody").get_by_test_id("stCode")
    expect(codes).to_have_count(4)
    return [code.locator("code").inner_text() for code in codes.all()]


def test_every_line_gives_the_figures_of_the_page(watched):
    page = watched.open("participation?states=BLR&period=2025")
    address, pandas, r, frame = offered(page)
    with urllib.request.urlopen(address, timeout=30) as answer:
        assert b'"n": ' in answer.read()
    code = f"{pandas}; print(dict(zip(frame['State'], frame['Named']))['Belarus'])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    belarus = int(ran.stdout)
    lead = page.locator(".st-key-card-participation-by-state .cz-lead").inner_text()
    assert f"Belarus: {belarus}" in lead
    assert r.startswith(f'frame <- read.csv("{watched.address}/api/v1/views/')
    source = html.fromstring(frame).get("src")
    assert "states=BLR" in source
    page.goto(source)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Which member states took part")
    watched.assert_quiet()


def test_a_view_is_shown_in_a_frame_on_another_site(watched, site, tmp_path):
    page = watched.open("participation?states=BLR")
    (tmp_path / "page.html").write_text(f"<h1>Else</h1>{offered(page)[3]}", "utf-8")
    page.goto(f"{site}/page.html")
    inside = page.frame_locator("iframe")
    expect(inside.locator("svg:visible")).to_have_count(1)
    expect(inside.locator("footer a").first).to_have_attribute("target", "_blank")


@pytest.mark.parametrize("width", [320, 700, 1200])
@pytest.mark.parametrize("view", ["map-places", "timeline", "latest-events", "headlines"])
def test_an_embedded_view_fits_its_frame(browser, server, view, width):
    context = browser.new_context(viewport={"width": width, "height": 600})
    watched = Watched(context.new_page(), server)
    page = watched.page
    page.goto(f"{server}/embed/{view}?theme=dark")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("svg:visible").count() <= 1
    watched.assert_quiet()
    context.close()
