"""The map as a deck: boundaries from our own server, shades, arcs, places and direct labels."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any
from urllib.parse import quote

import pandas as pd
import pydeck

from cstoviz.charts import mapmarks, style
from cstoviz.charts.mapmarks import Arc, Mark
from cstoviz.context import Context
from cstoviz.geography import BOUNDARIES_URL, Point
from cstoviz.text import number

Colour = list[int]

_ICON = 128
_SHAPES = {
    "city": '<circle cx="64" cy="64" r="{r}" {paint}/>',
    "ground": '<path d="M64 {a}L{b} 64L64 {b}L{a} 64Z" {paint}/>',
    "outside": '<rect x="{a}" y="{a}" width="{w}" height="{w}" {paint}/>',
}
_LABELS, _LABEL_SIZE = 12, 13
_CHIP: Colour = [38, 47, 60, 225]
_CHIP_INK: Colour = [245, 247, 250, 255]
_LAND: Colour = [124, 135, 148, 34]
_BORDER: Colour = [124, 135, 148, 150]
_FONT = "'Source Sans, system-ui, sans-serif'"
_TOOLTIP = {
    "html": "<b>{name}</b><br>{about}<br>{held}<br>{basis}<br>{point}",
    "style": {
        "background": "rgb(38,47,60)",
        "color": "rgb(245,247,250)",
        "fontFamily": style.FONT,
        "fontSize": "14px",
        "lineHeight": "1.4",
        "padding": "8px 10px",
        "borderRadius": "4px",
        "maxWidth": "260px",
        "zIndex": "5",
    },
}


def deck(frame: pd.DataFrame, about: Context) -> pydeck.Deck:
    """Draw places, shaded states and the arcs to the chosen place; no request to another host.

    In: the frame of `on_map`. A click on a place gives its id as `code`.
    """
    places, ways = mapmarks.marks(frame, about), mapmarks.arcs(frame, about)
    seen = mapmarks.window(frame)
    layers = [
        _land(frame),
        _ways(ways, about),
        _icons("halo", [_icon(mark, "halo", 10) for mark in places if _chosen(mark, about)]),
        _icons("place", [icon for mark in places for icon in _both(mark)], pickable=True),
        _texts(_labels(places, ways, frame, about)),
    ]
    return pydeck.Deck(
        layers=layers,
        map_provider=None,
        initial_view_state=pydeck.ViewState(
            longitude=seen.longitude, latitude=seen.latitude, zoom=seen.zoom, min_zoom=0
        ),
        tooltip=_TOOLTIP,
    )


def _chosen(mark: Mark, about: Context) -> bool:
    return mark.code == about.selection.option("place")


def _land(frame: pd.DataFrame) -> pydeck.Layer:
    """The boundaries, fetched once by the browser; members keep an outline where nothing is."""
    fills = {iso3: shade(step) for iso3, step in mapmarks.shades(frame).items()}
    lines = {iso3: [*rgb(style.ACCENT), 190] for iso3 in mapmarks.members(frame)}
    return pydeck.Layer(
        "GeoJsonLayer",
        BOUNDARIES_URL,
        id="land",
        stroked=True,
        filled=True,
        get_fill_color=_by_state(fills, _LAND),
        get_line_color=_by_state(lines, _BORDER),
        get_line_width=_by_state(dict.fromkeys(lines, 1.4), 0.6),
        line_width_units="'pixels'",
        pickable=False,
    )


def _by_state(values: dict[str, Any], otherwise: Any) -> str:
    """An expression over a boundary's properties: a value per state, else one for all others."""
    chain = "".join(f"properties.iso3 == '{iso3}' ? {v} : " for iso3, v in values.items())
    return f"{chain}{otherwise}"


def shade(step: int) -> Colour:
    """Return the colour of one of the steps by which states are shaded."""
    return [*rgb(style.ACCENT), 36 + 30 * step]


def rgb(colour: str) -> Colour:
    """Return "#2370BD" as [35, 112, 189]."""
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _ways(ways: list[Arc], about: Context) -> pydeck.Layer:
    rows = [
        {
            "path": [list(point) for point in way.path],
            "colour": [*rgb(style.colour(about, "state", way.state)), 235],
        }
        for way in ways
    ]
    return pydeck.Layer(
        "PathLayer",
        rows,
        id="route",
        get_path="path",
        get_color="colour",
        get_width=2.5,
        width_units="'pixels'",
        cap_rounded=True,
        pickable=False,
    )


def _both(mark: Mark) -> list[dict[str, Any]]:
    """A place's hollow mark and, over it, the part that sources state."""
    return [_icon(mark, paint) for paint in ("ring", "disc") if paint == "ring" or mark.inner]


def _icon(mark: Mark, paint: str, more: float = 0) -> dict[str, Any]:
    size = mark.inner if paint == "disc" else mark.width + more
    return {
        "code": mark.code,
        "number": mark.number,
        "position": [mark.lon, mark.lat],
        "size": round(size, 1),
        "icon": _icon_name(mark.family, paint, size),
        **_tip(mark),
    }


def _tip(mark: Mark) -> dict[str, str]:
    """The fields of the tooltip, without what HTML would read: some readers escape, some do not."""
    lines = [line.replace("<", "‹").replace(">", "›") for line in mark.tip]
    return dict(zip_longest(("name", "about", "held", "basis", "point"), lines, fillvalue=""))


def _icon_name(family: str, paint: str, size: float) -> str:
    return f"{family}-{paint}-{'small' if size < 16 else 'middle' if size < 32 else 'large'}"


def _icons(name: str, rows: list[dict[str, Any]], pickable: bool = False) -> pydeck.Layer:
    return pydeck.Layer(
        "IconLayer",
        rows,
        id=name,
        icon_atlas=f"'{_atlas()}'",
        icon_mapping=_mapping(),
        get_icon="icon",
        get_position="position",
        get_size="size",
        size_units="'pixels'",
        alpha_cutoff=0.02,
        pickable=pickable,
    )


_STROKES = {"small": 16, "middle": 10, "large": 5}


def _drawings() -> Iterator[tuple[str, str]]:
    """Every icon: its name and its SVG, hatched for what is inferred, a disc for what is stated."""
    for family, shape in _SHAPES.items():
        colour = mapmarks.COLOURS[family]
        for size, stroke in _STROKES.items():
            around = f'stroke-linejoin="round" stroke-width="{stroke}"'
            paints = {
                "ring": f'fill="url(#{family})" stroke="{colour}" {around}',
                "disc": f'fill="{colour}" fill-opacity=".9" stroke="#FFF" {around}',
                "halo": f'fill="none" stroke="{style.MUTED}" {around}',
            }
            for name, paint in paints.items():
                near = stroke / 2
                ends = {"a": near, "b": _ICON - near, "w": _ICON - 2 * near, "r": 64 - near}
                yield f"{family}-{name}-{size}", shape.format(paint=paint, **ends)


def _atlas() -> str:
    drawings = "".join(
        f'<g transform="translate({at * _ICON} 0)">{svg}</g>'
        for at, (_, svg) in enumerate(_drawings())
    )
    width = _ICON * len(_mapping())
    return "data:image/svg+xml," + quote(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{_ICON}">'
        f"<defs>{''.join(map(_hatch, _SHAPES))}</defs>{drawings}</svg>"
    )


def _hatch(family: str) -> str:
    colour = mapmarks.COLOURS[family]
    return (
        f'<pattern id="{family}" width="22" height="22" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="22" height="22" fill="{colour}" '
        f'fill-opacity=".12"/><rect width="8" height="22" fill="{colour}"/></pattern>'
    )


def _mapping() -> dict[str, dict[str, Any]]:
    return {
        name: {"x": at * _ICON, "y": 0, "width": _ICON, "height": _ICON, "mask": False}
        for at, (name, _) in enumerate(_drawings())
    }


def _labels(
    places: list[Mark], ways: list[Arc], frame: pd.DataFrame, about: Context
) -> list[dict[str, Any]]:
    """Name the places with most events; with a chosen place it and the states at its arcs."""
    chosen = [_label(mark.name, mark.events, (mark.lon, mark.lat), mark.width) for mark in places
              if _chosen(mark, about)]  # fmt: skip
    ends = [_label(way.name, way.events, way.path[0], 4) for way in ways]
    wanted = [*chosen, *ends] or [
        _label(mark.name, mark.events, (mark.lon, mark.lat), mark.width) for mark in places
    ]
    return _free(wanted, frame)[:_LABELS]


def _label(name: str, events: int, point: Point, width: float) -> dict[str, Any]:
    return {
        "text": f"{name} {number(events)}",
        "position": list(point),
        "offset": [round(width / 2 + 6), 0],
    }


def _free(labels: list[dict[str, Any]], frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Drop the labels that would lie over one before them at the first view."""
    seen, kept = mapmarks.window(frame), []
    taken: list[tuple[float, float, float]] = []
    for label in labels:
        lon, lat = label["position"]
        x, y = mapmarks.to_pixels(lon, lat, seen)
        x += label["offset"][0]
        right = x + len(label["text"]) * _LABEL_SIZE * 0.55
        if all(right < a or x > b or abs(y - other) > 22 for a, b, other in taken):
            taken.append((x, right, y))
            kept.append(label)
    return kept


def _texts(labels: list[dict[str, Any]]) -> pydeck.Layer:
    return pydeck.Layer(
        "TextLayer",
        labels,
        id="label",
        get_text="text",
        get_position="position",
        get_pixel_offset="offset",
        get_size=_LABEL_SIZE,
        get_color=_CHIP_INK,
        get_text_anchor="'start'",
        get_alignment_baseline="'center'",
        background=True,
        get_background_color=_CHIP,
        background_padding=[5, 2, 5, 2],
        character_set="'auto'",
        font_family=_FONT,
        font_settings={"fontSize": 2 * _LABEL_SIZE, "buffer": 4},
        pickable=False,
    )
