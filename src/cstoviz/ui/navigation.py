"""The pages and their order; imports nothing heavy, so that the menu comes first."""

from __future__ import annotations

from typing import TypedDict

from cstoviz.text import t


class PageSpec(TypedDict):
    """What `st.Page` needs to know of one page."""

    page: str
    title: str
    url_path: str
    default: bool


ORDER = ("overview", "timeline", "map", "participation", "coverage", "events")

PAGES: tuple[PageSpec, ...] = tuple(
    PageSpec(
        page=f"pages/{name}.py",
        title=t(f"page.{name}.title"),
        url_path=name,
        default=name == ORDER[0],
    )
    for name in ORDER
)
