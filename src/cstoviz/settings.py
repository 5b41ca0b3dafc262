"""What whoever runs the server can set: variables of the environment, read and checked at start."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

PREFIX = "CSTOVIZ_"


class SettingError(ValueError):
    """A variable of the environment has a value that it cannot have; the message says which."""


@dataclass(frozen=True)
class Setting:
    """A variable: its name after `CSTOVIZ_`, what reads its text, its default as text, its use."""

    name: str
    read: Callable[[str], Any]
    default: str
    use: str

    @property
    def variable(self) -> str:
        """The name of the variable."""
        return f"{PREFIX}{self.name}"

    def value(self, environment: Mapping[str, str]) -> Any:
        """Return what is set. Raises SettingError for what cannot be read."""
        given = environment.get(self.variable) or self.default
        try:
            return self.read(given)
        except ValueError as error:
            raise SettingError(f"{self.variable}={given!r}: {error}") from error


def whole(least: int, most: int) -> Callable[[str], int]:
    """Return what reads a whole number between bounds, both included."""

    def read(given: str) -> int:
        if not (given.isascii() and given.isdigit() and least <= int(given) <= most):
            raise ValueError(f"a whole number from {least:,} to {most:,} is wanted")
        return int(given)

    return read


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


@dataclass(frozen=True)
class Settings:
    """Every setting by the name of its variable, in small letters; see `SETTINGS` for their use."""

    watch: int


SETTINGS = (
    Setting("WATCH", whole(0, 86_400), "5", "Seconds between looks for a newer package; 0: none."),
)  # fmt: skip


def settings() -> Settings:
    """Return what is set now. Raises SettingError for the first that cannot be read."""
    names = {field.name for field in fields(Settings)}
    found = {each.name: os.environ.get(each.variable, "") for each in SETTINGS}
    return _settings(tuple(sorted((k, v) for k, v in found.items() if k.lower() in names)))


@lru_cache(maxsize=8)
def _settings(given: tuple[tuple[str, str], ...]) -> Settings:
    environment = {f"{PREFIX}{name}": value for name, value in given}
    return Settings(**{each.name.lower(): each.value(environment) for each in SETTINGS})
