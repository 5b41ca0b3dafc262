"""What a browser may load, run and frame of each part of the server, as headers say it."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from importlib import resources

from starlette.types import Scope

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_STILL = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "base-uri 'none'; form-action 'none'"
)
"""Of answers that are read or framed: nothing runs in them."""

OPEN = ("/api", "/embed", "/feeds", "/files")
"""What other sites may read."""
_FRAMED = "/embed"
_FEATURES = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
    "encrypted-media", "geolocation", "gyroscope", "hid", "idle-detection", "magnetometer",
    "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-get",
    "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
FEATURES = ", ".join(
    [f"{name}=()" for name in _FEATURES]
    + [f"{name}=(self)" for name in ("fullscreen", "clipboard-write", "screen-wake-lock")]
)
"""What of a device pages may use: charts and slides fill the screen, slides keep it awake, an
address goes to the clipboard."""


def below(path: str, prefixes: Sequence[str]) -> bool:
    """Say whether a path is one of these or lies below one."""
    return any(path == prefix or path.startswith(f"{prefix}/") for prefix in prefixes)


def base_path() -> str:
    """Return the path that Streamlit stands below, with a slash before it; "" for none."""
    from streamlit import config  # noqa: PLC0415

    given = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{given}" if given else ""


def asked(scope: Scope) -> str:
    """Return the path by which routes are found: without the prefix that a server is told of by
    whoever runs it (`root_path`)."""
    path: str = scope["path"]
    prefix: str = scope.get("root_path", "")
    return path[len(prefix) :] if prefix and below(path, (prefix,)) else path


def policy(path: str) -> str:
    """Return what an answer at a path may load and run, if it does not say so itself."""
    return _STILL if below(path, ("/api", "/embed", "/feeds", "/present")) else _pages()


def framing(path: str, pages: Sequence[str], embeds: Sequence[str]) -> str:
    """Return who may frame an answer at a path, of those who may frame pages and embedded views."""
    allowed = embeds if below(path, (_FRAMED,)) else pages
    return " ".join(f"'{each}'" if each in ("self", "none") else each for each in allowed)


@lru_cache(maxsize=1)
def _pages() -> str:
    """Return the policy of the pages.

    `blob:` among scripts: Streamlit loads the JavaScript of its components from addresses that it
    makes in the browser. `wasm-unsafe-eval`: its messages and the deck's meshes are read by
    WebAssembly; JavaScript in texts is not run by that. `data:` among connections: the deck fetches
    the signs of the map from such an address. Styles stand inline wherever Streamlit draws.
    """
    return (
        f"default-src 'none'; script-src 'self' blob: 'wasm-unsafe-eval' {_scripts()}; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self' data:; frame-src 'self'; object-src 'none'; base-uri 'none'; "
        "form-action 'self'"
    )


def _scripts() -> str:
    """Return the digests of the scripts that stand in Streamlit's page itself, as installed."""
    page = resources.files("streamlit").joinpath("static", "index.html").read_text("utf-8")
    return " ".join(f"'sha256-{_digest(script)}'" for script in _INLINE.findall(page))


def _digest(content: str) -> str:
    return b64encode(sha256(content.encode()).digest()).decode("ascii")
