"""Who may use the dashboard where it asks for a sign-in (OpenID Connect), and with which keys."""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from cstoviz.settings import SettingError, Settings, settings

EVERYONE = "*"
GROUP = "group:"
LEAST_SECRET = 32
"""How many characters a secret has at the least with which cookies are signed."""

CALLBACK = "/oauth2callback"
"""Where Streamlit takes whoever comes back from the provider."""

_NEEDED = ("oidc_client_id", "oidc_redirect_uri", "allowed")
_CLOSING = (
    *_NEEDED, "oidc_client_secret", "oidc_client_secret_file", "cookie_secret",
    "cookie_secret_file", "api_keys_file",
)  # fmt: skip
"""What is set by who wants a sign-in, and would close nothing without the provider."""

_RULE = re.compile(r"\*|group:\S+|[^\s@]*@[^\s@]+")
_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)
"""Only these letters are one in both sizes: `casefold` would take the address of somebody else,
with an old long s for s, for the one that is allowed."""


def on() -> bool:
    """Say whether a sign-in is asked for."""
    return bool(settings().oidc_metadata)


def check(given: Settings) -> None:
    """Raise SettingError where of a sign-in something is set and something that it needs is not, so
    that no dashboard stays open that was to be closed."""
    if not given.oidc_metadata:
        if found := [name for name in _CLOSING if getattr(given, name)]:
            raise SettingError(f"CSTOVIZ_OIDC_METADATA is needed with CSTOVIZ_{found[0].upper()}")
        return
    for name in _NEEDED:
        if not getattr(given, name):
            raise SettingError(f"CSTOVIZ_{name.upper()} is needed with CSTOVIZ_OIDC_METADATA")
    _check_words(given)
    _check_secrets(given)


def _check_words(given: Settings) -> None:
    if not given.oidc_redirect_uri.endswith(CALLBACK):
        raise SettingError(f"CSTOVIZ_OIDC_REDIRECT_URI has to end with {CALLBACK}")
    if wrong := [rule for rule in given.allowed if not _RULE.fullmatch(rule)]:
        raise SettingError(f"CSTOVIZ_ALLOWED: {wrong[0]!r} is no address, @domain, group:NAME or *")


def _check_secrets(given: Settings) -> None:
    if not secret(given, "oidc_client_secret"):
        raise SettingError("CSTOVIZ_OIDC_CLIENT_SECRET (or _FILE) is needed")
    if len(secret(given, "cookie_secret")) < LEAST_SECRET:
        raise SettingError(f"CSTOVIZ_COOKIE_SECRET (or _FILE) needs {LEAST_SECRET} characters")
    if given.api_keys_file:
        keys(given.api_keys_file)


def secret(given: Settings, name: str) -> str:
    """Return a secret, from its variable or the file that `<name>_FILE` names.

    Raises SettingError where the file cannot be read.
    """
    value: str = getattr(given, name)
    file: str = getattr(given, f"{name}_file")
    if not file:
        return value
    try:
        return Path(file).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise SettingError(f"CSTOVIZ_{name.upper()}_FILE cannot be read") from None


def provider(given: Settings) -> dict[str, Any]:
    """Return what Streamlit has to know of the provider, as `st.App` takes it; {} without one."""
    if not given.oidc_metadata:
        return {}
    return {
        "auth": {
            "redirect_uri": given.oidc_redirect_uri,
            "cookie_secret": secret(given, "cookie_secret"),
            "client_id": given.oidc_client_id,
            "client_secret": secret(given, "oidc_client_secret"),
            "server_metadata_url": given.oidc_metadata,
        }
    }


def address(claims: Mapping[str, Any]) -> str:
    """Return the e-mail address that a provider vouches for, in small letters; "" without one."""
    given = claims.get("email")
    if not isinstance(given, str) or claims.get("email_verified", True) not in (True, "true"):
        return ""
    return given.strip().translate(_SMALL)


def admits(claims: Mapping[str, Any]) -> bool:
    """Say whether somebody who has signed in is among those who may use the dashboard."""
    if claims.get("is_logged_in") is not True:
        return False
    given = settings()
    return any(_fits(rule, claims, given.groups_claim) for rule in given.allowed)


def _fits(rule: str, claims: Mapping[str, Any], claim: str) -> bool:
    if rule == EVERYONE:
        return True
    if rule.startswith(GROUP):
        found = claims.get(claim)
        groups = [found] if isinstance(found, str) else found if isinstance(found, list) else []
        return rule.removeprefix(GROUP) in groups
    known, wanted = address(claims), rule.translate(_SMALL)
    return bool(known) and (known.endswith(wanted) if wanted.startswith("@") else known == wanted)


def knows(key: str) -> bool:
    """Say whether a key is one of those in the file of keys, in a time that tells nothing."""
    file = settings().api_keys_file
    if not file or not key:
        return False
    digest = sha256(key.encode("utf-8", "replace")).hexdigest()
    try:
        known = keys(file)
    except SettingError:
        return False
    found = [hmac.compare_digest(digest, each) for each in known]
    return any(found)


def keys(file: str) -> tuple[str, ...]:
    """Return the digests of the keys in a file, read anew when it changes.

    Raises SettingError for a file that cannot be read, and for a line that is no name and digest.
    """
    try:
        stamp = Path(file).stat()
        return _keys(file, stamp.st_mtime_ns, stamp.st_size)
    except (OSError, UnicodeDecodeError):
        raise SettingError("CSTOVIZ_API_KEYS_FILE cannot be read") from None


@lru_cache(maxsize=4)
def _keys(file: str, _changed: int, _size: int) -> tuple[str, ...]:
    lines = Path(file).read_text("utf-8").splitlines()
    rows = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    for number, row in enumerate(rows, start=1):
        if len(row) != 2 or len(row[1]) != 64 or set(row[1]) - set("0123456789abcdef"):
            raise SettingError(f"CSTOVIZ_API_KEYS_FILE: entry {number} is no name and digest")
    return tuple(row[1] for row in rows)


def claims_of(cookies: Mapping[str, str]) -> dict[str, Any]:
    """Return what the cookie of a signed-in browser says, as Streamlit has signed it; {} for none,
    for one that is forged, too old, or of another address."""
    from streamlit.auth_util import (  # noqa: PLC0415
        get_cookie_with_chunks,
        get_origin_from_redirect_uri,
    )
    from streamlit.web.server.server_util import get_cookie_secret  # noqa: PLC0415
    from streamlit.web.server.starlette import starlette_app_utils as signed  # noqa: PLC0415
    from streamlit.web.server.starlette.starlette_server_config import (  # noqa: PLC0415
        USER_COOKIE_NAME,
    )

    def single(name: str) -> bytes | None:
        value = cookies.get(name, "").encode("latin-1", "replace")
        return signed.decode_signed_value(get_cookie_secret(), name, value) if value else None

    held = get_cookie_with_chunks(single, USER_COOKIE_NAME)
    try:
        told = json.loads(held or b"{}")
    except ValueError:
        return {}
    mine = isinstance(told, dict) and told.get("origin") == get_origin_from_redirect_uri()
    return told if mine else {}
