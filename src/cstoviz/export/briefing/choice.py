"""Which slides there are, and how a briefer's choice of them stands in the address."""

from __future__ import annotations

from collections.abc import Sequence

from cstoviz.export.briefing.model import METHOD, TITLE
from cstoviz.text import t
from cstoviz.views import coverage, events, maps, overview, participation, timeline
from cstoviz.views.chapters import CHAPTERS
from cstoviz.views.registry import views

SLIDES = "slides"
"""The key of the address that holds the chosen slides, their ids in order, joined by commas."""

STANDARD = (
    TITLE,
    overview.HEADLINES.id,
    timeline.TIMELINE.id,
    maps.MAP_PLACES.id,
    participation.BY_STATE.id,
    coverage.BY_AREA.id,
    coverage.NOTHING.id,
    events.NOTABLE.id,
    METHOD,
)
"""The slides of a briefing for which nothing was chosen."""


def slide_ids() -> tuple[str, ...]:
    """Return every slide that can be chosen: those of words, and one for each view, by page."""
    shown = [view.id for chapter in CHAPTERS.values() for view in chapter]
    return (TITLE, *shown, METHOD)


def slide_name(slide: str) -> str:
    """Return what a slide is called where slides are chosen."""
    return t(f"brief.slide.{slide}") if slide in (TITLE, METHOD) else views()[slide].question


def read(given: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the slides that a value of the address names, and what of it names none.

    Nothing chosen, or nothing that exists, gives the standard slides; one named twice comes once.
    """
    known = slide_ids()
    named = [name.strip() for name in given.split(",") if name.strip()]
    good = tuple(dict.fromkeys(name for name in named if name in known))
    return good or STANDARD, tuple(name for name in named if name not in known)


def written(slides: Sequence[str]) -> str:
    """Return the value that stands for these slides in the address; "" for the standard ones."""
    return "" if tuple(slides) == STANDARD else ",".join(slides)
