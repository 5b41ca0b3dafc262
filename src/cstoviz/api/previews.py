"""The picture of a page that other sites show beside a link to it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from cstoviz import text
from cstoviz.api.answering import sent
from cstoviz.api.asked import selection_of
from cstoviz.api.keeping import kept
from cstoviz.api.problems import answered, nowhere
from cstoviz.export.preview import asked, is_page, preview
from cstoviz.tables import Tables


@answered
def picture(request: Request, tables: Tables) -> Response:
    """Answer with the picture of a page, of the selection that the address holds."""
    page = str(request.path_params["page"])
    if not is_page(page):
        raise nowhere(request)
    selection = selection_of(request, tables, asked(page))
    key = ("preview", page, tables, selection, text.language())
    return sent(request, kept.get(key, lambda: preview(page, tables, selection)), "image/png")
