"""Opens the package that a command is about."""

import typer

from cstoviz.cli.printing import problems_found
from cstoviz.engines import open_package, package_place
from cstoviz.problems import PackageError
from cstoviz.tables import Tables

BROKEN = 1
"""The exit code of a command whose package is broken."""


def opened(place: str | None, err: bool = True) -> Tables:
    """Open the package at a place, or the one that the dashboard shows.

    A broken one ends the command with what is wrong with it, on the error stream or on the other.
    """
    where = place or package_place([])
    try:
        return open_package(where)
    except PackageError as error:
        typer.echo(problems_found(error, where), err=err)
        raise typer.Exit(BROKEN) from error
