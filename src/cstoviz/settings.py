"""What whoever runs the server can set: variables of the environment, read and checked at start."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any

from cstoviz.text import t

PREFIX = "CSTOVIZ_"
_ORIGIN = re.compile(r"self|none|\*|https?://(\*\.)?[A-Za-z0-9.-]+(:[0-9]{1,5})?")


class SettingError(ValueError):
    """A variable of the environment has a value that it cannot have; the message says which."""


@dataclass(frozen=True)
class Setting:
    """A variable: its name after `CSTOVIZ_`, what reads its text, its default as text.

    secret: its value is shown nowhere
    """

    name: str
    read: Callable[[str], Any]
    default: str
    secret: bool = False

    @property
    def variable(self) -> str:
        """The name of the variable."""
        return f"{PREFIX}{self.name}"

    @property
    def use(self) -> str:
        """What it sets, in words."""
        return t(f"setting.{self.name}")

    def value(self, environment: Mapping[str, str]) -> Any:
        """Return what is set. Raises SettingError for what cannot be read."""
        given = environment.get(self.variable) or self.default
        try:
            return self.read(given)
        except ValueError as error:
            said = "…" if self.secret else repr(given)
            raise SettingError(f"{self.variable}={said}: {error}") from error


def whole(least: int, most: int) -> Callable[[str], int]:
    """Return what reads a whole number between bounds, both included."""

    def read(given: str) -> int:
        if not (given.isascii() and given.isdigit() and least <= int(given) <= most):
            raise ValueError(f"a whole number from {least:,} to {most:,} is wanted")
        return int(given)

    return read


def web(given: str) -> str:
    """Read an address of the web; nothing is none."""
    if given and not re.fullmatch(r"https?://[^\s/]+(/\S*)?", given):
        raise ValueError("an address is wanted that begins with https:// or http://")
    return given


def words(given: str) -> tuple[str, ...]:
    """Read words separated by blanks or commas."""
    return tuple(given.replace(",", " ").split())


def one_of(*allowed: str) -> Callable[[str], str]:
    """Return what reads one of these words."""

    def read(given: str) -> str:
        if given not in allowed:
            raise ValueError(f"one of {', '.join(allowed)} is wanted")
        return given

    return read


def networks(given: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """Read addresses and networks: "10.0.0.1", "10.0.0.0/8", "fd00::/8"."""
    return tuple(ip_network(each) for each in words(given))


def ancestors(given: str) -> tuple[str, ...]:
    """Read who may frame: `self`, `none`, `*`, or origins such as `https://site.example`."""
    found = words(given)
    if wrong := [each for each in found if not _ORIGIN.fullmatch(each)]:
        raise ValueError(f"self, none, * or an origin is wanted, not {wrong[0]!r}")
    if len(found) > 1 and {"none", "*"} & {*found}:
        raise ValueError("none and * stand alone")
    return found


@dataclass(frozen=True)
class Settings:
    """Every setting by the name of its variable, in small letters; `Setting.use` explains each."""

    data: str
    locale: str
    watch: int
    frame_ancestors: tuple[str, ...]
    embed_ancestors: tuple[str, ...]
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...]
    requests_per_minute: int
    answers_at_once: int
    answers_per_client: int
    answer_seconds: int
    sessions_per_client: int
    files_waiting: int
    log_format: str
    log_level: str
    metrics: str
    stop_seconds: int
    oidc_metadata: str
    oidc_client_id: str
    oidc_client_secret: str = field(repr=False)
    oidc_client_secret_file: str
    oidc_redirect_uri: str
    cookie_secret: str = field(repr=False)
    cookie_secret_file: str
    allowed: tuple[str, ...]
    groups_claim: str
    api_keys_file: str


SETTINGS = (
    Setting("DATA", str, ""),
    Setting("LOCALE", str, ""),
    Setting("WATCH", whole(0, 86_400), "5"),
    Setting("FRAME_ANCESTORS", ancestors, "self"),
    Setting("EMBED_ANCESTORS", ancestors, "*"),
    Setting("TRUSTED_PROXIES", networks, ""),
    Setting("REQUESTS_PER_MINUTE", whole(0, 1_000_000), "600"),
    Setting("ANSWERS_AT_ONCE", whole(1, 24), "12"),
    Setting("ANSWERS_PER_CLIENT", whole(1, 24), "6"),
    Setting("ANSWER_SECONDS", whole(1, 3_600), "60"),
    Setting("SESSIONS_PER_CLIENT", whole(1, 100_000), "200"),
    Setting("FILES_WAITING", whole(0, 1_000), "20"),
    Setting("LOG_FORMAT", one_of("text", "json"), "text"),
    Setting("LOG_LEVEL", one_of("DEBUG", "INFO", "WARNING", "ERROR"), "INFO"),
    Setting("METRICS", one_of("on", "off"), "on"),
    Setting("STOP_SECONDS", whole(1, 600), "20"),
    Setting("OIDC_METADATA", web, ""),
    Setting("OIDC_CLIENT_ID", str, ""),
    Setting("OIDC_CLIENT_SECRET", str, "", secret=True),
    Setting("OIDC_CLIENT_SECRET_FILE", str, ""),
    Setting("OIDC_REDIRECT_URI", web, ""),
    Setting("COOKIE_SECRET", str, "", secret=True),
    Setting("COOKIE_SECRET_FILE", str, ""),
    Setting("ALLOWED", words, ""),
    Setting("GROUPS_CLAIM", str, "groups"),
    Setting("API_KEYS_FILE", str, ""),
)  # fmt: skip


def unknown(environment: Mapping[str, str]) -> dict[str, str]:
    """Return variables that look like settings and are none, each with the likeliest one."""
    known = [each.variable for each in SETTINGS]
    strange = [name for name in environment if name.startswith(PREFIX) and name not in known]
    return {name: next(iter(get_close_matches(name, known, 1)), "") for name in strange}


def settings() -> Settings:
    """Return what is set now. Raises SettingError for the first that cannot be read."""
    names = {each.name for each in fields(Settings)}
    found = {each.name: os.environ.get(each.variable, "") for each in SETTINGS}
    return _settings(tuple(sorted((k, v) for k, v in found.items() if k.lower() in names)))


@lru_cache(maxsize=8)
def _settings(given: tuple[tuple[str, str], ...]) -> Settings:
    environment = {f"{PREFIX}{name}": value for name, value in given}
    return Settings(**{each.name.lower(): each.value(environment) for each in SETTINGS})
