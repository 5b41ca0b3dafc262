"""The command line: `cstoviz check` says whether a package is sound, `brief` makes files of it."""

import sys
from collections.abc import Callable
from importlib.metadata import version
from io import TextIOWrapper
from itertools import pairwise
from os import environ
from pathlib import Path
from typing import Annotated

import typer

from cstoviz import text
from cstoviz.cli.brief import brief_command
from cstoviz.cli.printing import problems_found
from cstoviz.package import PackageError, default_path, read_package
from cstoviz.tables import Tables
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
        path: Annotated[Path | None, typer.Argument(help=path_help, show_default=False)] = None,
    ) -> None:
        place = path or default_path([])
        try:
            tables = read_package(place)
        except PackageError as error:
            typer.echo(problems_found(error, place))
            raise typer.Exit(1) from error
        typer.echo(t("cli.sound", counts=_counts(tables)))

    return check


def _counts(tables: Tables) -> str:
    return ", ".join(tn(f"cli.count.{name}", len(tables.rows(name))) for name in COUNTED)
