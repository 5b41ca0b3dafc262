"""Which view the picture of a page shows: the first of some that has room in it."""

from __future__ import annotations

from collections.abc import Mapping

from cstoviz.selection import KEYS
from cstoviz.views import compare, coverage, maps, overview, participation, sources, timeline
from cstoviz.views.core import View

PAGES: Mapping[str, tuple[View, ...]] = {
    "overview": (overview.HEADLINES,),
    "timeline": (timeline.TIMELINE, overview.PER_MONTH),
    "map": (maps.MAP_PLACES,),
    "participation": (participation.BY_STATE,),
    "coverage": (coverage.MATRIX, coverage.BY_AREA),
    "compare": (compare.PARTICIPATION, compare.AREAS, compare.PUBLISHERS, compare.MONTHS),
    "events": (overview.PER_MONTH,),
    "evidence": (sources.PER_MONTH,),
    "briefing": (),
    "methods": (),
}
"""The views of every page's picture, the best first; headline figures stand where none has room."""


def asked(page: str) -> View:
    """Return the view whose options the address of a page's picture can have."""
    return next(iter(PAGES[page]), overview.HEADLINES)


def keys(page: str) -> tuple[str, ...]:
    """Return the keys that the address of a page's picture can have."""
    return (*KEYS, *(option.key for option in asked(page).options))
