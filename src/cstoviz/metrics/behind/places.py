"""The events behind the numbers of the map."""

from __future__ import annotations

import narwhals as nw
import pandas as pd

from cstoviz.metrics import places
from cstoviz.selection import Selection
from cstoviz.tables import Frame, Tables, collect, lazy

_COLUMNS = ["event", "layer", "place", "state", "off_map", "part"]


def on_map(tables: Tables, selection: Selection) -> Frame:
    """Return what each thing on the map counts: event, layer, place, state, off_map, part.

    part: how the place is known (stated, inferred), for the layer of places; null otherwise.
    """
    rows = [
        _places(tables, selection),
        _states(tables, selection),
        _routes(tables, selection),
        beside_rows(tables, selection).assign(layer="beside").drop(columns="state"),
    ]
    return lazy(pd.concat(rows, ignore_index=True).reindex(columns=_COLUMNS))


def beside(tables: Tables, selection: Selection) -> Frame:
    """Return the events without a place on the map: event, off_map, state (host country)."""
    return lazy(beside_rows(tables, selection))


def beside_rows(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Return the same as a pandas frame."""
    return places.beside_events(tables, selection)[["event", "off_map", "state"]]


def _places(tables: Tables, selection: Selection) -> pd.DataFrame:
    rows = collect(places.mapped(tables, places.scoped(tables, selection)))
    return rows.rename(columns={"event_id": "event", "place_id": "place"}).assign(
        layer="place", part=rows["place_basis"]
    )


def _states(tables: Tables, selection: Selection) -> pd.DataFrame:
    scope, layer = places.scoped(tables, selection), selection.option("layer", "hosted")
    if layer == "hosted":
        found = places.on_soil(tables, scope)
    elif layer == "took-part":
        found = places.took_part(scope, selection)
    else:
        return pd.DataFrame(columns=_COLUMNS)
    rows = collect(found.select(nw.col("event_id").alias("event"), "state"))
    return rows.assign(layer="state")


def _routes(tables: Tables, selection: Selection) -> pd.DataFrame:
    rows = collect(places.came(tables, selection).select("event_id", "state"))
    place = selection.option("place")
    return rows.rename(columns={"event_id": "event"}).assign(layer="route", place=place)
