"""Writes a drawing as SVG: for pages, in their two themes, and for documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from math import sqrt

from cstoviz.drawing.model import (
    GRID,
    INK,
    PAPER,
    Area,
    Box,
    Dot,
    Drawing,
    Fill,
    Line,
    Mark,
    Point,
    Run,
    Stroke,
    Words,
)

FAMILY = "'Cstoviz Sans', 'Source Sans 3', sans-serif"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Palette:
    """The colours of a page that a drawing is made for."""

    ink: str = "#1B2430"
    grid: str = "#E4E6E9"
    paper: str = "#FFFFFF"


def svg(
    drawing: Drawing,
    *,
    palette: Palette | None = None,
    title: str = "",
    describe: str = "",
    ident: str = "",
    interactive: bool = True,
) -> str:
    """Write a drawing as an element <svg>.

    palette: real colours for a document; without it the page's `--ink`, `--grid`, `--paper` are
    used. title, describe: what it is called and shows, for those who do not see it. ident: what
    the ids in it start with, so that several stand on one page. interactive: marks carry what is
    said of them and their code as `data-hint` and `data-code`.
    """
    return _Writer(palette, ident or "d", interactive).whole(drawing, title, describe)


class _Writer:
    """Writes marks and collects the patterns that they need."""

    def __init__(self, palette: Palette | None, ident: str, interactive: bool) -> None:
        self._palette, self._ident, self._interactive = palette, ident, interactive
        self._patterns: dict[Fill, str] = {}

    def whole(self, drawing: Drawing, title: str, describe: str) -> str:
        body = "".join(self._grouped(drawing.marks))
        size = f"{_n(drawing.width)} {_n(drawing.height)}"
        patterns = "".join(self._pattern(fill, name) for fill, name in self._patterns.items())
        head, named = self._head(title, describe)
        attributes = (
            f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" width="{_n(drawing.width)}"'
            f' height="{_n(drawing.height)}" font-family="{FAMILY}"{named}'
        )
        defs = f"<defs>{patterns}</defs>" if patterns else ""
        return f"<svg {attributes}>{head}{defs}{body}</svg>"

    def _grouped(self, marks: Iterable[Mark]) -> Iterator[str]:
        """Write marks; those over which one points at what lies under them stand in groups."""
        for through, same in groupby(marks, self._through):
            said = "".join(map(self._mark, same))
            yield f'<g pointer-events="none">{said}</g>' if through and said else said

    def _through(self, mark: Mark) -> bool:
        return self._interactive and not mark.hint and mark.role in ("mark", "gap", "label")

    def _head(self, title: str, describe: str) -> tuple[str, str]:
        if not title:
            return "", ' aria-hidden="true"' if not self._interactive else ""
        ids = [f"{self._ident}-title", *([f"{self._ident}-desc"] if describe else [])]
        head = f'<title id="{escape(ids[0])}">{safe(title)}</title>'
        if describe:
            head += f'<desc id="{escape(ids[1])}">{safe(describe)}</desc>'
        return head, f' role="img" aria-labelledby="{escape(" ".join(ids))}"'

    def _colour(self, name: str) -> str:
        if name in (INK, GRID, PAPER):
            return getattr(self._palette, name) if self._palette else f"var(--{name})"
        return name

    def _mark(self, mark: Mark) -> str:
        if isinstance(mark, Words):
            return self._words(mark)
        if self._unseen(mark) and not (self._interactive and mark.hint):
            return ""
        if isinstance(mark, Box):
            shape = (
                f'rect x="{_n(mark.x)}" y="{_n(mark.y)}" width="{_n(mark.width)}"'
                f' height="{_n(mark.height)}"'
            )
            return f"<{shape}{self._fill(mark.fill)}{self._line(mark.line)}{self._says(mark)}/>"
        if isinstance(mark, Area):
            path = "".join(f"{_path(ring)}Z" for ring in mark.rings)
            shape = f'path fill-rule="evenodd" d="{path}"'
            return f"<{shape}{self._fill(mark.fill)}{self._line(mark.line)}{self._says(mark)}/>"
        if isinstance(mark, Stroke):
            return self._stroke(mark)
        return self._dot(mark) if isinstance(mark, Dot) else ""

    def _unseen(self, mark: Mark) -> bool:
        fill, line = getattr(mark, "fill", Fill()), getattr(mark, "line", Line())
        return not (fill.colour and fill.opacity) and not (line.colour and line.width)

    def _says(self, mark: Mark) -> str:
        if not self._interactive:
            return ""
        hint = "\n".join(mark.hint)
        said = f' data-hint="{safe(hint)}"' if hint else ""
        if hint and isinstance(mark, (Box, Area, Dot)) and not mark.fill.colour:
            said += ' pointer-events="all"'
        return said + (f' data-code="{safe(mark.code)}"' if mark.code else "")

    def _fill(self, fill: Fill) -> str:
        if not fill.colour or not fill.opacity:
            return ' fill="none"'
        if fill.pattern:
            name = self._patterns.setdefault(fill, f"{self._ident}-p{len(self._patterns)}")
            return f' fill="url(#{escape(name)})"'
        return f' fill="{self._colour(fill.colour)}"{_part("fill-opacity", fill.opacity)}'

    def _line(self, line: Line) -> str:
        if not line.colour or not line.width:
            return ""
        dashes = f' stroke-dasharray="{_n(2 * line.width)} {_n(2 * line.width)}"'
        return (
            f' stroke="{self._colour(line.colour)}" stroke-width="{_n(line.width)}"'
            f"{_part('stroke-opacity', line.opacity)}{dashes if line.dashed else ''}"
        )

    def _stroke(self, mark: Stroke) -> str:
        path = f'path d="{_path(mark.points)}"'
        return f'<{path} fill="none"{self._line(mark.line)}{self._says(mark)}/>'

    def _dot(self, mark: Dot) -> str:
        style = f"{self._fill(mark.fill)}{self._line(mark.line)}{self._says(mark)}"
        half = mark.size / 2
        if mark.symbol == "circle":
            return f'<circle cx="{_n(mark.x)}" cy="{_n(mark.y)}" r="{_n(half)}"{style}/>'
        path = "".join(
            _path([(mark.x + x * half, mark.y + y * half) for x, y in part])
            + ("Z" if len(part) > 2 else "")
            for part in _SYMBOLS.get(mark.symbol, _SYMBOLS["square"])
        )
        return f'<path d="{path}"{style}/>'

    def _words(self, mark: Words) -> str:
        place = f'x="{_n(mark.x)}" y="{_n(mark.y)}"'
        anchor = f' text-anchor="{mark.anchor}"' if mark.anchor != "start" else ""
        turned = (
            f' transform="rotate({_n(mark.angle)} {_n(mark.x)} {_n(mark.y)})"' if mark.angle else ""
        )
        first = next((run for line in mark.lines for run in line), None)
        if first is None:
            return ""
        if len(mark.lines) == 1 and len(mark.lines[0]) == 1:
            said = f"{self._set(first)}>{_spaced(first.text)}"
            return f"<text {place}{anchor}{turned}{said}</text>"
        lines = (self._spans(line, mark, row) for row, line in enumerate(mark.lines) if line)
        return f"<text {place}{anchor}{turned}>{''.join(lines)}</text>"

    def _spans(self, line: Sequence[Run], mark: Words, row: int) -> str:
        said = "".join(f"<tspan{self._set(run)}>{_spaced(run.text)}</tspan>" for run in line)
        if row == 0:
            return said
        return f'<tspan x="{_n(mark.x)}" y="{_n(mark.y + row * mark.leading)}">{said}</tspan>'

    def _set(self, run: Run) -> str:
        weight = ' font-weight="700"' if run.bold else ""
        return f' font-size="{_n(run.size)}"{weight} fill="{self._colour(run.colour)}"'

    def _pattern(self, fill: Fill, name: str) -> str:
        step, colour = _tile(fill), self._colour(fill.colour)
        ground = ""
        if fill.ground:
            ground = (
                f'<rect width="{_n(step)}" height="{_n(step)}" fill="{colour}"'
                f"{_part('fill-opacity', fill.ground)}/>"
            )
        return (
            f'<pattern id="{escape(name)}" width="{_n(step)}" height="{_n(step)}"'
            f' patternUnits="userSpaceOnUse">{ground}{_figure(fill, colour)}</pattern>'
        )


def _tile(fill: Fill) -> float:
    return fill.step if fill.pattern == "." else fill.step * sqrt(2)


def _figure(fill: Fill, colour: str) -> str:
    """Return what a pattern repeats: strokes or a dot that cover its share of a square."""
    step = _tile(fill)
    if fill.pattern == ".":
        radius = step * sqrt(fill.share / 3.14159)
        circle = f'circle cx="{_n(step / 2)}" cy="{_n(step / 2)}" r="{_n(radius)}"'
        return f'<{circle} fill="{colour}"{_part("fill-opacity", fill.opacity)}/>'
    share = fill.share if fill.pattern == "/" else 1 - sqrt(1 - fill.share)
    q = step / 4
    rising = [
        [(-q, q), (q, -q)],
        [(0, step), (step, 0)],
        [(step - q, step + q), (step + q, step - q)],
    ]
    lines = list(rising)
    if fill.pattern == "x":
        lines += [[(step - x, y) for x, y in line] for line in rising]
    path = "".join(_path(line) for line in lines)
    width = fill.step * share
    return (
        f'<path d="{path}" stroke="{colour}" stroke-width="{_n(width)}"'
        f"{_part('stroke-opacity', fill.opacity)}/>"
    )


_SYMBOLS: dict[str, list[list[Point]]] = {
    "square": [[(-1, -1), (1, -1), (1, 1), (-1, 1)]],
    "diamond": [[(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)]],
    "triangle-up": [[(-1.15, 0.66), (0, -1.33), (1.15, 0.66)]],
    "triangle-down": [[(-1.15, -0.66), (0, 1.33), (1.15, -0.66)]],
    "line": [[(-1, 1), (1, -1)]],
    "x": [[(-1, -1), (1, 1)], [(-1, 1), (1, -1)]],
    "cross": [[(-1, 0), (1, 0)], [(0, -1), (0, 1)]],
}


def _path(points: Iterable[Point]) -> str:
    """Write points as a path, from each to the next in whole hundredths."""
    said: list[str] = []
    last = (0, 0)
    for x, y in points:
        here = (round(x * 100), round(y * 100))
        if not said:
            said.append(f"M{_h(here[0])} {_h(here[1])}")
        elif here != last:
            said.append(f"l{_h(here[0] - last[0])} {_h(here[1] - last[1])}")
        last = here
    return "".join(said).replace(" -", "-")


def _h(hundredths: int) -> str:
    return _n(hundredths / 100)


def _n(value: float) -> str:
    said = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if said == "-0" else said


def _part(name: str, opacity: float) -> str:
    return f' {name}="{_n(opacity)}"' if opacity < 1 else ""


def allowed(text: str) -> str:
    """Return a text without the characters that XML forbids."""
    return _FORBIDDEN.sub("", text)


def safe(text: str) -> str:
    """Return a text that is harmless in XML, without the characters that it forbids."""
    return escape(allowed(text), quote=True).replace("\n", "&#10;")


def _spaced(text: str) -> str:
    """Return a text in which spaces stay as many as they are."""
    ends = re.sub(r"^ | $", "\u00a0", text) if text.strip() else text
    return safe(ends.replace("  ", " \u00a0"))
