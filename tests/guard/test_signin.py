"""What is closed where a sign-in is asked for: everything that holds data."""

import json
import time
from hashlib import sha256

import pytest
from itsdangerous import TimestampSigner
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from streamlit import auth_util, config
from streamlit.web.server import server_util
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from cstoviz.guard import people
from cstoviz.guard.policies import below
from cstoviz.guard.signin import CLOSED, SignIn
from cstoviz.ui.server import PAGES, ROUTES
from tests.guard.asking import Asked, ask, setting
from tests.guard.test_people import FULL

OPEN = {"/healthz", "/readyz", "/files", *(page.path for page in PAGES)}
"""What holds no data: whether the server is well, fonts, what draws charts, shells of pages."""

DATA = ("/api/v1", "/embed/x", "/feeds/events.atom", "/present", "/media/x", "/metrics")
PATHS = (*DATA, "/", "/map")
APP = SignIn(Starlette(routes=[Route(path, lambda _: PlainTextResponse("data")) for path in PATHS]))


@pytest.fixture
def closed(monkeypatch, tmp_path):
    """Ask for a sign-in, with one key for programs."""
    (tmp_path / "keys").write_text(f"notebook {sha256(b'good').hexdigest()}\n", "utf-8")
    with setting(monkeypatch, **FULL, api_keys_file=str(tmp_path / "keys")):
        yield


def test_every_route_is_closed_or_known_to_hold_no_data():
    for route in ROUTES:
        assert isinstance(route, Route | Mount)
        assert route.path in OPEN or below(route.path, CLOSED), route.path


@pytest.mark.parametrize("path", DATA)
@pytest.mark.usefixtures("closed")
def test_without_a_person_or_key_there_is_no_data(path):
    told = ask(APP, path)
    assert told.status_code == 401
    assert told.headers["www-authenticate"] == 'Bearer realm="cstoviz"'
    assert told.headers["content-type"] == "application/problem+json"
    assert "data" not in told.text.replace("dashboard", "")


@pytest.mark.parametrize("root", ["/dash", "/api", "/dash/"])
@pytest.mark.parametrize("path", DATA)
@pytest.mark.usefixtures("closed")
def test_a_prefix_of_the_server_opens_nothing(monkeypatch, root, path):
    assert Asked(APP, root=root).get(f"{root}{path}").status_code == 401
    monkeypatch.setattr(people, "on", lambda: False)
    assert Asked(APP, root=root).get(f"{root}{path}").text == "data"


@pytest.mark.parametrize("base", ["dash", "/dash/", "api"])
@pytest.mark.usefixtures("closed")
def test_a_prefix_of_the_pages_opens_nothing(base):
    before = config.get_option("server.baseUrlPath")
    config.set_option("server.baseUrlPath", base)
    try:
        for path in (*DATA, f"/{base.strip('/')}/media/x"):
            assert ask(APP, path).status_code == 401, path
        assert ask(APP, "/map").status_code == 200
    finally:
        config.set_option("server.baseUrlPath", before)


@pytest.mark.parametrize("path", ["/", "/map"])
@pytest.mark.usefixtures("closed")
def test_the_shell_of_the_pages_is_open(path):
    assert ask(APP, path).status_code == 200


def test_nothing_is_closed_where_no_sign_in_is_asked_for():
    for path in PATHS:
        answer = ask(APP, path)
        assert answer.status_code == 200
        assert "private" not in answer.headers.get("cache-control", "")


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/api/v1", {"Authorization": "Bearer good"}, 200),
        ("/api/v1", {"Authorization": "bearer good"}, 200),
        ("/api/v1", {"Authorization": "Bearer bad"}, 401),
        ("/api/v1", {"Authorization": "Bearer "}, 401),
        ("/api/v1", {"Authorization": "Basic good"}, 401),
        ("/api/v1?key=good", {}, 401),
        ("/feeds/events.atom?key=good", {}, 200),
        ("/feeds/events.atom?key=bad", {}, 401),
    ],
)
@pytest.mark.usefixtures("closed")
def test_a_key_opens(path, headers, status):
    answer = ask(APP, path, headers=headers)
    assert answer.status_code == status
    if status == 200:
        assert answer.headers["cache-control"].startswith("private")
        assert "Authorization" in answer.headers["vary"]


@pytest.mark.usefixtures("closed")
def test_a_browser_is_let_in_or_not_by_who_has_signed_in(monkeypatch):
    for claims, status in (
        ({"is_logged_in": True, "email": "ann@here.example"}, 200),
        ({"is_logged_in": True, "email": "eve@else.example"}, 403),
        ({"is_logged_in": False, "email": "ann@here.example"}, 401),
    ):
        monkeypatch.setattr(people, "claims_of", lambda _, claims=claims: claims)
        assert ask(APP, "/present").status_code == status


@pytest.mark.parametrize("cookie", ["x", "eyJpc19sb2dnZWRfaW4iOnRydWV9.x.y", "\xff", "chunks-9"])
@pytest.mark.usefixtures("closed")
def test_a_forged_cookie_opens_nothing(cookie):
    headers = {"Cookie": f"_streamlit_user={cookie}".encode("latin-1")}
    assert ask(APP, "/present", headers=headers).status_code == 401


@pytest.mark.parametrize(
    ("days", "name", "secret", "origin", "known"),
    [
        (0, "_streamlit_user", "k" * 40, "https://here.example", True),
        (29, "_streamlit_user", "k" * 40, "https://here.example", True),
        (32, "_streamlit_user", "k" * 40, "https://here.example", False),
        (0, "_streamlit_user_tokens", "k" * 40, "https://here.example", False),
        (0, "_streamlit_user", "other" * 8, "https://here.example", False),
        (0, "_streamlit_user", "k" * 40, "https://else.example", False),
    ],
)
def test_a_cookie_counts_as_signed_here_for_this_and_not_too_long_ago(
    monkeypatch, days, name, secret, origin, known
):
    monkeypatch.setattr(server_util, "get_cookie_secret", lambda: "k" * 40)
    monkeypatch.setattr(auth_util, "get_origin_from_redirect_uri", lambda: "https://here.example")
    told = {"is_logged_in": True, "email": "ann@here.example", "origin": origin}
    now = int(time.time())
    with monkeypatch.context() as then:
        then.setattr(TimestampSigner, "get_timestamp", lambda _: now - days * 86_400)
        value = create_signed_value(secret, name, json.dumps(told)).decode()
    assert people.claims_of({"_streamlit_user": value}) == (told if known else {})


@pytest.mark.usefixtures("closed")
def test_a_key_in_an_address_goes_no_further():
    told = []

    async def app(scope, _receive, send):
        told.append(scope["query_string"])
        await PlainTextResponse("x")(scope, None, send)

    assert ask(SignIn(app), "/feeds/events.atom?states=BLR&key=good&lang=ru").status_code == 200
    assert told == [b"states=BLR&lang=ru"]
