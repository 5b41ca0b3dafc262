"""Addresses of the web, as opposed to texts that only look like one or would run a script."""

from urllib.parse import urlsplit


def web_link(url: str) -> str:
    """Return an address that may be made a link: http or https with a host; else ""."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""
