"""Which views stand together, page by page: the chapters of whatever tells all of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from cstoviz.views import (
    agreement,
    compare,
    coverage,
    events,
    maps,
    overview,
    participation,
    robustness,
    sources,
    timeline,
    together,
)
from cstoviz.views.core import View

CHAPTERS: Mapping[str, tuple[View, ...]] = {
    "overview": (
        overview.HEADLINES,
        overview.PER_MONTH,
        overview.PARTICIPATION_BRIEF,
        coverage.IN_BRIEF,
        events.LATEST,
    ),
    "timeline": (timeline.TIMELINE,),
    "map": (maps.MAP_PLACES, maps.MAP_PLACE_EVENTS, maps.MAP_BESIDE, maps.BESIDE_EVENTS),
    "participation": (
        participation.BY_STATE,
        participation.OVER_TIME,
        participation.ABSENCES,
        participation.BY_KIND,
        together.TOGETHER,
        together.ROLES,
        participation.GUESTS,
        together.ORGANISATIONS,
        together.STRENGTH,
        robustness.PARTICIPATION_ROBUSTNESS,
    ),
    "coverage": (
        coverage.MATRIX,
        coverage.BY_AREA,
        coverage.GROWTH,
        coverage.NOTHING,
        coverage.OUTSIDE,
        coverage.LINKS,
        robustness.COVERAGE_ROBUSTNESS,
    ),
    "compare": (
        compare.KINDS,
        compare.PARTICIPATION,
        compare.MONTHS,
        compare.AREAS,
        compare.PUBLISHERS,
        compare.ORGANS,
        compare.PLACES,
    ),
    "events": (events.EVENTS, events.SEARCH_OTHERS),
    "evidence": (
        overview.THIN,
        sources.PER_MONTH,
        sources.MIX,
        sources.REST,
        sources.REST_BY_KIND,
        events.NOTABLE,
        agreement.CODING_AGREEMENT,
        agreement.CODING_DISAGREEMENTS,
        sources.PUBLISHERS,
    ),
}
"""The views of every page that has some, each view once."""


@lru_cache(maxsize=1)
def page_of() -> Mapping[str, str]:
    """Return the page on which each view stands, by the view's id."""
    return {view.id: page for page, shown in CHAPTERS.items() for view in shown}
