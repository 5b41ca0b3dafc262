"""What the types of problems mean: the page that the type of a problem leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from starlette.requests import Request
from starlette.responses import Response

from cstoviz import text
from cstoviz.api.answering import sent
from cstoviz.api.asked import only_language
from cstoviz.api.page import framed
from cstoviz.api.problems import spoken
from cstoviz.text import t

_KEY = re.compile(r"problem\.([a-z-]+)\.detail")
_FILLED = re.compile(r"\{[^{}]*\}")


def kinds(request: Request) -> Response:
    """Answer with every type of problem in words, each at its own anchor."""

    def answer() -> Response:
        only_language(request)
        return sent(request, _page().encode(), "text/html")

    return spoken(request, answer)


def _page() -> str:
    title, about = t("problems.title"), escape(t("problems.about"))
    return framed(title, f"<h1>{escape(title)}</h1><p>{about}</p><dl>{''.join(_each())}</dl>")


def _each() -> Iterator[str]:
    for key in text.messages(text.language()):
        if found := _KEY.fullmatch(key):
            slug, detail = found[1], escape(_FILLED.sub("…", t(key)))
            name = escape(t(f"problem.{slug}"))
            yield f"<dt id={slug}><code>{slug}</code></dt><dd><b>{name}</b><br>{detail}</dd>"
