"""Who may use the dashboard, and what is needed to know it."""

from hashlib import sha256

import pytest

from cstoviz import settings
from cstoviz.guard import people
from tests.guard.asking import setting

FULL = {
    "oidc_metadata": "https://id.example/.well-known/openid-configuration",
    "oidc_client_id": "dashboard",
    "oidc_client_secret": "hush-hush",
    "oidc_redirect_uri": "https://here.example/oauth2callback",
    "cookie_secret": "c" * 32,
    "allowed": "ann@here.example boss@here.example @there.example group:analysts",
}


def person(**claims):
    return {"is_logged_in": True, **claims}


@pytest.mark.parametrize(
    ("claims", "allowed"),
    [
        ({"email": "ann@here.example"}, True),
        ({"email": "Ann@HERE.example "}, True),
        ({"email": "ann@here.example", "email_verified": True}, True),
        ({"email": "ann@here.example", "email_verified": False}, False),
        ({"email": "ann@here.example", "email_verified": "false"}, False),
        ({"email": "bob@here.example"}, False),
        ({"email": "bob@there.example"}, True),
        ({"email": "bob@not-there.example"}, False),
        ({"email": "bob@there.example.evil"}, False),
        ({"email": ["ann@here.example"]}, False),
        ({"email": "bob@there.example ", "email_verified": None}, False),
        ({"email": "bo\u017fs@here.example"}, False),
        ({"email": "BOSS@here.example"}, True),
        ({"groups": ["analysts"]}, True),
        ({"groups": "analysts"}, True),
        ({"groups": ["analysts2", "x"]}, False),
        ({"groups": {"analysts": 1}}, False),
        ({"email": "group:analysts"}, False),
        ({}, False),
    ],
)
def test_who_is_allowed(monkeypatch, claims, allowed):
    with setting(monkeypatch, **FULL):
        assert people.admits(person(**claims)) == allowed
        assert not people.admits({**claims, "is_logged_in": False})
        assert not people.admits(claims)


def test_everyone_has_to_be_written(monkeypatch):
    with setting(monkeypatch, **FULL | {"allowed": "*"}):
        assert people.admits(person())
        assert not people.admits({})


def test_the_claim_of_groups_is_set(monkeypatch):
    with setting(monkeypatch, **FULL, groups_claim="roles"):
        assert people.admits(person(roles=["analysts"]))
        assert not people.admits(person(groups=["analysts"]))


@pytest.mark.parametrize("missing", [name for name in FULL if name != "oidc_metadata"])
def test_half_a_configuration_stops_the_start(monkeypatch, missing):
    with setting(monkeypatch, **FULL | {missing: ""}), pytest.raises(settings.SettingError) as said:
        people.check(settings.settings())
    assert f"CSTOVIZ_{missing.upper()}" in str(said.value)
    assert "hush" not in str(said.value)


@pytest.mark.parametrize("given", [name for name in FULL if name != "oidc_metadata"])
def test_what_would_close_nothing_stops_the_start(monkeypatch, given):
    refused = pytest.raises(settings.SettingError, match="CSTOVIZ_OIDC_METADATA is needed")
    with setting(monkeypatch, **{given: FULL[given]}), refused:
        people.check(settings.settings())


@pytest.mark.parametrize("wrong", ["analysts", "group:", "@", "ann@", "a@b@c", "ann@here *x"])
def test_a_rule_that_fits_nobody_stops_the_start(monkeypatch, wrong):
    refused = pytest.raises(settings.SettingError, match="CSTOVIZ_ALLOWED: ")
    with setting(monkeypatch, **FULL | {"allowed": wrong}), refused:
        people.check(settings.settings())


def test_an_address_to_which_nobody_comes_back_stops_the_start(monkeypatch):
    refused = pytest.raises(settings.SettingError, match="/oauth2callback")
    with setting(monkeypatch, **FULL | {"oidc_redirect_uri": "https://here.example/"}), refused:
        people.check(settings.settings())


def test_without_a_provider_nothing_is_asked_for(monkeypatch):
    with setting(monkeypatch, oidc_metadata=""):
        people.check(settings.settings())
        assert people.provider(settings.settings()) == {}
        assert not people.on()


def test_secrets_come_from_files_too_and_stay_out_of_sight(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("from-file\n", "utf-8")
    more = {"oidc_client_secret": "", "oidc_client_secret_file": str(tmp_path / "secret")}
    with setting(monkeypatch, **FULL | more):
        given = settings.settings()
        people.check(given)
        assert people.provider(given)["auth"]["client_secret"] == "from-file"
        assert "from-file" not in repr(given)
    with setting(monkeypatch, **FULL):
        assert "hush-hush" not in repr(settings.settings())
        assert "c" * 32 not in repr(settings.settings())


@pytest.mark.parametrize("wrong", ["id.example", "javascript:x", "https://", "https://a b"])
def test_an_address_is_one(monkeypatch, wrong):
    with setting(monkeypatch, oidc_metadata=wrong), pytest.raises(settings.SettingError):
        settings.settings()


def test_keys_are_known_by_their_digests_and_read_anew(monkeypatch, tmp_path):
    file = tmp_path / "keys"
    file.write_text(f"# keys\nnotebook {sha256(b'one').hexdigest()}\n", "utf-8")
    with setting(monkeypatch, **FULL, api_keys_file=str(file)):
        assert people.knows("one")
        assert not people.knows("two")
        assert not people.knows("")
        assert not people.knows(sha256(b"one").hexdigest())
        file.write_text(f"other {sha256(b'longer').hexdigest()}\n# gone\n", "utf-8")
        assert not people.knows("one")
        assert people.knows("longer")
        file.unlink()
        assert not people.knows("longer")


@pytest.mark.parametrize("wrong", ["one", "one two", f"a {'X' * 64}", f"a {'0' * 64} b"])
def test_a_file_of_keys_with_a_wrong_line_stops_the_start(monkeypatch, tmp_path, wrong):
    (tmp_path / "keys").write_text(wrong, "utf-8")
    keys = {"api_keys_file": str(tmp_path / "keys")}
    refused = pytest.raises(settings.SettingError, match="entry 1")
    with setting(monkeypatch, **FULL, **keys), refused:
        people.check(settings.settings())
