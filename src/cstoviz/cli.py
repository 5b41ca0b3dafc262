"""The command line: `cstoviz check` says whether a data package is sound."""

import sys
import unicodedata
from collections.abc import Callable, Sequence
from importlib.metadata import version
from io import TextIOWrapper
from itertools import pairwise
from os import environ
from pathlib import Path
from typing import Annotated

import typer

from cstoviz import text
from cstoviz.package import PackageError, default_path, read_package
from cstoviz.problems import Problem
from cstoviz.tables import Tables
from cstoviz.text import t, tn

COLUMNS = ("table", "row", "field", "value", "rule", "allowed")
COUNTED = ("events", "participations", "sources", "places", "chairmanships", "codings")
WIDEST = 60
"""How many characters of a cell are shown; the last column is never cut."""

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
            typer.echo(_listing(error.problems))
            typer.echo()
            typer.echo(tn("cli.problems", len(error.problems), path=printable(str(place))))
            raise typer.Exit(1) from error
        typer.echo(t("cli.sound", counts=_counts(tables)))

    return check


def printable(value: str) -> str:
    """Return a text in one line, with nothing that a terminal would obey: "\\x1b[31m", "\\n"."""
    return "".join(_escaped(mark) for mark in value)


def _escaped(mark: str) -> str:
    unsafe = unicodedata.category(mark)[0] == "C" or unicodedata.category(mark) in {"Zl", "Zp"}
    return mark.encode("unicode_escape").decode("ascii") if unsafe else mark


def _counts(tables: Tables) -> str:
    return ", ".join(tn(f"cli.count.{name}", len(tables.rows(name))) for name in COUNTED)


def _listing(problems: Sequence[Problem]) -> str:
    """Return all problems as an aligned table under a header."""
    head = [t(f"problem.{column}") for column in COLUMNS]
    lines = [head, *map(_cells, problems)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    widths[-1] = 0
    lines.insert(1, ["-" * (width or len(head[-1])) for width in widths])
    return "\n".join(_aligned(line, widths) for line in lines)


def _cells(problem: Problem) -> list[str]:
    row = "" if problem.row is None else str(problem.row)
    rule = t(f"rule.{problem.rule}")
    cells = [problem.table, row, problem.field, problem.value, rule, problem.allowed]
    *shown, last = map(printable, cells)
    return [*(cell if cell == rule else _cut(cell) for cell in shown), last]


def _cut(cell: str) -> str:
    return cell if len(cell) <= WIDEST else f"{cell[: WIDEST - 1]}…"


def _aligned(line: Sequence[str], widths: Sequence[int]) -> str:
    cells = zip(line, widths, strict=True)
    return "  ".join(cell.ljust(width) for cell, width in cells).rstrip()
