"""`cstoviz brief`: what it makes, what it refuses, and with which exit code."""

import pytest
from typer.testing import CliRunner

from cstoviz.cli import program
from cstoviz.cli.asked import Wrong, asked, home_of, query_of
from cstoviz.export.briefing import choice
from cstoviz.export.formats import FORMATS
from cstoviz.export.making import Format, NotMade
from cstoviz.selection import Selection
from tests.packages import broken, set_cell

LINK = (
    "http://127.0.0.1:8501/deep/participation?states=EST&period=2031&lang=en&show=tables"
    "&slides=title,timeline&event=x"
)


def run(*arguments, **environment):
    """Run the command; return its exit code, what it printed, and what it complained of."""
    result = CliRunner().invoke(program(), ["brief", *map(str, arguments)], env=environment)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def made(monkeypatch):
    """Return what was made, by a format that only remembers."""
    seen = []

    def make(briefing, _tables, progress):
        progress(0.5, "half [of] it")
        seen.append(briefing)
        return b"content"

    formats = {**FORMATS, "txt": Format("txt", "text/plain", make)}
    monkeypatch.setattr("cstoviz.cli.brief.FORMATS", formats)
    return seen


def test_the_options_are_those_of_the_address(made, tiny_path, tmp_path):
    out = tmp_path / "b.txt"
    code, said, _ = run(
        "--state", "EST", "--state", "FIN", "--match", "all", "--period", "2031-01-01..2031-06-30",
        "--option", "term=FI2032", "--slides", "title,timeline", "--lang", "ru",
        "--data", tiny_path, "--out", out,
    )  # fmt: skip
    assert (code, out.read_bytes()) == (0, b"content")
    wanted = Selection(states=("EST", "FIN"), match="all", period="2031-01-01..2031-06-30")
    assert made[0].selection == wanted.with_options(term="FI2032")
    assert [slide.id for slide in made[0].slides] == ["title", "timeline"]
    assert made[0].lang == "ru"
    assert said == f"{out} (1 КБ): {made[0].scope}\n"


def test_a_copied_link_says_the_same(made, tiny_path, tmp_path):
    code, _, _ = run("--from-url", LINK, "--data", tiny_path, "--out", tmp_path / "b.txt")
    assert code == 0
    assert made[0].selection == Selection(states=("EST",), period="2031")
    assert [slide.id for slide in made[0].slides] == ["title", "timeline"]
    assert made[0].home == "http://127.0.0.1:8501/deep"


def test_an_option_goes_before_the_link(made, tiny_path, tmp_path):
    given = ("--from-url", LINK, "--state", "FIN", "--lang", "ru", "--home", "https://h.example")
    assert run(*given, "--data", tiny_path, "--out", tmp_path / "b.txt")[0] == 0
    assert made[0].selection == Selection(states=("FIN",), period="2031")
    assert (made[0].lang, made[0].home) == ("ru", "https://h.example")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--state", "XXX"], "Error: states: XXX is not one of EST, FIN, LVA, SWE\n"),
        (["--period", "soon"], "Error: period: soon is neither the key of a period nor two days"),
        (["--option", "term=XX"], "Error: term: XX is not one of EE2031, FI2032\n"),
        (["--option", "terms=FI2032"], "Error: No view has the option terms; there are: "),
        (["--option", "term"], "Error: --option takes key=value, not term\n"),
        (["--slides", "title,nowhere"], "Error: slides: nowhere is not one of title, headlines"),
        (["--lang", "xx"], "Error: There is no such language; there are: en, ru\n"),
        (["--match", "some"], "Error: match: some is not one of any, all\n"),
    ],
)
def test_what_does_not_exist_is_refused(made, tiny_path, tmp_path, arguments, why):
    code, said, complaint = run(*arguments, "--data", tiny_path, "--out", tmp_path / "b.txt")
    assert (code, said) == (2, "")
    assert complaint.startswith(why)
    assert made == []
    assert list(tmp_path.iterdir()) == []


def test_the_ending_chooses_the_kind_of_file(tiny_path, tmp_path):
    code, _, why = run("--data", tiny_path, "--out", tmp_path / "b.doc")
    assert code == 2
    assert why == "Error: The name b.doc does not end in one of: html, pptx, pdf, xlsx, ics\n"


def test_a_broken_package_is_told_as_by_check(made, tiny_path, tmp_path):
    folder = broken(tiny_path, tmp_path / "p", set_cell("events", 2, "status", "held"))
    code, _, why = run("--data", folder, "--out", tmp_path / "b.txt")
    assert code == 1
    assert f"1 problem in {folder}" in why
    assert made == []


def test_a_file_that_could_not_be_made_leaves_nothing_behind(tiny_path, tmp_path, monkeypatch):
    def make(_briefing, _tables, _progress):
        raise NotMade("no letters")

    monkeypatch.setattr("cstoviz.cli.brief.FORMATS", {"txt": Format("txt", "text/plain", make)})
    out = tmp_path / "b.txt"
    code, _, why = run("--data", tiny_path, "--out", out)
    assert (code, why.splitlines()[-1]) == (3, f"Error: {out} was not made: no letters")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("made")
def test_a_folder_that_is_not_there_is_told(tiny_path, tmp_path):
    code, _, why = run("--data", tiny_path, "--out", tmp_path / "nowhere" / "b.txt")
    assert code == 3
    assert "was not made" in why


def test_a_link_is_read_whole_or_from_its_query_on(tiny):
    assert asked(query_of("?states=EST"), tiny, ()).selection == Selection(states=("EST",))
    assert asked(query_of(LINK), tiny, ()).slides == ("title", "timeline")
    assert asked({}, tiny, ()).slides == choice.STANDARD
    assert home_of("?states=EST") == ""
    with pytest.raises(Wrong, match="states: XXX"):
        asked({"states": ["XXX"]}, tiny, ())
