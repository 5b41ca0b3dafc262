"""Names of a figure's series, rows and parts, as its native charts bear them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

from cstoviz import text
from cstoviz.drawing.charting_marks import Mark, Marks, axis_of, look_of, signs
from cstoviz.drawing.reading import Spec, day, number, values

_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_BOLD = re.compile(r"<b\b[^<>]*>(.*?)</b>", re.IGNORECASE | re.DOTALL)
_FIGURE = re.compile(r"(?<=.)<br><b>[\d.,\s−-]+</b>$", re.IGNORECASE)
_APART = "  "
"""What stands between a row's name and its figures in the words above it."""


def plain_words(markup: Any) -> str:
    """Return words of a figure without their markup, on one line."""
    words = _TAG.sub("", _BREAK.sub(" ", str(markup or "")))
    return " ".join(unescape(words).split())


class Names:
    """Names that a figure itself says, else those that `named` gives for codes."""

    def __init__(self, spec: Spec, named: Callable[[str], str]) -> None:
        self._spec = spec
        self._named = named
        self._notes = values(spec["layout"].get("annotations"))
        self._signs = {look_of(trace): plain_words(trace.get("name")) for trace in signs(spec)}

    def category(self, mark: Marks, point: Mark) -> str:
        """Return the name of the row or column that a mark stands in."""
        if mark.months:
            return self.month(point.place)
        if isinstance(point.place, str):
            return plain_words(point.place)
        return (
            self._tick(mark, point.place)
            or (self._named(point.code) if point.code else "")
            or self._label(mark, point.place)
            or text.number(point.place)
        )

    def month(self, milliseconds: float) -> str:
        """Return the month of a day in words."""
        return text.month(day(milliseconds).date())

    def moment(self, milliseconds: float) -> str:
        """Return a day in words."""
        return text.day(day(milliseconds).date())

    def series(self, mark: Marks) -> str:
        """Return the name of a trace, as the legend or the heading of its panel has it."""
        trace = mark.trace
        own = plain_words(trace.get("name"))
        if self._in_legend(trace) and own:
            return own
        column = own or next((p.code.partition("~")[0] for p in mark.points if p.code), "")
        return (
            self._signs.get(look_of(trace), "")
            or self._heading(trace)
            or self._named(column)
            or column
        )

    def part(self, mark: Marks) -> str:
        """Return what the part of a figure is called that a trace stands in; "" for nothing."""
        axis = str(mark.trace.get("yaxis") or "y")
        top = _end(axis_of(mark.trace, "y", self._spec))
        if axis_of(mark.trace, "x", self._spec).get("domain"):
            return ""
        bold = (
            _bold(note.get("text"))
            for note in self._notes
            if _above(note, top) or note.get("yref") == f"{axis} domain"
        )
        return next(filter(None, bold), "")

    def _in_legend(self, trace: Spec) -> bool:
        shown = self._spec["layout"].get("showlegend")
        return bool(shown) and trace.get("showlegend") is not False

    def _heading(self, trace: Spec) -> str:
        """Return the bold words above the panel, where panels stand side by side."""
        domain = values(axis_of(trace, "x", self._spec).get("domain"))
        if not domain:
            return ""
        top = _end(axis_of(trace, "y", self._spec))
        bold = (
            _bold(note.get("text"))
            for note in self._notes
            if _above(note, top) and number(note.get("x")) == number(domain[0])
        )
        return next(filter(None, bold), "")

    def _tick(self, mark: Marks, place: Any) -> str:
        axis = mark.axis("y" if mark.form == "bar" else "x", self._spec)
        ticks = dict(zip(values(axis.get("tickvals")), values(axis.get("ticktext")), strict=False))
        return plain_words(ticks.get(place, ""))

    def _label(self, mark: Marks, place: Any) -> str:
        """Return the name in the words above a row: what stands before its figures."""
        found = [note for note in self._labels(mark) if float(note["y"]) <= place]
        if not found:
            return ""
        words = str(max(found, key=lambda note: float(note["y"]))["text"])
        return plain_words(_FIGURE.sub("", words.partition(_APART)[0]))

    def _labels(self, mark: Marks) -> Iterator[Spec]:
        axis = str(mark.trace.get("yaxis") or "y")
        for note in self._notes:
            at_row = note.get("yref") in (axis, None) and number(note.get("y")) is not None
            if at_row and number(note.get("x")) == 0 and note.get("xref") == "paper":
                yield note


def _above(note: Spec, top: float) -> bool:
    return note.get("yref") == "paper" and number(note.get("y")) == top


def _end(axis: Spec) -> float:
    domain = values(axis.get("domain"))
    return float(domain[1]) if domain else 1.0


def _bold(markup: Any) -> str:
    return " ".join(plain_words(part) for part in _BOLD.findall(str(markup or "")))
