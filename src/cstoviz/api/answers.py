"""A view's answer over HTTP, in the format of its address or the one that the asker likes best."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response

from cstoviz import text
from cstoviz.api import places
from cstoviz.api.answering import home, sent
from cstoviz.api.asked import near, selection_of, wrong_value
from cstoviz.api.choosing import best
from cstoviz.api.formats import FORMATS, Format, Part, paging
from cstoviz.api.keeping import kept
from cstoviz.api.problems import Wrong, answered
from cstoviz.export.tables import file_name
from cstoviz.tables import Tables
from cstoviz.text import number, t
from cstoviz.views.core import COLUMNS, Answer, View
from cstoviz.views.core import answer as answer_of
from cstoviz.views.registry import views

PAGE, SIZE = "page", "size"
Change = Callable[[Answer, Tables], Answer]
MOST_ROWS, MOST_PAGES = 5_000, 1_000_000_000
_WHOLE = re.compile(r"[0-9]{1,10}")


@answered
def one_view(request: Request, tables: Tables) -> Response:
    """Answer what a view answers."""
    name, _, ending = str(request.path_params["view"]).rpartition(".")
    if ending in FORMATS and name in views():
        return told(request, tables, views()[name], FORMATS[ending])
    view = view_named(str(request.path_params["view"]))
    return told(request, tables, view, liked(request))


def view_named(name: str) -> View:
    """Return the view of a name. Raises Wrong (404) with the names that are like it."""
    if name in views():
        return views()[name]
    said = {"name": name[:80], "known": text.listed(list(views()))}
    raise Wrong(404, "unknown-view", said, {"near": near(name[:80], list(views()))})


def liked(request: Request) -> Format:
    """Return the format that the asker likes best. Raises Wrong (406) where none will do."""
    offered = {made.media_type: made for made in FORMATS.values()}
    chosen = best(",".join(request.headers.getlist("accept")), list(offered))
    if not chosen:
        more = {"offered": list(offered)}
        raise Wrong(406, "no-format", {"offered": text.listed(list(offered))}, more)
    return offered[chosen]


def told(
    request: Request, tables: Tables, view: View, made: Format, change: Change | None = None
) -> Response:
    """Return an answer in a format; `change` may show more of it than the request asks for."""
    own = (PAGE, SIZE) if made.suffix == "json" else ()
    selection = selection_of(request, tables, view, own)
    asked = _part(request) if own else Part()
    found = answer_of(view, tables, selection)
    if change and COLUMNS not in request.query_params:
        found = change(found, tables)
    if own:
        _there(found, asked)
    return _sent(request, tables, found, made, asked)


def _part(request: Request) -> Part:
    page = whole_number(request, PAGE, Part.page, MOST_PAGES)
    return Part(page, whole_number(request, SIZE, Part.size, MOST_ROWS))


def whole_number(request: Request, key: str, default: int, most: int, least: int = 1) -> int:
    """Return a whole number of the query. Raises Wrong (400) for what is out of its bounds."""
    given = request.query_params.getlist(key)
    if not given:
        return default
    if len(given) == 1 and _WHOLE.fullmatch(given[0]) and least <= int(given[0]) <= most:
        return int(given[0])
    allowed = t("problem.whole", least=number(least), most=number(most))
    raise wrong_value(key, given[-1], [allowed])


def _there(found: Answer, asked: Part) -> None:
    pages = paging(found, asked)["pages"]
    if asked.page > pages:
        raise wrong_value(PAGE, str(asked.page), [t("problem.whole", least=1, most=number(pages))])


def _sent(request: Request, tables: Tables, found: Answer, made: Format, asked: Part) -> Response:
    place = home(request)
    key = (found, made.suffix, asked, place, text.language())
    content = kept.get(key, lambda: made.make(found, tables, place, asked))
    name = file_name(found, made.suffix) if made.attached else ""
    return sent(request, content, made.media_type, name, _headers(request, found, made, asked))


def _headers(request: Request, found: Answer, made: Format, asked: Part) -> Mapping[str, str]:
    """Return the links of an answer as headers (RFC 8288), which also files have."""
    place, view = home(request), found.view.id
    links = [
        (places.page_address(place, view, found.query), "canonical"),
        (places.view_address(place, view, "json", found.query), "describedby"),
    ]
    if found.package.licence_url.startswith("http"):
        links.append((quote(found.package.licence_url, safe=":/?&=#%+,;@~.-_"), "license"))
    if made.suffix == "json":
        links += _pages(request, paging(found, asked))
    return {"Link": ", ".join(f'<{address}>; rel="{kind}"' for address, kind in links)}


def _pages(request: Request, found: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Yield the addresses of the other pages of a long list."""
    now, last = found["number"], found["pages"]
    if last == 1:
        return
    near_by = {"first": 1, "prev": now - 1, "next": now + 1, "last": last}
    others = [each for each in request.query_params.multi_items() if each[0] != PAGE]
    address = f"{home(request)}{quote(str(request.scope['path']))}"
    for kind, page in near_by.items():
        if 1 <= page <= last:
            yield f"{address}?{urlencode([*others, (PAGE, page)])}", kind
