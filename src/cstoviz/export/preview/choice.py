"""Which view the picture of a page shows: the first of some that has room in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from cstoviz import text
from cstoviz.selection import KEYS
from cstoviz.views.chapters import CHAPTERS
from cstoviz.views.core import View


def is_page(name: str) -> bool:
    """Say whether there is a page of this name."""
    return text.has(f"page.{name}.title")


@lru_cache(maxsize=1)
def headlines() -> View:
    """Return the view of the headline figures, which stand where no picture has room."""
    return next(view for shown in CHAPTERS.values() for view in shown if view.figures)


def candidates(page: str) -> Sequence[View]:
    """Return the views of a page's picture, the best first: its own, then those of the page that
    opens; none where it has no views, or begins with figures."""
    own, first = CHAPTERS.get(page, ()), next(iter(CHAPTERS.values()))
    if not own or own[0].figures:
        return ()
    return [view for view in (*own, *first) if view.chart is not None and not view.figures]


def asked(page: str) -> View:
    """Return the view whose options the address of a page's picture can have."""
    return next(iter(candidates(page)), headlines())


def keys(page: str) -> tuple[str, ...]:
    """Return the keys that the address of a page's picture can have."""
    return (*KEYS, *(option.key for option in asked(page).options))
