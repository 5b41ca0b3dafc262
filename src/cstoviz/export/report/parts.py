"""One view of a report: its question, answer, picture, table and rule, as the templates set it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cstoviz.export.briefing.compose import slide_of
from cstoviz.export.briefing.model import Briefing, Slide
from cstoviz.export.report import pictures
from cstoviz.export.report.columns import head_lines
from cstoviz.export.report.rows import EVENT, Noting, table_of
from cstoviz.tables import Tables
from cstoviz.text import t, tn
from cstoviz.views.core import Answer, View, answer
from cstoviz.views.wording import tiles_of
from cstoviz.weblinks import web_link

FEW_EVENTS = 5
"""So few events are told in words and numbers; pictures of them would show no more."""

LONG, _SHORT = 30, 10
"""Rows of numbers behind a picture that paper holds; the fewer where few events have none."""

_HEAD_LINE = 9.7
"""What a further line at the head of a page takes of it, in points."""

_LINES = 48.0
"""Lines of a table behind a picture that paper does not hold."""


@dataclass
class Making:
    """What the parts of a report have in common, and what was said already.

    folder: where pictures are written; figures: how many there are; said: notes of this chapter.
    """

    briefing: Briefing
    tables: Tables
    folder: Path
    noting: Noting
    figures: int = 0
    said: set[str] = field(default_factory=set)

    @property
    def few(self) -> bool:
        """Whether there are so few events that pictures show nothing more."""
        return self.briefing.context.n < FEW_EVENTS


def part_of(view: View, making: Making) -> dict[str, Any] | None:
    """Return what is told of a view; None for one that waits for a choice of the reader."""
    found = answer(view, making.tables, making.briefing.selection)
    if found.empty and _waits(found, making.tables):
        return None
    slide = slide_of(found, 0)
    told = _empty(slide)
    if found.empty:
        return told
    told["empty"] = False
    address = making.briefing.link(slide.address)
    told |= {
        "notes": _new(found.notes, making),
        "cautions": _new(found.cautions, making),
        "rule": slide.rule,
        "link": web_link(address) if address else "",
        "where": _where(found, making),
    }
    return told | _shown(found, slide, making)


def _empty(slide: Slide) -> dict[str, Any]:
    return {
        "heading": slide.heading, "lead": slide.sentence, "empty": True, "notes": [],
        "cautions": [], "tiles": [], "pictures": [], "table": None, "after": [], "rule": "",
        "where": "", "link": "",
    }  # fmt: skip


def _waits(found: Answer, tables: Tables) -> bool:
    asked = [option for option in found.view.options if option.control != "several"]
    return any(not option.value(tables, found.selection) for option in asked)


def _new(sentences: Sequence[str], making: Making) -> list[str]:
    new = [each for each in dict.fromkeys(sentences) if each not in making.said]
    making.said.update(new)
    return new


def _where(found: Answer, making: Making) -> str:
    """Say where the events and their sources are listed, with a place for the page."""
    if EVENT in found.columns and found.view.chart is None:
        return t("report.where.numbers", page="<page>")
    counts = found.view.behind is not None or EVENT in found.frame
    return t("report.where", page="<page>") if counts and not making.few else ""


def _shown(found: Answer, slide: Slide, making: Making) -> dict[str, Any]:
    if found.view.figures:
        return {"tiles": _tiles(found), "lead": found.sentence}
    figure = found.chart(flat=True)
    if figure is None:
        return {"table": table_of(found, making.noting)}
    elsewhere = [tn("report.rows-elsewhere", len(found.frame))]
    table = _numbers(found, making)
    if making.few:
        return {"table": table} if table else {"after": elsewhere}
    picture = {"pictures": [_picture(figure, found, slide, making)]}
    if table is None:
        return {**picture, "after": elsewhere}
    return {**picture, "table": {**table, "about": t("report.numbers", n=making.figures)}}


def _numbers(found: Answer, making: Making) -> dict[str, Any] | None:
    """Return the table behind a picture; None where it is too long or too wide for paper."""
    if len(found.frame) > (_SHORT if making.few else LONG):
        return None
    table = table_of(found, making.noting)
    return table if table["kind"] == "table" and table["lines"] <= _LINES else None


def _picture(figure: Any, found: Answer, slide: Slide, making: Making) -> dict[str, Any]:
    making.figures += 1
    highest = pictures.HIGHEST - _HEAD_LINE * (head_lines(making.briefing.scope) - 1)
    drawing, name = pictures.drawn(figure, highest), f"figure-{making.figures}.svg"
    (making.folder / name).write_text(pictures.written(drawing, f"f{making.figures}"), "utf-8")
    floats = pictures.height(drawing, highest) > pictures.TALL
    caption = t(
        "report.caption",
        n=making.figures,
        title=making.briefing.package.title,
        version=making.briefing.package.version,
    )
    return {
        "file": name,
        "width": pictures.width(drawing, highest),
        "alt": t("card.alt", question=slide.heading, sentence=slide.sentence),
        "caption": " ".join(
            filter(None, (slide.heading if floats else "", caption, found.view.key))
        ),
        "floats": floats,
    }


def _tiles(found: Answer) -> list[dict[str, str]]:
    return [
        {
            "value": tile.value,
            "name": tile.name,
            "change": " ".join(filter(None, (tile.change, tile.note))),
        }
        for tile in tiles_of(found)
    ]
