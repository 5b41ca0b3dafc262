"""What of Streamlit's own settings readers' safety rests on: held to, however they were set."""

from __future__ import annotations

from typing import Any

from streamlit import config, net_util

from cstoviz.settings import SettingError

HELD: dict[str, Any] = {
    "browser.gatherUsageStats": False,
    "client.allowedOrigins": [],
    "client.showErrorDetails": "none",
    "global.developmentMode": False,
    "server.enableAgentApi": False,
    "server.enableCORS": True,
    "server.enableStaticServing": False,
    "server.enableXsrfProtection": True,
    "server.scriptHealthCheckEnabled": False,
}
"""As in `.streamlit/config.toml`, which says why."""


def hold() -> None:
    """Raise SettingError for the first that a flag, a variable or another file has changed.

    Keeps Streamlit besides from asking another host which address this machine has.
    """
    net_util.get_external_ip = _unasked
    for name, wanted in HELD.items():
        found = config.get_option(name)
        if found != wanted and str(found).lower() != str(wanted).lower():
            raise SettingError(f"{name} is {found!r} and has to be {wanted!r}")


def _unasked() -> str | None:
    """Know no address of this machine outside: Streamlit asks for it where a stranger connects."""
    return None
