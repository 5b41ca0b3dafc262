"""What the benchmarks share: statistics, tables, files, selections; and a reader over the wire."""

import asyncio
import json
import re
from collections import Counter
from importlib.util import find_spec

import pytest
from benchmarks import __main__ as command
from benchmarks import (
    crowd,
    documents,
    floor,
    measure,
    plan,
    provision,
    proxy,
    selections,
    servers,
    targets,
    wire,
)
from benchmarks.measure import ROOT, Results
from benchmarks.plan import PARTS, Part

APP = """
import streamlit as st

chosen = st.multiselect("States", ["A", "B"])
st.html(f'<p class="cz-scope">{len(chosen)} &amp; more</p>')
st.html("<p>" + "x" * 20_000 + "</p>")
"""


def test_percentile_lies_between_the_nearest_values():
    assert measure.percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert measure.percentile([0.0, 10.0], 0.95) == 9.5
    assert measure.percentile([4.0], 0.95) == 4.0


def test_summary_keeps_every_sample():
    assert measure.summary([5, 1, 3]) == {"n": 3, "median": 3, "p95": 4.8, "samples": [5, 1, 3]}
    assert measure.summary([]) == {"n": 0, "median": None, "p95": None, "samples": []}


def test_table_puts_names_to_the_left_and_numbers_to_the_right():
    lines = measure.table(("page", "ms"), [["map", "1,200"], ["overview", "9"]]).splitlines()
    assert lines == ["page         ms", "--------  -----", "map       1,200", "overview      9"]


def test_numbers_in_words():
    assert measure.figure(1234.56, 1) == "1,234.6"
    assert measure.figure(None) == "–"
    assert measure.times(1.234) == "1.23×"
    assert measure.times(None) == "–"


def test_results_as_a_file(tmp_path, capsys):
    results = Results("sample", {"rounds": 2})
    for app, below in ((10.0, 4.0), (20.0, 6.0)):
        results.add("app", app)
        results.add("floor", below)
    results.facts["compressed"] = False
    assert results.ratio("app", "floor") == 3.0
    assert results.ratio("app", "nowhere") is None
    path = results.save(tmp_path / "deep" / "sample.json")
    assert str(path) in capsys.readouterr().out
    found = json.loads(path.read_text("utf-8"))
    app = {"n": 2, "median": 15, "p95": 19.5, "samples": [10, 20]}
    assert found["measurements"]["app"] == app
    assert found["settings"] == {"rounds": 2}
    assert found["facts"] == {"compressed": False}
    assert found["machine"]["cpus"] >= 1
    assert set(found["packages"]) >= {"streamlit", "plotly", "pandas"}
    assert found["machine"]["memory"] > 0
    assert Results.read(path).document() == found
    assert len(found["commit"]) in (0, 40)


def test_selections_come_once():
    found = selections.subsets(["Belarus", "China"])
    assert len(found) == len({frozenset(each) for each in found}) == 62
    assert found == selections.subsets(["Belarus", "China"])
    assert all("China" not in each for each in found[:31])
    periods = {selections.period(number) for number in range(300)}
    assert len(periods) == 300


def test_walks_reach_every_choice_once():
    reached = []
    for walk in selections.walks("ABCDE"):
        chosen = frozenset()
        for state, new in walk:
            assert state not in chosen
            chosen |= {state}
            assert new == (chosen not in reached)
            reached.append(chosen)
    assert len(set(reached)) == 31
    assert sum(new for _, new, _ in selections.steps()) == 31


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    script = tmp_path_factory.mktemp("app") / "app.py"
    script.write_text(APP, "utf-8")
    with servers.streamlit(str(script)) as server:
        yield server


def test_a_reader_changes_a_filter_and_keeps_what_it_knows(app):
    async def read():
        async with wire.reader(app.address) as reader:
            return await reader.settle(), await reader.choose(["B"]), reader.compressed

    first, second, compressed = asyncio.run(read())
    assert (first.words, second.words) == ("0 & more", "1 & more")
    assert first.elements == second.elements == {"multiselect": 1, "html": 2}
    assert (first.referred, second.referred) == (0, 1)
    assert first.size > first.received > second.received > 0
    assert second.saved > 19_000
    assert second.seconds > 0
    assert not first.exceptions
    assert compressed
    assert first.size > 20_000
    assert len(first.frames) > 3
    assert app.processor() > 0
    assert app.memory() > 1_000_000
    changed = [changed for _, _, changed in floor.recorded(first, second)]
    assert changed == [False, True, False]


def test_floor_differences():
    app, below = Counter(html=2, radio=1), Counter(html=1, radio=1, empty=1)
    assert floor.differences(app, below) == {"html": [2, 1], "empty": [0, 1]}


def sample(name="sample"):
    results = Results(name, {"rounds": 2})
    for each in range(20):
        results.add("many", each / 3)
    results.add("one", 1234.5678)
    return results


def test_few_samples_are_kept_and_of_many_how_many(tmp_path):
    path = tmp_path / "sample.json"
    command.keep(sample(), path)
    found = json.loads(path.read_text("utf-8"))
    assert found["measurements"]["one"]["samples"] == [1234.57]
    assert found["measurements"]["many"] == {"n": 20, "median": 3.16667, "p95": 6.01667}
    again = Results.read(path)
    assert (again.count("many"), again.median("many"), again.p95("many")) == (20, 3.16667, 6.01667)
    assert again.ratio("one", "nothing") is None
    assert again.names() == ["many", "one"]


def test_what_is_printed_becomes_tables():
    printed = measure.table(("page", "kB"), [["a|b", "1"], ["map, all", ""]])
    assert documents.markdown(f"{printed}\n\nand so on") == (
        "| page | kB |\n| --- | ---: |\n| a\\|b | 1 |\n| map, all |  |\n\n- and so on"
    )


def test_documents_name_only_tables_that_there_are():
    names = {*plan.NAMES, "targets", "surroundings", "provision"}
    for path in documents.DOCUMENTS:
        if path.exists():
            text = path.read_text("utf-8")
            assert set(re.findall(r"<!-- table: (\S+) -->", text)) <= names
            assert documents.filled(text, {}).count("<!-- end -->") == text.count("<!-- table: ")


@pytest.mark.parametrize("path", documents.DOCUMENTS, ids=lambda path: path.name)
def test_documents_hold_what_the_results_say(path):
    results = plan.kept()
    if not results or not path.exists():
        pytest.skip("nothing has been measured here")
    text = path.read_text("utf-8")
    assert documents.filled(text, results) == text


def test_every_benchmark_is_run_by_the_command():
    readme = (ROOT / "benchmarks" / "README.md").read_text("utf-8")
    listed = set(re.findall(r"^\| `(benchmarks\.\w+)` \|", readme, re.MULTILINE))
    assert listed == {part.command for part in PARTS}
    assert listed - {part.command for part in plan.chosen(None)} == {"benchmarks.soak"}
    assert all(find_spec(part.module) for part in PARTS)
    assert len(set(plan.NAMES)) == len(PARTS)


def test_parts_are_chosen_by_name():
    assert [part.name for part in plan.chosen("rerun,views")] == ["views", "rerun"]
    with pytest.raises(ValueError, match="no benchmark is called nothing; there are views, "):
        plan.chosen("nothing,rerun")


@pytest.fixture
def parts(tmp_path, monkeypatch):
    """Two benchmarks, of which the first fails, in a folder of results of their own."""
    results = tmp_path / "kept"
    monkeypatch.setattr(plan, "RESULTS", results)
    monkeypatch.setattr(command, "SAVED", tmp_path / "saved")
    monkeypatch.setattr(documents, "DOCUMENTS", ())
    (tmp_path / "good.py").write_text(
        "import sys\nfrom pathlib import Path\nfrom benchmarks.measure import Results\n"
        "results = Results('good')\nresults.add('a', 1.0)\nresults.save(Path(sys.argv[-1]))\n"
    )
    (tmp_path / "bad.py").write_text("raise SystemExit('broken')\n")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{ROOT}")
    return [Part(name, name, "--rounds 2", "--rounds 1") for name in ("bad", "good")]


def test_one_that_fails_is_named_and_the_others_go_on(parts, monkeypatch, capfd):
    monkeypatch.setattr(plan, "PARTS", parts)
    command.keep(sample("bad"), parts[0].kept)
    assert command.main([]) == 1
    assert "FAILED: bad" in capfd.readouterr().err
    assert Results.read(parts[0].kept).count("many") == 20
    good = Results.read(parts[1].kept)
    assert good.median("a") == 1
    assert good.about["arguments"] == "--rounds 2"


def test_a_quick_look_keeps_nothing(parts, capfd):
    assert command.measured(parts[1:], quick=True) == []
    assert "target (at the most)" in capfd.readouterr().out
    assert not parts[1].kept.exists()


def test_targets_are_met_or_missed():
    results = Results("rerun")
    for page, app, size in (("map", 12.0, 90_000), ("overview", 16.0, 1000)):
        results.add(f"{page}/app/ms", app)
        results.add(f"{page}/floor/ms", 10.0)
        results.add(f"{page}/app/bytes", size)
    sessions = Results("sessions", {"sessions": [50]})
    for what, value in (("errors", 2), ("MB per session", 12.5), ("change, ms", 900)):
        sessions.add(f"50/{what}", value)
    rows = targets.report({"rerun": results, "sessions": sessions})
    lines = [re.split("  +", line)[1:] for line in rows.splitlines()]
    assert ["1.50×", "1.60×", "overview, worst of 2", "missed by 7 %"] in lines
    assert ["80.0 kB", "90.0 kB", "map, worst of 2", "missed by 12 %"] in lines
    assert ["1,000 ms", "900 ms", "met"] in lines
    assert ["0", "2", "missed by 2"] in lines
    assert ["1.30×", "–", "not measured"] in lines


def test_provision_follows_from_what_a_run_takes():
    sessions = Results("sessions", {"sessions": [1, 50]})
    for what, value in (("core ms per run", 300), ("MB before", 200), ("MB per session", 10)):
        sessions.add(f"50/{what}", value)
    last = provision.report(sessions).splitlines()[-1].split()
    assert last == ["1,000", "33.3", "10.0", "20", "14.0"]


def test_a_crowd_counts_what_it_waits_and_what_goes_wrong(app, capfd):
    results = Results("crowd")
    readers = crowd.Crowd("3", 3, 0.0)
    readers.measure(results, app.address, [app])
    assert results.count("3/first run, ms") == 3
    assert results.median("3/errors") == 0
    assert results.median("3/core ms per run") >= 0
    assert crowd.row(results, "3")[:2] == ["3", "0"]
    wrong = f"http://127.0.0.1:{app.port}/nowhere"
    crowd.Crowd("2", 2, 0.0).measure(results, wrong, [app])
    assert results.median("2/errors") == 2
    assert "reader 1: " in capfd.readouterr().err


@pytest.mark.skipif(proxy.program() is None, reason="needs HAProxy")
def test_the_proxy_keeps_each_reader_with_one_process(app, tmp_path):
    (tmp_path / "app.py").write_text(APP, "utf-8")
    with (
        servers.streamlit(str(tmp_path / "app.py")) as other,
        proxy.before([app, other]) as before,
    ):
        visit = proxy.cookies(before.port)
        assert {visit(), visit(), visit(), visit()} == {"cstoviz=first", "cstoviz=second"}
        results = Results("crowd")
        crowd.Crowd("2", 2, 0.0, cookie=visit).measure(results, before.address, [app, other])
        assert results.median("2/errors") == 0
