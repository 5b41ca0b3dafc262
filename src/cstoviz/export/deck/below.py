"""What stands below a picture or a list: the signs, the meaning of the marks, notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cstoviz.drawing.reading import plain
from cstoviz.export.briefing.model import Slide
from cstoviz.export.deck.fit import LEAST, ROOM, lines, wide
from cstoviz.export.deck.markup import items, safe
from cstoviz.export.deck.panels import LEADING
from cstoviz.text import t, tn
from cstoviz.views.core import SIGNS, Answer

_GAP, _INDENT, _SWATCH, _APART = 16, 28, 48, 40
_SIGN = "sign"
"""The `meta` of a trace that stands in the legend for a sign of how something is known."""

_KNOWN = ("stated", "inferred", "collective", "unknown")


@dataclass(frozen=True)
class Below:
    """Pieces of HTML below a body, and how high they are together with the gaps above them."""

    pieces: tuple[tuple[str, float], ...]

    @property
    def html(self) -> str:
        """All pieces."""
        inner = "".join(piece for piece, _ in self.pieces)
        return f'<div class="below">{inner}</div>' if inner else ""

    @property
    def height(self) -> float:
        """How high they are."""
        return sum(height + _GAP for _, height in self.pieces)


def below(
    slide: Slide, figure: Any = None, *, notes: bool, key: bool = False, signs: bool = True
) -> Below:
    """Return what stands below a slide's body.

    notes, key, signs: whether the notes, the meaning of the marks and of the signs are written out;
    where they are not, a line says that they are to be had.
    """
    assert slide.answer is not None
    meaning = slide.answer.view.key if figure is not None else ""
    used = _signs(slide.answer, figure) if figure is not None else ()
    told = _notes(slide) if notes else ()
    kept = 0 if notes else len(slide.notes)
    kept += bool(meaning and not key) + bool(used and not signs)
    pieces = [*legend(used if signs else ()), *_line("key", meaning if key else ""), *told]
    if kept:
        pieces += _line("kept", tn("deck.notes-kept", kept))
    return Below(tuple(pieces))


def _line(look: str, said: str) -> Iterator[tuple[str, float]]:
    if said:
        height = lines(said, LEAST, ROOM) * LEAST * LEADING
        yield f'<p class="{look}">{safe(said)}</p>', height


def _notes(slide: Slide) -> Iterator[tuple[str, float]]:
    assert slide.answer is not None
    cautions = set(slide.answer.cautions)
    for note in slide.notes:
        look = "caution" if note in cautions else "note"
        height = lines(note, LEAST, ROOM - _INDENT) * LEAST * LEADING
        yield f'<p class="{look}">{safe(note)}</p>', height


def _signs(found: Answer, figure: Any) -> Sequence[str]:
    """Return the signs of a picture that its own legend does not explain."""
    traces, layout = (plain(figure)[part] for part in ("data", "layout"))
    named = [str(trace["name"]).casefold() for trace in traces if trace.get("name")]
    legend = layout.get("showlegend")
    told = legend and any(trace.get("meta") == _SIGN for trace in traces)
    return [
        sign
        for sign in SIGNS
        if sign in found.view.signs
        and not (told and sign in _KNOWN)
        and not (legend and _first_word(sign) in " ".join(named))
    ]


def _first_word(sign: str) -> str:
    return t(f"sign.{sign}").partition(":")[0].casefold()


def legend(signs: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Write signs and their meaning, and how high they are."""
    if not signs:
        return
    said = {sign: t(f"sign.{sign}") for sign in signs}
    used, rows = 0.0, 1
    for words in said.values():
        needed = _SWATCH + wide(words, LEAST)
        if used and used + needed > ROOM:
            used, rows = 0.0, rows + 1
        used += needed + _APART
    listed = items(f'<i class="sign {sign}"></i>{safe(words)}' for sign, words in said.items())
    # A list without marks is none to some screen readers unless it says that it is one.
    html = f'<ul class="signs" role="list" aria-label="{safe(t("sign.all"))}">{listed}</ul>'
    yield html, rows * LEAST * LEADING
