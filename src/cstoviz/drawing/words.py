"""Words on a sheet: how long they are, how they break into lines, what room they take."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html import unescape
from importlib import resources
from itertools import groupby
from math import cos, radians, sin
from typing import NamedTuple

from PIL import ImageFont

from cstoviz.drawing.colours import colour
from cstoviz.drawing.model import INK, Run, Words

LEADING, RISE, DROP, MIDDLE = 1.26, 0.94, 0.28, 0.335
"""Parts of a type size: from line to line; above and below a baseline; half of a capital."""

_CAPITALS, _DESCENT = 0.7, 0.2
_MEASURE = 200
_SPLIT = re.compile(r"( |\w-)$")
_TAG = re.compile(r"<(/?)([a-zA-Z]+)([^<>]*)>")
_SIZE = re.compile(r"font-size:\s*([\d.]+)px")
_COLOUR = re.compile(r"(?<!-)color:\s*([^;'\"]+)")
_UNSHOWN = re.compile("[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Line = tuple[Run, ...]


class Extent(NamedTuple):
    """The room that something takes: left, top, right and bottom, in pixels of the sheet."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Extent, by: float = 0.0) -> bool:
        """Say whether two rooms overlap by more than so many pixels in both directions."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > by and down > by


@dataclass(frozen=True)
class Type:
    """How words are set: size, weight and colour; `scale` is for sizes that words name."""

    size: float
    bold: bool = False
    colour: str = INK
    scale: float = 1.0
    least: float = 0.0


@lru_cache(maxsize=2)
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    name = "CstovizSans-Bold.ttf" if bold else "CstovizSans-Regular.ttf"
    with resources.as_file(resources.files("cstoviz") / "fonts" / name) as path:
        return ImageFont.truetype(str(path), _MEASURE)


@lru_cache(maxsize=65536)
def _ems(text: str, bold: bool) -> float:
    return float(_font(bold).getlength(printable(text))) / _MEASURE


def length(line: Iterable[Run]) -> float:
    """Return how long a line is, in pixels."""
    return sum(_ems(run.text, run.bold) * run.size for run in line)


def longest(lines: Iterable[Line]) -> float:
    """Return how long the longest of some lines is, in pixels."""
    return max((length(line) for line in lines), default=0.0)


def parsed(markup: str, base: Type) -> tuple[Line, ...]:
    """Read the little HTML that figures have: <br>, <b>, <span style>, entities."""
    lines: list[list[Run]] = [[]]
    styles = [base]
    place = 0
    for tag in _TAG.finditer(markup):
        _add(lines, markup[place : tag.start()], styles[-1])
        place = tag.end()
        closing, name, rest = tag.group(1), tag.group(2).lower(), tag.group(3)
        if name == "br":
            lines.append([])
        elif closing:
            styles = styles[: max(1, len(styles) - 1)]
        else:
            styles.append(_styled(styles[-1], name, rest))
    _add(lines, markup[place:], styles[-1])
    return tuple(tuple(line) for line in lines)


def _add(lines: list[list[Run]], text: str, style: Type) -> None:
    shown = printable(unescape(text))
    if shown:
        lines[-1].append(Run(shown, style.size, style.bold, style.colour))


def _styled(style: Type, name: str, rest: str) -> Type:
    size, shade = _SIZE.search(rest), _COLOUR.search(rest)
    if name in ("b", "strong"):
        style = replace(style, bold=True)
    if size:
        style = replace(style, size=max(float(size.group(1)) * style.scale, style.least))
    return replace(style, colour=colour(shade.group(1)).name or INK) if shade else style


def plain_lines(markup: str) -> tuple[str, ...]:
    """Return the lines of a text with the little HTML that figures have, without it."""
    lines = re.split(r"<br\s*/?>", markup, flags=re.IGNORECASE)
    return tuple(printable(unescape(_TAG.sub("", line))).strip() for line in lines)


def printable(text: str) -> str:
    """Return a text on one line, without the characters that no sheet can show."""
    return _UNSHOWN.sub("", text.replace("\n", " ").replace("\t", " "))


def cut(text: str, fits: Callable[[str], bool]) -> str:
    """Return a text that fits: whole, or cut after a word, with an ellipsis."""
    if fits(text):
        return text
    low, top = 0, len(text)
    while low < top:
        middle = (low + top + 1) // 2
        low, top = (middle, top) if fits(f"{text[:middle]}…") else (low, middle - 1)
    return f"{text[:low].rsplit(' ', 1)[0].rstrip(' ,;:') or text[:low]}…"


def joined(lines: Sequence[Line]) -> Line:
    """Return lines as one, with a space between them."""
    runs: list[Run] = []
    for line in lines:
        if runs and line and not _SPLIT.search(runs[-1].text):
            apart = " " if runs[-1].size == line[0].size else "  "
            runs.append(replace(line[0], text=apart))
        runs += line
    return _merged(runs)


def _merged(runs: Iterable[Run]) -> Line:
    kept = groupby(runs, key=lambda run: (run.size, run.bold, run.colour))
    return tuple(Run("".join(run.text for run in same), *style) for style, same in kept)


def wrapped(line: Line, width: float) -> tuple[Line, ...]:
    """Break a line into lines at most so long, where words allow it."""
    if length(line) <= width:
        return (line,)
    lines: list[list[Run]] = [[]]
    for piece in _pieces(line):
        if lines[-1] and length([*lines[-1], *_stripped(piece)]) > width:
            lines.append([])
        lines[-1] += piece
    return tuple(_tidied(_merged(each)) for each in lines if each)


def _pieces(line: Line) -> list[list[Run]]:
    """Cut a line after its spaces; a word may change its style inside."""
    pieces: list[list[Run]] = [[]]
    for run in line:
        for part in re.findall(r"[^ ]* *", run.text):
            if not part:
                continue
            pieces[-1].append(replace(run, text=part))
            if part.endswith(" "):
                pieces.append([])
    return [piece for piece in pieces if piece]


def _stripped(piece: Sequence[Run]) -> list[Run]:
    return [*piece[:-1], replace(piece[-1], text=piece[-1].text.rstrip(" "))]


def _tidied(line: Line) -> Line:
    return tuple(_stripped(line)) if line else line


def extent(words: Words) -> Extent:
    """Return the room that words take, from their capitals to the ends of their letters below."""
    size = max((run.size for line in words.lines for run in line), default=0.0)
    wide = longest(words.lines)
    left = {"start": 0.0, "middle": -wide / 2, "end": -wide}[words.anchor]
    top = -_CAPITALS * size
    bottom = _DESCENT * size + words.leading * (len(words.lines) - 1)
    return _turned((left, top, left + wide, bottom), words)


def _turned(box: tuple[float, float, float, float], words: Words) -> Extent:
    turn = radians(words.angle)
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs = [words.x + x * cos(turn) - y * sin(turn) for x, y in corners]
    ys = [words.y + x * sin(turn) + y * cos(turn) for x, y in corners]
    return Extent(min(xs), min(ys), max(xs), max(ys))
