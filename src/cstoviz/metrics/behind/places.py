"""The events behind the numbers of the map."""

from __future__ import annotations

import narwhals as nw

from cstoviz.metrics import places
from cstoviz.selection import Selection
from cstoviz.tables import Frame, Tables

_COLUMNS = ("layer", "place", "state", "off_map", "part")


def on_map(tables: Tables, selection: Selection) -> Frame:
    """Return what each thing on the map counts: event, layer, place, state, off_map, part.

    part: how the place is known (stated, inferred), for the layer of places; null otherwise.
    """
    scope, place = places.scoped(tables, selection), nw.lit(selection.option("place"))
    at = {"place": nw.col("place_id"), "state": nw.col("state"), "part": nw.col("place_basis")}
    rows = [
        _layer(places.mapped(tables, scope), "place", **at),
        *_states(tables, selection),
        _layer(places.came(tables, selection), "route", place=place, state=nw.col("state")),
        _layer(places.off_map(tables, selection), "beside", off_map=nw.col("off_map")),
    ]
    return nw.concat(rows, how="vertical")


def _states(tables: Tables, selection: Selection) -> list[Frame]:
    scope, layer = places.scoped(tables, selection), selection.option("layer", "hosted")
    if layer == "hosted":
        found = places.on_soil(tables, scope)
    elif layer == "took-part":
        found = places.took_part(scope, selection)
    else:
        return []
    return [_layer(found, "state", state=nw.col("state"))]


def _layer(rows: Frame, layer: str, **said: nw.Expr) -> Frame:
    """Return events in the columns of `on_map`: what is not said is null."""
    said = {"layer": nw.lit(layer), **said}
    none = nw.lit(None, dtype=nw.String)
    return rows.select(
        nw.col("event_id").alias("event"),
        *(said.get(name, none).alias(name) for name in _COLUMNS),
    )


def beside(tables: Tables, selection: Selection) -> Frame:
    """Return the events without a place on the map: event, off_map, state (host country)."""
    rows = places.off_map(tables, selection)
    return rows.select(nw.col("event_id").alias("event"), "off_map", "state")
