"""Settings of Streamlit that readers' safety rests on."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from streamlit import config, net_util
from streamlit.web import bootstrap
from streamlit.web.server import server_util
from tools.machine import free_port

from cstoviz.settings import SettingError
from cstoviz.ui.held import HELD, hold

ROOT = Path(__file__).parents[1]
GIVEN = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", sorted(set(HELD) - {"global.developmentMode"}))
def test_the_file_of_settings_has_what_is_held(name):
    section, _, option = name.partition(".")
    assert GIVEN[section][option] == HELD[name]


@pytest.mark.parametrize("name", sorted(HELD))
def test_another_value_keeps_the_dashboard_from_starting(monkeypatch, name):
    asked = config.get_option
    wanted = HELD[name]
    other = not wanted if isinstance(wanted, bool) else "https://other.example"
    monkeypatch.setattr(
        config, "get_option", lambda given: other if given == name else asked(given)
    )
    with pytest.raises(SettingError, match=name):
        hold()


def test_what_is_set_here_is_held():
    hold()


def test_a_flag_that_opens_a_door_stops_the_start_with_a_line_that_says_so():
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "dashboard.py",
        "--server.headless",
        "true",
    ]
    command += ["--server.port", str(free_port()), "--server.enableCORS", "false"]
    told = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert told.returncode != 0
    assert "cstoviz: server.enableCORS is False and has to be True" in told.stdout + told.stderr
    assert "Traceback" not in told.stderr


def test_no_other_host_is_asked_for_an_address_when_a_stranger_connects(monkeypatch):
    asked = []
    monkeypatch.setattr(net_util, "get_external_ip", net_util.get_external_ip)
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda url, **_: asked.append(url))
    hold()
    assert not server_util.is_url_from_allowed_origins("https://stranger.example")
    assert asked == []


def test_no_other_host_is_asked_for_an_address_at_the_start(monkeypatch, capsys):
    monkeypatch.setattr(net_util, "get_external_ip", lambda: pytest.fail("asked another host"))
    config.get_config_options(force_reparse=True, options_from_flags={"server.headless": True})
    bootstrap._print_url(is_running_hello=False)
    assert "http://localhost:" in capsys.readouterr().out
