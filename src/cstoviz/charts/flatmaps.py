"""The same map as a Plotly figure of the same boundaries, and the figure of what is beside it."""

from __future__ import annotations

from functools import cache
from itertools import groupby

import pandas as pd

from cstoviz.charts import mapmarks, style
from cstoviz.charts.canvas import Canvas, Figure, Spec, bar, scatter
from cstoviz.charts.mapmarks import Arc, Mark
from cstoviz.codes import number_code
from cstoviz.context import Context
from cstoviz.geography import Ring, flat_window, outlines, project
from cstoviz.text import number, t, tn

_SYMBOLS = {"city": "circle", "ground": "diamond", "outside": "square"}
_LABELS = 6
_NARROW_LABELS = 2
_BORDER = {"plain": "rgba(124,135,148,0.6)", "member": style.ACCENT}
Line = tuple[list[float | None], list[float | None]]


def flat(frame: pd.DataFrame, about: Context) -> Figure:
    """Draw what the deck draws in Equal Earth, as lines and marks of a plain figure.

    In: the frame of `on_map`. A mark's `customdata` is its number's code and the place. `meta`
    says how a narrow screen shows it: height by width, pixels below the map, how many labels.
    """
    places, ways = mapmarks.marks(frame, about), mapmarks.arcs(frame, about)
    fig = style.figure(*_land(frame, about), *(_way(way, about) for way in ways), height=480)
    keys = _keys(frame, places, about)
    fig.add(*_places(places), *keys)
    _annotate(fig, places, ways, about)
    left, bottom, right, top = flat_window(mapmarks.members(frame), [])
    hidden = {"visible": False, "showgrid": False, "zeroline": False}
    fig.x_axes(range=[left, right], **hidden)
    fig.y_axes(range=[bottom, top], scaleanchor="x", constraintoward="top", **hidden)
    aspect = (top - bottom) / (right - left)
    narrow = {"aspect": aspect, "below": 84 + 22 * len(keys), "labels": _NARROW_LABELS}
    legend = {"itemsizing": "trace", "font": {"size": 13}, "itemclick": False, "y": -0.01,
              "yanchor": "top", "itemdoubleclick": False, "maxheight": 1}  # fmt: skip
    return fig.lay(showlegend=True, legend=legend, dragmode="pan", meta=narrow).figure()


@cache
def _flattened(key: str) -> Line:
    """The rings of a country on the flat map, with gaps between them."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for ring in outlines()[key]:
        line = _projected(ring)
        xs += [*line[0], None]
        ys += [*line[1], None]
    return xs, ys


def _projected(ring: Ring) -> Line:
    points = [project(lon, lat) for lon, lat in ring]
    return [round(x, 4) for x, _ in points], [round(y, 4) for _, y in points]


def _land(frame: pd.DataFrame, about: Context) -> list[Spec]:
    """Countries from the largest to the smallest, those that look alike in one trace."""
    shades, inside = mapmarks.shades(frame), set(mapmarks.members(frame))
    counts = frame[frame["layer"] == "state"].set_index("state")["events"]
    traces = []
    for own, keys in groupby(outlines(), key=lambda key: key if key in counts.index else ""):
        lines = [_flattened(key) for key in keys]
        hover = ""
        if own and not pd.isna(counts[own]):
            hover = f"{about.labels.of('state', own)}: {tn('events', int(counts[own]))}"
        member = "member" if own in inside else "plain"
        traces.append(_area(lines, shades.get(own, 0), _BORDER[member], hover))
    return traces


def _area(lines: list[Line], step: int, border: str, hover: str) -> Spec:
    return scatter(
        x=[x for line in lines for x in line[0]],
        y=[y for line in lines for y in line[1]],
        mode="lines",
        fill="toself",
        fillcolor=_shade(step),
        line={"color": border, "width": 0.6 if border != style.ACCENT else 1.2},
        hoveron="fills",
        hoverinfo="text" if hover else "skip",
        text=style.escaped(hover),
        showlegend=False,
    )


def _shade(step: int) -> str:
    if not step:
        return "rgba(124,135,148,0.13)"
    red, green, blue = (int(style.ACCENT[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{(36 + 30 * step) / 255:.2f})"


def _way(way: Arc, about: Context) -> Spec:
    xs, ys = _projected(way.path)
    return scatter(
        x=xs,
        y=ys,
        mode="lines",
        line={"color": style.colour(about, "state", way.state), "width": 2.5},
        hoverinfo="skip",
        showlegend=False,
    )


def _places(places: list[Mark]) -> list[Spec]:
    """Three traces: every place a ring with strokes, and over it the part that sources state."""
    rings = _marks(places, [mark.width for mark in places], hollow=True)
    stated = [mark for mark in places if mark.inner > 0]
    solid = _marks(stated, [mark.inner for mark in stated], hollow=False)
    return [rings, _strokes([mark for mark in places if mark.inner < mark.width]), solid]


def _strokes(places: list[Mark]) -> Spec:
    """A stroke through every mark that has an inferred part: its hatching."""
    points = [project(mark.lon, mark.lat) for mark in places]
    colours = [mapmarks.COLOURS[mark.family] for mark in places]
    return scatter(
        x=[x for x, _ in points], y=[y for _, y in points], mode="markers", hoverinfo="skip",
        marker={"symbol": "line-ne-open", "size": [0.7 * mark.width for mark in places],
                "color": colours, "line": {"width": 2, "color": colours}},
        showlegend=False, name="strokes",
    )  # fmt: skip


def _marks(places: list[Mark], sizes: list[float], hollow: bool) -> Spec:
    points = [project(mark.lon, mark.lat) for mark in places]
    colours = [mapmarks.COLOURS[mark.family] for mark in places]
    fills = [_see_through(colour, 0.16 if hollow else 0.85) for colour in colours]
    lines = {"color": colours if hollow else "#FFFFFF", "width": 2 if hollow else 1}
    return scatter(
        x=[x for x, _ in points],
        y=[y for _, y in points],
        mode="markers",
        marker={
            "symbol": [_SYMBOLS[mark.family] for mark in places],
            "size": sizes,
            "color": fills,
            "line": lines,
            "opacity": 1,
        },
        customdata=[[mark.number, mark.code] for mark in places],
        text=[_hover(mark) for mark in places],
        hovertemplate="%{text}<extra></extra>",
        showlegend=False,
        name="inferred" if hollow else "stated",
    )


def _hover(mark: Mark) -> str:
    lines = [style.escaped(line) for line in mark.tip]
    return f"<b>{lines[0]}</b><br>{'<br>'.join(lines[1:])}"


def _see_through(colour: str, alpha: float) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha})"


def _keys(frame: pd.DataFrame, places: list[Mark], about: Context) -> list[Spec]:
    """Traces without a mark, for the legend: families of places, hollow, steps of shade."""
    shown = [family for family in _SYMBOLS if any(mark.family == family for mark in places)]
    keys = [_key(t(f"map.family.{f}"), _SYMBOLS[f], mapmarks.COLOURS[f]) for f in shown]
    if any(mark.inner < mark.width for mark in places):
        keys.append(_key(t("map.family.inferred"), "circle-x-open", mapmarks.COLOURS["city"]))
    layer = about.selection.option("layer", "hosted")
    used = set(mapmarks.shades(frame).values())
    for step, (low, high) in mapmarks.shade_ranges(frame).items():
        if step in used:
            counts = number(low) if low == high else f"{number(low)}–{number(high)}"
            keys.append(_key(tn(f"map.shade.{layer}", high, counts=counts), "square", _shade(step)))
    return keys


def _key(name: str, symbol: str, colour: str) -> Spec:
    marker = {"symbol": symbol, "color": colour, "size": 12, "line": {"width": 2, "color": colour}}
    return scatter(x=[None], y=[None], mode="markers", marker=marker, name=name)


def _annotate(fig: Canvas, places: list[Mark], ways: list[Arc], about: Context) -> None:
    """Name the largest places; with a chosen place it and the states at its arcs."""
    chosen = [mark for mark in places if mark.code == about.selection.option("place")]
    wanted = [(m.name, m.events, (m.lon, m.lat), m.width) for m in chosen or places[:_LABELS]]
    wanted += [(way.name, way.events, way.path[0], 4.0) for way in ways]
    taken: list[tuple[float, float]] = []
    for name, events, point, width in wanted:
        x, y = project(*point)
        if all(abs(x - a) > 0.4 or abs(y - b) > 0.07 for a, b in taken):
            taken.append((x, y))
            words = f"{style.escaped(name)} {number(events)}"
            place = {"x": x, "y": y, "xanchor": "left", "xshift": width / 2 + 2}
            fig.note({**place, "text": words, "showarrow": False, "font": {"size": 13}})


def beside(frame: pd.DataFrame, about: Context) -> Figure:
    """Draw bars per host country: events held by video and events without a known place.

    In: off_map, state (null: not known), events.
    """
    totals = frame.assign(state=frame["state"].fillna("")).groupby("state")["events"].sum()
    known = totals.drop("", errors="ignore").sort_values(kind="stable")
    order = [*([""] if "" in totals else []), *known.index]
    fig = style.figure(height=96 + 34 * len(order), barmode="stack")
    for reason, rows in frame.groupby("off_map", sort=False):
        counts = rows.set_index(rows["state"].fillna(""))["events"].reindex(order[::-1])
        fig.add(_bar(str(reason), counts, about))
    fig.add(_sums(totals.reindex(order), about))
    names = [_country(state, about) for state in order]
    fig.y_axes(categoryorder="array", categoryarray=names, showgrid=False)
    most = int(totals.max()) if len(totals) else 1
    fig.x_axes(
        showgrid=True, tickformat=",d", range=[0, most * 1.12], title=style.axis_title("events")
    )
    return fig.lay(showlegend=True, legend={"traceorder": "normal"}).figure()


def _bar(reason: str, counts: pd.Series[int], about: Context) -> Spec:
    colours = [style.ACCENT if state else style.MUTED for state in counts.index]
    marker: dict[str, object] = {"color": colours}
    if reason == "no-place":
        marker = {"color": "rgba(0,0,0,0)", "line": {"color": colours, "width": 1.6}}
    return bar(
        orientation="h",
        y=[_country(state, about) for state in counts.index],
        x=[None if pd.isna(n) else int(n) for n in counts],
        name=t(f"beside.{reason}"),
        marker=marker,
        customdata=[[number_code("events", reason, state)] for state in counts.index],
        hovertemplate="<b>%{y}</b><br>" + t(f"beside.{reason}") + ": %{x}<extra></extra>",
    )


def _sums(totals: pd.Series[int], about: Context) -> Spec:
    """The count of each bar, written at its end."""
    return scatter(
        x=list(totals),
        y=[_country(state, about) for state in totals.index],
        mode="text",
        text=[f" {number(int(n))}" for n in totals],
        textposition="middle right",
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )


def _country(state: str, about: Context) -> str:
    return style.escaped(about.labels.of("state", state) if state else t("beside.unknown"))
