"""Where the four pages are, which Python runs each and how each is served."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks import servers
from benchmarks.measure import note

HERE = Path(__file__).parent
VENV = HERE / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = HERE / "requirements.txt"
STAMP = VENV / "requirements.txt"

NAMES = ("ours", "plain", "dash", "panel")


def installed() -> bool:
    """Whether the environment of Dash and Panel is there and holds what is pinned."""
    return STAMP.exists() and STAMP.read_text("utf-8") == REQUIREMENTS.read_text("utf-8")


def install() -> None:
    """Make the environment of Dash and Panel, apart from the dashboard's."""
    if installed():
        return
    note(f"installing Dash and Panel into {VENV}")
    subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "-r", str(REQUIREMENTS)], check=True)
    STAMP.write_text(REQUIREMENTS.read_text("utf-8"), "utf-8")


def command(name: str, port: int) -> list[str]:
    """Return what serves a page on a port."""
    if name == "dash":
        return [str(PYTHON), str(HERE / "dash_app.py"), str(port)]
    if name == "panel":
        return [
            str(PYTHON), "-m", "panel", "serve", str(HERE / "panel_app.py"), "--port", str(port),
            "--address", "127.0.0.1", "--allow-websocket-origin", f"127.0.0.1:{port}",
        ]  # fmt: skip
    return servers.streamlit_command(str(HERE / f"{name}.py"), port)


def url(name: str, address: str) -> str:
    """Return the address of a page on its server."""
    return f"{address}/panel_app" if name == "panel" else f"{address}/"
