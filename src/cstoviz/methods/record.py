"""The loaded data as the page tells of them: what they are, their codes, and their limits."""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache

import narwhals as nw
import pandas as pd
from babel.numbers import format_percent

from cstoviz import text
from cstoviz.labels import Labels
from cstoviz.methods.declared import document, limits
from cstoviz.methods.ground import WHOLE, Ground
from cstoviz.methods.model import Fact, Vocabulary
from cstoviz.metrics import overview
from cstoviz.selection import OFFICIAL, Selection
from cstoviz.tables import Field, Tables, collect
from cstoviz.text import number, percent, t
from cstoviz.translations import package_in


def ground(tables: Tables) -> Ground:
    """Return the tables with the names of the present language."""
    return Ground(tables, Labels(tables, text.language()))


def facts(tables: Tables) -> tuple[Fact, ...]:
    """Return what the package says of itself as a whole; what it does not say is left out."""
    package = package_in(tables, text.language())
    found = (
        Fact(t("methods.fact.title"), package.title),
        Fact(t("methods.fact.version"), package.version),
        Fact(t("methods.fact.created"), text.day(package.created) if package.created else ""),
        Fact(t("methods.fact.through"), text.day(package.through) if package.through else ""),
        Fact(t("methods.fact.licence"), package.licence, package.licence_url),
        Fact(t("methods.fact.homepage"), package.homepage, package.homepage),
    )
    return tuple(fact for fact in found if fact.value)


def statuses(tables: Tables) -> str:
    """Say how many events of each status the package holds."""
    counts = tables.rows("events")["status"].value_counts()
    codes = ("reported", "announced", "cancelled")
    return t("methods.counts.total", **{code: number(int(counts.get(code, 0))) for code in codes})


def exact_share(share: float) -> str:
    """Write a share with one decimal: 0.963 -> "96.3%"."""
    return format_percent(share, format=t("format.percent.exact"), locale=text.language())


def sizes(tables: Tables) -> pd.DataFrame:
    """Count the rows of every table, in the order of the package: table, rows."""
    names = [field.name for field in fields(tables) if field.name != "package"]
    ordered = [name for name in tables.package.fields if name in names]
    counts = [
        int(collect(getattr(tables, name).select(n=nw.len()))["n"].iloc[0]) for name in ordered
    ]
    return pd.DataFrame({"table": ordered, "rows": counts})


def vocabularies(tables: Tables) -> tuple[Vocabulary, ...]:
    """Return the fixed codes of every column that lists them, in the order of the package."""
    return _vocabularies(tables, text.language())


@lru_cache(maxsize=8)
def _vocabularies(tables: Tables, lang: str) -> tuple[Vocabulary, ...]:
    labels = Labels(tables, lang)
    return tuple(
        _vocabulary(tables, labels, table, column)
        for table, columns in package_in(tables, lang).fields.items()
        for column in columns
        if column.enum
    )


def _vocabulary(tables: Tables, labels: Labels, table: str, column: Field) -> Vocabulary:
    counts = tables.rows(table)[column.name].value_counts()
    rows = [
        (
            code,
            labels.text("vocabulary", f"{table}.{column.name}.{code}", "label", "–"),
            column.definitions.get(code, "–"),
            int(counts.get(code, 0)),
        )
        for code in column.enum
    ]
    titles = [t(f"methods.vocabulary.{name}") for name in ("code", "label", "meaning", "rows")]
    frame = pd.DataFrame(rows, columns=titles)
    return Vocabulary(table, column.name, column.title, column.description, frame)


def gap_days(tables: Tables) -> pd.DataFrame:
    """Count the days of the record that lie in an evidence gap on everything.

    Out, one row per level as the package orders them: level, days (each once per level), periods.
    """
    rows = _within_record(tables)
    rows = rows[rows["whole"]]
    order = tables.package.field("evidence_gaps", "level").enum or sorted(set(rows["level"]))
    found = [
        (level, overview.thin_days(part), len(part))
        for level in order
        if len(part := rows[rows["level"] == level])
    ]
    return pd.DataFrame(found, columns=["level", "days", "periods"])


def _within_record(tables: Tables) -> pd.DataFrame:
    period = Selection(period=str(ground(tables).record))
    return overview.thin_evidence(tables, period)


def left_out(tables: Tables) -> tuple[str, ...]:
    """Return what nobody looked for: notes of the evidence gaps that were not searched."""
    labels = Labels(tables, text.language())
    rows = tables.rows("evidence_gaps")
    rows = rows[rows["level"] == "not-searched"]
    return tuple(
        labels.text("evidence_gaps", gap, "note", note)
        for gap, note in zip(rows["gap_id"], rows["note"], strict=True)
    )


def known_limits(tables: Tables) -> tuple[str, ...]:
    """Return the limits of the loaded data, those that can be counted first."""
    return (
        _gap_sentence(tables),
        _narrow_sentence(tables),
        _inferred_sentence(tables),
        _official_sentence(tables),
        *(t(f"methods.limits.{name}") for name in ("silence", "coverage", "coders")),
        *limits(document(package_in(tables, text.language()))),
    )


def _gap_sentence(tables: Tables) -> str:
    record, rows = ground(tables).record, _within_record(tables)
    days = overview.thin_days(rows)
    return t(
        "methods.limits.gaps",
        days=number(days),
        all=number(record.days),
        share=percent(days, record.days),
        period=text.span(record.start, record.end),
    )


def _narrow_sentence(tables: Tables) -> str:
    scopes = tables.rows("evidence_gaps")["scope"]
    return t(
        "methods.limits.narrow",
        kinds=number(int(scopes.str.startswith("kind:").sum())),
        topics=number(int(scopes.str.startswith("topic:").sum())),
    )


def _inferred_sentence(tables: Tables) -> str:
    rows = ground(tables).reported
    return t(
        "methods.limits.inferred",
        all=number(len(rows)),
        dates=number(int((rows["date_basis"] == "inferred").sum())),
        places=number(int((rows["place_basis"] == "inferred").sum())),
        unknown=number(int(rows["place_id"].isna().sum())),
    )


def _official_sentence(tables: Tables) -> str:
    about = ground(tables)
    sourced = collect(tables.event_sources.group_by("event_id").agg(n=nw.len()))
    single = set(sourced.loc[sourced["n"] == 1, "event_id"])
    return t(
        "methods.limits.sources",
        all=number(about.n()),
        single=number(int(about.reported["event_id"].isin(single).sum())),
        unofficial=number(about.n(WHOLE) - about.n(Selection(sources=OFFICIAL))),
    )
