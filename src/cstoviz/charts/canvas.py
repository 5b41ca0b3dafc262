"""Figures made of plain dictionaries, which become Plotly's objects only where these are asked for.

Plotly checks every property when it is set, which takes longer than all else of a chart. What is
written here is checked by a test instead, for every view. Properties are written as Plotly's schema
has them: nested, without "magic underscores"; values as JSON has them (see `moments`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Self

import plotly.graph_objects as go

Spec = dict[str, Any]

TEMPLATE: Mapping[str, Any] = {"layout": {"hovermode": "closest"}}
"""Keeps Plotly from giving a figure its default template; it says only what holds without it."""


class Figure(go.Figure):  # type: ignore[misc]
    """A Plotly figure of a dictionary with "data" and "layout", which it takes as it is.

    To be sent or drawn it needs no Plotly object; the first other use makes them.
    """

    def __init__(self, spec: Spec) -> None:
        self._spec: Spec | None = spec

    def __getattr__(self, name: str) -> Any:
        spec = self.__dict__.get("_spec")
        if spec is None:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        self._spec = None
        super().__init__(spec, _validate=False)
        self._validate = True
        return getattr(self, name)

    def to_dict(self) -> Spec:
        """Return the figure as a dictionary; what its traces hold is shared with the figure."""
        if self._spec is None:
            made: Spec = super().to_dict()
            return made
        layout = dict(self._spec["layout"])
        return {"data": [dict(trace) for trace in self._spec["data"]], "layout": layout}

    def setting(self, name: str) -> Any:
        """Return a property of the layout as it is written; None for one that is not."""
        return self.to_dict()["layout"].get(name)


class Canvas:
    """A figure in the making: traces, layout, and what is added to either."""

    def __init__(self, *traces: Spec, layout: Mapping[str, Any]) -> None:
        self.data: list[Spec] = list(traces)
        self.layout: Spec = {"template": TEMPLATE, **layout}

    def add(self, *traces: Spec) -> Self:
        """Add traces."""
        self.data += traces
        return self

    def lay(self, **layout: Any) -> Self:
        """Set properties of the layout; of those that hold others, only what is given."""
        self.layout = merged(self.layout, layout)
        return self

    def x_axes(self, **axis: Any) -> Self:
        """Set properties of every horizontal axis that there is."""
        return self._axes("xaxis", axis)

    def y_axes(self, **axis: Any) -> Self:
        """Set properties of every vertical axis that there is."""
        return self._axes("yaxis", axis)

    def _axes(self, kind: str, axis: Spec) -> Self:
        return self.lay(**{name: axis for name in self.layout if name.startswith(kind)})

    def note(self, *annotations: Spec) -> Self:
        """Add annotations."""
        self.layout["annotations"] = [*self.layout.get("annotations", ()), *annotations]
        return self

    def shape(self, *shapes: Spec) -> Self:
        """Add shapes."""
        self.layout["shapes"] = [*self.layout.get("shapes", ()), *shapes]
        return self

    def line_across(self, y: float, line: Spec) -> Self:
        """Add a horizontal line over the whole width."""
        ends = {"x0": 0, "x1": 1, "xref": "x domain", "y0": y, "y1": y, "yref": "y"}
        return self.shape({"type": "line", "line": line, **ends})

    def figure(self) -> Figure:
        """Return the figure."""
        return Figure({"data": self.data, "layout": self.layout})


def bar(**properties: Any) -> Spec:
    """Return a trace of bars."""
    return {"type": "bar", **properties}


def scatter(**properties: Any) -> Spec:
    """Return a trace of points, lines or words."""
    return {"type": "scatter", **properties}


def heatmap(**properties: Any) -> Spec:
    """Return a trace of shaded cells."""
    return {"type": "heatmap", **properties}


def merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> Spec:
    """Return properties with others set in them, deeply; neither is changed."""
    return {**old, **{name: _merged(old.get(name), value) for name, value in new.items()}}


def _merged(old: Any, new: Any) -> Any:
    return merged(old, new) if isinstance(old, Mapping) and isinstance(new, Mapping) else new


def moments(times: Iterable[Any]) -> list[str]:
    """Return times as a figure has them: "2025-05-01", with hours only where these are not zero."""
    return [moment(time) for time in times]


def moment(time: Any) -> str:
    """Return one time as a figure has it."""
    written: str = time.isoformat(" ", "seconds") if hasattr(time, "hour") else time.isoformat()
    return written.removesuffix(" 00:00:00")
