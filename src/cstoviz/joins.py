"""Joins of frames. Tables in memory are looked up by their keys, which costs a tenth of a merge for
some hundred rows; frames of an engine are joined there."""

from __future__ import annotations

from typing import Literal, cast

import narwhals as nw
import pandas as pd

from cstoviz.tables import Frame, Tables, lazy


def semi(rows: Frame, keys: Frame, on: str = "event_id") -> Frame:
    """Return the rows whose key is among the keys."""
    if not in_memory(rows, keys):
        return rows.join(keys.select(on), on=on, how="semi")
    native, known = _native(rows), _native(keys)[on]
    return lazy(native[native[on].isin(known.dropna())])


def anti(rows: Frame, keys: Frame, on: str = "event_id") -> Frame:
    """Return the rows whose key is not among the keys."""
    if not in_memory(rows, keys):
        return rows.join(keys.select(on), on=on, how="anti")
    native, known = _native(rows), _native(keys)[on]
    return lazy(native[~native[on].isin(known.dropna())])


def inner(rows: Frame, others: Frame, on: str = "event_id") -> Frame:
    """Return the rows with the columns of the others of the same key; without one, no row."""
    return _looked_up(rows, others, on, "inner")


def left(rows: Frame, others: Frame, on: str = "event_id") -> Frame:
    """Return the rows with the columns of the others of the same key; null without one."""
    return _looked_up(rows, others, on, "left")


def distinct(rows: Frame) -> Frame:
    """Return the rows, each once. (Engines group them, which takes less memory than numbering.)"""
    if in_memory(rows):
        return rows.unique()
    names = rows.collect_schema().names()
    return rows.group_by(*names).agg(rows_of=nw.len()).select(names)


def with_host(tables: Tables, events: Frame) -> Frame:
    """Add to events `host`, the country (iso3) they name, or else that of their place."""
    places = tables.places.select("place_id", of_place="country_iso3")
    hosts = left(events, places, "place_id")
    return hosts.with_columns(host=nw.coalesce("country_iso3", "of_place")).drop("of_place")


def in_memory(*frames: Frame) -> bool:
    """Say whether frames are those of pandas."""
    return all(frame.implementation.is_pandas() for frame in frames)


def _looked_up(rows: Frame, others: Frame, on: str, how: Literal["inner", "left"]) -> Frame:
    if not in_memory(rows, others):
        return rows.join(others, on=on, how=how)
    native, found = _native(rows), _native(others)
    added = found.columns.difference([on], sort=False)
    known = pd.Index(found[on])
    if not known.is_unique or known.hasnans or len(added.intersection(native.columns)):
        return rows.join(others, on=on, how=how)
    places = known.get_indexer(pd.Index(native[on]))
    if how == "inner":
        native, places = native[places >= 0], places[places >= 0]
    filled = {name: _taken(found[name], places) for name in added}
    return lazy(native.assign(**filled))


def _taken(values: pd.Series, places: object) -> object:
    return pd.api.extensions.take(values.array, places, allow_fill=True)


def _native(frame: Frame) -> pd.DataFrame:
    return cast(pd.DataFrame, nw.to_native(frame))
