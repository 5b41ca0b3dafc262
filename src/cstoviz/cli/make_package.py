"""`cstoviz make-package`: a made-up package of any size, to try the dashboard with."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from cstoviz.cli.opening import opened
from cstoviz.cli.printing import printable
from cstoviz.cli.showing import fail, shown
from cstoviz.synthetic.make import write
from cstoviz.tables import Tables
from cstoviz.text import t, tn

MISUSED, NOT_MADE = 2, 3
"""Exit codes: something impossible was asked for; no package was made."""


def make_package_command() -> Callable[..., None]:
    """Return the command, with its help in the present language."""
    events_help, out_help = t("cli.make-package.events"), t("cli.make-package.out")
    seed_help, data_help = t("cli.make-package.seed"), t("cli.check.path")

    def make_package(
        *,
        events: Annotated[int, typer.Option("--events", help=events_help)],
        out: Annotated[Path, typer.Option("--out", "-o", help=out_help)],
        seed: Annotated[int, typer.Option("--seed", help=seed_help)] = 1,
        data: Annotated[
            str | None, typer.Option("--data", help=data_help, show_default=False)
        ] = None,
    ) -> None:
        _refuse_impossible(events, out, seed)
        _make(opened(data), out, events, seed)

    return make_package


def _refuse_impossible(events: int, out: Path, seed: int) -> None:
    if events < 1:
        fail(t("cli.make-package.too-few", value=events), MISUSED)
    if seed < 0:
        fail(t("cli.make-package.seed-wrong", value=seed), MISUSED)
    try:
        taken = out.exists() and not (out.is_dir() and not any(out.iterdir()))
    except OSError as error:
        fail(t("cli.make-package.not-made", name=str(out), why=str(error)), NOT_MADE)
    if taken:
        fail(t("cli.make-package.taken", name=str(out)), MISUSED)


def _make(tables: Tables, out: Path, events: int, seed: int) -> None:
    if tables.rows("events").empty:
        fail(t("cli.make-package.no-model"), MISUSED)
    try:
        with shown(out.name) as progress:
            counts = write(tables, out, events, seed, progress)
    except OSError as error:
        fail(t("cli.make-package.not-made", name=str(out), why=str(error)), NOT_MADE)
    except KeyboardInterrupt:
        fail(t("cli.make-package.called-off", name=str(out)), 130)
    said = {name: tn(f"cli.count.{name}", counts[name]) for name in ("events", "participations")}
    typer.echo(t("cli.make-package.made", name=printable(str(out)), seed=seed, **said))
