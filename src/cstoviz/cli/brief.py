"""`cstoviz brief`: a briefing as a file, from the command line."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from cstoviz import text
from cstoviz.cli.asked import Wrong, asked, home_of, query_of
from cstoviz.cli.opening import opened
from cstoviz.cli.printing import printable
from cstoviz.cli.showing import fail, shown
from cstoviz.export.briefing.asked import Asked
from cstoviz.export.briefing.choice import SLIDES
from cstoviz.export.briefing.compose import compose
from cstoviz.export.formats import FORMATS
from cstoviz.export.making import NotMade
from cstoviz.tables import Tables
from cstoviz.text import t

MISUSED, NOT_MADE = 2, 3
"""Exit codes: something asked for does not exist; no file was made."""

_NAMES = {
    "states": ("--state", "--states"),
    "match": ("--match",),
    "period": ("--period",),
    "kinds": ("--kind", "--kinds"),
    "organs": ("--organ", "--organs"),
    "status": ("--status",),
    "basis": ("--basis",),
    "sources": ("--sources",),
    "facts": ("--facts",),
}
"""The options of the filter by their key of the address."""


def brief_command() -> Callable[..., None]:
    """Return the command, with its help in the present language."""
    filters = {key: _filter(key) for key in _NAMES}

    def brief(  # noqa: PLR0913
        *,
        out: Annotated[Path, typer.Option("--out", "-o", help=t("cli.brief.out"))],
        states: Annotated[list[str] | None, filters["states"]] = None,
        match: Annotated[str, filters["match"]] = "",
        period: Annotated[str, filters["period"]] = "",
        kinds: Annotated[list[str] | None, filters["kinds"]] = None,
        organs: Annotated[list[str] | None, filters["organs"]] = None,
        status: Annotated[list[str] | None, filters["status"]] = None,
        basis: Annotated[str, filters["basis"]] = "",
        sources: Annotated[str, filters["sources"]] = "",
        facts: Annotated[str, filters["facts"]] = "",
        option: Annotated[
            list[str] | None, typer.Option("--option", help=t("cli.brief.option"))
        ] = None,
        slides: Annotated[str, typer.Option("--slides", help=t("cli.brief.slides"))] = "",
        from_url: Annotated[str, typer.Option("--from-url", help=t("cli.brief.from-url"))] = "",
        home: Annotated[str, typer.Option("--home", help=t("cli.brief.home"))] = "",
        data: Annotated[str | None, typer.Option("--data", help=t("cli.check.path"))] = None,
        lang: Annotated[str, typer.Option("--lang", help=t("cli.lang.help"))] = "",
    ) -> None:
        given = {
            "states": states, "match": [match], "period": [period], "kinds": kinds,
            "organs": organs, "status": status, "basis": [basis], "sources": [sources],
            "facts": [facts], SLIDES: [slides],
        }  # fmt: skip
        plain = {key: list(filter(None, values or ())) for key, values in given.items()}
        link = query_of(from_url)
        with text.speaking(_language(lang, link)):
            extra = _pairs(option or ())
            own = {key: values for key, values in plain.items() if values} | extra
            tables = opened(data)
            wanted = _asked({**link, **own}, tables, extra)
            _make(out, tables, wanted, home or home_of(from_url))

    return brief


def _filter(key: str) -> Any:
    return typer.Option(*_NAMES[key], help=t(f"cli.brief.{key}"), show_default=False)


def _language(lang: str, link: Mapping[str, Sequence[str]]) -> str:
    wanted = lang or "".join(link.get("lang", ())[:1])
    if wanted and wanted not in text.languages():
        fail(t("cli.lang.unknown", langs=", ".join(text.languages())), MISUSED)
    return wanted or text.language()


def _pairs(given: Sequence[str]) -> dict[str, list[str]]:
    """Return options of views that were given as `key=value`."""
    found = {}
    for pair in given:
        key, equals, value = pair.partition("=")
        if not (equals and key and value):
            fail(t("cli.brief.pair", pair=pair), MISUSED)
        found[key] = [value]
    return found


def _asked(
    query: Mapping[str, Sequence[str]], tables: Tables, strict: Mapping[str, object]
) -> Asked:
    try:
        return asked(query, tables, strict)
    except Wrong as wrong:
        fail(str(wrong), MISUSED)


def _make(out: Path, tables: Tables, wanted: Asked, home: str) -> None:
    found = FORMATS.get(out.suffix.removeprefix(".").lower())
    if found is None:
        fail(t("cli.brief.ending", name=out.name, endings=", ".join(FORMATS)), MISUSED)
    briefing = compose(tables, wanted.selection, wanted.slides, home)
    try:
        with shown(out.name) as progress:
            made = found.make(briefing, tables, progress)
        _write(out, made)
    except (NotMade, OSError) as error:
        fail(t("cli.brief.not-made", name=str(out), why=str(error)), NOT_MADE)
    except KeyboardInterrupt:
        fail(t("cli.brief.called-off", name=str(out)), 130)
    size = text.number(max(1, round(len(made) / 1024)))
    typer.echo(t("cli.brief.made", name=printable(str(out)), size=size, scope=briefing.scope))


def _write(out: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    with tempfile.NamedTemporaryFile(dir=out.parent, prefix=f".{out.name}.", delete=False) as file:
        held = Path(file.name)
    try:
        held.write_bytes(content)
        held.chmod(0o644)
        held.replace(out)
    finally:
        held.unlink(missing_ok=True)
