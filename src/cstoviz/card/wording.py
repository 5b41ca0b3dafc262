"""The plain facts of an event, each with what it rests on."""

from __future__ import annotations

from typing import Any

import pandas as pd

from cstoviz import text
from cstoviz.card.model import Fact, Row
from cstoviz.text import t


def facts(row: Row) -> tuple[Fact, ...]:
    """Return when, what, who held it, where, how and how large, in the order of reading."""
    return (
        _period(row),
        _coded(row, "status"),
        _coded(row, "kind"),
        _fact("organ", row.labels.of("organ", row.code("organ"))),
        *_where(row),
        _coded(row, "format"),
        _total(row, "personnel"),
        _total(row, "equipment"),
    )


def period_words(start: Any, end: Any, precision: object) -> str:
    """Say when an event was: its days, or "some day in May 2025" where only a month is known."""
    if precision != "month":
        return text.span(start, end)
    if (start.year, start.month) == (end.year, end.month):
        return t("event-card.month", month=text.month(start))
    return t("event-card.months", first=text.month(start), last=text.month(end))


def _fact(key: str, value: str, basis: str = "", meaning: str = "") -> Fact:
    return Fact(key, t(f"event-card.{key}"), value, basis, meaning)


def _period(row: Row) -> Fact:
    precision, basis = row.code("date_precision"), row.code("date_basis")
    said = period_words(row.values["start_date"], row.values["end_date"], precision)
    meanings = [row.meaning("date_basis", basis)]
    if precision == "month":
        meanings.append(row.meaning("date_precision", precision))
    meaning = " ".join(filter(None, meanings))
    return _fact("period", said, row.labels.of("date_basis", basis), meaning)


def _coded(row: Row, column: str) -> Fact:
    code = row.code(column)
    value = row.labels.of(column, code) or t("event-card.not-stated")
    return _fact(column, value, meaning=row.meaning(column, code))


def _where(row: Row) -> list[Fact]:
    """Return place, country and venue; they rest on the same."""
    values = {
        "place": row.labels.of("place", row.code("place_id")),
        "country": row.labels.of("state", host_country(row)),
        "venue": row.text("venue"),
    }
    code = row.code("place_basis")
    basis = (row.labels.of("place_basis", code), row.meaning("place_basis", code))
    unknown = basis if code == "unknown" else ("", "")
    return [
        _fact(key, value, *basis) if value else _fact(key, t("event-card.not-stated"), *unknown)
        for key, value in values.items()
    ]


def host_country(row: Row) -> str:
    """Return the country in which it was held (iso3), that of the place where need be; or ""."""
    places = row.tables.rows("places")
    there = places.loc[places["place_id"] == row.code("place_id"), "country_iso3"]
    return row.code("country_iso3") or (str(there.iloc[0]) if len(there) else "")


def _total(row: Row, column: str) -> Fact:
    value = row.values[column]
    known = not pd.isna(value)
    return _fact(column, text.number(int(value)) if known else t("event-card.not-stated"))
