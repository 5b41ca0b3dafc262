"""What can be set, as it is documented and as the command shows it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from cstoviz.cli import program, settings
from cstoviz.settings import Setting, SettingError, whole

DOCUMENT = Path(__file__).parents[2] / "docs" / "operating.md"


def run(*arguments, **environment):
    told = CliRunner().invoke(program(), ["settings", *arguments], env=environment)
    return told.exit_code, told.stdout, told.stderr


def test_the_document_has_the_table_of_what_can_be_set():
    code, table, _ = run("--table")
    assert code == 0
    assert table.splitlines()[2].startswith("| `CSTOVIZ_DATA` |  | The package: ")
    assert table in DOCUMENT.read_text("utf-8")


def test_it_is_shown_what_is_set_and_what_is_not():
    code, shown, errors = run(CSTOVIZ_WATCH="7")
    lines = [line.split() for line in shown.splitlines()]
    assert (code, errors) == (0, "")
    assert lines[0] == ["Variable", "Set", "to", "Default", "What", "it", "sets"]
    assert ["CSTOVIZ_WATCH", "7", "5"] in [line[:3] for line in lines]
    assert ["CSTOVIZ_LOG_LEVEL", "INFO"] in [line[:2] for line in lines]


def test_every_wrong_value_and_every_unknown_name_is_told():
    code, _, errors = run(CSTOVIZ_WATCH="often", CSTOVIZ_METRICS="\x1b[31m", CSTOVIZ_WACTH="1")
    assert code == 1
    assert errors.splitlines() == [
        "CSTOVIZ_WACTH is no setting; CSTOVIZ_WATCH is one",
        "Error: CSTOVIZ_WATCH='often': a whole number from 0 to 86,400 is wanted",
        "Error: CSTOVIZ_METRICS='\\x1b[31m': one of on, off is wanted",
    ]


def test_a_secret_is_shown_nowhere(monkeypatch):
    secret = Setting("COOKIE_SECRET", whole(0, 9), "", secret=True)
    monkeypatch.setattr(settings, "SETTINGS", (secret,))
    monkeypatch.setattr(settings, "unknown", lambda _: {})
    code, shown, errors = run(CSTOVIZ_COOKIE_SECRET="hunter2")
    assert code == 1
    assert "***" in shown
    assert "hunter2" not in shown + errors
    with pytest.raises(SettingError) as told:
        secret.value({"CSTOVIZ_COOKIE_SECRET": "hunter2"})
    assert str(told.value) == "CSTOVIZ_COOKIE_SECRET=…: a whole number from 0 to 9 is wanted"
