"""`cstoviz api-key`: a new key for a program, where the dashboard asks for a sign-in."""

import re
from collections.abc import Callable
from hashlib import sha256
from secrets import token_urlsafe
from typing import Annotated

import typer

from cstoviz.cli.showing import fail
from cstoviz.text import t

MISUSED = 2
"""Exit code: the name cannot be one."""

_NAME = re.compile(r"[A-Za-z0-9._-]{1,64}")


def api_key_command() -> Callable[..., None]:
    """Return the command, with its help in the present language."""
    name_help = t("cli.api-key.name")

    def make_key(name: Annotated[str, typer.Argument(help=name_help)]) -> None:
        if not _NAME.fullmatch(name):
            fail(t("cli.api-key.wrong"), MISUSED)
        key = token_urlsafe(32)
        typer.echo(t("cli.api-key.made", key=key))
        typer.echo(f"{name} {sha256(key.encode()).hexdigest()}")

    return make_key
