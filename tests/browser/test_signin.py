"""A sign-in by OpenID Connect at a provider on this machine, in a real browser."""

import warnings
from contextlib import contextmanager
from hashlib import sha256

import pytest
from playwright.sync_api import expect
from tools.machine import free_port

from tests.browser.conftest import running
from tests.serving import status

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import oidc_provider_mock

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::DeprecationWarning")]
TITLE = "PA observers at the constitutional referendum"
CLOSED = ("api/v1", "embed/timeline", "feeds/events.atom", "present", "metrics")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Run the dashboard with a sign-in at a provider on this machine."""
    keys = tmp_path_factory.mktemp("keys") / "keys"
    keys.write_text(f"notebook {sha256(b'good').hexdigest()}\n", "utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with oidc_provider_mock.run_server_in_thread() as provider:
            port = free_port()
            home = f"http://127.0.0.1:{port}"
            environment = {
                "CSTOVIZ_OIDC_METADATA": (
                    f"http://127.0.0.1:{provider.server_port}/.well-known/openid-configuration"
                ),
                "CSTOVIZ_OIDC_CLIENT_ID": "dashboard",
                "CSTOVIZ_OIDC_CLIENT_SECRET": "hush",
                "CSTOVIZ_OIDC_REDIRECT_URI": f"{home}/oauth2callback",
                "CSTOVIZ_COOKIE_SECRET": "k" * 40,
                "CSTOVIZ_ALLOWED": "ann@here.example @there.example",
                "CSTOVIZ_API_KEYS_FILE": str(keys),
            }
            with running(environment=environment, port=port) as served:
                assert served == home
                yield home


def noted(frames):
    def note(frame):
        frames.append(frame)

    return note


@contextmanager
def reader(browser, address):
    """Open a browser of its own at the dashboard; yield its page and what came by websocket."""
    context = browser.new_context()
    page, frames = context.new_page(), []
    page.on("websocket", lambda socket: socket.on("framereceived", noted(frames)))
    page.goto(f"{address}/events")
    yield page, frames
    context.close()


def sign_in(page, person):
    page.get_by_role("button", name="Sign in").click()
    page.locator("input[name=sub]").fill(person)
    page.locator("form button, form input[type=submit]").first.click()


def sign_out(page):
    """Sign out here and, as its page asks, at the provider."""
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="End session").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


def said(frames):
    return b" ".join(each if isinstance(each, bytes) else each.encode() for each in frames)


def test_who_has_not_signed_in_gets_no_data(browser, address):
    with reader(browser, address) as (page, frames):
        expect(page.get_by_role("button", name="Sign in")).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert b"Sign in" in said(frames)
        assert b"CSTO" not in said(frames)
        assert TITLE not in page.content()
    for path in CLOSED:
        assert status(f"{address}/{path}") == 401, path
    assert status(f"{address}/healthz") == 200


def test_who_is_allowed_sees_everything_and_can_leave(browser, address):
    with reader(browser, address) as (page, _):
        sign_in(page, "ann@here.example")
        page.goto(f"{address}/events")
        expect(page.get_by_text(TITLE).first).to_be_visible()
        for path in CLOSED:
            assert page.request.get(f"{address}/{path}").status == 200, path
        page.get_by_role("button", name="Display").click()
        sign_out(page)
        assert page.request.get(f"{address}/present").status == 401


def test_who_is_not_allowed_is_told_so(browser, address):
    with reader(browser, address) as (page, frames):
        sign_in(page, "eve@else.example")
        expect(page.get_by_text("You have signed in as eve@else.example")).to_be_visible()
        assert b"CSTO" not in said(frames)
        assert page.request.get(f"{address}/api/v1").status == 403
        sign_out(page)


def test_a_program_needs_a_key(address):
    assert status(f"{address}/api/v1/views", Authorization="Bearer good") == 200
    assert status(f"{address}/api/v1/views", Authorization="Bearer bad") == 401
    assert status(f"{address}/feeds/events.atom?key=good") == 200


def test_a_cookie_of_somebody_else_opens_nothing(browser, address):
    with reader(browser, address) as (page, _):
        sign_in(page, "ann@here.example")
        expect(page.get_by_role("button", name="Display")).to_be_visible()
        cookies = {each["name"]: each for each in page.context.cookies()}
        good = cookies["_streamlit_user"]
        assert good["httpOnly"]
        assert good["sameSite"] == "Lax"
        forged = {**good, "value": good["value"][:-4] + "AAAA"}
        page.context.add_cookies([forged])
        assert page.request.get(f"{address}/present").status == 401
