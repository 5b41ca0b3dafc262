"""What the words beside the marks of a figure say of each row or series of its native chart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cstoviz import text
from cstoviz.drawing.model import Box, Drawing, Words
from cstoviz.drawing.native import Chart
from cstoviz.export.powerpoint.shapes import seen

_APART = "  "
_CUT = "…"
"""Where a figure has shortened a name."""


@dataclass(frozen=True)
class Worded:
    """A native chart with what the figure says beside its marks.

    categories: names of the rows with what stands beside each; labels: words for each value of
    each series, "" for the value itself; beside: words that belong to the whole chart.
    """

    chart: Chart
    categories: tuple[str, ...]
    labels: tuple[tuple[str, ...], ...] = ()
    beside: str = ""

    @property
    def titled(self) -> str:
        """What the part of the figure is called."""
        return self.beside or self.chart.title


def worded(chart: Chart, drawing: Drawing) -> Worded | None:
    """Give a chart the words of its figure; None where some would have no place in it."""
    plain = Worded(chart, chart.categories)
    labels = [mark for mark in drawing.marks if mark.role == "label" and isinstance(mark, Words)]
    said = [(_tidy(mark), mark) for mark in labels if mark.text.strip()]
    if chart.form == "bar":
        return _rows(chart, drawing, said)
    return _others(plain, [words for words, _ in said])


def _tidy(mark: Words) -> str:
    return " ".join(mark.text.split()) if len(mark.lines) > 1 else mark.text.strip()


def _others(plain: Worded, said: Sequence[str]) -> Worded | None:
    """Give columns and lines their words: names of panels, ends of lines, sums."""
    chart = plain.chart
    left = [words for words in said if not _is_number(words)]
    if chart.title:
        own = [words for words in left if words.startswith(chart.title)]
        return replace(plain, beside=own[0] if own else chart.title)
    ends = {one.name: next((w for w in left if w.startswith(one.name)), "") for one in chart.series}
    exact = {
        one.name: next((w for w in left if w.startswith(f"{one.name}:")), ends[one.name])
        for one in chart.series
    }
    rest = [words for words in left if words not in exact.values()]
    labels = tuple(
        (*([""] * (len(one.values) - 1)), exact[one.name]) if one.values else ()
        for one in chart.series
    )
    return replace(plain, labels=labels, beside=" · ".join(rest))


def _rows(chart: Chart, drawing: Drawing, said: Sequence[tuple[str, Words]]) -> Worded | None:
    centres = _centres(chart, drawing)
    if centres is None:
        return None
    found: list[list[tuple[float, str]]] = [[] for _ in chart.categories]
    for words, mark in said:
        row, rest = _row_of(words, mark, chart.categories, centres)
        if row is None:
            return None
        if rest:
            found[row].append((mark.x, rest))
    each = [
        [words for _, words in sorted(few) if not _shown(words, chart, row)]
        for row, few in enumerate(found)
    ]
    return _placed(chart, each)


def _row_of(
    words: str, mark: Words, names: Sequence[str], centres: Sequence[float | None]
) -> tuple[int | None, str]:
    """Return the row that words belong to, and the words without the row's name."""
    flat = " ".join(words.split())
    starts = [row for row, name in enumerate(names) if flat.startswith(" ".join(name.split()))]
    if starts:
        row = max(starts, key=lambda row: len(names[row]))
        length = len(" ".join(names[row].split()))
        return row, _apart(words, flat[length:].strip())
    if _CUT in flat:
        begun, rest = (part.strip(" ,;:") for part in flat.split(_CUT, 1))
        own = [row for row, name in enumerate(names) if " ".join(name.split()).startswith(begun)]
        if begun and len(own) == 1:
            return own[0], rest
    known = [
        (abs(centre - mark.y), row) for row, centre in enumerate(centres) if centre is not None
    ]
    if not known:
        return None, words
    distance, row = min(known)
    steps = [b - a for a, b in pairwise(sorted(c for c in centres if c is not None))]
    near = min(steps, default=drawing_step(known)) * 0.45
    return (row, words) if distance <= near else (None, words)


def drawing_step(known: Sequence[tuple[float, int]]) -> float:
    """Return how far a word may lie from the only row of a chart, in pixels."""
    return 80.0 if known else 0.0


def _apart(words: str, rest: str) -> str:
    """Return the rest of words with the gaps that they had."""
    pieces = [piece.strip() for piece in words.split(_APART) if piece.strip()]
    kept = [piece for piece in pieces if rest.endswith(piece) or piece in rest]
    return ", ".join(kept) if " ".join(" ".join(kept).split()) == rest else rest


def _centres(chart: Chart, drawing: Drawing) -> list[float | None] | None:
    """Return the heights at which the bars of each row lie; None where they cannot be told."""
    boxes = [m for m in drawing.marks if isinstance(m, Box) and m.role == "mark" and seen(m)]
    places = sorted({round(box.y + box.height / 2) for box in boxes})
    merged = [place for last, place in pairwise([-9, *places]) if place - last > 3]
    full = [any(one.values[row] for one in chart.series) for row in range(len(chart.categories))]
    if len(merged) != sum(full):
        return None
    left = iter(merged)
    return [next(left) if has else None for has in full]


def _shown(words: str, chart: Chart, row: int) -> bool:
    """Say whether words only repeat the value of one series of several."""
    if len(chart.series) < 2 or not chart.stacked:
        return False
    values = [one.values[row] for one in chart.series]
    return any(value is not None and words == text.number(value) for value in values)


def _placed(chart: Chart, each: Sequence[Sequence[str]]) -> Worded:
    """Put the words of rows at the bars where there is one for each, else beside the name."""
    count = len(chart.series)
    if not chart.stacked and all(len(words) >= count for words in each if words):
        labels = tuple(
            tuple(words[place] if words else "" for words in each) for place in range(count)
        )
        rest = [words[count:] for words in each]
    else:
        labels, rest = (), [list(words) for words in each]
    names = tuple(
        _APART.join([name, *words]) for name, words in zip(chart.categories, rest, strict=True)
    )
    return Worded(chart, names, labels)


def _is_number(words: str) -> bool:
    return not any(letter.isalpha() for letter in words)


def covers(charts: Iterable[Chart], drawing: Drawing) -> bool:
    """Say whether charts show as many values as the drawing of the figure has marks."""
    listed = list(charts)
    values = sum(1 for chart in listed for one in chart.series for value in one.values if value)
    marks = [m for m in drawing.marks if m.role == "mark" and seen(m) and not isinstance(m, Words)]
    return bool(listed) and bool(values) and values >= 0.98 * len(marks)
