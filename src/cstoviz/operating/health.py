"""Whether the process is alive and has something to show, for programs that watch it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from cstoviz.operating.stopping import STOPPING

if TYPE_CHECKING:
    from cstoviz import shown

_FRESH = {"Cache-Control": "no-store"}


async def alive(_request: Request) -> Response:
    """Answer as long as the process can."""
    return PlainTextResponse("ok\n", headers=_FRESH)


async def ready(_request: Request) -> Response:
    """Say whether there is a package to show: 200, else 503; and what was refused."""
    found = state()
    return JSONResponse(found, 200 if found["ready"] else 503, _FRESH)


def state() -> dict[str, Any]:
    """Return what is shown, since when, and why there is nothing or nothing newer.

    Out: ready; reason ("", "stopping", "broken package", "reading"); package, version, since (ISO);
    taken, refusals (how often); refused (None, or at (ISO) and problems (how many)). It reads
    nothing.
    """
    from cstoviz import shown  # noqa: PLC0415

    held = shown.state()
    told: dict[str, Any] = {"ready": False, "reason": _reason(held)}
    told["ready"] = not told["reason"]
    if held.tables is not None and held.since is not None:
        package = held.tables.package
        told |= {"package": package.name, "version": package.version}
        told["since"] = held.since.isoformat(timespec="seconds")
    told |= {"taken": held.taken, "refusals": held.refusals, "refused": None}
    if held.refused:
        at = held.refused.at.isoformat(timespec="seconds")
        told["refused"] = {"at": at, "problems": len(held.refused.problems)}
    return told


def _reason(held: shown.State) -> str:
    if STOPPING.is_set():
        return "stopping"
    if held.tables is not None:
        return ""
    return "broken package" if held.refused else "reading"
