"""`cstoviz convert`: the package for an engine that counts more rows than fit into memory."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from cstoviz.cli.opening import opened
from cstoviz.cli.printing import printable
from cstoviz.cli.showing import fail
from cstoviz.engines.convert import convert
from cstoviz.text import t

MISUSED, NOT_MADE = 2, 3
"""Exit codes: something is there already; nothing was written."""


def convert_command() -> Callable[..., None]:
    """Return the command, with its help in the present language."""
    out_help, data_help = t("cli.convert.out"), t("cli.check.path")

    def convert_package(
        *,
        out: Annotated[Path, typer.Option("--out", "-o", help=out_help)],
        data: Annotated[
            str | None, typer.Option("--data", help=data_help, show_default=False)
        ] = None,
    ) -> None:
        try:
            convert(opened(data), out)
        except FileExistsError:
            fail(t("cli.convert.taken", name=str(out)), MISUSED)
        except OSError as error:
            fail(t("cli.convert.not-made", name=str(out), why=str(error)), NOT_MADE)
        typer.echo(t("cli.convert.made", name=printable(str(out))))

    return convert_package
