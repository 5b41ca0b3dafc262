"""What is wrong with a request, strictly and in the asker's language; how answers are sent."""

import pytest
from lxml import html
from starlette.requests import Request
from starlette.routing import Route

from cstoviz import api, shown
from cstoviz.api.answering import home, sent
from cstoviz.api.asked import selection_of
from cstoviz.api.problems import Wrong, answered
from cstoviz.package import PackageError
from cstoviz.selection import Selection
from cstoviz.text import languages, messages
from cstoviz.views.events import EVENTS
from cstoviz.views.timeline import TIMELINE
from tests.api.asking import ask, showing


def request(query="", path="/api/v1/views", headers=(("host", "here.example:81"),)):
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers]
    return Request(
        {
            "type": "http", "method": "GET", "path": path, "headers": raw, "scheme": "http",
            "query_string": query.encode(), "server": ("127.0.0.1", 8501),
        }
    )  # fmt: skip


def wrong(query, tables, view=TIMELINE):
    with pytest.raises(Wrong) as caught:
        selection_of(request(query), tables, view)
    assert caught.value.status == 400
    return caught.value


def test_a_selection_is_read_as_the_page_reads_it(tiny):
    query = "states=LVA&states=EST&period=2031&status=announced&lanes=organ&lang=ru"
    assert selection_of(request(query), tiny, TIMELINE) == Selection(
        states=("EST", "LVA"),
        period="2031",
        status=("announced",),
        options=(("lanes", "organ"),),
    )
    assert selection_of(request(""), tiny) == Selection()


def test_every_unknown_key_is_named_with_what_may_be_meant(tiny):
    found = wrong("state=EST&zzz=1&lanes=kind", tiny)
    assert found.slug == "unknown-key"
    assert found.more["errors"] == [
        {"key": "state", "value": "EST", "allowed": ["states", "status"]},
        {"key": "zzz", "value": "1", "allowed": []},
    ]
    assert "lanes" in found.more["keys"]


def test_options_of_other_views_are_unknown(tiny):
    assert wrong("lanes=kind", tiny, EVENTS).slug == "unknown-key"


@pytest.mark.parametrize(
    ("query", "key", "value"),
    [
        ("states=EST&states=XXX", "states", "XXX"),
        ("match=some", "match", "some"),
        ("match=", "match", ""),
        ("match=any&match=all", "match", "all"),
        ("period=1999", "period", "1999"),
        ("period=2031-02-01..2031-01-01", "period", "2031-02-01..2031-01-01"),
        ("lanes=colour", "lanes", "colour"),
        ("lanes=", "lanes", ""),
        ("lang=xx", "lang", "xx"),
    ],
)
def test_a_wrong_value_is_named_with_what_can_be_taken(query, key, value, tiny):
    found = wrong(query, tiny)
    assert found.slug == "wrong-value"
    (error,) = found.more["errors"]
    assert (error["key"], error["value"]) == (key, value)
    assert error["allowed"]
    assert value not in error["allowed"]


def test_words_and_columns_are_checked_too(tiny):
    assert selection_of(request("q=&columns="), tiny, EVENTS) == Selection()
    assert wrong(f"q={'a' * 101}", tiny, EVENTS).more["errors"][0]["key"] == "q"
    (error,) = wrong("columns=event,colour", tiny, EVENTS).more["errors"]
    assert error["value"] == "colour"
    assert "kind" in error["allowed"]


def told(_request, _tables):
    return sent(_request, b"said", "text/plain", "said.txt")


def refused(_request, _tables):
    raise Wrong(404, "unknown-address", {"index": "there"}, {"near": ["here"]})


ROUTES = [
    Route("/api/told", answered(told), methods=["GET", "HEAD", "POST", "OPTIONS"]),
    Route("/api/refused", answered(refused)),
]


def test_what_is_wrong_comes_as_a_problem_in_the_language(tiny, monkeypatch):
    with showing(tiny, monkeypatch):
        answer = ask("/api/refused", headers={"accept-language": "ru"}, routes=ROUTES)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["content-language"] == "ru"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.json() == {
        "type": "/api/v1/problems#unknown-address",
        "title": "Здесь ничего нет",
        "status": 404,
        "detail": "По этому адресу ничего нет. Что есть, перечислено по адресу there.",
        "instance": "/api/refused",
        "near": ["here"],
    }


def test_a_broken_package_is_a_problem_that_may_pass(monkeypatch):
    def broken():
        raise PackageError([])

    monkeypatch.setattr(shown, "tables", broken)
    answer = ask("/api/told", routes=ROUTES)
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert answer.json()["type"].endswith("#broken-package")


def test_only_reading_is_possible(tiny, monkeypatch):
    with showing(tiny, monkeypatch):
        answer = ask("/api/told", "POST", routes=ROUTES)
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
        assert answer.json()["status"] == 405
        asked = ask("/api/told", "OPTIONS", routes=ROUTES)
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert "access-control-allow-credentials" not in asked.headers


def test_an_answer_is_sent_once_to_whoever_keeps_it(tiny, monkeypatch):
    with showing(tiny, monkeypatch):
        first = ask("/api/told", routes=ROUTES)
        mark = first.headers["etag"]
        again = ask("/api/told", headers={"if-none-match": f'"x", W/{mark}'}, routes=ROUTES)
        other = ask("/api/told", headers={"if-none-match": '"x"'}, routes=ROUTES)
    assert (first.status_code, first.content) == (200, b"said")
    assert first.headers["content-disposition"] == 'attachment; filename="said.txt"'
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", mark)
    assert again.headers["cache-control"] == "no-cache"
    assert other.status_code == 200


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v9", "/api/v1/nothing/here"])
def test_nothing_below_api_falls_through_to_the_pages(path, method):
    answer = ask(path, method)
    assert answer.status_code == (404 if method == "GET" else 405)
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_last_routes_are_those_of_what_is_not_there():
    assert api.ROUTES[-len(api.LOST) :] == api.LOST


@pytest.mark.parametrize(
    ("path", "host", "found"),
    [
        ("/api/v1", "here.example:81", "http://here.example:81"),
        ("/deep/embed/map", "[::1]:8501", "http://[::1]:8501/deep"),
        ("/a b/feeds/x", "here", "http://here/a%20b"),
        ("/api/v1/api/x", "here", "http://here"),
        ("/api", "here", "http://here"),
        ("/api/v1", "a<b>", "http://127.0.0.1:8501"),
        ("/api/v1", "[x", "http://127.0.0.1:8501"),
    ],
)
def test_the_home_is_where_the_dashboard_was_asked(path, host, found):
    assert home(request(path=path, headers=[("host", host)])) == found


def test_the_home_of_a_server_named_by_numbers_is_an_address():
    asked = request(path="/api/v1", headers=[("host", "a<b>")])
    asked.scope["server"] = ("::ffff:127.0.0.1", 8501)
    assert home(asked) == "http://[::ffff:127.0.0.1]:8501"


@pytest.mark.parametrize("lang", languages())
def test_the_type_of_every_problem_leads_to_what_it_means(lang):
    page = ask(f"/api/v1/problems?lang={lang}")
    assert page.status_code == 200
    assert page.headers["content-language"] == lang
    found = html.fromstring(page.content)
    keys = [key for key in messages(lang) if key.startswith("problem.") and key.endswith(".detail")]
    assert len(keys) > 15
    for key in keys:
        (name,) = found.xpath(f"//dt[@id='{key.split('.')[1]}']/following-sibling::dd[1]/b")
        assert name.text
    assert "{" not in "".join(found.xpath("//dl//text()"))
    assert len(found.xpath("//dt")) == len(keys)


@pytest.mark.usefixtures("tiny_shown")
@pytest.mark.parametrize(
    "path",
    [
        "/api/v1",
        "/api/v1/views",
        "/api/v1/openapi.json",
        "/api/v1/package.zip",
        "/api/v1/dataset.jsonld",
        "/api/v1/catalog.jsonld",
        "/api/v1/problems",
        "/api/v1/events/2031-03-28-spring-regatta",
    ],
)
def test_a_filter_that_would_not_be_heard_is_refused(path):
    assert ask(f"{path}?lang=ru").status_code != 400
    for query in ("states=EST", "lang=xx", "lang=en&lang=ru"):
        refused = ask(f"{path}?{query}")
        assert refused.status_code == 400, query
        assert refused.json()["type"] in {
            "/api/v1/problems#unknown-key",
            "/api/v1/problems#wrong-value",
        }
