"""The command line: `cstoviz check` says whether a package is sound, `brief` makes files of it.

`make-package` makes up a package to try the dashboard with, `settings` says what is
set.
"""

import sys
from collections.abc import Callable
from importlib.metadata import version
from io import TextIOWrapper
from itertools import pairwise
from os import environ
from typing import Annotated

import typer

from cstoviz import text
from cstoviz.cli.api_key import api_key_command
from cstoviz.cli.brief import brief_command
from cstoviz.cli.convert import convert_command
from cstoviz.cli.make_package import make_package_command
from cstoviz.cli.opening import opened
from cstoviz.cli.settings import settings_command
from cstoviz.tables import Tables, how_many
from cstoviz.text import t, tn

COUNTED = ("events", "participations", "sources", "places", "chairmanships", "codings")
WISHES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""The variables of the environment that say which language is wanted, the strongest first."""


def app() -> None:
    """Run the command line in the language that the environment or `--lang` asks for."""
    wanted = [code.split(".")[0] for name in WISHES for code in environ.get(name, "").split(":")]
    given = [two for one, two in pairwise(sys.argv) if one == "--lang"]
    text.speak(text.best_language([*given, *wanted]))
    program()()


def program() -> typer.Typer:
    """Return the commands, with their help in the present language."""
    commands = typer.Typer(
        help=t("cli.help"),
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    commands.callback(invoke_without_command=True)(_start())
    commands.command(help=t("cli.check.help"))(_check())
    commands.command("brief", help=t("cli.brief.help"))(brief_command())
    commands.command("convert", help=t("cli.convert.help"))(convert_command())
    commands.command("api-key", help=t("cli.api-key.help"))(api_key_command())
    commands.command("settings", help=t("cli.settings.help"))(settings_command())
    making = commands.command("make-package", help=t("cli.make-package.help"))
    making(make_package_command())
    return commands


def _start() -> Callable[..., None]:
    version_help, lang_help = t("cli.version.help"), t("cli.lang.help")

    def start(
        *,
        show_version: Annotated[bool, typer.Option("--version", help=version_help)] = False,
        lang: Annotated[str, typer.Option("--lang", help=lang_help)] = "",
    ) -> None:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        if lang and lang not in text.languages():
            raise typer.BadParameter(t("cli.lang.unknown", langs=", ".join(text.languages())))
        if show_version:
            typer.echo(f"cstoviz {version('cstoviz')}")
            raise typer.Exit

    return start


def _check() -> Callable[..., None]:
    path_help = t("cli.check.path")

    def check(
        path: Annotated[str | None, typer.Argument(help=path_help, show_default=False)] = None,
    ) -> None:
        typer.echo(t("cli.sound", counts=_counts(opened(path, err=False))))

    return check


def _counts(tables: Tables) -> str:
    return ", ".join(tn(f"cli.count.{name}", how_many(getattr(tables, name))) for name in COUNTED)
