"""The server around the pages: files that a browser keeps, and reading the data before the first
reader comes.

The script of the pages does not lie beside `pages/`: in the first session of a server Streamlit
would take such a folder for a menu of its own and bypass the router on a deep link.
"""

from __future__ import annotations

import gc
import logging
import os
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from cstoviz import api, guard, operating
from cstoviz.guard import people
from cstoviz.operating import logs, memory, monitor, stopping
from cstoviz.settings import SETTINGS, SettingError, settings, unknown
from cstoviz.ui.below import Below
from cstoviz.ui.held import hold
from cstoviz.ui.navigation import HOME, ORDER, PATHS, ROOT


class Kept(StaticFiles):
    """Files that a browser may keep for a day, and asks about afterwards."""

    def file_response(self, *args: Any, **options: Any) -> Response:
        """Return a file with the time for which it may be kept."""
        response = super().file_response(*args, **options)
        response.headers["Cache-Control"] = "public, max-age=86400"
        return response


def _present(request: Request) -> Response:
    from cstoviz.ui.present import present  # noqa: PLC0415

    return present(request)


def _page(request: Request) -> Response:
    from cstoviz.ui.heads import page  # noqa: PLC0415

    return page(request)


LOG = logging.getLogger("cstoviz.server")
MAIN = Path(__file__).with_name("main.py")
FILES = Mount("/files", Kept(directory=ROOT / "static"), name="files")
PRESENT = Route("/present", _present, methods=["GET", "HEAD"], name="present")
PAGES = tuple(
    Route(f"/{path}", _page, methods=["GET", "HEAD"], name=f"page.{path}")
    for path in (*PATHS.values(), HOME)
)
ROUTES = (FILES, PRESENT, *api.ROUTES, *operating.ROUTES, *PAGES)
"""What the server answers beside the pages."""


def served() -> dict[str, Any]:
    """Return what the server does beside running the script of the pages, as `st.App` takes it.

    Ends the process with a line that says why where a variable of the environment is wrong, or
    a setting of Streamlit that readers' safety rests on.
    """
    try:
        given = settings()
        hold()
        people.check(given)
        secrets = people.provider(given)
    except SettingError as error:
        raise SystemExit(f"cstoviz: {error}") from None
    outermost = Middleware(Below, routes=ROUTES)
    middleware = [outermost, *operating.MIDDLEWARE, *guard.MIDDLEWARE]
    return {
        "lifespan": warmed_up,
        "routes": list(ROUTES),
        "middleware": middleware,
        "secrets": secrets or None,
        "on_script_error": monitor.failed,
    }


@asynccontextmanager
async def warmed_up(_app: Any) -> AsyncIterator[dict[str, Any]]:
    """Read the package while the server starts, and look for newer ones until it stops."""
    given = settings()
    memory.share_heaps()
    logs.begin(given.log_format, given.log_level)
    stopping.listen(given.stop_seconds)
    _started()
    ended = threading.Event()
    threading.Thread(target=_prepare, args=(ended,), daemon=True).start()
    try:
        yield {}
    finally:
        ended.set()


def _started() -> None:
    """Log that the server starts, what is set (by name alone), and what of that means nothing."""
    given = [each.variable for each in SETTINGS if os.environ.get(each.variable)]
    LOG.info("cstoviz %s starts; set: %s", version("cstoviz"), ", ".join(given) or "nothing")
    for name, near in unknown(os.environ).items():
        LOG.warning("%s is no setting%s", name, f"; {near} is one" if near else "")


def _prepare(ended: threading.Event) -> None:
    """Read the package and import what pages need, so that the first reader does not wait."""
    from cstoviz import shown  # noqa: PLC0415
    from cstoviz.ui import card, data, heads  # noqa: F401, PLC0415

    data.warm_up()
    heads.html(ORDER[0], "")

    import scipy.special  # noqa: F401, PLC0415

    def settle(_found: object = None) -> None:
        data.warm_up()
        _settle()

    settle()
    if seconds := settings().watch:
        shown.watch(seconds, ended, settle)


def _settle() -> None:
    """Leave nothing that is in use now to later searches for garbage."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
