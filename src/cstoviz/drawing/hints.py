"""What is said of a mark when it is pointed at: a figure's hover texts as plain lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from cstoviz.drawing import formats
from cstoviz.drawing.axis import Axis
from cstoviz.drawing.reading import Spec, at, day, is_list, moment, number, spread, values
from cstoviz.drawing.words import plain_lines

_PLACE = re.compile(r"%\{([^}|:]+)(?:([:|])([^}]*))?\}")
_EXTRA = re.compile(r"<extra>.*?</extra>", re.DOTALL)
_INDEX = re.compile(r"\[(\w+)\]")


GAPS = "gaps"
"""The name of a trace of bands over thin evidence."""


class Hints:
    """The hints and codes of one trace, by the number of a point."""

    def __init__(self, trace: Spec, axes: Mapping[str, Axis], separators: str, count: int) -> None:
        self._axes, self._separators = axes, separators
        self._silent = trace.get("hoverinfo") in ("skip", "none")
        names = ("x", "y", "text", "hovertext", "hovertemplate")
        self._given = {name: spread(trace.get(name), count) for name in names}
        self._custom = values(trace.get("customdata"))
        self._name = str(trace.get("name") or "")

    def common(self, point: int, **more: Any) -> dict[str, Any]:
        """Return what all marks of the data share: role, series, hint and code of a point."""
        role = "gap" if self._name == GAPS else "mark"
        hint = self.hint(point, **more)
        return {"role": role, "series": self._name, "hint": hint, "code": self.code(point)}

    def hint(self, point: int, **more: Any) -> tuple[str, ...]:
        """Return what is said of a point; `more` are values that the trace has elsewhere."""
        if self._silent:
            return ()
        given = {name: items[point] for name, items in self._given.items() if point < len(items)}
        given |= {"customdata": self._at(point), **more}
        template = given.pop("hovertemplate", None)
        if template:
            filled = _PLACE.sub(lambda place: self._said(place, given), str(template))
            lines = plain_lines(_EXTRA.sub("", filled))
        else:
            lines = plain_lines(str(given.get("hovertext") or given.get("text") or ""))
        return tuple(line for line in lines if line)

    def code(self, point: int) -> str:
        """Return the first text among a point's own data, "" if there is none."""
        own = self._at(point)
        items = values(own) if is_list(own) else ()
        return next((item for item in items if isinstance(item, str) and item), "")

    def _at(self, point: int) -> Any:
        return self._custom[point] if point < len(self._custom) else None

    def _said(self, place: re.Match[str], given: Mapping[str, Any]) -> str:
        name, how, pattern = place.groups()
        value = given.get(name.partition("[")[0])
        for index in _INDEX.findall(name):
            items = values(value)
            value = items[int(index)] if index.isdigit() and int(index) < len(items) else None
        if value is None:
            return ""
        return self._written(name, value, how or "", pattern or "")

    def _written(self, name: str, value: Any, how: str, pattern: str) -> str:
        axis = self._axes.get(name)
        on_dates = axis is not None and axis.kind == "date"
        if how == "|" or on_dates:
            when = moment(value)
            wanted = pattern or str(at(axis.spec, "hoverformat", "") if axis else "")
            return str(value) if when is None else formats.date(day(when), wanted)
        read = None if isinstance(value, (str, bool)) else number(value)
        return str(value) if read is None else formats.number(read, pattern, self._separators)
