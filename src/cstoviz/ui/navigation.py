"""The pages, their order and their addresses; it imports nothing that takes long to load."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from cstoviz.text import language, t

ROOT = Path(__file__).parents[3]
ORDER = (
    "overview",
    "timeline",
    "map",
    "participation",
    "coverage",
    "compare",
    "events",
    "evidence",
    "briefing",
    "methods",
)
HOME = "home"
"""What the page that opens is called inside; its address is that of the dashboard itself."""

PATHS = {name: "" if name == ORDER[0] else name for name in ORDER}
"""The path of every page below the address of the dashboard."""


def pages() -> Mapping[str, Any]:
    """Return every page by name to link to, the first of them being the one that opens."""
    return _pages(language())


@lru_cache(maxsize=16)
def _pages(_language: str) -> Mapping[str, Any]:
    return _made()


def _made() -> dict[str, Any]:
    return {name: _page(name, name == ORDER[0]) for name in ORDER}


def all_pages() -> list[Any]:
    """Return every page to choose from in this run, and the one that opens once more under its own
    name; whoever chooses marks the one chosen, so that these are nobody else's."""
    return [*_made().values(), _page(ORDER[0], default=False)]


def _page(name: str, default: bool) -> Any:
    return st.Page(
        ROOT / "pages" / f"{name}.py",
        title=t(f"page.{name}.title"),
        url_path=HOME if default else name,
        default=default,
    )
