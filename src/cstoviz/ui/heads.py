"""The pages as they are sent: Streamlit's own page with a head, and words without scripts, of ours.

Streamlit's inline script stays as it is: the policy for browsers names it by its digest.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from importlib import resources
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from cstoviz import text
from cstoviz.api.answering import home, sent
from cstoviz.guard import people
from cstoviz.requested import language_of, query_of
from cstoviz.text import t
from cstoviz.ui.navigation import HOME, ORDER, PATHS

if TYPE_CHECKING:
    from cstoviz.tables import Tables

Query = Mapping[str, Sequence[str]]
_ICON = "files/icon.png"
_AGENTS = "./_stcore/agent/openapi.json"
_LINKS = (
    ("application/atom+xml", "feeds/events.atom", "heads.feed"),
    ("text/calendar", "feeds/events.ics", "heads.calendar"),
    ("application/ld+json", "api/v1/dataset.jsonld", "heads.dataset"),
)
"""What else there is at other addresses: media type, path, key of its name."""


def page(request: Request) -> Response:
    """Answer with a page's shell; it reads no data, so that it comes while they are read."""
    lang = language_of(request)
    path = str(request.scope["path"]).strip("/").rpartition("/")[2]
    name = path if path in PATHS and path != HOME else ORDER[0]
    query = query_of(request)
    with text.speaking(lang):
        content = html(name, home(request), query)
    return sent(request, content.encode(), "text/html", headers={"Content-Language": lang})


def html(name: str, place: str, query: Query | None = None) -> str:
    """Return the shell of a page, in the present language, for a dashboard at an address.

    `query` is that of the page's address; its picture shows what this selects.
    """
    page = _shell()
    title = escape(_title(name))
    page = page.replace('<html lang="en">', f'<html lang="{text.language()}">', 1)
    page = page.replace(
        "<title>Streamlit</title>", f"<title>{title}</title>{_tags(name, place, query or {})}", 1
    )
    page = page.replace('href="./favicon.png"', f'href="./{_ICON}"', 1)
    page = page.replace(f'href="{_AGENTS}"', 'href="./api/v1/openapi.json"', 1)
    before, _, rest = page.partition("<noscript>")
    return f"{before}<noscript>{_unscripted(place)}</noscript>{rest.partition('</noscript>')[2]}"


@lru_cache(maxsize=1)
def _shell() -> str:
    return resources.files("streamlit").joinpath("static", "index.html").read_text("utf-8")


def _title(name: str) -> str:
    return f"{t(f'page.{name}.title')} · {_told()[0]}"


def _told() -> tuple[str, str]:
    """Return what the data are called and are; in general words until they are at hand."""
    found = _at_hand()
    if found is None:
        return t("heads.name"), t("heads.description")
    from cstoviz import translations  # noqa: PLC0415

    package = translations.package_in(found, text.language())
    return package.title, package.description


def _at_hand() -> Tables | None:
    """Return the tables; None until they are read, and where only those signed in may know them.

    It loads nothing: what reads the data is asked only once it is loaded.
    """
    reading = getattr(sys.modules.get("cstoviz.shown"), "at_hand", None)
    if reading is None or not reading() or people.on():
        return None
    from cstoviz import shown  # noqa: PLC0415

    return shown.tables()


def _tags(name: str, place: str, query: Query) -> str:
    address, said = f"{place}/{PATHS[name]}", t(f"heads.page.{name}")
    shown = {"og:type": "website", "og:site_name": _told()[0], "og:title": _title(name),
             "og:description": said, "og:url": address, "og:locale": text.language()}  # fmt: skip
    metas = [("name", "description", said), *(("property", *each) for each in shown.items())]
    metas += _picture(name, place, query)
    tags = [f'<meta {kind}="{key}" content="{escape(value)}">' for kind, key, value in metas]
    tags.append(f'<link rel="canonical" href="{escape(address)}">')
    tags += [
        f'<link rel="alternate" type="{media}" href="{escape(f"{place}/{path}")}" '
        f'title="{escape(t(key))}">'
        for media, path, key in _LINKS
    ]
    return "\n    ".join(["", *tags, *_dataset(name, place)])


def _picture(name: str, place: str, query: Query) -> list[tuple[str, str, str]]:
    """Name the picture of a page, of what its address selects, once the data are at hand."""
    if _at_hand() is None:
        return [("name", "twitter:card", "summary")]
    from cstoviz.api import places  # noqa: PLC0415
    from cstoviz.export import preview  # noqa: PLC0415

    asked = {key: given for key, given in query.items() if key in preview.keys(name)}
    shown = {"og:image": places.preview_address(place, name, asked),
             "og:image:type": "image/png", "og:image:width": str(preview.WIDTH),
             "og:image:height": str(preview.HEIGHT), "og:image:alt": _title(name)}  # fmt: skip
    card = ("name", "twitter:card", "summary_large_image")
    return [card, *(("property", key, value) for key, value in shown.items())]


def _dataset(name: str, place: str) -> list[str]:
    """Describe the data for search engines on the page that opens, once they are at hand."""
    found = _at_hand() if name == ORDER[0] else None
    if found is None:
        return []
    from cstoviz.api import metadata  # noqa: PLC0415

    with found.engine.turn():
        said = json.dumps(metadata.schema_org(found, place), ensure_ascii=False)
    for mark in "<>&":
        said = said.replace(mark, f"\\u{ord(mark):04x}")
    return [f'<script type="application/ld+json">{said}</script>']


def _unscripted(place: str) -> str:
    more = (("api/v1", "heads.api"), ("api/v1/package.zip", "heads.package"))
    listed = [*more, *((path, key) for _, path, key in _LINKS)]
    items = "".join(
        f'<li><a href="{escape(f"{place}/{path}")}">{escape(t(key))}</a></li>'
        for path, key in listed
    )
    called, described = _told()
    said = f"<p>{escape(described)}</p><p>{escape(t('heads.unscripted'))}</p>"
    return f"<h1>{escape(called)}</h1>{said}<ul>{items}</ul>"
