"""`cstoviz settings`: what can be set, what is set, and whether that can be read."""

import os
from collections.abc import Callable, Iterator
from typing import Annotated

import typer

from cstoviz.cli.printing import aligned, printable
from cstoviz.settings import SETTINGS, Setting, SettingError, unknown
from cstoviz.text import speaking, t

HIDDEN = "***"
"""Stands for the value of a secret."""


def settings_command() -> Callable[..., None]:
    """Return the command, with its help in the present language."""
    table_help = t("cli.settings.table")

    def show_settings(
        *,
        table: Annotated[bool, typer.Option("--table", help=table_help)] = False,
    ) -> None:
        if table:
            typer.echo(documented())
            return
        typer.echo(aligned([_head("value"), *map(_row, SETTINGS)]))
        for each in _strange():
            typer.echo(each, err=True)
        if wrong := list(_wrong()):
            for each in wrong:
                typer.echo(t("cli.error", why=printable(each)), err=True)
            raise typer.Exit(1)

    return show_settings


def documented() -> str:
    """Return every setting as a table in Markdown, in English, as docs/operating.md has it."""
    with speaking("en"):
        rows = [(f"`{each.variable}`", _code(each.default), each.use) for each in SETTINGS]
    lines = [("variable", "default", "what it sets"), ("---",) * 3, *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _code(value: str) -> str:
    return f"`{value}`" if value else ""


def _head(*between: str) -> list[str]:
    names = ("variable", *between, "default", "use")
    return [t(f"cli.settings.{name}") for name in names]


def _row(each: Setting) -> list[str]:
    given = os.environ.get(each.variable, "")
    shown = HIDDEN if each.secret and given else printable(given)
    return [each.variable, shown, each.default, each.use]


def _strange() -> Iterator[str]:
    """Yield a line for each variable that looks like a setting and is none."""
    for name, near in unknown(os.environ).items():
        said = t("cli.settings.near", name=near) if near else ""
        yield t("cli.settings.unknown", name=printable(name), near=said)


def _wrong() -> Iterator[str]:
    """Yield what is wrong with each variable that cannot be read."""
    for each in SETTINGS:
        try:
            each.value(os.environ)
        except SettingError as error:
            yield str(error)
