"""How far the work is, on the terminal, and why it failed."""

import contextlib
from collections.abc import Callable, Iterator
from typing import NoReturn

import typer
from rich.console import Console
from rich.markup import escape as rich_escape
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

from cstoviz.cli.printing import printable
from cstoviz.text import t


@contextlib.contextmanager
def shown(name: str) -> Iterator[Callable[[float], None]]:
    """Show on the terminal how far a work is; yields what is told how much is done, from 0 to 1."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(rich_escape(printable(name)), total=1.0)
        yield lambda done: bar.update(task, completed=done)


def fail(why: str, code: int) -> NoReturn:
    """Say on the error stream why nothing came of it, and exit with a code."""
    typer.echo(t("cli.error", why=printable(why)), err=True)
    raise typer.Exit(code)
