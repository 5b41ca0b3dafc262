"""The views of the map: where events were held, at one place, and what has no place."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from cstoviz.charts import flatmaps, maps
from cstoviz.collation import collated
from cstoviz.context import Context
from cstoviz.labels import Labels
from cstoviz.metrics import places as metrics
from cstoviz.metrics.behind import places as behind
from cstoviz.selection import Selection, shown_period
from cstoviz.tables import Tables
from cstoviz.text import day, language, listed, month, number, t, tn
from cstoviz.views.core import Option, View
from cstoviz.views.numbers import Number
from cstoviz.views.whole import whole

_LAYERS = ("hosted", "took-part", "none")


def _layers(_tables: Tables, _selection: Selection) -> Mapping[str, str]:
    return {layer: t(f"option.layer.{layer}") for layer in _LAYERS}


def _months(tables: Tables, selection: Selection) -> Mapping[str, str]:
    """Every month that the shown period touches; the default is all of them."""
    period = shown_period(tables, selection)
    months = pd.period_range(period.start, period.end, freq="M")
    named = {str(each): month(each.start_time.date()) for each in months}
    return {"": t("option.month.all"), **named}


def _places(tables: Tables, _selection: Selection) -> Mapping[str, str]:
    labels = Labels(tables, language())
    names = {code: labels.of("place", code) for code in tables.rows("places")["place_id"]}
    ordered = dict(sorted(names.items(), key=lambda each: collated(each[1])))
    return {"": t("option.place.none"), **ordered}


def _routes(tables: Tables, selection: Selection) -> Mapping[str, str]:
    """The events at the chosen place, the latest first; the default is all of them."""
    if not selection.option("place"):
        return {"": t("option.route.all")}
    labels = Labels(tables, language())
    rows = metrics.place_events(tables, selection)
    named = {
        row.event: t(
            "option.route.event", day=day(row.start.date()), title=labels.of("event", row.event)
        )
        for row in rows.itertuples()
    }
    return {"": t("option.route.all"), **named}


LAYER = Option("layer", _layers)
PLACE = Option("place", _places)
ROUTE = Option("route", _routes, follows="place")
MONTH = Option("month", _months, control="play")


def _map(frame: pd.DataFrame, about: Context) -> str:
    places = frame[frame["layer"] == "place"]
    beside = frame[frame["layer"] == "beside"].set_index("off_map")["events"]
    held, video, unknown = (
        int(places["events"].sum()),
        int(beside["video"]),
        int(beside["no-place"]),
    )
    events = tn("events", held + video + unknown)
    sentence = t(
        "view.map-places.sentence",
        all=t("map.in-month", month=chosen, events=events) if (chosen := _month(about)) else events,
        held=number(held),
        places=tn("map.places", len(places)),
        beside=number(video + unknown),
        video=number(video),
        unknown=number(unknown),
    )
    return f"{sentence} {_who_came(frame, about)}".strip()


def _month(about: Context) -> str:
    chosen = about.selection.option("month")
    return month(pd.Timestamp(f"{chosen}-01").date()) if chosen else ""


def _who_came(frame: pd.DataFrame, about: Context) -> str:
    """Say which states took part at the chosen place."""
    place = about.selection.option("place")
    if not place:
        return ""
    name = about.labels.of("place", place)
    if place not in set(frame["place"]):
        return t("view.map-places.nothing-there", place=name)
    routes = frame[frame["layer"] == "route"]
    if routes.empty:
        return t("view.map-places.nobody", place=name)
    names = [about.labels.of("state", state) for state in routes["state"]]
    if about.selection.option("route"):
        return t("view.map-places.event", place=name, states=listed(names))
    counts = zip(names, routes["events"], strict=True)
    states = [t("map.state-events", state=state, n=number(n)) for state, n in counts]
    return t("view.map-places.place", place=name, states=listed(states))


def _at_place(frame: pd.DataFrame, about: Context) -> str:
    stated = frame.attrs.get("stated", int((frame["place_basis"] == "stated").sum()))
    return t(
        "view.map-place-events.sentence",
        place=about.labels.of("place", about.selection.option("place")),
        events=tn("events", whole(frame)),
        stated=number(stated),
        inferred=number(whole(frame) - stated),
    )


def _beside(frame: pd.DataFrame, _about: Context) -> str:
    counts = frame.groupby("off_map")["events"].sum()
    unknown = int(frame.loc[frame["state"].isna(), "events"].sum())
    return t(
        "view.map-beside.sentence",
        events=tn("events", int(counts.sum())),
        video=number(int(counts.get("video", 0))),
        noplace=number(int(counts.get("no-place", 0))),
        unknown=number(unknown),
    )


def _beside_events(frame: pd.DataFrame, _about: Context) -> str:
    return tn("view.map-beside-events.sentence", whole(frame))


_THING = ("layer", "place", "state", "off_map")

MAP_PLACES = View(
    id="map-places",
    signs=("stated", "inferred"),
    metric=metrics.on_map,
    chart=maps.deck,
    flat=flatmaps.flat,
    sentence=_map,
    options=(LAYER, MONTH, PLACE, ROUTE),
    click="place",
    behind=behind.on_map,
    numbers={
        "events": Number(_THING),
        "place_stated": Number(_THING, ("stated",)),
        "place_inferred": Number(_THING, ("inferred",)),
    },
)

MAP_PLACE_EVENTS = View(
    id="map-place-events",
    metric=metrics.place_events,
    chart=None,
    sentence=_at_place,
    options=(MONTH, PLACE),
    click="event",
    parted=True,
)

MAP_BESIDE = View(
    id="map-beside",
    signs=("unknown",),
    metric=metrics.beside,
    chart=flatmaps.beside,
    sentence=_beside,
    options=(MONTH,),
    behind=behind.beside,
    numbers={"events": Number(("off_map", "state"))},
)

BESIDE_EVENTS = View(
    id="map-beside-events",
    metric=metrics.beside_events,
    chart=None,
    sentence=_beside_events,
    options=(MONTH,),
    click="event",
    parted=True,
)
