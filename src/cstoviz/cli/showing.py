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
def shown(name: str) -> Iterator[Callable[..., None]]:
    """Show on the terminal how far a work is.

    Yields what is told how much is done, from 0 to 1, and, where that is known, what is being made.
    """
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(),
               TextColumn("{task.fields[what]}", style="dim", markup=False))  # fmt: skip
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(rich_escape(printable(name)), total=1.0, what="")

        def progress(done: float, what: str = "") -> None:
            bar.update(task, completed=done)
            if what:
                bar.update(task, what=printable(what))

        yield progress


def fail(why: str, code: int) -> NoReturn:
    """Say on the error stream why nothing came of it, and exit with a code."""
    typer.echo(t("cli.error", why=printable(why)), err=True)
    raise typer.Exit(code)
