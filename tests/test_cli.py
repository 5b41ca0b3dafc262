"""The command line, run as a reader runs it: exit codes, a table of problems, never a trace."""

import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from cstoviz import text
from cstoviz.cli import program
from cstoviz.cli.printing import printable
from cstoviz.guard import people
from tests.guard.asking import setting
from tests.packages import broken, set_cell

SOUND = (
    "20 events, 40 participations, 3 sources, 6 places, 2 chairmanships, 10 codings, no problems\n"
)


def run(*arguments, **environment):
    """Run the command; return its exit code and output."""
    result = CliRunner().invoke(program(), list(map(str, arguments)), env=environment)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def test_a_sound_package_is_counted(tiny_path):
    assert run("check", tiny_path) == (0, SOUND)


def test_the_package_that_the_dashboard_shows_is_the_default(tiny_path):
    assert run("check", CSTOVIZ_DATA=str(tiny_path)) == (0, SOUND)


def test_every_problem_stands_in_an_aligned_table(tiny_path, tmp_path):
    folder = broken(tiny_path, tmp_path / "p", set_cell("events", 2, "status", "held"))
    set_cell("places", 3, "name", "")(folder)
    code, output = run("check", folder)
    assert code == 1
    assert output.splitlines() == [
        "Table   Row  Field   Value  Rule                                      Allowed",
        "------  ---  ------  -----  ----------------------------------------  -------",
        "events  2    status  held   The value is not one of the allowed ones"
        "  reported, announced, cancelled",
        "places  3    name           A value is required",
        "",
        f"2 problems in {folder}",
    ]


def test_a_long_value_is_cut_and_what_is_allowed_is_not(tiny_path, tmp_path):
    change = set_cell("translations", 2, "table", "x" * 500)
    code, output = run("check", broken(tiny_path, tmp_path / "p", change))
    assert code == 1
    assert "x" * 59 + "…" in output
    assert "x" * 60 not in output
    assert "coding_disagreements, vocabulary, package, tables, columns" in output


def test_nothing_in_a_value_reaches_the_terminal_as_a_command(tiny_path, tmp_path):
    change = set_cell("events", 2, "status", "held\x1b[31m\x07\u202e\nreported")
    code, output = run("check", broken(tiny_path, tmp_path / "p", change))
    assert code == 1
    assert "held\ufffd[31m\ufffd\ufffd\\nreported" in output
    assert not {"\x1b", "\x07", "\u202e"} & set(output)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ереван – обычный текст", "Ереван – обычный текст"),
        ("a\tb\r\n", r"a\tb\r\n"),
        ("\u2028\u200b\udcff\x9b", r"\u2028\u200b\udcff\x9b"),
    ],
)
def test_texts_are_printed_in_one_line(text, shown):
    assert printable(text) == shown


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("none", None, "The file is missing or cannot be opened"),
        ("a.zip", b"no zip", "The file is not a readable zip"),
        ("datapackage.json", b"{", "The descriptor is not valid JSON"),
        ("datapackage.json", b"[" * 100_000, "The descriptor is not valid JSON"),
        ("datapackage.json", b"9" * 10_000, "The descriptor is not valid JSON"),
        ("datapackage.json", b'{"name": "\xff"}', "The file is not in the declared encoding"),
    ],
)
def test_what_is_no_package_is_said_in_words(tmp_path, name, content, words):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    code, output = run("check", tmp_path / name)
    assert code == 1
    assert words in output
    assert output.splitlines()[-1] == f"1 problem in {tmp_path / name}"


def test_the_version_is_told():
    code, output = run("--version")
    assert code == 0
    assert output.startswith("cstoviz ")


def test_without_a_command_help_is_shown():
    _, output = run()
    assert "check" in output
    assert run("nonsense")[0] == 2


def test_a_terminal_of_few_letters_is_no_reason_to_fail(tiny_path, tmp_path):
    folder = broken(tiny_path, tmp_path / "p", set_cell("events", 2, "status", "идёт"))
    command = [sys.executable, "-c", "from cstoviz.cli import app; app()", "check", str(folder)]
    done = subprocess.run(
        command,
        env={"PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert r"\u0438\u0434\u0451\u0442" in done.stdout
    assert done.stderr == ""


def test_the_command_line_speaks_the_readers_language(tiny_path):
    with text.speaking("ru"):
        code, output = run("check", tiny_path)
    assert code == 0
    assert output == (
        "20 событий, 40 записей об участии, 3 источника, 6 мест, 2 председательства, "
        "10 кодирований; ошибок нет\n"
    )


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        (["check"], {"LANG": "ru_RU.UTF-8"}, "событий"),
        (["check"], {"LANG": "ru_RU.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "events"),
        (["--lang", "ru", "check"], {"LANG": "C.UTF-8"}, "событий"),
        (["--help"], {"LANG": "ru_RU.UTF-8"}, "Проверка пакетов данных"),
    ],
)
def test_the_language_comes_from_the_environment_or_an_option(arguments, environment, said):
    command = [sys.executable, "-c", "from cstoviz.cli import app; app()", *arguments]
    clean = {key: value for key, value in os.environ.items()
             if key not in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")}  # fmt: skip
    done = subprocess.run(
        command, capture_output=True, check=True, env={**clean, "PYTHONUTF8": "1", **environment}
    )
    assert said in done.stdout.decode("utf-8")


def test_an_unknown_language_is_refused():
    code, output = run("--lang", "xx", "check")
    assert code == 2
    assert "en, ru" in output


def test_a_key_is_made_and_is_the_one_that_is_known(tmp_path, monkeypatch):
    code, told = run("api-key", "notebook", LANGUAGE="en")
    said, _, line = told.splitlines()
    (tmp_path / "keys").write_text(line, "utf-8")
    with setting(monkeypatch, api_keys_file=str(tmp_path / "keys")):
        assert people.knows(said.split(": ")[1])
    assert code == 0
    assert run("api-key", "a b")[0] == 2
