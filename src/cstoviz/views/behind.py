"""The view of the events behind one number of any other view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from cstoviz import text
from cstoviz.charts.compare import side_name
from cstoviz.codes import number_code, parts_of
from cstoviz.context import Context
from cstoviz.metrics.listing import brief
from cstoviz.metrics.sides import SIDES
from cstoviz.selection import Selection
from cstoviz.tables import Tables
from cstoviz.text import t, tn
from cstoviz.views.columns import column_title, table
from cstoviz.views.core import Answer, Option, View, answer
from cstoviz.views.numbers import Number, counted_rows, latest, shown
from cstoviz.views.registry import views

KEY = "behind"
"""The key of the address that names a number, on every page."""

DETAILS = (
    "state", "with_state", "organisation", "held_at", "source", "served", "activity",
    "part", "role", "strength", "reason",
)  # fmt: skip
"""What rows behind may say, beside the event, of why it counts."""

MOST = 5_000
"""How many rows are listed at most."""

_SHOWN_AS = {"target": "served", "place": "held_at"}
_LISTS_ONLY = ("sort", "columns")

COLUMNS = ("event", "start", "end", *DETAILS, "states", "addresses")


@dataclass(frozen=True)
class Drill:
    """One number of one view: its column, and the keys of its row as texts."""

    view: View
    column: str
    number: Number
    keys: tuple[str, ...]

    @property
    def code(self) -> str:
        """The text that stands for it in the address."""
        return number_code(self.view.id, self.column, *self.keys)

    @property
    def unit(self) -> str:
        """What it counts: events, states, targets ..."""
        return self.number.counted(self.keys)


def drill(code: str) -> Drill | None:
    """Return the number that a code names; None where there is no such number."""
    view_id, column, *keys = [*parts_of(code), ""] if "~" not in code else parts_of(code)
    view = views().get(view_id)
    number = view.numbers.get(column) if view else None
    if view is None or number is None or len(number.keys) != len(keys):
        return None
    return Drill(view, column, number, tuple(keys))


def number_of(code: str, tables: Tables, selection: Selection) -> int | None:
    """Return the number that a code names, as its view shows it; None where it shows none."""
    found = drill(code)
    if found is None:
        return None
    frame = answer(found.view, tables, selection).frame
    return shown(frame, found.column, found.number, found.keys)


def events_behind(tables: Tables, selection: Selection) -> pd.DataFrame:
    """List what the number that the option `behind` names counts, the latest event first.

    Out: one row per event and thing counted: event (null for a thing without one), start, end
    (days), those of `DETAILS` that tell why it counts, kind, place (where it was held), host,
    date_basis, place_basis, states (tuple of iso3: named as taking part), addresses (tuple of the
    sources' URLs). Of more than `MOST` rows these are the latest; the attributes of the frame
    (`attrs`) then say how many events, things, and rows (`ROWS`) there are in all.
    """
    found = drill(selection.option(KEY))
    if found is None or found.view.behind is None:
        return brief(tables, pd.DataFrame(columns=["event"], dtype="str"))
    chosen = answer(found.view, tables, selection).selection
    counted = counted_rows(found.view.behind(tables, chosen), found.number, found.keys)
    rows, whole = latest(counted, tables, found.unit, MOST)
    frame = brief(tables, _why(rows, found))
    frame.attrs = {_SHOWN_AS.get(name, name): n for name, n in whole.items()}
    return frame


def _why(rows: pd.DataFrame, found: Drill) -> pd.DataFrame:
    """Keep what is counted and what tells why; once per event and thing counted."""
    unit, keys = found.unit, set(found.number.keys)
    rows = rows.rename(columns=_SHOWN_AS)
    unit = _SHOWN_AS.get(unit, unit)
    each = list(dict.fromkeys(["event", unit]))
    told = [name for name in DETAILS if name in rows and name not in {*keys, unit}]
    told = [name for name in told if rows[name].nunique() > 1 or name in ("role", "reason")]
    if rows.duplicated(each).any():
        told = []
    kept = rows[[*each, *told]].drop_duplicates(each)
    return kept.sort_values(each[1:], kind="stable") if len(each) > 1 else kept


def where(found: Drill, about: Context) -> str:
    """Say in words which number it is: "Which states took part ...? Belarus; Named"."""
    row = pd.DataFrame(
        {key: [code] for key, code in zip(found.number.keys, found.keys, strict=True)}
    )
    names = list(table(row, about, list(row.columns)).iloc[0]) if found.keys else []
    words = [_word(key, name) for key, name in zip(found.number.keys, names, strict=True)]
    if found.number.keys == ("dimension", "code"):
        words[1] = about.labels.of(*found.keys)
    return "; ".join(
        [*filter(None, words), _side(found.column, about) or column_title(found.column)]
    )


def _side(column: str, about: Context) -> str:
    """Name the side of a comparison that a column counts; "" for any other column."""
    code = about.selection.option(column) if column in SIDES else ""
    return side_name(about.labels, code) if code else ""


def _word(key: str, name: str) -> str:
    if key.endswith("month") and name:
        return text.month(pd.Timestamp(name))
    return text.day(pd.Timestamp(name)) if key == "day" else name


def _sentence(frame: pd.DataFrame, about: Context) -> str:
    found = drill(about.selection.option(KEY))
    if found is None:
        return t("view.behind.empty")
    said = t("view.behind.sentence", question=found.view.question, where=where(found, about))
    if frame.attrs:
        said = f"{said} {t('view.behind.latest', n=text.number(len(frame)))}"
    events = _whole(frame, "event")
    if found.unit == "event":
        return said
    column = _SHOWN_AS.get(found.unit, found.unit)
    counted = tn(f"unit.{found.unit}", _whole(frame, column))
    if not events:
        return f"{said} {t('view.behind.no-event')}"
    return t(
        "view.behind.sentence.others", said=said, counted=counted, events=tn("unit.event", events)
    )


def _whole(frame: pd.DataFrame, column: str) -> int:
    """Return how many different values are counted, listed or not."""
    return int(frame.attrs.get(column, frame[column].nunique()))


def heading(found: Answer) -> str:
    """Return how much is behind the number: "The 64 events behind this number"."""
    number = drill(found.selection.option(KEY))
    unit = number.unit if number else "event"
    column = _SHOWN_AS.get(unit, unit)
    counted = tn(f"unit.{unit}", _whole(found.frame, column))
    return t("behind.heading", counted=counted)


def _codes(_tables: Tables, selection: Selection) -> dict[str, str]:
    code = selection.option(KEY)
    return {"": "", code: code} if drill(code) else {"": ""}


def options() -> Sequence[Option]:
    """Return the options of all views, each once, and that of the number."""
    found = {option.key: option for view in views().values() for option in view.options}
    others = {key: option for key, option in found.items() if key not in _LISTS_ONLY}
    return (*others.values(), Option(KEY, _codes, control="click"))


BEHIND = View(
    id="behind",
    metric=events_behind,
    chart=None,
    sentence=_sentence,
    options=tuple(options()),
    click="event",
    columns=COLUMNS,
)
