"""The headers of every answer, and the settings behind them."""

import re
from hashlib import sha256
from importlib import resources

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from cstoviz import guard
from cstoviz.guard import policies
from cstoviz.settings import SettingError, settings
from tests.guard.asking import Asked

OWN = "default-src 'none'; script-src 'sha256-abc'"


def said(_request):
    return PlainTextResponse("said")


def strict(_request):
    return PlainTextResponse("said", headers={"Content-Security-Policy": OWN})


ROUTES = [Route(path, said) for path in ("/", "/api/v1", "/embed/x", "/feeds/x", "/files/x")]


@pytest.fixture
def asked():
    app = Starlette(routes=[*ROUTES, Route("/present", strict)], middleware=[*guard.MIDDLEWARE])
    return Asked(app)


def directives(answer):
    parts = (part.split() for part in answer.headers["content-security-policy"].split(";"))
    return {name: values for name, *values in parts}


@pytest.mark.parametrize("path", ["/", "/nothing-here", "/api/v1", "/embed/x", "/feeds/x"])
def test_every_answer_has_them(asked, path):
    found = asked.get(path).headers
    assert found["x-content-type-options"] == "nosniff"
    assert found["referrer-policy"] == "strict-origin-when-cross-origin"
    assert found["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in found["permissions-policy"]
    assert "fullscreen=(self)" in found["permissions-policy"]
    assert found["content-security-policy"].startswith("default-src 'none'; ")
    assert "strict-transport-security" not in found


def test_errors_have_them_too(asked):
    answer = asked.post("/")
    assert answer.status_code == 405
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_scripts_of_pages_come_from_files_of_the_server(asked):
    found = directives(asked.get("/"))
    assert found["script-src"][:3] == ["'self'", "blob:", "'wasm-unsafe-eval'"]
    assert all(source.startswith("'sha256-") for source in found["script-src"][3:])
    assert found["connect-src"] == ["'self'", "data:"]
    assert (found["object-src"], found["base-uri"]) == (["'none'"], ["'none'"])
    assert (found["frame-ancestors"], found["form-action"]) == (["'self'"], ["'self'"])


def test_the_digests_are_those_of_the_installed_page():
    page = resources.files("streamlit").joinpath("static/index.html").read_text("utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert policies._scripts().split() == [f"'sha256-{policies._digest(each)}'" for each in scripts]
    assert policies._digest("a") == "ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs="
    assert sha256(b"a").hexdigest()[:4] == "ca97"


@pytest.mark.parametrize("path", ["/api/v1", "/embed/x", "/feeds/x"])
def test_nothing_runs_in_what_is_read_or_framed(asked, path):
    found = directives(asked.get(path))
    assert found["default-src"] == ["'none'"]
    assert not {"script-src", "connect-src", "worker-src"} & found.keys()


def test_an_answer_keeps_its_own_policy_and_says_who_may_frame_it(asked):
    policy = asked.get("/present").headers["content-security-policy"]
    assert policy == f"{OWN}; frame-ancestors 'self'"


def test_any_site_may_frame_embedded_views_and_none_the_pages(asked, monkeypatch):
    assert directives(asked.get("/embed/x"))["frame-ancestors"] == ["*"]
    assert "x-frame-options" not in asked.get("/embed/x").headers
    assert asked.get("/").headers["x-frame-options"] == "SAMEORIGIN"
    assert directives(asked.get("/embedded"))["frame-ancestors"] == ["'self'"]
    monkeypatch.setenv("CSTOVIZ_FRAME_ANCESTORS", "none")
    monkeypatch.setenv("CSTOVIZ_EMBED_ANCESTORS", "self https://site.example")
    assert asked.get("/").headers["x-frame-options"] == "DENY"
    assert directives(asked.get("/embed/x"))["frame-ancestors"] == [
        "'self'",
        "https://site.example",
    ]


@pytest.mark.parametrize("path", ["/api/v1", "/embed/x", "/feeds/x", "/files/x"])
def test_other_sites_may_read_what_is_made_for_them(asked, path):
    assert asked.get(path).headers["cross-origin-resource-policy"] == "cross-origin"
    assert asked.get("/").headers["cross-origin-resource-policy"] == "same-origin"


def test_https_is_asked_for_only_where_it_was_used(asked, monkeypatch):
    assert asked.get("https://here.example/").headers["strict-transport-security"]
    behind = {"X-Forwarded-Proto": "https"}
    assert "strict-transport-security" not in asked.get("/", headers=behind).headers
    monkeypatch.setenv("CSTOVIZ_TRUSTED_PROXIES", "10.0.0.0/8")
    assert asked.get("/", headers=behind).headers["strict-transport-security"]


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("FRAME_ANCESTORS", "https://a.example; script-src *"),
        ("FRAME_ANCESTORS", "none https://a.example"),
        ("EMBED_ANCESTORS", "a.example"),
        ("TRUSTED_PROXIES", "proxy.example"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_and_named(monkeypatch, variable, value):
    monkeypatch.setenv(f"CSTOVIZ_{variable}", value)
    with pytest.raises(SettingError, match=f"CSTOVIZ_{variable}"):
        settings()
