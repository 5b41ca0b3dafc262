"""All views by their id, as every outlet finds them."""

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

MODULES = (
    overview,
    timeline,
    maps,
    participation,
    together,
    coverage,
    events,
    agreement,
    robustness,
    sources,
    compare,
)


@lru_cache(maxsize=1)
def views() -> Mapping[str, View]:
    """Return every view that answers a question of its own, by id."""
    found = [each for module in MODULES for each in vars(module).values() if isinstance(each, View)]
    return {view.id: view for view in found}
