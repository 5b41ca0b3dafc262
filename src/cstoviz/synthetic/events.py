"""Rows of the table `events`: what a real event was, at another place and time, and said to be made
up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from cstoviz.synthetic import rows
from cstoviz.synthetic.batch import STATUSES, Batch
from cstoviz.synthetic.chance import Chance, Floats, Ints
from cstoviz.tables import Tables

MOVED, UNPLACED = 0.25, 0.03
"""How many events are held elsewhere in the same country, and at no known place of it."""

WORDS = 8
"""How many words of real summaries a summary has."""

VENUES = 400

_COPIED = ("kind", "organ", "country_iso3", "place_basis", "format")


class Events:
    """Made-up events after those of a package; its tables are read once."""

    def __init__(self, tables: Tables) -> None:
        real = tables.rows("events")
        self._copied = {name: rows.texts(real[name]) for name in _COPIED}
        self._date_basis = rows.texts(real["date_basis"])
        self._has_venue = real["venue"].notna().to_numpy()
        self._figures = {name: _figures(real[name]) for name in ("personnel", "equipment")}
        self._places = _Places(tables, real)
        labels = real["kind"].map(_labels(tables))
        self._title = rows.texts(labels)
        self._summary = rows.texts("Made up. " + labels + ", " + real["organ"] + ". Words: ")
        self._words = rows.texts(_words(real["summary"]))

    def columns(self, batch: Batch, chance: Chance) -> rows.Columns:
        """Return the columns of the batch's events."""
        numbers, template, count = batch.numbers, batch.template, len(batch)
        place = self._places.drawn(template, chance)
        bases = chance.below("date basis", len(self._date_basis), count)
        title = rows.picked(self._title, template), self._places.phrases(place)
        copied = {name: rows.picked(values, template) for name, values in self._copied.items()}
        return copied | {
            "event_id": rows.event_ids(numbers),
            "title": rows.joined(*title, ", no. ", rows.numbered(numbers), " (made up)"),
            "start_date": rows.days(batch.start),
            "end_date": rows.days(batch.end),
            "date_precision": rows.picked(
                rows.texts(["day", "month"]), batch.month.astype("int64")
            ),
            "date_basis": rows.picked(self._date_basis, bases),
            "status": rows.picked(rows.texts(STATUSES), batch.status),
            "place_id": self._places.keys(place),
            "venue": self._venues(template, chance),
            "summary": self._summaries(template, chance),
            "personnel": self._about("personnel", template, chance),
            "equipment": self._about("equipment", template, chance),
        }

    def _venues(self, template: Ints, chance: Chance) -> Any:
        venue = chance.below("venue", VENUES, len(template))
        names = rows.texts([f"Venue {number}" for number in range(1, VENUES + 1)])
        return rows.picked(names, np.where(self._has_venue[template], venue, -1))

    def _summaries(self, template: Ints, chance: Chance) -> Any:
        drawn = [
            rows.picked(self._words, chance.below(f"word {n}", len(self._words), len(template)))
            for n in range(WORDS)
        ]
        spaced = [part for word in drawn for part in (word, " ")][:-1]
        return rows.joined(rows.picked(self._summary, template), *spaced, ".")

    def _about(self, name: str, template: Ints, chance: Chance) -> Any:
        """Return figures between half and one and a half times those of the real events."""
        figures = self._figures[name][template]
        found = np.round(figures * (0.5 + chance.draw(name, len(template))))
        return rows.whole_numbers(found)


class _Places:
    """The places of a package by country, and where its events were held."""

    def __init__(self, tables: Tables, events: pd.DataFrame) -> None:
        places = tables.rows("places").sort_values("country_iso3", kind="stable")
        self._keys, self._names = rows.texts(places["place_id"]), rows.texts(", " + places["name"])
        order = {key: place for place, key in enumerate(places["place_id"])}
        self._own = np.array([order.get(key, -1) for key in events["place_id"]], dtype=np.int64)
        country = places["country_iso3"].to_numpy(dtype=str)
        here = np.where(self._own < 0, "", country[self._own] if len(country) else "")
        self._first = np.searchsorted(country, here)
        self._many = np.searchsorted(country, here, side="right") - self._first

    def drawn(self, template: Ints, chance: Chance) -> Ints:
        """Return where events are held: at the real place or another of its country, or -1."""
        count, own = len(template), self._own[template]
        step = (chance.draw("place", count) * self._many[template]).astype(np.int64)
        place = np.where(chance.happens("moved", MOVED, count), self._first[template] + step, own)
        nowhere = chance.happens("unplaced", UNPLACED, count) | (own < 0)
        return np.where(nowhere, -1, place)

    def keys(self, places: Ints) -> Any:
        """Return the keys of places."""
        return rows.picked(self._keys, places)

    def phrases(self, places: Ints) -> Any:
        """Return what a title says of places: ", Moscow", or nothing."""
        return rows.picked(self._names, places).fill_null("")


def _figures(values: pd.Series[Any]) -> Floats:
    found: Floats = values.astype("Float64").to_numpy(dtype=np.float64, na_value=np.nan)
    return found


def _labels(tables: Tables) -> dict[str, str]:
    """Return the kinds of events with their names in the package's own language."""
    said = tables.rows("translations").query("field == 'label' and lang == 'en'")
    known = dict(zip(said["key"], said["text"], strict=True))
    kinds = tables.rows("events")["kind"].unique()
    return {kind: known.get(f"events.kind.{kind}", kind) for kind in kinds}


def _words(summaries: pd.Series[Any]) -> Sequence[str]:
    """Return every word of five or more small letters, in the order of the alphabet."""
    found = summaries.str.findall(r"\b[a-z]{5,}\b").explode().dropna()
    return sorted(set(found)) or ["word"]
