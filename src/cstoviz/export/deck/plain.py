"""Slides of words and figures: the title, headline figures, how it was counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from cstoviz import text
from cstoviz.export.briefing.model import TITLE, Briefing, Slide
from cstoviz.export.deck.below import below
from cstoviz.export.deck.fit import LEAST, ROOM, Fitted, fitted, lines
from cstoviz.export.deck.markup import anchor, dashboard, safe
from cstoviz.export.deck.panels import LEADING, Panel, head, room
from cstoviz.text import t, tn
from cstoviz.views.behind import KEY
from cstoviz.views.wording import Tile, tiles_of

_TITLES, _SAID = (120, 104, 92, 80, 68, 56), (42, 38, 34, 30, 28)
_FACT_SIZES = (32, 30, 28, 26, LEAST)
_FACTS_TALL, _FACTS_GAP = 330, 48
"""How high the facts of a title may be; between their columns."""

_VALUES = (168, 152, 136, 120, 104, 92, 80)
_IN_A_ROW, _TILE_GAP = 5, 40
_COLUMN_GAP, _FACT_GAP = 96, 22
_COLUMN = (ROOM - _COLUMN_GAP) / 2

Facts = Sequence[tuple[str, str]]


def title(slide: Slide, _briefing: Briefing) -> Panel:
    """Return the first slide: what this is, of what, as of when."""
    name = fitted(slide.heading, _TITLES, ROOM, 2, 1.08, bold=True)
    said = fitted(slide.sentence, _SAID, ROOM - 160, 3, LEADING)
    size = _facts_size(slide.facts)
    facts = "".join(_fact(name, value) for name, value in slide.facts)
    body = (
        f'<div class="title"><h2 class="s{name.size}">{safe(slide.heading)}</h2>'
        f'<p class="said s{said.size}">{safe(slide.sentence)}</p></div>'
        f'<dl class="facts across s{size}">{facts}</dl>'
    )
    return Panel(slide, "title", body)


def _facts_size(facts: Facts) -> int:
    """Return the largest type in which each fact has room in its column; the first has two."""
    width = (ROOM - _FACTS_GAP * len(facts)) / (len(facts) + 1)
    for size in _FACT_SIZES:
        tall = [_tall(fact, size, width) for fact in facts[1:]]
        tall += [_tall(fact, size, 2 * width + _FACTS_GAP) for fact in facts[:1]]
        if max(tall, default=0.0) <= _FACTS_TALL:
            return size
    return _FACT_SIZES[-1]


def _tall(fact: tuple[str, str], size: int, width: float) -> float:
    name, value = fact
    return (lines(name, LEAST, width, True) * LEAST + lines(value, size, width) * size) * LEADING


def _fact(name: str, value: str) -> str:
    return f"<div><dt>{safe(name)}</dt><dd>{anchor(value, value)}</dd></div>"


def figures(slide: Slide, briefing: Briefing) -> Panel:
    """Return the slide of a view with headline figures."""
    assert slide.answer is not None
    tiles = tiles_of(slide.answer)
    above = head(slide)
    across = min(len(tiles), _IN_A_ROW) or 1
    width = (ROOM - _TILE_GAP * (across - 1)) / across
    longest = max((tile.value for tile in tiles), key=len, default="")
    value = fitted(longest, _VALUES, width, 1, 1.0, bold=True)
    shown = "".join(_tile(tile, value, slide, briefing) for tile in tiles)
    under = below(slide, notes=True)
    if under.height > room(briefing, above) - 520:
        under = below(slide, notes=False)
    body = f'<ul class="tiles n{across}" role="list">{shown}</ul>{under.html}'
    return Panel(slide, "figures", body, above)


def _tile(tile: Tile, value: Fitted, slide: Slide, briefing: Briefing) -> str:
    link = dashboard(briefing, slide, **{KEY: tile.code}) if tile.code else ""
    change = f'<p class="change">{safe(tile.change)}</p>' if tile.change else ""
    note = f'<p class="caution">{safe(tile.note)}</p>' if tile.note else ""
    return (
        f'<li><p class="value s{value.size}">{anchor(tile.value, link)}</p>'
        f'<p class="name">{safe(tile.name)}</p>{change}{note}'
        f'<p class="rule">{safe(tile.rule)}</p></li>'
    )


def method(slide: Slide, briefing: Briefing) -> Panel:
    """Return the slide that says how it was counted, in two columns, with the publishers."""
    above = head(slide)
    left = room(briefing, above)
    for size in _FACT_SIZES[1:]:
        columns = _columns(slide.facts, size)
        if max(_height(column, size) for column in columns) <= left - 5 * size * LEADING:
            break
    publishers = _publishers(briefing, size, left - _height(columns[1], size))
    columns = (columns[0], [*columns[1], *publishers])
    shown = "".join(
        f'<dl class="facts">{"".join(_fact(*fact) for fact in column)}</dl>' for column in columns
    )
    return Panel(slide, "method", f'<div class="columns s{size}">{shown}</div>', above)


def _height(facts: Facts, size: int) -> float:
    return sum(_tall(fact, size, _COLUMN) + _FACT_GAP for fact in facts)


def _columns(facts: Facts, size: int) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Part facts into two columns, in order; the second is the shorter one."""
    whole, cut = _height(facts, size), 1
    while cut < len(facts) and _height(facts[:cut], size) < whole / 2:
        cut += 1
    return list(facts[:cut]), list(facts[cut:])


def _publishers(briefing: Briefing, size: int, height: float) -> Facts:
    """Name as many publishers as there is room for, those with most addresses first."""
    counts = Counter(source.publisher for source in briefing.sources).most_common()
    name = t("deck.publishers")
    best: Facts = ()
    for shown in range(1, len(counts) + 1):
        parts = [f"{publisher} ({text.number(n)})" for publisher, n in counts[:shown]]
        if shown < len(counts):
            parts.append(tn("deck.publishers-left", len(counts) - shown))
        fact = (name, " · ".join(parts))
        if _height([fact], size) > height:
            break
        best = (fact,)
    return best


def words(slide: Slide, briefing: Briefing) -> Iterator[Panel]:
    """Give the slides of a slide of words."""
    yield title(slide, briefing) if slide.id == TITLE else method(slide, briefing)
