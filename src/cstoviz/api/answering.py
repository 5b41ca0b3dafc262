"""How an answer is sent: its mark for caches, its name, who may read it, where it was asked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

PLACES = ("/api/", "/embed/", "/feeds/")
"""What the paths of answers begin with, below the address of the dashboard."""

_HOST = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")
_EXPOSED = "Content-Disposition, Content-Language, ETag, Link, Retry-After"


def sent(
    request: Request,
    content: bytes,
    media_type: str,
    name: str = "",
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return an answer that a browser keeps and asks about again: 304 where it has the same.

    `name` is that of the file to save it as; without one it is shown.
    """
    mark = etag(content)
    told = {"ETag": mark, "Cache-Control": "no-cache", "Vary": "Accept, Accept-Language"}
    told |= {"X-Content-Type-Options": "nosniff", **(headers or {})}
    if same(request, mark):
        return Response(status_code=304, headers=told)
    if name:
        told["Content-Disposition"] = f'attachment; filename="{name}"'
    return Response(content, headers=told, media_type=media_type)


def etag(content: bytes) -> str:
    """Return the mark of an answer: the same bytes have the same."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def same(request: Request, mark: str) -> bool:
    """Say whether the asker has what bears this mark (`If-None-Match`, compared weakly)."""
    given = ",".join(request.headers.getlist("if-none-match"))
    marks = [each.strip().removeprefix("W/") for each in given.split(",")]
    return mark in marks or "*" in marks


def opened(response: Response) -> Response:
    """Let scripts of any site read an answer, without keys of the browser: the data are open."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = _EXPOSED
    return response


def home(request: Request) -> str:
    """Return the address of the dashboard that was asked, without a slash at its end."""
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        name, port = request.scope.get("server") or ("localhost", None)
        name = f"[{name}]" if ":" in str(name) else name
        host = f"{name}:{port}" if port else str(name)
    path, root = str(request.scope["path"]), str(request.scope.get("root_path", ""))
    known = len(root) if path.startswith(f"{root}/") else 0
    below = min((at for at in map(f"{path}/".find, PLACES) if at >= 0), default=known)
    return f"{request.scope['scheme']}://{host}{quote(path[:below])}"
