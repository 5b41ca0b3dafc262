"""Lists: the rows of them that are asked for, and events with what leads on to their sources."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw
import pandas as pd

from cstoviz import joins
from cstoviz.evidence import participation_evidence
from cstoviz.selection import Selection
from cstoviz.tables import Frame, Tables, collect

MOST = 1_000
"""How many rows of a list are brought to Python where no part of it is asked for."""

ROWS = "rows"
"""The option that asks for a part of a list, see `part_of`, and the attribute that counts all."""

UNITS = ("state", "held_at", "organisation", "source", "served", "pair", "activity")
"""Columns of things, other than events, that can be counted."""

_FACTS = {
    "event_id": "event",
    "start_date": "start",
    "end_date": "end",
    "kind": "kind",
    "place_id": "place",
    "country_iso3": "host",
    "date_basis": "date_basis",
    "place_basis": "place_basis",
}


def ordered(
    rows: Frame, selection: Selection, *by: str, descending: Sequence[bool], **told: nw.Expr
) -> pd.DataFrame:
    """Return the rows of a list in order; missing values stand last.

    The option `ROWS` asks for a part of it, which must not reach beyond its end; without it come
    the first `MOST`, and where there are more, the attributes of the frame (`attrs`) say by `ROWS`
    how many there are in all, and what `told` makes of all rows. `by` has to leave no two rows
    equal.
    """
    first, last = part(selection)
    found = rows.sort(*by, descending=descending, nulls_last=True).head(last or MOST + 1)
    if first:
        turned = [not down for down in descending]
        found = found.sort(*by, descending=turned, nulls_last=False).head(last - first)
        found = found.sort(*by, descending=descending, nulls_last=True)
    frame = collect(found)
    if last or len(frame) <= MOST:
        return frame
    frame = frame.head(MOST)
    sums = collect(rows.select(nw.len().alias(ROWS), **told))
    frame.attrs = {str(name): values.iloc[0] for name, values in sums.items()}
    frame.attrs[ROWS] = int(frame.attrs[ROWS])
    return frame


def sum_of(condition: nw.Expr) -> nw.Expr:
    """Return how many rows meet a condition."""
    number: nw.Expr = nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0)).sum()
    return number


def latest_first(events: Frame, selection: Selection, **told: nw.Expr) -> pd.DataFrame:
    """Return the rows of a list of events, the latest first, see `ordered`."""
    by = ("start_date", "event_id")
    return ordered(events, selection, *by, descending=[True, False], **told)


def part(selection: Selection) -> tuple[int, int]:
    """Return which rows of a list are asked for: before the first, the last; (0, 0) for none."""
    first, _, last = selection.option(ROWS).partition("-")
    return (int(first), int(last)) if last else (0, 0)


def part_of(first: int, last: int) -> str:
    """Return the value of the option `ROWS` for the rows after the first up to the last."""
    return f"{first}-{last}"


def brief(tables: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    """Add to rows with an event what a reader needs to know of it, and where it was reported.

    In: event (null for a row about something else), any other columns; of a row with a source only
    that one is given. Out, in the order of the rows, those of one thing the latest first: event,
    start, end (days), the other columns, kind, place, host, date_basis, place_basis, states (tuple
    of iso3: named as taking part), addresses (tuple of the sources' URLs, by the sources' keys).
    """
    facts = [name for name in _FACTS if _FACTS[name] == "event" or _FACTS[name] not in rows]
    wanted = lent_keys(tables, rows["event"].dropna().unique())
    events = collect(joins.semi(tables.events, wanted).select(*facts))
    frame = rows.merge(events.rename(columns=_FACTS), on="event", how="left")
    frame["states"] = _tuples(frame["event"], named_states(tables, wanted))
    frame["addresses"] = _addresses(frame, tables, wanted)
    others = [name for name in rows.columns if name != "event"]
    order = ["event", "start", "end", *others]
    frame = frame[[*order, *(name for name in frame.columns if name not in order)]]
    things = [name for name in UNITS if name in others]
    by = [*(frame[name] for name in things), -frame["start"].astype("int64"), frame["event"]]
    return frame.iloc[_sorted(by)].reset_index(drop=True)


def _sorted(by: list[pd.Series]) -> list[int]:
    keys = pd.DataFrame(dict(enumerate(by)))
    return list(keys.reset_index(drop=True).sort_values(list(keys.columns), kind="stable").index)


def _tuples(events: pd.Series, of: dict[str, tuple[str, ...]]) -> pd.Series:
    return pd.Series([of.get(event, ()) for event in events], index=events.index, dtype="object")


def lent_keys(tables: Tables, events: Sequence[str]) -> Frame:
    """Return keys of events as a frame that can be joined with the tables: event_id."""
    keys = pd.DataFrame({"event_id": pd.Series(list(events), dtype="str")})
    return tables.engine.lend(keys).with_columns(nw.col("event_id").cast(nw.String))


def named_states(tables: Tables, events: Frame) -> dict[str, tuple[str, ...]]:
    """Return which states are named as taking part, by event, in package order (iso3)."""
    named = joins.semi(participation_evidence(tables), events).filter(nw.col("evidence") == "named")
    order = {state: place for place, state in enumerate(tables.rows("states")["iso3"])}
    rows = collect(joins.distinct(named.select("event_id", "state")))
    return {
        str(event): tuple(sorted(states, key=lambda state: order.get(state, len(order))))
        for event, states in rows.groupby("event_id")["state"]
    }


def _addresses(frame: pd.DataFrame, tables: Tables, events: Frame) -> pd.Series:
    known = joins.semi(tables.event_sources, events)
    urls = joins.inner(known, tables.sources.select("source_id", "url"), "source_id")
    rows = collect(urls).sort_values("source_id")
    if "source" in frame:
        found = dict(zip(rows["source_id"], rows["url"], strict=True))
        return _tuples(frame["source"], {code: (url,) for code, url in found.items()})
    each = {str(event): tuple(urls) for event, urls in rows.groupby("event_id")["url"]}
    return _tuples(frame["event"], each)
