"""Annotations and shapes of a figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cstoviz.drawing import clip, paint
from cstoviz.drawing.axis import Axis
from cstoviz.drawing.colours import colour
from cstoviz.drawing.model import Box, Fill, Mark, Stroke, Words
from cstoviz.drawing.reading import Spec, at, number, values
from cstoviz.drawing.sheet import Frame
from cstoviz.drawing.words import DROP, LEADING, RISE, Extent, longest, parsed


def shapes(frame: Frame, below: bool) -> Iterator[Mark]:
    """Give the shapes that lie below or above the data."""
    for shape in values(frame.layout.get("shapes")):
        if (at(shape, "layer", "above") == "below") == below and at(shape, "visible", True):
            yield from _shape(shape, frame, "gap" if below else "axis")


def _shape(shape: Spec, frame: Frame, role: str) -> Iterator[Mark]:
    if at(shape, "type") == "path":
        yield from _path(shape, frame)
        return
    ends = [where(shape, letter, end, frame) for end in "01" for letter in "xy"]
    if any(end is None for end in ends):
        return
    x0, y0, x1, y1 = (float(end or 0) for end in ends)
    window = _window(shape, frame)
    line = paint.line(at(shape, "line"), frame.sheet, "#444444")
    if at(shape, "type") == "line":
        for part in clip.line_in([(x0, y0), (x1, y1)], window):
            yield Stroke(role=role, points=part, line=line)
        return
    left, right = sorted(max(min(x, window.right), window.left) for x in (x0, x1))
    top, bottom = sorted(max(min(y, window.bottom), window.top) for y in (y0, y1))
    shade = colour(at(shape, "fillcolor"))
    if right > left and bottom > top:
        yield Box(
            role=role, x=left, y=top, width=right - left, height=bottom - top, line=line,
            fill=Fill(shade.name, shade.opacity * float(at(shape, "opacity", 1))),
        )  # fmt: skip


def _path(shape: Spec, frame: Frame) -> Iterator[Mark]:
    """Give the lines of a path of straight lines between absolute points."""
    window = _window(shape, frame)
    line = paint.line(at(shape, "line"), frame.sheet, "#444444")
    for part in str(at(shape, "path", "")).split("M")[1:]:
        points = []
        for pair in part.strip(" Z").split("L"):
            x, _, y = pair.strip().replace(" ", ",").partition(",")
            ends = {**shape, "x": x, "y": y}
            place = where(ends, "x", "", frame), where(ends, "y", "", frame)
            if place[0] is not None and place[1] is not None:
                points.append((place[0], place[1]))
        for held in clip.line_in(points, window):
            yield Stroke(role="axis", points=held, line=line)


def _window(spec: Spec, frame: Frame) -> Extent:
    """Return where a shape may be seen: of axes inside their range, else on all of the sheet."""
    sides = []
    for letter, size in (("x", frame.sheet.width), ("y", frame.sheet.height)):
        axis = frame.axes.get(str(at(spec, f"{letter}ref", letter)))
        sides.append(axis.span if axis else (0.0, size))
    (left, right), (top, bottom) = sides
    return Extent(left, top, right, bottom)


def where(spec: Spec, letter: str, end: str, frame: Frame) -> float | None:
    """Return the pixel of "x", "y0" ... of an annotation or shape, by what it refers to."""
    value = spec.get(f"{letter}{end}")
    name, _, domain = str(at(spec, f"{letter}ref", letter)).partition(" ")
    axis = frame.axes.get(name)
    if axis is not None and not domain:
        read = axis.number(value) if axis.kind != "log" else number(value)
        return None if read is None else axis.pixel(read)
    share = number(value)
    if share is None:
        return None
    first, last = (axis.start, axis.end) if axis is not None else _edges(letter, frame)
    place = first + share * (last - first)
    return frame.down(place) if letter == "y" else place


def _edges(letter: str, frame: Frame) -> tuple[float, float]:
    plot = frame.plot
    return (plot.left, plot.right) if letter == "x" else (plot.bottom, plot.top)


def row_notes(frame: Frame) -> Iterator[tuple[int, Spec, Words]]:
    """Give the annotations that name a row at the left edge: their places, themselves, words."""
    for place, note in enumerate(values(frame.layout.get("annotations"))):
        if at(note, "xref", "x") != "paper" or number(note.get("x")) != 0 or not note.get("text"):
            continue
        name, _, domain = str(at(note, "yref", "y")).partition(" ")
        axis = frame.axes.get(name)
        if axis is not None and axis.visible and not domain:
            continue
        x, y = where(note, "x", "", frame), where(note, "y", "", frame)
        if x is not None and y is not None:
            yield place, note, _note(note, x, y, frame)


def point_names(frame: Frame) -> Iterator[Words]:
    """Give the words of annotations that stand beside a point of the data."""
    for note in values(frame.layout.get("annotations")):
        refs = [str(at(note, f"{letter}ref", letter)) for letter in "xy"]
        if all(ref in frame.axes and not frame.axes[ref].visible for ref in refs):
            x, y = where(note, "x", "", frame), where(note, "y", "", frame)
            if x is not None and y is not None and note.get("text"):
                yield _note(note, x, y, frame)


def line_names(frame: Frame) -> Iterator[Words]:
    """Give the words of annotations that stand on a height of the data at an edge of the plot."""
    for note in values(frame.layout.get("annotations")):
        axis = frame.axes.get(str(at(note, "yref", "y")))
        at_edge = at(note, "xref", "x") == "paper" and at(note, "yanchor") == "bottom"
        x, y = where(note, "x", "", frame), where(note, "y", "", frame)
        if at_edge and axis and axis.visible and x is not None and y is not None:
            yield _note(note, x, y, frame)


def notes(frame: Frame) -> Iterator[Words]:
    """Give the words of all annotations."""
    for place, note in enumerate(values(frame.layout.get("annotations"))):
        if place in frame.row_words:
            yield frame.row_words[place]
        elif note.get("text") and at(note, "visible", True):
            x, y = where(note, "x", "", frame), where(note, "y", "", frame)
            if x is not None and y is not None:
                yield _note(note, x, y, frame)


def _note(note: Spec, x: float, y: float, frame: Frame) -> Words:
    sheet = frame.sheet
    style = sheet.type(at(note, "font"), at(frame.layout, "font"))
    lines = parsed(str(note["text"]), style)
    leading, pad = style.size * LEADING, sheet.px(at(note, "borderpad", 1))
    more = leading * (len(lines) - 1)
    across, upright = _anchors(note, frame.axes)
    x += sheet.px(note.get("xshift")) + {"left": pad, "right": -pad}.get(across, 0.0)
    y -= sheet.px(note.get("yshift"))
    top = {
        "top": y + pad + RISE * style.size,
        "bottom": y - pad - DROP * style.size - more,
    }.get(upright, y + (RISE - DROP) / 2 * style.size - more / 2)
    align = at(note, "align", "center")
    wide = longest(lines)
    left = x - {"left": 0.0, "right": wide}.get(across, wide / 2)
    if len(lines) == 1:
        align = across
    shift = {"left": 0.0, "right": wide}.get(align, wide / 2)
    anchor = {"left": "start", "right": "end"}.get(align, "middle")
    return Words(
        role="label", x=left + shift, y=top, lines=lines, anchor=anchor, leading=leading,
        angle=float(at(note, "textangle", 0)),
    )  # fmt: skip


def _anchors(note: Spec, axes: Mapping[str, Axis]) -> tuple[str, str]:
    """Return which side of its words an annotation holds: ("left", "middle")."""
    across = str(at(note, "xanchor", "auto"))
    upright = str(at(note, "yanchor", "auto"))
    if across == "auto":
        across = _by_third(note, "x", axes, ("left", "center", "right"))
    if upright == "auto":
        upright = _by_third(note, "y", axes, ("bottom", "middle", "top"))
    return across, upright


def _by_third(note: Spec, letter: str, axes: Any, names: tuple[str, str, str]) -> str:
    share = number(note.get(letter))
    if at(note, f"{letter}ref", letter) in axes or share is None:
        return names[1]
    return names[0] if share <= 1 / 3 else names[2] if share >= 2 / 3 else names[1]
