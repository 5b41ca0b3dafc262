"""The address that shows slides alone: filter, language, wrong values, a broken package."""

import pytest
from starlette.requests import Request

from cstoviz.ui.present import present
from tests.packages import broken, set_cell
from tests.serving import shown_from


def asked(query="", language="", path="/present"):
    """Ask for slides as a browser does; return the status and the page."""
    headers = [(b"host", b"here.example:81"), (b"accept-language", language.encode())]
    scope = {
        "type": "http", "method": "GET", "path": path, "root_path": "", "headers": headers,
        "query_string": query.encode(), "scheme": "http", "server": ("here.example", 81),
    }  # fmt: skip
    answer = present(Request(scope))
    return answer.status_code, bytes(answer.body).decode()


@pytest.mark.usefixtures("tiny_shown")
def test_the_slides_are_those_of_the_address():
    status, page = asked("slides=timeline,title&states=EST&period=2031&lang=en")
    assert status == 200
    assert "Estonia, named, in reported events, 1 January to 31 December 2031: 7 of 17" in page
    assert page.index("What happened when?") < page.index("7 of 17 events</")
    assert "Which member states took part" not in page


@pytest.mark.usefixtures("tiny_shown")
def test_the_language_is_that_of_the_address_then_of_the_browser():
    assert '<html lang="ru"' in asked("lang=ru", "en")[1]
    assert '<html lang="ru"' in asked("", "ru-RU,en;q=0.5")[1]
    assert '<html lang="en"' in asked("lang=xx", "de")[1]


@pytest.mark.usefixtures("tiny_shown")
def test_links_lead_to_the_dashboard_that_was_asked():
    assert 'href="http://here.example:81/timeline?' in asked("slides=timeline&lang=en")[1]
    below = asked("slides=timeline&lang=en", path="/deep/present")[1]
    assert 'href="http://here.example:81/deep/timeline?' in below


@pytest.mark.usefixtures("tiny_shown")
def test_what_could_not_be_taken_is_said_and_harmless():
    status, page = asked("states=%3Cscript%3Ealert(1)%3C/script%3E&slides=nowhere&colour=red")
    assert status == 200
    assert "<script>alert(1)" not in page
    assert "Not taken from the address" in page
    assert "states=&lt;script&gt;alert(1)&lt;/script&gt;; slides=nowhere; colour" in page


@pytest.mark.usefixtures("tiny_shown")
def test_what_a_view_has_no_choice_of_is_said_too():
    _, page = asked("slides=timeline&lanes=colour&lang=en")
    assert "Not taken from the address" in page
    assert "lanes=colour" in page


def test_a_broken_package_is_no_trace(tiny_path, tmp_path):
    folder = broken(tiny_path, tmp_path / "p", set_cell("events", 2, "status", "held"))
    with shown_from(folder):
        status, page = asked("lang=en")
    assert status == 503
    assert "Traceback" not in page
    assert "<h1>" in page
