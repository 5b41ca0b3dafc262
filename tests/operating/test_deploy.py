"""The examples of how to run a server hold together, and with the program."""

import json
import re
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml
from streamlit import config

from cstoviz import operating
from cstoviz.settings import SETTINGS
from tests.programs import program

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNIT = (DEPLOY / "cstoviz.service").read_text("utf-8")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]["dashboard"]
KNOWN = {each.variable for each in SETTINGS}


def instructions():
    text = (DEPLOY / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [tuple(line.split(maxsplit=1)) for line in lines]


def last(wanted):
    return [rest for name, rest in instructions() if name == wanted][-1]


def copied():
    """Return what is copied from the repository."""
    lines = [rest for name, rest in instructions() if name == "COPY" and "--from" not in rest]
    return {name for line in lines for name in line.split()[:-1]}


def variables():
    return dict(re.findall(r"([A-Z_]+)=(\S+)", last("ENV")))


def options():
    return {f"STREAMLIT_{each.upper()}" for each in map(_snake, config.get_config_options())}


def _snake(name):
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).replace(".", "_")


def test_the_image_runs_as_nobody_in_particular_on_a_pinned_base():
    assert last("USER") == "10001:10001"
    bases = [rest.split()[0] for name, rest in instructions() if name == "FROM"]
    assert bases == ["python:3.12-slim", "python:3.12-slim"]
    final = [name for name, _ in instructions()]
    after = instructions()[len(final) - final[::-1].index("FROM") :]
    assert not [rest for _, rest in after if "pip" in rest or "apt" in rest]


def test_everything_that_the_image_copies_is_there_and_goes_to_the_builder():
    kept = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    allowed = {line[1:] for line in kept if line.startswith("!")}
    for name in copied():
        assert (ROOT / name).exists(), name
        assert name in allowed
    assert allowed == copied()
    assert any(fnmatch("src/x/__pycache__", line) for line in kept if line.startswith("**"))


def test_streamlit_takes_what_the_image_starts_and_is_set_to():
    command = json.loads(last("CMD"))
    assert command[0] == "python"
    told = subprocess.run(
        [sys.executable, *command[1:], "--help"], cwd=ROOT, capture_output=True, check=True
    )
    assert b"Usage" in told.stdout
    own = {name for name in variables() if name.startswith("STREAMLIT_")}
    assert own <= options()
    assert {name for name in variables() if name.startswith("CSTOVIZ_")} <= KNOWN


def test_the_image_asks_itself_at_an_address_that_the_server_has():
    asked = re.search(r"http://127\.0\.0\.1:8501(/[a-z]+)", last("HEALTHCHECK"))[1]
    assert asked in {route.path for route in operating.ROUTES}
    assert variables()["STREAMLIT_SERVER_PORT"] == "8501" == last("EXPOSE")


def test_the_composition_shuts_what_the_image_does_not_need():
    assert COMPOSE["read_only"] is True
    assert COMPOSE["cap_drop"] == ["ALL"]
    assert COMPOSE["security_opt"] == ["no-new-privileges:true"]
    assert COMPOSE["user"] == last("USER")
    assert {"mem_limit", "cpus", "pids_limit"} <= COMPOSE.keys()
    assert all(port.startswith("127.0.0.1:") for port in COMPOSE["ports"])
    given = COMPOSE["environment"]
    assert {name for name in given if name.startswith("CSTOVIZ_")} <= KNOWN
    assert {name for name in given if name.startswith("STREAMLIT_")} <= options()
    assert (DEPLOY / COMPOSE["build"]["context"]).resolve() == ROOT


def test_the_unit_names_settings_that_there_are():
    named = set(re.findall(r"\b(CSTOVIZ_[A-Z_]+|STREAMLIT_[A-Z_]+)=", UNIT))
    assert len(named) == 6
    assert named <= KNOWN | options()


@pytest.mark.parametrize("line", ["DynamicUser=yes", "NoNewPrivileges=yes", "MemoryMax=2G",
                                  "ProtectSystem=strict", "CapabilityBoundingSet="])  # fmt: skip
def test_the_unit_shuts_the_server_in(line):
    assert line in UNIT.splitlines()


def test_a_linter_finds_nothing_in_the_file_of_the_image():
    told = subprocess.run(
        [program("hadolint"), DEPLOY / "Dockerfile"], capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")


def test_systemd_understands_the_unit_and_finds_it_shut_in(tmp_path):
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze IS MISSING: what it would read stays unread")
    unit = tmp_path / "cstoviz.service"
    unit.write_text(UNIT.replace("/opt/cstoviz/.venv/bin/python", sys.executable))
    told = subprocess.run([analyze, "verify", unit], capture_output=True, text=True, check=False)
    assert "cstoviz.service" not in told.stderr
    judged = subprocess.run(
        [analyze, "security", "--offline=yes", "--threshold=20", unit],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert judged.returncode == 0, judged.stdout


def test_both_give_a_stop_longer_than_the_server_takes():
    longest = int(next(each.default for each in SETTINGS if each.name == "STOP_SECONDS"))
    assert longest < int(COMPOSE["stop_grace_period"].removesuffix("s"))
    assert longest < int(re.search(r"TimeoutStopSec=(\d+)", UNIT)[1])


def test_the_proxy_before_several_processes_shuts_what_is_for_those_who_run_it():
    lines = (ROOT / "docs" / "proxy" / "haproxy.cfg").read_text("utf-8").splitlines()
    stripped = [line.strip() for line in lines]
    assert "http-request deny deny_status 404 if { path /metrics /readyz }" in stripped
    assert "option httpchk GET /readyz" in stripped
