"""What the words beside the marks of a figure say of each row or series of its native chart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from math import ceil
from statistics import median

from cstoviz import text
from cstoviz.drawing.model import Box, Drawing, Stroke, Words
from cstoviz.drawing.native import Chart, Series
from cstoviz.export.powerpoint.shapes import seen

_APART = "  "
_CUT = "…"
"""Where a figure has shortened a name."""

_NEAR, _ALONE = 0.45, 80.0
"""How far from a row words may lie: a part of the way to the next; pixels from the only one."""

Texts = list[tuple[str, Words]]


@dataclass(frozen=True)
class Worded:
    """A native chart with what the figure says beside its marks.

    categories: names of the rows with what stands beside each; labels: words for each value of
    each series, "" for the value itself; title: what the part of the figure is called; most: where
    the axis of values ends, 0 where the program may say; lines: heights at which a line says
    something of all values, with the words on it; days: those of columns that stand for months.
    """

    chart: Chart
    categories: tuple[str, ...]
    labels: tuple[tuple[str, ...], ...] = ()
    title: str = ""
    most: float = 0.0
    lines: tuple[tuple[float, str], ...] = ()
    days: tuple[date, ...] = ()


def covers(charts: Iterable[Chart], drawing: Drawing) -> bool:
    """Say whether charts show as many values as the drawing of the figure has marks."""
    listed = list(charts)
    values = sum(1 for chart in listed for one in chart.series for value in one.values if value)
    marks = [m for m in drawing.marks if m.role == "mark" and seen(m) and not isinstance(m, Words)]
    return bool(values) and values >= 0.98 * len(marks)


def worded(chart: Chart, drawing: Drawing) -> Worded | None:
    """Give a chart the words of its figure; None where some would have no place in it."""
    labels = [mark for mark in drawing.marks if mark.role == "label" and isinstance(mark, Words)]
    said = [(_flat(mark.text), mark) for mark in labels if mark.text.strip()]
    if chart.form == "bar":
        return _rows(chart, drawing, said)
    return _others(chart, drawing, [(words, mark) for words, mark in said if _in_letters(words)])


def _in_letters(words: str) -> bool:
    return any(letter.isalpha() for letter in words)


def _flat(words: str) -> str:
    return " ".join(words.split())


def _others(chart: Chart, drawing: Drawing, said: Texts) -> Worded | None:
    """Give columns and lines their words: names of panels, ends of lines; sums are left out."""
    left = [words for words, _ in said]
    if chart.title:
        own = [words for words in left if words.startswith(_flat(chart.title))]
        return Worded(chart, chart.categories, title=own[0] if own else chart.title)
    ends = [_end(one, left) for one in chart.series]
    lines = [(_height(chart, drawing, mark), words) for words, mark in said if words not in ends]
    known = tuple((height, words) for height, words in lines if height is not None)
    if len(known) < len(lines):
        return None
    labels = tuple(
        (*([""] * (len(one.values) - 1)), end) for one, end in zip(chart.series, ends, strict=True)
    )
    top = round_end(max(height for height, _ in known)) if known else 0.0
    return Worded(chart, chart.categories, labels if any(ends) else (), most=top, lines=known)


def _height(chart: Chart, drawing: Drawing, words: Words) -> float | None:
    """Return the value at the level line that words stand by, measured by the lines of data."""
    strokes = [mark for mark in drawing.marks if isinstance(mark, Stroke) and seen(mark)]
    level = [m for m in strokes if len({round(y) for _, y in m.points}) == 1]
    near = [m.points[0][1] for m in level if m.role != "grid"]
    data = [y for m in strokes if m.role == "mark" and m not in level for _, y in m.points]
    known = [value for one in chart.series for value in one.values if value is not None]
    if chart.form != "line" or not near or not data or min(known) == max(known):
        return None
    y = min(near, key=lambda place: abs(place - words.y))
    share = (max(data) - y) / (max(data) - min(data))
    return min(known) + share * (max(known) - min(known))


def _end(one: Series, said: Sequence[str]) -> str:
    """Return the words at the end of a line: its name, or that with a value."""
    own = [words for words in said if words == one.name or words.startswith(f"{one.name}:")]
    return own[0] if own else ""


def _rows(chart: Chart, drawing: Drawing, said: Texts) -> Worded | None:
    headed, said = _without_heads(chart, drawing, said)
    places = _places(chart, drawing, said)
    if places is None:
        return None
    found: list[list[tuple[float, str]]] = [[] for _ in chart.categories]
    heads: list[str] = []
    for words, mark in said:
        row = _named_row(words, chart.categories)
        rest = _rest(mark, words, chart.categories[row]) if row is not None else words
        if row is None and (row := _nearest(mark.y, places)) is not None:
            rest = _without_start(words, chart.categories[row])
        if row is None:
            heads.append(words)
        elif rest:
            found[row].append((mark.x, rest))
    each = [
        [words for _, words in sorted(few) if not _shown(words, chart, row)]
        for row, few in enumerate(found)
    ]
    placed = _placed(chart, each, heads)
    return placed and replace(placed, chart=headed)


def _without_heads(chart: Chart, drawing: Drawing, said: Texts) -> tuple[Chart, Texts]:
    """Give series the words that stand above their panels, and take those words away."""
    boxes = [m.y for m in drawing.marks if isinstance(m, Box) and m.role == "mark" and seen(m)]
    top, series, left = min(boxes, default=0.0), list(chart.series), []
    for words, mark in said:
        place = next(
            (at for at, one in enumerate(series) if mark.y < top and words.startswith(one.name)),
            None,
        )
        if place is None or words == series[place].name:
            left.append((words, mark))
        else:
            series[place] = replace(series[place], name=words)
    return replace(chart, series=tuple(series)), left


def _named_row(words: str, names: Sequence[str]) -> int | None:
    """Return the row whose name words begin with, or whose shortened name."""
    starts = [row for row, name in enumerate(names) if _begins(words, _flat(name))]
    if starts:
        return max(starts, key=lambda row: len(names[row]))
    begun = words.split(_CUT, 1)[0].strip(" ,;:") if _CUT in words else ""
    own = [row for row, name in enumerate(names) if begun and _flat(name).startswith(begun)]
    return own[0] if len(own) == 1 else None


def _begins(words: str, name: str) -> bool:
    return words == name or words.startswith(f"{name} ")


def _rest(mark: Words, words: str, name: str) -> str:
    """Return words without the name of their row, parts of them joined by commas."""
    if _begins(words, _flat(name)):
        rest = words[len(_flat(name)) :].strip()
    else:
        rest = words.split(_CUT, 1)[-1].strip(" ,;:")
    whole = "".join(run.text for line in mark.lines for run in line)
    own = [part for piece in whole.split(_APART) if (part := _flat(piece)) and part in rest]
    return ", ".join(own) if " ".join(own) == rest else rest


def _without_start(words: str, name: str) -> str:
    """Return words without those at their start that the name starts with too."""
    pieces, named = words.split(), name.split()
    same = 0
    while same < min(len(pieces), len(named)) and pieces[same] == named[same].rstrip(":,;"):
        same += 1
    return " ".join(pieces[same:])


def _nearest(y: float, places: Sequence[float]) -> int | None:
    near = min((b - a for a, b in pairwise(sorted(places))), default=_ALONE) * _NEAR
    distance, row = min(((abs(place - y), row) for row, place in enumerate(places)))
    return row if distance <= near else None


def _places(chart: Chart, drawing: Drawing, said: Texts) -> list[float] | None:
    """Return the heights at which the bars of each row lie; None where they cannot be told.

    Rows without bars have the place that their name has, as far below as others'.
    """
    boxes = [m for m in drawing.marks if isinstance(m, Box) and m.role == "mark" and seen(m)]
    heights = sorted({round(box.y + box.height / 2) for box in boxes})
    merged = [place for last, place in pairwise([-9, *heights]) if place - last > 3]
    rows = range(len(chart.categories))
    full = [row for row in rows if any(one.values[row] for one in chart.series)]
    if len(merged) != len(full):
        return None
    known: dict[int, float] = dict(zip(full, map(float, merged), strict=True))
    axis = [(_flat(m.text), m) for m in drawing.marks if m.role == "axis" and isinstance(m, Words)]
    named: dict[int, float] = {}
    for words, mark in (*said, *axis):
        row = _named_row(words, chart.categories)
        if row is not None:
            named.setdefault(row, mark.y)
    shift = median([known[row] - named[row] for row in known if row in named] or [0.0])
    if any(row not in known and row not in named for row in rows):
        return None
    return [known[row] if row in known else named[row] + shift for row in rows]


def _shown(words: str, chart: Chart, row: int) -> bool:
    """Say whether words only repeat the value of one series of several."""
    if len(chart.series) < 2 or not chart.stacked:
        return False
    values = [one.values[row] for one in chart.series]
    return any(value is not None and words == text.number(value) for value in values)


def _placed(chart: Chart, each: Sequence[Sequence[str]], heads: Sequence[str]) -> Worded | None:
    """Put the words of rows at the bars where there is one for each, else beside the name."""
    count = len(chart.series)
    labels: tuple[tuple[str, ...], ...] = ()
    rest = [list(words) for words in each]
    if not chart.stacked and all(len(words) >= count for words in each):
        labels = tuple(tuple(words[place] for words in each) for place in range(count))
        rest = [[*_of_no_bar(chart, row, words), *words[count:]] for row, words in enumerate(each)]
    if len(heads) == 1 and all(rest):
        rest = [[*words[:-1], f"{heads[0]} {words[-1]}"] for words in rest]
    elif heads:
        return None
    names = tuple(
        f"{name}: {', '.join(words)}" if words else name
        for name, words in zip(chart.categories, rest, strict=True)
    )
    return Worded(chart, names, labels)


def _of_no_bar(chart: Chart, row: int, words: Sequence[str]) -> list[str]:
    """Return what is said of series that have no bar in a row to say it at."""
    series = zip(chart.series, words, strict=False)
    return [f"{one.name} {said}" for one, said in series if one.values[row] is None]


def split(said: Worded, most: int) -> list[Worded]:
    """Share the rows of a chart out to charts of about as many rows, on the same scale."""
    count = len(said.categories)
    parts = -(-count // max(most, 1))
    if parts < 2:
        return [said]
    ends = [round(count * part / parts) for part in range(parts + 1)]
    top = _top(said.chart)
    return [_taken(said, slice(start, end), top) for start, end in pairwise(ends)]


def _taken(said: Worded, rows: slice, most: float) -> Worded:
    series = tuple(_of_rows(one, rows) for one in said.chart.series)
    chart = replace(said.chart, series=series, categories=said.chart.categories[rows])
    labels = tuple(one[rows] for one in said.labels)
    return replace(said, chart=chart, categories=said.categories[rows], labels=labels, most=most)


def _of_rows(one: Series, rows: slice) -> Series:
    def own(each: tuple[str, ...]) -> tuple[str, ...]:
        return each[rows] if len(each) > 1 else each

    return replace(
        one, values=one.values[rows], colours=own(one.colours), backs=own(one.backs),
        edges=own(one.edges),
    )  # fmt: skip


def _top(chart: Chart) -> float:
    """Return the end of an axis of values that all rows have room on, a round number."""
    rows = zip(*(one.values for one in chart.series), strict=True)
    sums = [[value or 0.0 for value in row] for row in rows]
    return round_end(max((sum(row) if chart.stacked else max(row) for row in sums), default=1.0))


def round_end(most: float) -> float:
    """Return a round number at which an axis may end that reaches so far."""
    most = most or 1.0
    step = 10 ** (len(str(int(most))) - 1) / 2 if most >= 1 else 0.1
    return round(ceil(round(most / step, 6)) * step, 6)
